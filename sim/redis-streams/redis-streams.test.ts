import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { CommandRefused } from '../core/simulation';
import { createTimeline } from '../core/timeline';
import { ticksFromMs } from './config';
import { pendingCount, pendingRows, streamLength } from './figures';
import { redisStreams } from './redis-streams';
import { add, at, bare, edit, typed } from './script';
import { ratesPerSecond, seriesKey } from './series';
import { findClient } from './state';
import { idsTraced, replies, runCommands } from './testing/run';

const group = { key: 'orders', group: 'workers' } as const;
const XGROUP = typed('XGROUP CREATE orders workers $ MKSTREAM');

test('the default configuration is a stream with a group whose consumers work what is produced', () => {
  const engine = createEngine(redisStreams, { config: redisStreams.config.parse({}), seed: 1 });
  while (engine.nextDueTick !== null && engine.nextDueTick <= ticksFromMs(5000)) engine.step();
  expect(streamLength(engine.state, 'orders')).toBeGreaterThan(15);
  expect(engine.state.clients.map(({ id, counters }) => [id, counters.worked > 3])).toEqual([
    ['producer-1', false],
    ['worker-1', true],
    ['worker-2', true],
  ]);
});

test('a snapshot survives a round trip through JSON, and the run goes on from it as it would have', () => {
  const timeline = createTimeline(redisStreams, { config: redisStreams.config.parse({}), seed: 3 });
  timeline.seekTick(ticksFromMs(2000));
  const { step } = timeline;
  timeline.seekTick(ticksFromMs(4000));
  const whole = JSON.stringify(timeline.snapshot());
  timeline.seekStep(step);
  expect(JSON.parse(JSON.stringify(timeline.snapshot()))).toEqual(timeline.snapshot());
  timeline.seekTick(ticksFromMs(4000));
  expect(JSON.stringify(timeline.snapshot())).toBe(whole);
});

test('a request and its reply each take the network’s time, a client’s own if it has one', () => {
  const { records } = runCommands(
    at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, startsWith: 'new', blockMs: 0, networkDelayMs: 7 })),
    200,
  );
  const steps = records.map(({ tick, cause }) => [tick, cause.type === 'event' && cause.event.type]);
  expect(steps.at(-1)).toEqual([ticksFromMs(7), 'deliver']);
});

test('the console answers at once, also while an earlier command of its is blocked', () => {
  const { state } = runCommands(
    [
      ...at(0, typed('XREAD BLOCK 0 STREAMS orders $'), typed('PING'), typed('XADD orders 1-1 a b')),
      ...at(10, typed('XREAD BLOCK 500 STREAMS orders $')),
    ],
    1000,
  );
  expect(replies(state)).toEqual([[['orders', [['1-1', ['a', 'b']]]]], { ok: 'PONG' }, '1-1', null]);
  expect(state.console.lines.map(({ repliedTick }) => repliedTick)).toEqual([0, 0, 0, ticksFromMs(510)]);
});

test('a blocked console command can be given up, and then gets no reply', () => {
  const { state } = runCommands(
    [
      ...at(0, typed('XREAD BLOCK 0 STREAMS orders $')),
      ...at(100, { type: 'interrupt', number: 1 }, typed('XADD orders 1-1 a b')),
    ],
    200,
  );
  expect(state.console.lines[0]).toMatchObject({ isBlocked: false, wasInterrupted: true, reply: null });
  expect(state.blocked).toEqual({});
});

test('a long reply is kept in part, and the console says how much is left out', () => {
  const { state } = runCommands(at(0, typed('XRANGE orders - +')), 1, bare({ preloadEntries: 3000 }));
  const [line] = state.console.lines;
  expect(line?.elementsLeftOut).toBeGreaterThan(1000);
  expect(JSON.stringify(line).length).toBeLessThan(50_000);
});

