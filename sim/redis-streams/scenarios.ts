import type { Scenario } from '../core/scenario';
import type { RedisStreamsCommand } from './command';
import { type RedisStreamsConfig, ticksFromMs } from './config';
import { moments } from './moments';
import { type ReportedScenarioId, reportedScenarios } from './reported-scenarios';
import { add, at, bareFar, typed } from './script';

export type RedisStreamsScenarioId =
  | 'first-stream'
  | 'shared-work'
  | 'crash-loses-nothing'
  | 'missing-ack'
  | 'at-least-once'
  | 'trimmed-unread'
  | 'eco2-events'
  | 'poison-entry'
  | 'hidden-behind'
  | 'trimmed-by-nodes'
  | 'blocked-readers'
  | 'big-stream'
  | ReportedScenarioId;

type StreamScenario = Scenario<RedisStreamsConfig, RedisStreamsCommand> & { readonly id: RedisStreamsScenarioId };

const group = { key: 'orders', group: 'workers' } as const;

/** 1 to this number. */
function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The seeds are arbitrary: what each shows does not hang on them, and the tests say what it is. */
export const redisStreamsScenarios: readonly StreamScenario[] = [
  {
    // A log: who reads takes nothing away. One reader begins at the first entry, the other at what comes next.
    id: 'first-stream',
    ...moments['first-stream'],
    config: bareFar(),
    seed: 1,
    commands: [
      ...at(0, typed('XADD orders * item tea qty 2'), typed('XADD orders * item coffee qty 1')),
      ...at(1000, add('archive', { role: 'reader', key: 'orders', startsAt: '0' })),
      ...at(1000, add('dashboard', { role: 'reader', key: 'orders', startsAt: '$' })),
      ...at(2000, add('shop', { role: 'producer', key: 'orders', ratePerSecond: 1, fields: ['item', 'cake-{n}'] })),
      ...at(6000, typed('XLEN orders'), typed('XRANGE orders - + COUNT 3')),
      ...at(9000, typed('XREVRANGE orders + - COUNT 1')),
    ],
    endTick: ticksFromMs(10_000),
  },
  {
    // A group: each entry goes to one of its consumers, whoever asks first.
    id: 'shared-work',
    ...moments['shared-work'],
    config: bareFar(),
    seed: 2,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(100, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 300, serviceMaxMs: 500 })),
      ...at(100, add('worker-2', { role: 'consumer', ...group, serviceMinMs: 300, serviceMaxMs: 500 })),
      ...at(100, add('worker-3', { role: 'consumer', ...group, serviceMinMs: 600, serviceMaxMs: 1000 })),
      ...at(500, add('shop', { role: 'producer', key: 'orders', ratePerSecond: 5 })),
      ...at(6000, typed('XINFO GROUPS orders'), typed('XPENDING orders workers')),
      ...at(11_000, typed('XINFO CONSUMERS orders workers')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // A consumer dies with work in its hands: it stays pending, and somebody else takes it over.
    id: 'crash-loses-nothing',
    ...moments['crash-loses-nothing'],
    config: bareFar(),
    seed: 3,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(0, add('worker-1', { role: 'consumer', ...group, count: 4, serviceMinMs: 300, serviceMaxMs: 300 })),
      ...at(0, add('worker-2', { role: 'consumer', ...group, count: 4, serviceMinMs: 300, serviceMaxMs: 300 })),
      ...at(0, add('rescuer', { role: 'claimer', ...group, minIdleMs: 4000, everyMs: 1000 })),
      ...at(500, add('shop', { role: 'producer', key: 'orders', ratePerSecond: null })),
      ...at(1000, { type: 'burst', client: 'shop', count: 12 }),
      ...at(1500, { type: 'crash', client: 'worker-2' }),
      ...at(3000, typed('XPENDING orders workers')),
      ...at(3000, typed('XPENDING orders workers - + 10 worker-2')),
      ...at(12_000, typed('XPENDING orders workers')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // A consumer that works and never says so: the entries stay pending for ever, and the list of them grows.
    id: 'missing-ack',
    ...moments['missing-ack'],
    config: bareFar(),
    seed: 4,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(0, add('worker-1', { role: 'consumer', ...group })),
      ...at(0, add('worker-2', { role: 'consumer', ...group, ack: 'never' })),
      ...at(500, add('shop', { role: 'producer', key: 'orders', ratePerSecond: 4 })),
      ...at(6000, typed('XPENDING orders workers')),
      ...at(12_000, typed('XPENDING orders workers'), typed('XINFO CONSUMERS orders workers')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // Slow is not dead: what is claimed from a slow consumer is worked twice, and its late XACK counts nothing.
    id: 'at-least-once',
    ...moments['at-least-once'],
    config: bareFar(),
    seed: 5,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 6000, serviceMaxMs: 6000 })),
      ...at(0, add('rescuer', { role: 'claimer', ...group, minIdleMs: 3000, everyMs: 1000 })),
      ...at(1000, typed('XADD orders * charge card-4242')),
      ...at(3000, typed('XPENDING orders workers - + 10')),
      ...at(6000, typed('XPENDING orders workers - + 10')),
    ],
    endTick: ticksFromMs(10_000),
  },
  {
    // The stream keeps 30 entries and the group lags by more: what it had not read is trimmed, and nobody is told.
    id: 'trimmed-unread',
    ...moments['trimmed-unread'],
    config: bareFar(),
    seed: 6,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 250, serviceMaxMs: 250 })),
      ...at(
        500,
        add('shop', {
          role: 'producer',
          key: 'orders',
          ratePerSecond: 10,
          trim: { strategy: 'MAXLEN', approximate: false, threshold: 30 },
        }),
      ),
      ...at(4000, typed('XINFO GROUPS orders'), typed('XLEN orders')),
      ...at(11_500, typed('XINFO GROUPS orders'), typed('XLEN orders')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // The event bus of Eco²: workers report their progress to a stream, and gateways forward it to browsers. One that goes on
    // after its last id misses nothing; one that begins anew at `$` misses what came while it was away.
    id: 'eco2-events',
    ...moments['eco2-events'],
    config: bareFar(),
    seed: 7,
    commands: [
      ...at(0, typed('XGROUP CREATE scan:tasks scan-workers $ MKSTREAM')),
      ...at(0, add('gateway', { role: 'reader', key: 'scan:events', resumesAt: 'last-id' })),
      ...at(0, add('gateway-naive', { role: 'reader', key: 'scan:events', resumesAt: 'start' })),
      ...['vision-1', 'vision-2'].flatMap((id) =>
        at(
          100,
          add(id, {
            role: 'consumer',
            key: 'scan:tasks',
            group: 'scan-workers',
            serviceMinMs: 400,
            serviceMaxMs: 700,
            progressKey: 'scan:events',
          }),
        ),
      ),
      ...at(
        500,
        add('api', { role: 'producer', key: 'scan:tasks', ratePerSecond: 2, fields: ['image', 'photo-{n}.jpg'] }),
      ),
      ...at(5000, { type: 'crash', client: 'gateway' }, { type: 'crash', client: 'gateway-naive' }),
      ...at(7000, { type: 'restart', client: 'gateway' }, { type: 'restart', client: 'gateway-naive' }),
      ...at(11_000, typed('XLEN scan:events')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // One entry that nobody can work: it is delivered again and again, until the claimer puts it aside.
    id: 'poison-entry',
    ...moments['poison-entry'],
    config: bareFar(),
    seed: 8,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 200, serviceMaxMs: 200 })),
      ...at(
        0,
        add('rescuer', {
          role: 'claimer',
          ...group,
          minIdleMs: 2000,
          everyMs: 1000,
          deadLetter: { afterDeliveries: 4, key: 'orders:dead' },
        }),
      ),
      ...at(1000, typed('XADD orders * item tea'), typed('XADD orders * item coffee poison yes')),
      ...at(1000, typed('XADD orders * item cake')),
      ...at(6000, typed('XPENDING orders workers - + 10')),
      ...at(14_000, typed('XRANGE orders:dead - +'), typed('XPENDING orders workers')),
    ],
    endTick: ticksFromMs(14_000),
  },
  {
    // Twelve entries that nobody can work, read by a pod that is gone, and three good ones behind them. A reclaimer that asks once
    // a second for two of what was idle for five seconds gets back in five rounds what it had in the first: it never comes to the
    // good ones. With fewer than ten in front it does.
    id: 'hidden-behind',
    ...moments['hidden-behind'],
    config: bareFar(),
    seed: 19,
    commands: [
      ...at(0, typed('XGROUP CREATE scan:events eventrouter $ MKSTREAM')),
      ...at(100, ...upTo(12).map((number) => typed(`XADD scan:events ${number}-0 stage rag poison yes`))),
      ...at(200, ...upTo(3).map((number) => typed(`XADD scan:events ${12 + number}-0 job_id a${number} stage done`))),
      ...at(500, typed('XREADGROUP GROUP eventrouter router-old COUNT 100 STREAMS scan:events >')),
      ...at(
        600,
        add('router-new', {
          role: 'claimer',
          key: 'scan:events',
          group: 'eventrouter',
          everyMs: 1000,
          minIdleMs: 5000,
          count: 2,
          round: 'one-call',
          serviceMinMs: 10,
          serviceMaxMs: 10,
        }),
      ),
      ...at(24_000, typed('XPENDING scan:events eventrouter - + 15')),
    ],
    endTick: ticksFromMs(24_000),
  },
  {
    // `MAXLEN ~ 50` waits until a whole node can go: the stream grows to 149, and then holds 50.
    id: 'trimmed-by-nodes',
    ...moments['trimmed-by-nodes'],
    config: bareFar(),
    seed: 20,
    commands: [
      ...at(
        0,
        add('router', {
          role: 'producer',
          key: 'scan:events',
          ratePerSecond: 20,
          trim: { strategy: 'MAXLEN', approximate: true, threshold: 50 },
        }),
      ),
      ...at(7000, typed('XLEN scan:events')),
      ...at(9000, typed('XLEN scan:events')),
    ],
    endTick: ticksFromMs(9000),
  },
  {
    // Consumers that wait are served in the order in which they came; readers outside the group all get each entry.
    id: 'blocked-readers',
    ...moments['blocked-readers'],
    config: bareFar(),
    seed: 9,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
      ...['worker-3', 'worker-1', 'worker-2'].flatMap((id, place) =>
        at(
          100 * (place + 1),
          add(id, { role: 'consumer', ...group, blockMs: 0, serviceMinMs: 2500, serviceMaxMs: 2500 }),
        ),
      ),
      ...at(500, add('dashboard', { role: 'reader', key: 'orders', blockMs: 0 })),
      ...[2000, 3000, 4000, 6000, 8000].flatMap((ms, place) => at(ms, typed(`XADD orders * item ${place + 1}`))),
      ...at(10_000, typed('XINFO CONSUMERS orders workers')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // A hundred thousand entries lie there already. Trimming with `~` takes whole nodes only, and, unless LIMIT says otherwise,
    // no more than a hundred nodes' worth of entries at a time; `=` takes all there is to take, to the entry.
    id: 'big-stream',
    ...moments['big-stream'],
    config: bareFar({ preloadEntries: 100_000 }),
    seed: 10,
    commands: [
      ...at(0, typed('XLEN orders'), typed('XINFO STREAM orders')),
      ...at(1000, typed('XGROUP CREATE orders workers 0')),
      ...at(1000, add('worker-1', { role: 'consumer', ...group, count: 50, serviceMinMs: 200, serviceMaxMs: 200 })),
      ...at(4000, typed('XTRIM orders MAXLEN ~ 50050'), typed('XLEN orders')),
      ...at(6000, typed('XTRIM orders MAXLEN ~ 50050 LIMIT 0'), typed('XLEN orders')),
      ...at(8000, typed('XTRIM orders MAXLEN = 50050'), typed('XLEN orders'), typed('XINFO GROUPS orders')),
    ],
    endTick: ticksFromMs(10_000),
  },
  ...reportedScenarios,
];
