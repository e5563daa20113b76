/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes one is a change of behaviour: raise the
 * simulation's version, and rewrite the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/autoscaling`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine, type StepRecord } from '../core/engine';
import { explore } from '../core/explore';
import { checkLab } from '../core/testing/check-lab';
import { type AutoscalingCommand, autoscalingConfig } from './config';
import { autoscalingExplorer } from './explorer';
import { autoscalingLab } from './lab';
import { autoscaling } from './model';
import { AUTOSCALING_MISCONCEPTIONS } from './questions';
import { autoscalingScenarios, burst, setBehaviour, setTrigger } from './scenarios';
import { type AutoscalingEvent, type AutoscalingTrace, podCounts, podMinutes } from './state';

type Step = StepRecord<AutoscalingCommand, AutoscalingEvent>;
type Timed = readonly [seconds: number, command: AutoscalingCommand];

function run(config: object, endS: number, ...commands: readonly Timed[]) {
  const engine = createEngine(autoscaling, { config: autoscalingConfig.parse(config), seed: 1 });
  const records: Step[] = engine.lastRecord === null ? [] : [engine.lastRecord];
  const runTo = (tick: number): void => {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
      const record = engine.step();
      if (record !== null) records.push(record);
    }
    engine.advanceTo(tick);
  };
  for (const [seconds, command] of commands) {
    runTo(1_000 * seconds);
    records.push(engine.dispatch(command));
  }
  runTo(1_000 * endS);
  return { state: engine.state, records };
}

function lines(records: readonly Step[]): readonly string[] {
  return records.flatMap(({ tick, trace }) =>
    (trace as readonly AutoscalingTrace[]).map(({ kind, actor, data }) =>
      [tick / 1_000, actor, kind, data && JSON.stringify(data)].filter((part) => part !== undefined).join(' '),
    ),
  );
}

const told = (records: readonly Step[], ...kinds: readonly string[]) =>
  lines(records).filter((line) => kinds.includes(line.split(' ')[2] ?? ''));

/** What goes on the same in every scenario is left out of the transcripts. */
const ROUTINE = ['statistics', 'arrived', 'started', 'done', 'delivered'];

for (const { id, config, commands, endTick } of autoscalingScenarios) {
  test(`${id} happens as it is written down`, () => {
    const { state, records } = run(
      config,
      endTick / 1_000,
      ...commands.map(({ tick, command }) => [tick / 1_000, command] as const),
    );
    const { stats } = state;
    const shown = lines(records).filter((line) => !ROUTINE.includes(line.split(' ')[2] ?? ''));
    const transcript = [...shown, '', JSON.stringify(stats), ''].join('\n');
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    // Argo CD overwrites the autoscaler there: that is what it is about.
    const broken = new Set(records.flatMap(({ violations }) => violations.map((each) => each.id)));
    expect([...broken]).toEqual(id === 'git-puts-it-back' ? ['oneOwner'] : []);
  });
}

test('with AMQP 22 messages in hand are nothing, for as long as they take', () => {
  const { records, state } = run({ protocol: 'amqp', pollingS: 15, taskMs: 300_000 }, 290, [3, burst(22)]);
  expect(told(records, 'scaled', 'activated')).toEqual([]);
  expect(state.keda).toMatchObject({ active: false, reason: 'ScalerNotActive', metricMilli: 0 });
});

test('the management API knows of a burst once its statistics are collected, a passive declare at once', () => {
  const settings = { c: 1, mult: 1, taskMs: 300_000, syncS: 4, statisticsS: 5, max: 1 };
  const metrics = (protocol: string) =>
    run({ ...settings, protocol }, 9, [1, burst(22)]).records.flatMap(({ trace }) =>
      (trace as readonly AutoscalingTrace[]).flatMap((each) => (each.kind === 'synced' ? [each.data.metricMilli] : [])),
    );
  expect(metrics('http')).toEqual([0, 22_000]);
  expect(metrics('amqp')).toEqual([21_000, 21_000]);
});

test('a smaller window leaves messages for the pods that come', () => {
  const held = run({ taskMs: 300_000 }, 40, [3, burst(22)]);
  expect(held.state.pods.map(({ unacked }) => unacked)).toEqual([22, 0, 0]);
  const shared = run({ taskMs: 300_000, c: 4 }, 40, [3, burst(22)]);
  expect(shared.state.pods.map(({ unacked }) => unacked)).toEqual([4, 4, 4]);
});

test('three pods that are there get the messages of a burst in turn', () => {
  const { state } = run({ replicas: 3, scaler: 'none', taskMs: 300_000 }, 10, [3, burst(22)]);
  expect(state.pods.map(({ unacked }) => unacked).sort()).toEqual([7, 7, 8]);
});

test('KEDA takes all pods away at once when the cooldown is over, whatever the window of the HPA', () => {
  const config = { min: 0, replicas: 1, pollingS: 15, cooldownS: 60, taskMs: 40_000, startS: 1 };
  const { records } = run(config, 200, [1, burst(1)], [16, burst(45)]);
  expect(told(records, 'scaled')).toContain('135 keda scaled {"from":5,"to":0}');
});

test('what never was active goes without a cooldown', () => {
  const { records } = run({ min: 0, replicas: 2, pollingS: 15, cooldownS: 600 }, 5);
  expect(told(records, 'scaled')).toEqual(['0 keda scaled {"from":2,"to":0}']);
});