test('what a crashed consumer had in hand is worked from its own history when it comes back', () => {
  const { records, state } = runCommands(
    [
      ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, count: 3, serviceMinMs: 500, serviceMaxMs: 500 })),
      ...at(100, ...[1, 2, 3].map((number) => typed(`XADD orders ${number}-1 n ${number}`))),
      ...at(3000, ...[4, 5, 6].map((number) => typed(`XADD orders ${number}-1 n ${number}`))),
      ...at(3100, { type: 'crash', client: 'worker-1' }),
      ...at(3500, { type: 'restart', client: 'worker-1' }),
    ],
    6000,
  );
  expect(idsTraced(records, 'worked')).toEqual(['1-1', '2-1', '3-1', '4-1', '5-1', '6-1']);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('entries acknowledged before the work, or read with NOACK, are lost in a crash', () => {
  for (const ack of ['before-work', 'noack'] as const) {
    const { records, state } = runCommands(
      [
        ...at(0, XGROUP, ...[1, 2, 3].map((number) => typed(`XADD orders ${number}-1 n ${number}`))),
        ...at(10, add('worker-1', { role: 'consumer', ...group, count: 2, ack, serviceMinMs: 500, serviceMaxMs: 500 })),
        ...at(200, { type: 'crash', client: 'worker-1' }),
      ],
      1000,
    );
    const crash = records.flatMap(({ trace }) => trace).find(({ kind }) => kind === 'crash');
    expect(crash?.data).toEqual({ unfinished: ['1-1', '2-1'], lost: ['1-1', '2-1'] });
    expect(findClient(state, 'worker-1')?.counters.lost).toBe(2);
    expect(pendingCount(state, 'orders', 'workers')).toBe(0);
  }
});

test('entries on their way to a process that has crashed are dropped and stay pending', () => {
  const { records, state } = runCommands(
    [
      ...at(0, XGROUP),
      ...at(0, add('worker-1', { role: 'consumer', ...group, networkDelayMs: 100 })),
      ...at(1000, typed('XADD orders 1-1 a b'), { type: 'crash', client: 'worker-1' }),
    ],
    2000,
  );
  expect(idsTraced(records, 'drop')).toEqual(['1-1']);
  expect(pendingRows(state, ticksFromMs(2000), { ...group, count: 10 })).toEqual([
    expect.objectContaining({ id: '1-1', consumer: 'worker-1', idleMs: 1000, deliveries: 1 }),
  ]);
});

test('a paused consumer goes on where it stood', () => {
  const { records } = runCommands(
    [
      ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 1000, serviceMaxMs: 1000 })),
      ...at(100, typed('XADD orders 1-1 a b')),
      ...at(500, { type: 'pause', client: 'worker-1' }),
      ...at(2500, { type: 'resume', client: 'worker-1' }),
    ],
    4000,
  );
  const worked = records.find(({ trace }) => trace.some(({ kind }) => kind === 'worked'));
  expect(worked?.tick).toBe(ticksFromMs(3102));
});

test('a slow worker takes longer from the next entry on', () => {
  const { records } = runCommands(
    [
      ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group })),
      ...at(50, { type: 'slow', client: 'worker-1', perMille: 3000 }),
      ...at(100, typed('XADD orders 1-1 a b')),
    ],
    1000,
  );
  const work = records.flatMap(({ trace }) => trace).find(({ kind }) => kind === 'work');
  expect(work?.data?.ticks).toBe(ticksFromMs(300));
});

test('workers report their progress to a stream of its own', () => {
  const { state } = runCommands(
    [
      ...at(0, XGROUP, add('worker-1', { role: 'consumer', ...group, progressKey: 'events' })),
      ...at(100, typed('XADD orders 1-1 a b')),
      ...at(900, typed('XRANGE events - +')),
    ],
    1000,
  );
  const events = replies(state).at(-1);
  expect(Array.isArray(events) && events.map((event) => (Array.isArray(event) ? event[1] : null))).toEqual([
    ['task', '1-1', 'worker', 'worker-1', 'stage', 'started'],
    ['task', '1-1', 'worker', 'worker-1', 'stage', 'done'],
  ]);
  expect(pendingCount(state, 'orders', 'workers')).toBe(0);
});

test('a consumer of a group that does not exist asks again until it does', () => {
  const { state } = runCommands(
    [
      ...at(0, typed('XADD orders 1-1 a b'), add('worker-1', { role: 'consumer', ...group })),
      ...at(1500, typed('XGROUP CREATE orders workers 0')),
    ],
    3000,
  );
  const worker = findClient(state, 'worker-1');
  expect(worker?.counters).toMatchObject({ errors: 2, worked: 1 });
  expect(worker?.lastError).toBeNull();
});

