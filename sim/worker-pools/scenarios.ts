import type { Scenario } from '../core/scenario';
import { type WorkerPoolsCommand, type WorkerPoolsConfig, type WorkKind, workerPoolsConfig } from './config';
import { moments } from './moments';

export type WorkerPoolsScenarioId =
  | 'settings-in-force'
  | 'batches-and-idempotency'
  | 'waiting-in-a-task'
  | 'vision-and-short'
  | 'oom-killed-child'
  | 'rolling-deploy'
  | 'eta-past-visibility'
  | 'eta-past-ack-timeout'
  | 'eta-fills-the-window'
  | 'cpu-on-gevent'
  | 'sleep-in-async'
  | 'the-41st-request'
  | 'dependency-deadlock'
  | 'dead-process'
  | 'pool-for-each-process'
  | 'same-work-each-pool';

type WorkerPoolsScenario = Scenario<WorkerPoolsConfig, WorkerPoolsCommand> & { readonly id: WorkerPoolsScenarioId };

type At = readonly [ms: number, command: WorkerPoolsCommand];

function scenario(
  id: WorkerPoolsScenarioId,
  config: object,
  endTick: number,
  ...commands: readonly At[]
): WorkerPoolsScenario {
  return {
    id,
    ...moments[id],
    config: workerPoolsConfig.parse(config),
    seed: 1,
    commands: commands.map(([tick, command]) => ({ tick, command })),
    endTick,
  };
}

export const publish = (count: number, ms: number, does: WorkKind = 'sleep', etaMs = 0): WorkerPoolsCommand => ({
  type: 'publish',
  ...{ count, does, ms, etaMs },
});

export const request = (
  route: 'await' | 'block' | 'def' | 'db' | 'health',
  count: number,
  ms = 0,
): WorkerPoolsCommand => ({
  type: 'request',
  ...{ count, route, ms },
});

/** The lab's scenarios, in the order they are shown: what happened to the readers first. */
export const workerPoolsScenarios: readonly WorkerPoolsScenario[] = [
  // The scan worker of 2025-12: a hundred greenlets take every message, so that the queue looks empty.
  scenario(
    'settings-in-force',
    { pool: 'gevent', c: 100, mult: 1, late: true, reject: true },
    70_000,
    [500, publish(22, 30_000)],
    [5_000, publish(110, 30_000)],
    [20_000, { type: 'killWorker', worker: 'w1' }],
    [24_000, { type: 'startWorker', worker: 'w1' }],
  ),
  // A handler that collects for five seconds and then writes: whoever is killed before that writes again.
  scenario(
    'batches-and-idempotency',
    { pool: 'threads', c: 10, mult: 1, late: true },
    24_000,
    [500, publish(10, 5_000)],
    [3_500, { type: 'killWorker', worker: 'w1' }],
    [6_500, { type: 'startWorker', worker: 'w1' }],
  ),
  // Each of four children waits for a task that would need one of these four children; then the same work as chains.
  scenario(
    'waiting-in-a-task',
    { c: 4, mult: 1 },
    24_000,
    [500, publish(4, 2_000, 'get')],
    [15_000, publish(4, 2_000, 'chain')],
  ),
  // Four short tasks are reserved behind a long one while the other worker has nothing to do.
  scenario(
    'vision-and-short',
    { c: 1, workers: 2 },
    34_000,
    [500, { ...publish(1, 30_000, 'cpu'), name: 'vision' } as WorkerPoolsCommand],
    [600, publish(20, 500)],
  ),
  scenario(
    'oom-killed-child',
    { c: 2, mult: 1, late: true },
    32_000,
    [500, publish(6, 8_000)],
    [3_000, { type: 'killChild', child: 'w1.1' }],
  ),
  // Short tasks end within the grace period, a long one does not.
  scenario(
    'rolling-deploy',
    { c: 2, mult: 1, late: true },
    80_000,
    [500, publish(2, 45_000)],
    [600, publish(4, 6_000)],
    [8_000, { type: 'deploy', pool: 'prefork', c: 2, mult: 1, late: true, reject: false }],
  ),
  scenario('eta-past-visibility', { c: 2, workers: 2, broker: 'redis', visibilityTimeoutS: 60 }, 160_000, [
    500,
    publish(1, 3_000, 'sleep', 150_000),
  ]),
  scenario('eta-past-ack-timeout', { c: 2, mult: 1 }, 3_610_000, [500, publish(1, 3_000, 'sleep', 3_600_000)]),
  // On a classic queue the window would grow by each task that waits for its time.
  scenario(
    'eta-fills-the-window',
    { c: 2, mult: 1, queue: 'quorum' },
    70_000,
    [500, publish(2, 2_000, 'sleep', 60_000)],
    [2_000, publish(6, 2_000)],
  ),
  // What computes on the hub keeps the heartbeat from being sent.
  scenario(
    'cpu-on-gevent',
    { pool: 'gevent', c: 10, mult: 1, late: true, workers: 2 },
    200_000,
    [500, publish(1, 90_000, 'cpu')],
    [600, publish(8, 2_000)],
  ),
  scenario(
    'sleep-in-async',
    { stack: 'fastapi' },
    12_000,
    [500, request('await', 6, 800)],
    [1_000, request('health', 1)],
    [2_000, request('block', 1, 5_000)],
    [3_000, request('health', 1)],
    [3_500, request('await', 6, 800)],
    ...[4_000, 5_000, 6_000, 8_000].map((tick): At => [tick, request('health', 1)]),
  ),
  scenario(
    'the-41st-request',
    { stack: 'fastapi' },
    6_000,
    [500, request('def', 45, 2_000)],
    [1_000, request('await', 5, 500)],
  ),
  scenario('dependency-deadlock', { stack: 'fastapi' }, 70_000, [500, request('db', 60, 200)]),
  scenario(
    'dead-process',
    { stack: 'fastapi', processes: 2 },
    9_000,
    [500, request('await', 8, 1_000)],
    [1_000, { type: 'killProcess', process: 'p1' }],
    [2_000, request('block', 2, 2_000)],
    [2_500, request('await', 4, 500)],
  ),
  // Each process has a pool of its own: what one pod may hold grows with `--workers`.
  scenario('pool-for-each-process', { stack: 'fastapi', processes: 3 }, 12_000, [500, request('db', 75, 2_000)]),
  // Four tasks, four slots: what computes needs processes, what waits needs anything but solo.
  scenario(
    'same-work-each-pool',
    { c: 4, mult: 1, late: true },
    36_000,
    [500, publish(4, 2_000, 'cpu')],
    [4_000, { type: 'deploy', pool: 'threads', c: 4, mult: 1, late: true, reject: true }],
    [4_500, publish(4, 2_000, 'cpu')],
    [14_000, { type: 'deploy', pool: 'gevent', c: 4, mult: 1, late: true, reject: true }],
    [14_500, publish(4, 2_000)],
    [20_000, { type: 'deploy', pool: 'solo', c: 4, mult: 1, late: true, reject: true }],
    [20_500, publish(4, 2_000)],
  ),
];
