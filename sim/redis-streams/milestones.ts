import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone } from '../core/milestone';
import type { TraceEntry } from '../core/simulation';
import { claimerOptions, type RedisStreamsCommand } from './command';
import { TICKS_PER_MILLISECOND } from './config';
import type { RedisStreamsEvent } from './event';
import { groupAt, pendingCount, streamLength } from './figures';
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

/** A second group has read what the first was given: the answer is how many entries at once. */
const anotherGroupRead = defineMilestone({
  id: 'another-group-read',
  goal: {
    initial: 0,
    observe(count: number, { trace }: Step, _state: RedisStreamsState) {
      const read = trace.find(({ kind, data }) => kind === 'deliver' && data?.group !== 'workers');
      return count > 0 ? count : lengthOf(read?.data?.ids);
    },
    isMet: (count) => count > 0,
  },
  answer: (count) => count,
  byHand(state): RedisStreamsCommand {
    const line =
      groupAt(state, 'orders', 'persistence') === null
        ? 'XGROUP CREATE orders persistence 0'
        : 'XREADGROUP GROUP persistence saver STREAMS orders >';
    return { type: 'console', argv: line.split(' ') };
  },
});

/** Somebody took over what another had; the answer is how many milliseconds after the last crash. */
const claimed = defineMilestone({
  id: 'entries-were-claimed',
  goal: {
    initial: { crashTick: null as number | null, atTick: null as number | null },
    observe({ crashTick, atTick }, { trace, tick }: Step, _state: RedisStreamsState) {
      if (trace.some(({ kind }) => kind === 'crash')) return { crashTick: tick, atTick };
      const isClaim = trace.some(({ kind, data }) => kind === 'claim' && isFromAnother(data ?? {}));
      return { crashTick, atTick: isClaim ? tick : atTick };
    },
    isMet: ({ atTick }) => atTick !== null,
  },
  answer: ({ crashTick, atTick }) => ((atTick ?? 0) - (crashTick ?? atTick ?? 0)) / TICKS_PER_MILLISECOND,
});

function isFromAnother({ from, to }: Data): boolean {
  return Array.isArray(from) && from.some((name) => name !== to);
}

/** An XACK for an entry that is no longer pending; the answer is what the server replied to it. */
const ackTooLate = defineMilestone({
  id: 'an-ack-came-too-late',
  goal: once(({ cause }) => {
    if (cause.type !== 'event' || cause.event.type !== 'deliver') return false;
    const { message } = cause.event;
    return message.direction === 'reply' && message.asked === 'ack' && message.reply === 0;
  }),
  answer: () => 0,
});

/** XINFO GROUPS says that a group lags by more than there is; the answer is how many entries it will never get. */
const lagWasTold = defineMilestone({
  id: 'a-lag-was-told',
  goal: {
    initial: 0,
    observe(lost: number, { trace }: Step, state: RedisStreamsState) {
      const isAsked = trace.some(
        ({ kind, data }) => kind === 'console' && String(data?.argv).startsWith('XINFO,GROUPS'),
      );
      const lag = Number(groupAt(state, 'orders', 'workers')?.lag ?? 0);
      return lost > 0 || !isAsked ? lost : Math.max(0, lag - streamLength(state, 'orders'));
    },
    isMet: (lost) => lost > 0,
  },
  answer: (lost) => lost,
});

/** Trimming by `~` has removed something; the answer is how many entries at once. */
const nodeWasTrimmed = defineMilestone({
  id: 'a-node-was-trimmed',
  goal: {
    initial: 0,
    observe(before: number, { trace }: Step, _state: RedisStreamsState) {
      const count = trace.find(({ kind }) => kind === 'trim')?.data?.count;
      return typeof count === 'number' ? Math.max(before, count) : before;
    },
    isMet: (count) => count > 0,
  },
  answer: (count) => count,
});

/** What the lab's reclaimer of `scan:events` is there for, and how many stand before that. */
const HIDDEN = { key: 'scan:events', group: 'eventrouter', reclaimer: 'router-new', firstGood: '13-0' } as const;

function isReached({ trace }: Step): boolean {
  return trace.some(
    ({ kind, data }) => kind === 'claim' && Array.isArray(data?.ids) && data.ids.includes(HIDDEN.firstGood),
  );
}

/** The reclaimer has come to the first good entry; the answer is how many were still pending in front of it. */
const laterReached = defineMilestone({
  id: 'a-later-entry-was-reached',
  goal: {
    initial: null as number | null,
    observe(before: number | null, record: Step, state: RedisStreamsState) {
      return before === null && isReached(record) ? pendingInFront(state) : before;
    },
    isMet: (count) => count !== null,
  },
  answer: (count) => count ?? 0,
  byHand(state): RedisStreamsCommand | null {
    const number = 13 - pendingInFront(state);
    return number > 3 ? null : { type: 'console', argv: ['XACK', HIDDEN.key, HIDDEN.group, `${number}-0`] };
  },
});

function pendingInFront(state: RedisStreamsState): number {
  return pendingCount(state, HIDDEN.key, HIDDEN.group) - 3;
}

/** The reclaimer sets aside what comes back too often, and has come to the first good entry; the answer is how many it had set aside. */
const wayCleared = defineMilestone({
  id: 'the-way-was-cleared',
  goal: {
    initial: { buried: 0, isDone: false },
    observe({ buried, isDone }, record: Step, _state: RedisStreamsState) {
      const now = buried + record.trace.filter(({ kind }) => kind === 'bury').length;
      return isDone ? { buried, isDone } : { buried: now, isDone: now > 0 && isReached(record) };
    },
    isMet: ({ isDone }) => isDone,
  },
  answer: ({ buried }) => buried,
  byHand({ clients }): RedisStreamsCommand | null {
    const options = clients.find(({ id }) => id === HIDDEN.reclaimer)?.options;
    if (options?.role !== 'claimer' || options.deadLetter !== null) return null;
    const deadLetter = { afterDeliveries: 3, key: 'scan:dead' };
    return { type: 'editClient', client: HIDDEN.reclaimer, options: claimerOptions.parse({ ...options, deadLetter }) };
  },
});

/** What a lesson's text beside a Redis Streams run may wait for. */
export const redisStreamsMilestones = [
  moment('an-entry-was-added-by-hand', (record, state) => typedAdd(record, state) === 'added'),
  idRefused,
  caughtUp,
  twoConsumersWereServed,
  traced('a-consumer-died-with-work', 'crash', ({ unfinished }) => lengthOf(unfinished) > 0),
  claimed,
  anotherGroupRead,
  traced('an-entry-was-worked-twice', 'duplicate', () => true),
  ackTooLate,
  lagWasTold,
  nodeWasTrimmed,
  laterReached,
  wayCleared,
  traced('unread-entries-were-trimmed', 'trim', ({ unread }) => lengthOf(unread) > 0),
] as const satisfies readonly Milestone<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>[];
