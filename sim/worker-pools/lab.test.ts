/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes one is a change of behaviour: raise the
 * simulation's version, and rewrite the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/worker-pools`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine, type StepRecord } from '../core/engine';
import { explore } from '../core/explore';
import { bringAbout } from '../core/milestone';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { type WorkerPoolsCommand, workerPoolsConfig } from './config';
import { workerPoolsExplorer } from './explorer';
import { workerPoolsLab } from './lab';
import { workerPoolsMilestones } from './milestones';
import { workerPools } from './model';
import { WORKER_POOLS_MISCONCEPTIONS } from './questions';
import { publish, request, workerPoolsScenarios } from './scenarios';
import type { WorkerPoolsEvent, WorkerPoolsTrace } from './state';

type Step = StepRecord<WorkerPoolsCommand, WorkerPoolsEvent>;
type Timed = readonly [tick: number, command: WorkerPoolsCommand];

function run(config: object, endTick: number, ...commands: readonly Timed[]) {
  const engine = createEngine(workerPools, { config: workerPoolsConfig.parse(config), seed: 1 });
  const records: Step[] = engine.lastRecord === null ? [] : [engine.lastRecord];
  const runTo = (tick: number): void => {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
      const record = engine.step();
      if (record !== null) records.push(record);
    }
    engine.advanceTo(tick);
  };
  for (const [tick, command] of commands) {
    runTo(tick);
    records.push(engine.dispatch(command));
  }
  runTo(endTick);
  return { state: engine.state, records };
}

function lines(records: readonly Step[]): readonly string[] {
  return records.flatMap(({ tick, trace }) =>
    (trace as readonly WorkerPoolsTrace[]).map(({ kind, actor, peer, data }) =>
      [tick, actor, kind, peer, data && JSON.stringify(data)].filter((part) => part !== undefined).join(' '),
    ),
  );
}

const told = (records: readonly Step[], kind: string) => lines(records).filter((line) => line.split(' ')[2] === kind);

const kill: WorkerPoolsCommand = { type: 'killWorker', worker: 'w1' };
const start: WorkerPoolsCommand = { type: 'startWorker', worker: 'w1' };

for (const { id, config, commands, endTick } of workerPoolsScenarios) {
  test(`${id} happens as it is written down, and breaks no promise`, () => {
    const { state, records } = run(config, endTick, ...commands.map(({ tick, command }) => [tick, command] as const));
    const { latenciesMs, ...stats } = state.stats;
    const transcript = [...lines(records), '', JSON.stringify(stats), ''].join('\n');
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    expect(records.flatMap(({ violations }) => violations)).toEqual([]);
  });
}

test('an ETA beyond the visibility timeout has the task carried out as often as it became visible, and once more', () => {
  const config = { workers: 2, broker: 'redis', visibilityTimeoutS: 60 };
  const { state } = run(config, 200_000, [0, publish(1, 1_000, 'sleep', 150_000)]);
  expect(state.stats).toMatchObject({ published: 1, done: 3, repeated: 2 });
});

test('RabbitMQ closes the connection of a worker that holds a task for half an hour, and gives it out again', () => {
  const { records, state } = run({}, 5_500_000, [0, publish(1, 1_000, 'sleep', 5_000_000)]);
  expect(told(records, 'connectionLost')).toHaveLength(2);
  expect(state.stats).toMatchObject({ done: 1, repeated: 0 });
});

test('what computes on a gevent hub beyond the heartbeat is begun again elsewhere', () => {
  const config = { pool: 'gevent', c: 10, mult: 1, late: true, workers: 2 };
  const { records, state } = run(config, 300_000, [0, publish(1, 90_000, 'cpu')]);
  expect(told(records, 'connectionLost').slice(0, 2)).toEqual([
    '60000 w1 connectionLost {"reason":"heartbeat"}',
    '120000 w2 connectionLost {"reason":"heartbeat"}',
  ]);
  expect(state.stats.repeated).toBeGreaterThan(0);
});

test('a warm shutdown ends what is carried out, gives back what is reserved, and is cut off after the grace period', () => {
  const deploy: WorkerPoolsCommand = { type: 'deploy', pool: 'prefork', c: 2, mult: 4, late: true, reject: false };
  const short = run({ late: true }, 60_000, [0, publish(6, 10_000)], [5_000, deploy]);
  expect(short.state.stats).toMatchObject({ done: 6, repeated: 0, lost: 0 });
  const long = run({ late: true }, 120_000, [0, publish(2, 50_000)], [5_000, deploy]);
  expect(told(long.records, 'workerKilled')).toHaveLength(1);
  expect(long.state.stats).toMatchObject({ done: 2, repeated: 2, lost: 0 });
});