test('an HPA asks for itself: the polling interval is about the first pod alone', () => {
  const many = run({ pollingS: 600, taskMs: 300_000 }, 20, [3, burst(22)]);
  expect(told(many.records, 'scaled')).toEqual(['15 hpa scaled {"from":1,"to":3}']);
  const first = run({ pollingS: 600, taskMs: 300_000, min: 0, replicas: 0 }, 620, [3, burst(22)]);
  expect(told(first.records, 'scaled')[0]).toBe('600 keda scaled {"from":0,"to":1}');
});

test('a ratio of 1.1 is beyond the tolerance up to Kubernetes 1.32, and within it from 1.33 on', () => {
  const wanted = (kubernetes: string) => run({ kubernetes, taskMs: 300_000 }, 20, [3, burst(11)]).state.wanted;
  expect(wanted('1.32')).toBe(2);
  expect(wanted('1.33')).toBe(1);
});

test('a pod that is scaled in may end its tasks within the grace period', () => {
  const config = { replicas: 2, min: 1, c: 5, downWindowS: 0, taskMs: 25_000, value: 100, statisticsS: 1 };
  const kind = run(config, 60, [3, burst(10)]);
  expect(kind.state.stats).toMatchObject({ done: 10, repeated: 0 });
  const cut = run({ ...config, taskMs: 60_000 }, 200, [3, burst(10)]);
  expect(cut.state.stats).toMatchObject({ done: 10, repeated: 5 });
  const early = run({ ...config, taskMs: 60_000, late: false }, 200, [3, burst(10)]);
  expect(early.state.stats).toMatchObject({ done: 5, lost: 5 });
});

test('pods that fit nowhere wait, and are placed once there is room', () => {
  const config = { max: 6, c: 5, taskMs: 300_000, nodeCpuM: 1_595, nodeMemoryMi: 3_514 };
  const roomier: AutoscalingCommand = { type: 'node', cpuM: 4_000, memoryMi: 8_000 };
  const { state, records } = run(config, 120, [3, burst(60)], [80, roomier]);
  expect(told(records, 'podPending')).toHaveLength(2);
  expect(podCounts(state)).toEqual({ pending: 0, starting: 0, ready: 6, stopping: 0 });
});

test('a rollout replaces every pod, and works on meanwhile', () => {
  const config = { replicas: 4, min: 4, max: 4, c: 5, taskMs: 5_000, perMinute: 60 };
  const { state } = run(config, 200, [20, { type: 'deploy' }]);
  expect(state.pods.every(({ template }) => template.version === 2)).toBe(true);
  expect(podCounts(state)).toMatchObject({ ready: 4, stopping: 0 });
  expect(state.stats).toMatchObject({ repeated: 0, lost: 0 });
});

test('pod-minutes count pods from their place on a node to their end', () => {
  const { state } = run({ scaler: 'none', replicas: 3 }, 60);
  expect(podMinutes(state, 60_000)).toBe(3);
});

describe('a rule that is switched off breaks the promise that it keeps', () => {
  test.each([
    ['unackedCounted', 'backlogSeen', {}],
    ['window', 'windowKept', { taskMs: 20_000 }],
    ['policies', 'policiesKept', { max: 20 }],
    ['tolerance', 'toleranceKept', { c: 10, kubernetes: '1.33' }],
    ['startTakesTime', 'readyBeforeWork', { c: 4 }],
    ['nodeCapacity', 'withinNode', { nodeCpuM: 800 }],
    ['gitKeepsOff', 'oneOwner', { gitSync: true }],
    ['graceful', 'finishesInGrace', { c: 4, downWindowS: 15, taskMs: 20_000 }],
  ])('%s', (rule, promise, config) => {
    const broken = (rules: object) => {
      const parsed = autoscalingConfig.parse({ ...config, rules });
      let ids: readonly string[] = [];
      for (const { found } of explore(autoscaling, autoscalingExplorer, { config: parsed, seed: 1, runs: 20 })) {
        ids = found.map(({ id }) => id);
      }
      return ids;
    };
    expect(broken({ [rule]: false })).toContain(promise);
    expect(broken({})).toEqual([]);
  });
});

/** A solution of each challenge. */
const solutions: Readonly<
  Record<string, readonly (AutoscalingCommand | { tick: number; command: AutoscalingCommand })[]>
> = {
  'all-three-work': [
    { tick: 1_000, command: { type: 'setWorkers', prefetch: 4, concurrency: 4, secondsPerTask: 60 } },
    { tick: 30_000, command: burst(22) },
  ],
  'max-that-fits': [setTrigger({ max: 4 })],
  'zero-and-back': [
    { tick: 2_000, command: setTrigger({ min: 0, pollingS: 15, cooldownS: 30 }) },
    { tick: 3_000, command: burst(3) },
    { tick: 240_000, command: burst(3) },
  ],
  'calm-sawtooth': [setBehaviour({ downWindowS: 300 })],
  'cooldown-that-matters': [
    { tick: 2_000, command: setTrigger({ min: 0, cooldownS: 120 }) },
    { tick: 3_000, command: burst(22) },
  ],
  'least-pod-minutes': [setBehaviour({ downWindowS: 0 }), setTrigger({ max: 3, value: 20 })],
};

checkLab(autoscalingLab, {
  solutions,
  gapTicks: 1_000,
  outcomes: { 'who-drains': 'the-first-alone', 'queue-11-value-10': 'two' },
  misconceptions: AUTOSCALING_MISCONCEPTIONS,
});
