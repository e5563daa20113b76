import type { ChallengeGoal } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import type { Json, TraceEntry } from '../core/simulation';
import type { AmqpCommand } from './command';
import type { AmqpEvent, AmqpState } from './state';

export type Step = StepRecord<AmqpCommand, AmqpEvent>;
export type Goal<Memory> = ChallengeGoal<AmqpState, AmqpCommand, AmqpEvent, Memory>;

export const { once, inARow, moment } = goalsOf<AmqpState, AmqpCommand, AmqpEvent>();

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
