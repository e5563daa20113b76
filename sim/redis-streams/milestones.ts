import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone } from '../core/milestone';
import type { TraceEntry } from '../core/simulation';
import type { RedisStreamsCommand } from './command';
import type { RedisStreamsEvent } from './event';
import { errorOf, requestKind } from './replies';
import type { RedisStreamsState } from './state';
import type { TraceKind } from './trace';

type Step = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;

const { once, moment } = goalsOf<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>();

/** Something that a trace entry of this kind tells. */
function traced<Id extends string>(id: Id, kind: TraceKind, holds: (data: Data) => boolean) {
  return moment(id, ({ trace }) => trace.some((entry) => entry.kind === kind && holds(entry.data ?? {})));
}

type Data = NonNullable<TraceEntry['data']>;

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** Whether a person typed an XADD in this step, and what the server said to it. */
function typedAdd({ cause }: Step, { console: { lines } }: RedisStreamsState): 'added' | 'refused' | null {
  if (cause.type !== 'command' || cause.command.type !== 'console') return null;
  if (requestKind(cause.command.argv) !== 'add') return null;
  return errorOf(lines.at(-1)?.reply ?? null) === null ? 'added' : 'refused';
}

const idRefused = defineMilestone({
  id: 'an-id-was-refused',
  goal: once((record, state) => typedAdd(record, state) === 'refused'),
  byHand({ console }): RedisStreamsCommand | null {
    const argv = ['XADD', 'orders', '5-1', 'item', 'late'];
    const isTyped = console.lines.some((line) => line.argv.join(' ') === argv.join(' '));
    return isTyped ? null : { type: 'console', argv };
  },
});

/** The consumers that were given new entries, each once. */
const twoConsumersWereServed = defineMilestone({
  id: 'two-consumers-were-served',
  goal: {
    initial: [] as readonly string[],
    observe(served: readonly string[], { trace }: Step, _state: RedisStreamsState) {
      const names = trace.flatMap(({ kind, data }) =>
        kind === 'deliver' && data?.again === false && typeof data.consumer === 'string' ? [data.consumer] : [],
      );
      return [...new Set([...served, ...names])];
    },
    isMet: (served) => served.length >= 2,
  },
});

/** A reader that comes back gets in one reply all that was added while it was away; the answer is how many entries that is. */
const caughtUp = defineMilestone({
  id: 'a-reader-caught-up',
  goal: {
    initial: 0,
    observe(before: number, { trace }: Step, _state: RedisStreamsState) {
      const counts = trace.filter(({ kind }) => kind === 'got').map(({ data }) => lengthOf(data?.ids));
      return Math.max(before, 0, ...counts.filter((count) => count >= 2));
    },
    isMet: (count) => count > 0,
  },
  answer: (count) => count,
});

/** What a lesson's text beside a Redis Streams run may wait for. */
export const redisStreamsMilestones = [
  moment('an-entry-was-added-by-hand', (record, state) => typedAdd(record, state) === 'added'),
  idRefused,
  caughtUp,
  twoConsumersWereServed,
  traced('a-consumer-died-with-work', 'crash', ({ unfinished }) => lengthOf(unfinished) > 0),
  traced('entries-were-claimed', 'claim', ({ from, to }) => Array.isArray(from) && from.some((name) => name !== to)),
  traced('an-entry-was-worked-twice', 'duplicate', () => true),
  moment('an-ack-came-too-late', ({ cause }) => {
    if (cause.type !== 'event' || cause.event.type !== 'deliver') return false;
    const { message } = cause.event;
    return message.direction === 'reply' && message.asked === 'ack' && message.reply === 0;
  }),
  traced('unread-entries-were-trimmed', 'trim', ({ unread }) => lengthOf(unread) > 0),
] as const satisfies readonly Milestone<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>[];
