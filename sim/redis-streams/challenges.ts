import { type Challenge, type ChallengeGoal, defineChallenge } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import type { TraceEntry } from '../core/simulation';
import type { RedisStreamsCommand } from './command';
import { type RedisStreamsConfig, ticksFromMs } from './config';
import type { RedisStreamsEvent } from './event';
import { pendingCount, streamAt, streamLength, timesWorked } from './figures';
import { add, at, bareFar, typed } from './script';
import type { RedisStreamsState } from './state';
import { compareIds } from './stream-id';
import type { RedisStreamsTrace, TraceKind } from './trace';

type Step = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;
type Goal<Memory> = ChallengeGoal<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent, Memory>;

const KEY = 'orders';
const GROUP = 'workers';
const group = { key: KEY, group: GROUP } as const;

const { once } = goalsOf<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent, RedisStreamsTrace>();

function some(record: Step, kind: TraceKind, holds: (entry: TraceEntry) => boolean = () => true): boolean {
  return record.trace.some((entry) => entry.kind === kind && holds(entry));
}

/** The ids that trace entries of a kind name in this step. */
function idsIn({ trace }: Step, kind: TraceKind, holds: (entry: TraceEntry) => boolean = () => true): string[] {
  return trace.flatMap((entry) => {
    if (entry.kind !== kind || !holds(entry)) return [];
    const { id, ids } = entry.data ?? {};
    const named = Array.isArray(ids) ? ids : [id];
    return named.filter((text) => typeof text === 'string');
  });
}

/** Which entries were worked, and by whom. */
interface Worked {
  readonly by: Readonly<Record<string, readonly string[]>>;
}

function noteWorked({ by }: Worked, { trace }: Step): Worked {
  let next = by;
  for (const { kind, actor, data } of trace) {
    if (kind !== 'worked' || typeof data?.id !== 'string') continue;
    next = { ...next, [data.id]: [...(next[data.id] ?? []), actor] };
  }
  return { by: next };
}

/** So many entries have been worked, at least one by each of these, and none is pending any more. */
function allWorked(count: number, workers: readonly string[] = []): Goal<Worked & { readonly isClean: boolean }> {
  return {
    initial: { by: {}, isClean: false },
    observe: (memory, record, state) => ({
      ...noteWorked(memory, record),
      isClean: pendingCount(state, KEY, GROUP) === 0,
    }),
    isMet: ({ by, isClean }) =>
      isClean &&
      Object.keys(by).length >= count &&
      workers.every((worker) => Object.values(by).some((names) => names.includes(worker))),
    progress: ({ by }) => Object.keys(by).length,
  };
}

/** An entry that somebody has worked is given to the group as new once more. */
const deliveredAnew = once((record, state) =>
  idsIn(record, 'deliver', ({ data }) => data?.again === false).some((id) => timesWorked(state, KEY, id) > 0),
);

/** The gateway has got, since the learner came, exactly those entries that it had missed before: the stream's last `count`. */
function gotMissed(count: number): Goal<{ readonly got: readonly string[]; readonly isMet: boolean }> {
  return {
    initial: { got: [], isMet: false },
    observe(memory, record, state) {
      const got = [...memory.got, ...idsIn(record, 'got', ({ actor }) => actor === 'gateway')];
      const stream = streamAt(state, KEY);
      const missed = stream?.entriesBetween(stream.length - count, count).map(({ id }) => id) ?? [];
      return { got, isMet: got.length === count && got.join() === missed.join() };
    },
    isMet: ({ isMet }) => isMet,
  };
}

/** An entry was added that stands before another one in the stream. */
function isAddedBefore({ trace }: Step, state: RedisStreamsState): boolean {
  return trace.some(({ kind, data }) => {
    if (kind !== 'add' || typeof data?.key !== 'string' || typeof data.id !== 'string') return false;
    const stream = streamAt(state, data.key);
    const last = stream?.entriesBetween(stream.length - 1, 1)[0];
    return last !== undefined && compareIds(last.id, data.id) > 0;
  });
}

export type RedisStreamsChallengeId =
  | 'read-from-the-start'
  | 'group-from-the-start'
  | 'share-the-work'
  | 'rescue-by-hand'
  | 'stop-the-leak'
  | 'work-it-twice'
  | 'lose-an-entry'
  | 'trim-the-unread'
  | 'read-it-all-again'
  | 'bury-the-poison'
  | 'reconnect-without-loss'
  | 'wake-the-third'
  | 'add-to-the-past';