test('a producer trims as it is told to', () => {
  const trim = { strategy: 'MAXLEN', approximate: false, threshold: 5 } as const;
  const { state } = runCommands(
    [
      ...at(0, add('shop', { role: 'producer', key: 'orders', ratePerSecond: null, trim })),
      ...at(10, { type: 'burst', client: 'shop', count: 20 }),
    ],
    100,
  );
  expect(streamLength(state, 'orders')).toBe(5);
  expect(ratesPerSecond(state.series, ticksFromMs(100)).added).toBe(20);
});

test('lag and pending entries of a group are sampled', () => {
  const { state } = runCommands(
    [
      ...at(0, XGROUP, ...[1, 2, 3].map((number) => typed(`XADD orders ${number}-1 a b`))),
      ...at(1000, typed('XREADGROUP GROUP workers alice COUNT 2 STREAMS orders >')),
    ],
    2000,
  );
  expect(state.series.groups[seriesKey('orders', 'workers')]).toEqual([
    { tick: 0, lag: 3, pending: 0 },
    { tick: ticksFromMs(1000), lag: 1, pending: 2 },
  ]);
});

test('commands that this run can never carry out are refused', () => {
  const engine = createEngine(redisStreams, { config: bare(), seed: 1 });
  expect(() => engine.dispatch({ type: 'crash', client: 'nobody' })).toThrow(CommandRefused);
  engine.dispatch(add('shop', { role: 'producer', key: 'orders' }));
  expect(() => engine.dispatch(add('shop', { role: 'producer', key: 'orders' }))).toThrow(CommandRefused);
  expect(() => engine.dispatch(edit('shop', { role: 'reader', key: 'orders' }))).toThrow(CommandRefused);
  engine.dispatch(add('reader', { role: 'reader', key: 'orders' }));
  expect(() => engine.dispatch({ type: 'burst', client: 'reader', count: 1 })).toThrow(CommandRefused);
});

test('a command without effect at its moment is a step that says why', () => {
  const { records } = runCommands(
    at(
      0,
      add('shop', { role: 'producer', key: 'orders', ratePerSecond: null }),
      { type: 'restart', client: 'shop' },
      { type: 'resume', client: 'shop' },
      { type: 'crash', client: 'shop' },
      { type: 'crash', client: 'shop' },
      { type: 'burst', client: 'shop', count: 1 },
      { type: 'interrupt', number: 9 },
    ),
    10,
  );
  const ignored = records.flatMap(({ trace }) => trace).filter(({ kind }) => kind === 'ignored');
  expect(ignored.map(({ data }) => data?.reason)).toEqual([
    'running',
    'not-paused',
    'crashed',
    'crashed',
    'not-blocked',
  ]);
});

test('names that every object has are keys, groups and fields like any other', () => {
  const { state, records } = runCommands(
    at(
      0,
      typed('XADD constructor 1-1 __proto__ toString'),
      typed('XGROUP CREATE constructor __proto__ 0'),
      typed('XREADGROUP GROUP __proto__ hasOwnProperty STREAMS constructor >'),
      typed('XADD __proto__ 1-1 a b'),
      typed('XACK constructor __proto__ 1-1'),
    ),
    10,
  );
  expect(replies(state).at(-1)).toBe(1);
  expect(records.flatMap(({ violations }) => violations)).toEqual([]);
});

test('what a person may do to cursors, owners, ids and keys breaks no rule', () => {
  const lines = [
    'XADD orders 1-1 a b',
    'XADD orders 2-1 a b',
    'XREADGROUP GROUP workers alice STREAMS orders >',
    'XGROUP SETID orders workers 0',
    'XREADGROUP GROUP workers bob COUNT 1 STREAMS orders >',
    'XACK orders workers 1-1 2-1',
    'XCLAIM orders workers carol 0 1-1 FORCE',
    'XDEL orders 1-1',
    'XAUTOCLAIM orders workers bob 0 0',
    'XREADGROUP GROUP workers alice NOACK STREAMS orders >',
    'XGROUP DELCONSUMER orders workers carol',
    'DEL orders',
    'XADD orders 1-1 a b',
    'XGROUP CREATE orders workers 0',
    'XREADGROUP GROUP workers alice STREAMS orders >',
    'FLUSHALL',
    'XADD orders 5-1 a b',
    'XTRIM orders MAXLEN 0',
    'XSETID orders 1-1',
    'XADD orders 2-1 a b',
  ];
  const { records } = runCommands(at(0, XGROUP, ...lines.map(typed)), 10);
  expect(records.flatMap(({ violations }) => violations)).toEqual([]);
});