test('tasks that wait for tasks hold every child until they give up, and a chain holds none', () => {
  const waiting = run({ c: 4, mult: 1 }, 60_000, [0, publish(4, 2_000, 'get')]);
  expect(told(waiting.records, 'resultTimeout')).toHaveLength(4);
  expect(waiting.state.stats).toMatchObject({ published: 8, done: 4, failed: 4 });
  const roomy = run({ c: 8, mult: 1 }, 60_000, [0, publish(4, 2_000, 'get')]);
  expect(roomy.state.stats).toMatchObject({ done: 8, failed: 0 });
  expect(told(roomy.records, 'end').at(-1)).toMatch(/^2000 /);
  const chained = run({ c: 4, mult: 1 }, 60_000, [0, publish(4, 2_000, 'chain')]);
  expect(chained.state.stats).toMatchObject({ done: 8, failed: 0 });
  expect(told(chained.records, 'end').at(-1)).toMatch(/^4000 /);
});

test('a broken connection gives out again what is still being carried out', () => {
  const drop: WorkerPoolsCommand = { type: 'dropConnection', worker: 'w1' };
  const { state } = run({ late: true, c: 2, mult: 1 }, 60_000, [0, publish(2, 10_000)], [5_000, drop]);
  expect(state.stats).toMatchObject({ published: 2, done: 4, repeated: 2 });
});

test('a process that blocks answers nobody, and another one accepts in its place', () => {
  const probe = request('health', 1);
  const alone = run({ stack: 'fastapi' }, 8_000, [0, request('block', 1, 5_000)], [1_000, probe]);
  expect(told(alone.records, 'answered').at(-1)).toBe('5000 r2 answered {"ms":4000}');
  const two = run({ stack: 'fastapi', processes: 2 }, 8_000, [0, request('block', 1, 5_000)], [1_000, probe]);
  expect(told(two.records, 'answered')[0]).toBe('1000 r2 answered {"ms":0}');
});

test('a client that goes away frees what awaits at once, and a thread only at its end', () => {
  const commands: readonly Timed[] = [
    [0, request('def', 1, 5_000)],
    [100, request('def', 1, 1_000)],
    [1_000, { type: 'disconnect', request: 'r1' }],
  ];
  const { records } = run({ stack: 'fastapi', tokens: 1 }, 10_000, ...commands);
  expect(told(records, 'answered')).toEqual(['6000 r2 answered {"ms":5900}']);
});

test('a dependency and an endpoint in threads deadlock on fifteen connections with anyio 4, and not with 3.6', () => {
  const config = { stack: 'fastapi' };
  const with4 = run(config, 60_000, [0, request('db', 60, 100)]);
  expect(told(with4.records, 'deadlock').length).toBeGreaterThan(0);
  expect(with4.state.stats.failed).toBeGreaterThan(0);
  const with36 = run({ ...config, anyio: '3.6' }, 60_000, [0, request('db', 60, 100)]);
  expect(with36.state.stats).toMatchObject({ done: 60, failed: 0 });
});

test('Uvicorn 0.30 starts a dead process anew, 0.27 does not', () => {
  const killed: WorkerPoolsCommand = { type: 'killProcess', process: 'p1' };
  const upAfter = (restartsDead: boolean) =>
    run({ stack: 'fastapi', processes: 2, restartsDead }, 2_000, [1_000, killed]).state.processes.filter(
      ({ isUp }) => isUp,
    );
  expect(upAfter(false).map(({ id }) => id)).toEqual(['p2']);
  expect(upAfter(true).map(({ id }) => id)).toEqual(['p3', 'p2']);
});

describe('a rule that is switched off breaks the promise that it keeps', () => {
  test.each([
    ['prefetchWindow', 'withinPrefetch', {}],
    ['rejectOnLost', 'lateRejectKeeps', { late: true, reject: true }],
    ['fair', 'nobodyBehindBusy', { c: 4, mult: 4 }],
    ['limiter', 'tokensBound', { stack: 'fastapi', tokens: 5 }],
    ['ackOnAccept', 'atMostOnce', {}],
  ])('%s', (rule, promise, config) => {
    const broken = (rules: object) => {
      const parsed = workerPoolsConfig.parse({ ...config, rules });
      let ids: readonly string[] = [];
      for (const { found } of explore(workerPools, workerPoolsExplorer, { config: parsed, seed: 1, runs: 30 })) {
        ids = found.map(({ id }) => id);
      }
      return ids;
    };
    expect(broken({ [rule]: false })).toContain(promise);
    expect(broken({})).toEqual([]);
  });
});

