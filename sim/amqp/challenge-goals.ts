import type { ChallengeGoal } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import type { Json, TraceEntry } from '../core/simulation';
import type { AmqpCommand } from './command';
import type { AmqpEvent, AmqpState } from './state';

export type Step = StepRecord<AmqpCommand, AmqpEvent>;
export type Goal<Memory> = ChallengeGoal<AmqpState, AmqpCommand, AmqpEvent, Memory>;

/** A goal that a single moment meets. */
export function once(holds: (record: Step, state: AmqpState) => boolean): Goal<boolean> {
  return { initial: false, observe: (_, record, state) => holds(record, state), isMet: (isReached) => isReached };
}

/** A goal that is met by `count` entries of the trace, unless one that spoils it comes first. */
export function several(
  count: number,
  counts: (entry: TraceEntry, state: AmqpState) => boolean,
  startsAgain: (entry: TraceEntry, state: AmqpState) => boolean,
): Goal<number> {
  return {
    initial: 0,
    observe(seen, { trace }, state) {
      let number = seen;
      for (const entry of trace) {
        if (number >= count) return number;
        if (startsAgain(entry, state)) number = 0;
        else if (counts(entry, state)) number += 1;
      }
      return number;
    },
    isMet: (seen) => seen >= count,
  };
}

export function is(entry: TraceEntry, kind: string, actor: string): boolean {
  return entry.kind === kind && entry.actor === actor;
}

export function textOf({ data }: TraceEntry, name: string): string {
  const value = data?.[name];
  return typeof value === 'string' ? value : '';
}

export function numberOf({ data }: TraceEntry): number {
  const value = data?.number;
  return typeof value === 'number' ? value : 0;
}

export function queuesOf({ data }: TraceEntry): readonly Json[] {
  const value = data?.queues;
  return Array.isArray(value) ? value : [];
}

/** Numbers that are being waited for, and whether the last thing asked for has come. */
export interface Followed {
  readonly numbers: readonly number[];
  readonly isMet: boolean;
}

export const nothingFollowed: Followed = { numbers: [], isMet: false };

/** Follows messages by their numbers: `begins` starts to follow one, `ends` with one that is followed meets the goal. */
export function follow(begins: (entry: TraceEntry) => boolean, ends: (entry: TraceEntry) => boolean): Goal<Followed> {
  return {
    initial: nothingFollowed,
    observe(memory, { trace }) {
      let { numbers, isMet } = memory;
      for (const entry of trace) {
        if (begins(entry)) numbers = [...numbers, numberOf(entry)];
        else if (ends(entry) && numbers.includes(numberOf(entry))) isMet = true;
      }
      return { numbers, isMet };
    },
    isMet: ({ isMet }) => isMet,
  };
}