type StreamChallenge = Challenge<RedisStreamsConfig, RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent> & {
  readonly id: RedisStreamsChallengeId;
};

const XGROUP = typed(`XGROUP CREATE ${KEY} ${GROUP} $ MKSTREAM`);

function xadds(count: number): RedisStreamsCommand[] {
  return Array.from({ length: count }, (_, at) => typed(`XADD ${KEY} * item ${at + 1}`));
}

/** A command of the console with this name. */
function isTyped(command: RedisStreamsCommand, ...names: readonly string[]): boolean {
  return command.type === 'console' && names.includes(command.argv[0]?.toUpperCase() ?? '');
}

/** From the easiest on. In each, nothing new is added unasked, so that the learner's commands decide. */
export const redisStreamsChallenges: readonly StreamChallenge[] = [
  defineChallenge({
    // Five entries lie there; a reader must get the first of them.
    id: 'read-from-the-start',
    level: 1,
    start: { config: bareFar(), seed: 1, commands: at(0, ...xadds(5)), endTick: ticksFromMs(100) },
    tickMax: ticksFromMs(20_000),
    parCommands: 1,
    hintCount: 2,
    allows: (command) => !isTyped(command, 'XADD'),
    goal: once((record) => some(record, 'got', ({ data }) => Array.isArray(data?.ids) && data.ids.length === 5)),
  }),
  defineChallenge({
    // Workers of a group that does not exist; the five entries that are there already must be worked too.
    id: 'group-from-the-start',
    level: 1,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, ...xadds(5)),
        ...at(0, add('worker-1', { role: 'consumer', ...group })),
        ...at(0, add('worker-2', { role: 'consumer', ...group })),
      ],
      endTick: ticksFromMs(100),
    },
    tickMax: ticksFromMs(20_000),
    parCommands: 1,
    hintCount: 3,
    allows: (command) => !isTyped(command, 'XADD'),
    goal: allWorked(5),
  }),
  defineChallenge({
    // One slow worker and twenty entries in ten seconds: another has to help.
    id: 'share-the-work',
    level: 1,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 800, serviceMaxMs: 800 })),
        ...at(100, ...xadds(20)),
      ],
      endTick: ticksFromMs(200),
    },
    tickMax: ticksFromMs(10_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type === 'addClient' || type === 'console',
    goal: allWorked(20, ['worker-1']),
  }),
  defineChallenge({
    // worker-2 is gone for good with five entries: they must be worked by worker-1.
    id: 'rescue-by-hand',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(
          0,
          XGROUP,
          add('worker-2', { role: 'consumer', ...group, count: 5, serviceMinMs: 300, serviceMaxMs: 300 }),
        ),
        ...at(100, ...xadds(1)),
        ...at(300, ...xadds(5)),
        ...at(650, { type: 'crash', client: 'worker-2' }),
        ...at(700, add('worker-1', { role: 'consumer', ...group })),
      ],
      endTick: ticksFromMs(800),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 3,
    hintCount: 3,
    allows: (command) => {
      if (command.type === 'restart') return command.client !== 'worker-2';
      return command.type !== 'addClient' && !isTyped(command, 'XADD', 'XDEL', 'XACK');
    },
    goal: allWorked(5, ['worker-1']),
  }),
  defineChallenge({
    // A worker that never says XACK: every entry must be off the list, and worked no more often than can be helped.
    id: 'stop-the-leak',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, ack: 'never' })),
        ...at(100, ...xadds(6)),
      ],
      endTick: ticksFromMs(1500),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 3,
    hintCount: 3,
    allows: (command) => !isTyped(command, 'XACK', 'XGROUP', 'XDEL', 'DEL', 'FLUSHALL', 'FLUSHDB'),
    goal: once((record, state) => some(record, 'ack') && pendingCount(state, KEY, GROUP) === 0),
  }),
  defineChallenge({
    // Two workers that do everything right, and yet one entry is worked twice.
    id: 'work-it-twice',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP),
        ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 1000, serviceMaxMs: 1000 })),
        ...at(0, add('worker-2', { role: 'consumer', ...group, serviceMinMs: 1000, serviceMaxMs: 1000 })),
        ...at(100, ...xadds(2)),
      ],
      endTick: ticksFromMs(500),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 2,
    hintCount: 3,
    allows: (command) => command.type !== 'editClient' && !isTyped(command, 'XGROUP'),
    goal: once((record) => some(record, 'duplicate')),
  }),
  defineChallenge({
    // By a crash alone an entry must be lost: nobody has worked it, and nobody will be given it again.
    id: 'lose-an-entry',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP),
        ...at(0, add('worker-1', { role: 'consumer', ...group, count: 3, serviceMinMs: 2000, serviceMaxMs: 2000 })),
      ],
      endTick: ticksFromMs(100),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 3,
    hintCount: 3,
    allows: (command) => command.type !== 'console' || isTyped(command, 'XADD', 'XPENDING', 'XINFO', 'XLEN', 'XRANGE'),
    goal: once((record) => some(record, 'crash', ({ data }) => Array.isArray(data?.lost) && data.lost.length > 0)),
  }),
  defineChallenge({
    // Entries that the group has not read yet must be trimmed away by a producer's or a person's MAXLEN or MINID.
    id: 'trim-the-unread',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 3000, serviceMaxMs: 3000 })),
        ...at(100, ...xadds(10)),
      ],
      endTick: ticksFromMs(200),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 1,
    hintCount: 2,
    goal: once((record) =>
      some(record, 'trim', ({ data }) => Array.isArray(data?.unread) && data.unread.includes(GROUP)),
    ),
  }),
  defineChallenge({
    // The work of the day was done wrongly: the group must read everything again, as new.
    id: 'read-it-all-again',
    level: 1,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group })), ...at(100, ...xadds(5))],
      endTick: ticksFromMs(1500),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 1,
    hintCount: 2,
    allows: (command) => !isTyped(command, 'XADD', 'DEL', 'FLUSHALL', 'FLUSHDB'),
    goal: deliveredAnew,
  }),
  defineChallenge({
    // An entry that nobody can work: it belongs into `orders:dead`, and off the group's list.
    id: 'bury-the-poison',
    level: 3,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group })),
        ...at(100, typed(`XADD ${KEY} * item tea`), typed(`XADD ${KEY} * item coffee poison yes`)),
      ],
      endTick: ticksFromMs(1000),
    },
    tickMax: ticksFromMs(60_000),
    parCommands: 2,
    hintCount: 3,
    goal: once((_, state) => streamLength(state, 'orders:dead') > 0 && pendingCount(state, KEY, GROUP) === 0),
  }),
  defineChallenge({
    // A gateway that begins anew at `$` has crashed and missed three entries: it must get them, and nothing twice.
    id: 'reconnect-without-loss',
    level: 2,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, add('gateway', { role: 'reader', key: KEY, resumesAt: 'start' })),
        ...at(500, ...xadds(2)),
        ...at(1000, { type: 'crash', client: 'gateway' }),
        ...at(1500, ...xadds(3)),
      ],
      endTick: ticksFromMs(2000),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 2,
    hintCount: 2,
    allows: (command) => !isTyped(command, 'XADD'),
    goal: gotMissed(3),
  }),
  defineChallenge({
    // Three workers wait at an empty stream in the order 1, 2, 3: the third must get the first entry.
    id: 'wake-the-third',
    level: 3,
    start: {
      config: bareFar(),
      seed: 1,
      commands: [
        ...at(0, XGROUP),
        ...at(100, add('worker-1', { role: 'consumer', ...group, blockMs: 0 })),
        ...at(200, add('worker-2', { role: 'consumer', ...group, blockMs: 0 })),
        ...at(300, add('worker-3', { role: 'consumer', ...group, blockMs: 0 })),
      ],
      endTick: ticksFromMs(500),
    },
    tickMax: ticksFromMs(30_000),
    parCommands: 3,
    hintCount: 2,
    allows: ({ type }) => type !== 'addClient' && type !== 'removeClient',
    goal: {
      initial: { first: '', isMet: false },
      observe({ first }: { readonly first: string; readonly isMet: boolean }, record: Step) {
        const worked = record.trace.find(({ kind }) => kind === 'worked')?.actor ?? '';
        const now = first === '' ? worked : first;
        return { first: now, isMet: now === 'worker-3' };
      },
      isMet: ({ isMet }) => isMet,
    },
  }),
  defineChallenge({
    // An entry before another one: XADD takes no id at or below the last one, XSETID none below the last entry.
    id: 'add-to-the-past',
    level: 3,
    start: {
      config: bareFar(),
      seed: 1,
      commands: at(0, typed(`XADD ${KEY} 5-1 item tea`)),
      endTick: ticksFromMs(100),
    },
    tickMax: ticksFromMs(60_000),
    parCommands: 1,
    hintCount: 2,
    impossible: true,
    goal: once(isAddedBefore),
  }),
];
