import type { Scenario } from '../core/scenario';
import type { RedisStreamsCommand } from './command';
import { type RedisStreamsConfig, ticksFromMs } from './config';
import { moments } from './moments';
import { add, at, bareFar, typed } from './script';

type ReportedScenario = Scenario<RedisStreamsConfig, RedisStreamsCommand>;

const group = { key: 'orders', group: 'workers' } as const;
const createGroup = typed('XGROUP CREATE orders workers $ MKSTREAM');

/** What was reported of Redis and of those who use it: what is lost on the way, left over, or gone. Their texts name the reports. */
export const reportedScenarios = [
  {
    // An XADD whose reply is lost is sent again, twice: three entries, unless the producer makes the id (redis/redis #12953).
    id: 'sent-again',
    ...moments['sent-again'],
    config: bareFar(),
    seed: 11,
    commands: [
      ...at(
        0,
        add('shop', {
          role: 'producer',
          key: 'orders',
          ratePerSecond: null,
          fields: ['charge', 'card-{n}'],
          whenUnanswered: 'send-again',
        }),
        add('shop-own-ids', {
          role: 'producer',
          key: 'orders:own-ids',
          ratePerSecond: null,
          fields: ['charge', 'card-{n}'],
          ids: 'own',
          whenUnanswered: 'send-again',
        }),
      ),
      ...['shop', 'shop-own-ids'].flatMap((client) =>
        at(1000, { type: 'lose', client, what: 'reply', of: 'add', times: 2 }, { type: 'burst', client, count: 1 }),
      ),
      ...at(5000, typed('XRANGE orders - +'), typed('XRANGE orders:own-ids - +')),
    ],
    endTick: ticksFromMs(6000),
  },
  {
    // The work is done and its XACK is lost: the entry stays pending, and whoever claims it works it once more.
    id: 'ack-lost',
    ...moments['ack-lost'],
    config: bareFar(),
    seed: 12,
    commands: [
      ...at(0, createGroup),
      ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 500, serviceMaxMs: 500 })),
      ...at(0, add('rescuer', { role: 'claimer', ...group, minIdleMs: 4000, everyMs: 1000 })),
      ...at(500, { type: 'lose', client: 'worker-1', what: 'request', of: 'ack', times: 1 }),
      ...at(1000, typed('XADD orders * charge card-4242'), typed('XADD orders * charge card-1881')),
      ...at(4000, typed('XPENDING orders workers - + 10')),
      ...at(9000, typed('XPENDING orders workers')),
    ],
    endTick: ticksFromMs(9000),
  },
  {
    // A consumer that comes back under a new name each time: its entries can be claimed, its names stay (redis/redis #8635, #11567).
    id: 'new-name-each-time',
    ...moments['new-name-each-time'],
    config: bareFar(),
    seed: 13,
    commands: [
      ...at(0, createGroup),
      ...at(
        0,
        add('pod', {
          role: 'consumer',
          ...group,
          count: 3,
          serviceMinMs: 400,
          serviceMaxMs: 400,
          restartsAs: 'new-name',
        }),
        add('steady', {
          role: 'consumer',
          ...group,
          blockMs: 1000,
          claim: { everyMs: 1000, minIdleMs: 3000, count: 10 },
        }),
        add('shop', { role: 'producer', key: 'orders', ratePerSecond: 6 }),
      ),
      ...[2000, 4000, 6000].flatMap((ms) =>
        at(ms, { type: 'crash', client: 'pod' }, { type: 'restart', client: 'pod' }),
      ),
      ...at(6500, typed('XINFO CONSUMERS orders workers')),
      ...at(12_500, typed('XINFO CONSUMERS orders workers')),
    ],
    endTick: ticksFromMs(12_500),
  },
  {
    // XGROUP DELCONSUMER takes what was pending with it: nobody is ever given that again (redis/redis #9745).
    id: 'deleted-consumer',
    ...moments['deleted-consumer'],
    config: bareFar(),
    seed: 14,
    commands: [
      ...at(0, createGroup),
      ...at(0, add('rescuer', { role: 'claimer', ...group, minIdleMs: 5000, everyMs: 1000 })),
      ...at(0, add('shop', { role: 'producer', key: 'orders', ratePerSecond: null })),
      ...at(500, { type: 'burst', client: 'shop', count: 5 }),
      ...at(1000, add('worker-1', { role: 'consumer', ...group, count: 4, serviceMinMs: 2000, serviceMaxMs: 2000 })),
      ...at(2000, { type: 'crash', client: 'worker-1' }),
      ...at(3000, typed('XPENDING orders workers')),
      ...at(3500, typed('XGROUP DELCONSUMER orders workers worker-1')),
      ...at(4000, typed('XPENDING orders workers')),
      ...at(10_000, typed('XINFO GROUPS orders'), typed('XRANGE orders - +')),
    ],
    endTick: ticksFromMs(10_000),
  },
  {
    // The server kept nothing and is back at once. Who only asks again gets NOGROUP for ever (dapr/components-contrib #3219,
    // ag2ai/faststream #2611); who makes the group anew goes on.
    id: 'group-gone',
    ...moments['group-gone'],
    config: bareFar(),
    seed: 15,
    commands: [
      ...at(0, createGroup, typed('XGROUP CREATE returns workers $ MKSTREAM')),
      ...at(
        0,
        add('orders-1', { role: 'consumer', key: 'orders', group: 'workers' }),
        add('returns-1', { role: 'consumer', key: 'returns', group: 'workers', recreatesGroup: '0' }),
        add('shop', { role: 'producer', key: 'orders', ratePerSecond: 2 }),
        add('desk', { role: 'producer', key: 'returns', ratePerSecond: 2 }),
      ),
      ...at(4000, { type: 'restartServer', how: 'kill' }),
      ...at(10_000, typed('XINFO GROUPS orders'), typed('XINFO GROUPS returns')),
    ],
    endTick: ticksFromMs(10_000),
  },
  {
    // Memory is full and the policy is allkeys-lru: the stream goes as a whole, and its groups with it (redis/redis #6576).
    id: 'evicted-stream',
    ...moments['evicted-stream'],
    config: bareFar({ maxmemory: 900_000, maxmemoryPolicy: 'allkeys-lru' }),
    seed: 16,
    commands: [
      ...at(0, createGroup),
      ...at(
        0,
        add('worker-1', { role: 'consumer', ...group, count: 10, serviceMinMs: 20, serviceMaxMs: 20 }),
        add('shop', {
          role: 'producer',
          key: 'orders',
          ratePerSecond: 20,
          fields: ['task', '{n}', 'body', 'x'.repeat(128)],
        }),
      ),
      ...at(4000, typed('MEMORY USAGE orders')),
      ...at(12_000, typed('XLEN orders'), typed('XINFO GROUPS orders')),
    ],
    endTick: ticksFromMs(12_000),
  },
  {
    // XDEL is no XACK, and before 7.0 XAUTOCLAIM gives null for what is deleted and keeps it pending (redis/redis #13314, #10198).
    id: 'deleted-yet-pending',
    ...moments['deleted-yet-pending'],
    config: bareFar({ version: '6.2' }),
    seed: 17,
    commands: [
      ...at(0, createGroup),
      ...at(0, add('worker-1', { role: 'consumer', ...group, count: 3, ack: 'never' })),
      ...at(1000, typed('XADD orders 1-1 item tea'), typed('XADD orders 2-1 item coffee')),
      ...at(2500, typed('XDEL orders 1-1 2-1'), typed('XLEN orders'), typed('XPENDING orders workers')),
      ...at(3000, add('rescuer', { role: 'claimer', ...group, minIdleMs: 1000, everyMs: 1000 })),
      ...at(8500, typed('XPENDING orders workers - + 10')),
      ...at(9000, typed('XAUTOCLAIM orders workers alice 0 0')),
    ],
    endTick: ticksFromMs(9000),
  },
  {
    // A replica that had fallen behind becomes the master: what it had not got is gone, what was acknowledged meanwhile comes again.
    id: 'replica-behind',
    ...moments['replica-behind'],
    config: bareFar({ persistence: 'aof' }),
    seed: 18,
    commands: [
      ...at(0, createGroup, { type: 'replica', does: 'start' }),
      ...at(0, add('worker-1', { role: 'consumer', ...group, serviceMinMs: 400, serviceMaxMs: 400 })),
      ...at(0, add('shop', { role: 'producer', key: 'orders', ratePerSecond: null })),
      ...at(500, { type: 'burst', client: 'shop', count: 6 }),
      ...at(2500, { type: 'replica', does: 'pause' }),
      ...at(3000, { type: 'burst', client: 'shop', count: 2 }),
      ...at(6000, typed('XINFO GROUPS orders'), { type: 'failover' }),
      ...at(6100, typed('XINFO GROUPS orders')),
    ],
    endTick: ticksFromMs(10_000),
  },
] as const satisfies readonly ReportedScenario[];

export type ReportedScenarioId = (typeof reportedScenarios)[number]['id'];