test('what a text asks of a run is what the run gives', () => {
  const answerOf = (id: string, scenarioId: string) => {
    const milestone = workerPoolsMilestones.find((each) => each.id === id);
    const scenario = workerPoolsScenarios.find((each) => each.id === scenarioId);
    if (milestone === undefined || scenario === undefined)
      throw new Error(`${id}, ${scenarioId}: there is no such thing`);
    return bringAbout(workerPools, milestone, recordScenario(workerPools, scenario), 0)?.answer;
  };
  expect({
    probe: answerOf('probe-answered-late', 'sleep-in-async'),
    waiter: answerOf('waiter-begins', 'the-41st-request'),
    deadlocked: answerOf('tokens-deadlocked', 'dependency-deadlock'),
    died: answerOf('process-died', 'dead-process'),
    pools: answerOf('pools-used-up', 'pool-for-each-process'),
    waiting: answerOf('pools-used-up-waiting', 'pool-for-each-process'),
    ready: answerOf('ready-behind-window', 'settings-in-force'),
    reserved: answerOf('long-task-ends', 'vision-and-short'),
    lost: answerOf('lost-by-name', 'oom-killed-child'),
    killed: answerOf('killed-with-unacked', 'settings-in-force'),
    again: answerOf('started-again', 'rolling-deploy'),
    batch: answerOf('started-again', 'batches-and-idempotency'),
    eta: answerOf('carried-out', 'eta-past-visibility'),
    timedOut: answerOf('all-timed-out', 'waiting-in-a-task'),
    waiters: answerOf('window-of-waiters', 'eta-fills-the-window'),
    silent: answerOf('silent-gives-back', 'cpu-on-gevent'),
    prefork: answerOf('prefork-through', 'same-work-each-pool'),
    threads: answerOf('threads-through', 'same-work-each-pool'),
    gevent: answerOf('gevent-through', 'same-work-each-pool'),
    solo: answerOf('solo-through', 'same-work-each-pool'),
  }).toEqual({
    ...{ probe: 4, waiter: 2, deadlocked: 40, died: 4, pools: 45, waiting: 30 },
    ...{ ready: 32, reserved: 4, lost: 't00', killed: 100, again: 2, batch: 10 },
    ...{ eta: 3, timedOut: 4, waiters: 6, silent: 5 },
    ...{ prefork: 2, threads: 8, gevent: 2, solo: 8 },
  });
});

/** A solution of each challenge; of the impossible one what comes to mind. */
const solutions: Readonly<
  Record<string, readonly (WorkerPoolsCommand | { tick: number; command: WorkerPoolsCommand })[]>
> = {
  'reserve-exactly-c': [{ type: 'deploy', pool: 'prefork', c: 4, mult: 1, late: true, reject: false }],
  'run-a-task-twice': [kill, start],
  'starve-the-health-check': [request('block', 1, 5_000), request('health', 1)],
  'short-tasks-first': [
    { tick: 200, command: { type: 'deploy', pool: 'prefork', c: 1, mult: 1, late: true, reject: false } },
    { tick: 300, command: publish(1, 60_000) },
    { tick: 400, command: publish(20, 500) },
  ],
  'lose-nothing-twice': [
    { tick: 500, command: { type: 'deploy', pool: 'prefork', c: 2, mult: 1, late: true, reject: true } },
    { tick: 600, command: publish(10, 5_000) },
    { tick: 3_000, command: { type: 'killChild', child: 'w2.1' } },
    { tick: 4_000, command: { type: 'killWorker', worker: 'w2' } },
    { tick: 5_000, command: { type: 'startWorker', worker: 'w2' } },
  ],
  'deadlock-then-free': [request('db', 60, 100), { type: 'setTokens', tokens: 200 }],
  'exactly-once': [publish(1, 10_000), kill, start],
};

checkLab(workerPoolsLab, {
  solutions,
  gapTicks: 1_000,
  outcomes: {
    'ready-after-start': 'the-rest',
    'killed-child-with-late-ack': 'never',
    'killed-worker-with-late-ack': 'again-from-the-start',
    'threads-at-once': 'forty',
    'probe-behind-a-block': 'when-it-ends',
    'async-beside-forty': 'at-once',
    'how-the-deadlock-ends': 'with-timeouts',
    'requests-of-a-dead-process': 'failed',
    'threads-that-compute': 'one-after-another',
    'four-waiting-for-four': 'all-time-out',
    'eta-past-visibility': 'three-times',
  },
  misconceptions: WORKER_POOLS_MISCONCEPTIONS,
});
