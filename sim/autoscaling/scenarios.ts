import type { Scenario } from '../core/scenario';
import {
  type AutoscalingCommand,
  type AutoscalingConfig,
  autoscalingConfig,
  type BehaviourSettings,
  type TriggerSettings,
} from './config';
import { moments } from './moments';

export type AutoscalingScenarioId =
  | 'scaler-not-active'
  | 'three-pods-one-works'
  | 'git-puts-it-back'
  | 'cpu-sees-nothing'
  | 'dead-cooldown'
  | 'zero-at-zero-ready'
  | 'sawtooth'
  | 'four-pods-one-node'
  | 'eleven-of-ten'
  | 'metrics-blocked';

type AutoscalingScenario = Scenario<AutoscalingConfig, AutoscalingCommand> & { readonly id: AutoscalingScenarioId };

type At = readonly [seconds: number, command: AutoscalingCommand];

function scenario(
  id: AutoscalingScenarioId,
  config: object,
  endS: number,
  ...commands: readonly At[]
): AutoscalingScenario {
  return {
    id,
    ...moments[id],
    config: autoscalingConfig.parse(config),
    seed: 1,
    commands: commands.map(([seconds, command]) => ({ tick: 1_000 * seconds, command })),
    endTick: 1_000 * endS,
  };
}

export const burst = (count: number): AutoscalingCommand => ({ type: 'burst', count });

const defaults = autoscalingConfig.parse({});

/** Changes the trigger of the lab's default configuration. */
export function setTrigger(changed: Partial<TriggerSettings>): AutoscalingCommand {
  const { protocol, mode, value, activationValue, excludeUnacknowledged, min, max, pollingS, cooldownS } = defaults;
  const trigger = { protocol, mode, value, activationValue, excludeUnacknowledged, min, max, pollingS, cooldownS };
  return { type: 'setTrigger', ...trigger, ...changed };
}

/** Changes the behaviour of the lab's default configuration. */
export function setBehaviour(changed: Partial<BehaviourSettings>): AutoscalingCommand {
  const { upWindowS, downWindowS, upPods, upPodsPeriodS, upPercent, upPercentPeriodS } = defaults;
  const { downPods, downPodsPeriodS, downPercent, downPercentPeriodS } = defaults;
  return {
    type: 'setBehaviour',
    ...{ upWindowS, downWindowS, upPods, upPodsPeriodS, upPercent, upPercentPeriodS },
    ...{ downPods, downPodsPeriodS, downPercent, downPercentPeriodS },
    ...changed,
  };
}

/** The scan worker's ScaledObject of 26 December 2025, and its worker: a hundred greenlets, multiplier 1. */
const scan = { protocol: 'amqp', pollingS: 15, cooldownS: 120, taskMs: 40_000 };

/** The lab's scenarios, in the order they are shown: what happened to the readers first. */
export const autoscalingScenarios: readonly AutoscalingScenario[] = [
  // One pod takes every message; AMQP counts what is ready.
  scenario('scaler-not-active', scan, 110, [3, burst(22)], [43, burst(16)], [78, burst(14)]),
  // The same over HTTP. What one pod has prefetched stays with it.
  scenario('three-pods-one-works', { ...scan, protocol: 'http', taskMs: 60_000 }, 70, [3, burst(22)]),
  scenario(
    'git-puts-it-back',
    { ...scan, protocol: 'http', taskMs: 120_000, gitSync: true, rules: { gitKeepsOff: false } },
    90,
    [3, burst(22)],
    [50, { type: 'gitSync', on: false }],
  ),
  // 50 virtual users, 643 requests in three minutes, 30-50 s each, of which next to nothing is computing.
  scenario('cpu-sees-nothing', { scaler: 'hpa-cpu', cpuTarget: 60, taskMs: 40_000, perMinute: 214 }, 240, [
    180,
    arriveAt(0),
  ]),
  scenario(
    'dead-cooldown',
    { min: 2, replicas: 2, downWindowS: 60, cooldownS: 300, taskMs: 45_000, mult: 1, c: 10 },
    420,
    [3, burst(40)],
  ),
  scenario(
    'zero-at-zero-ready',
    { protocol: 'amqp', min: 0, replicas: 0, pollingS: 15, cooldownS: 30, taskMs: 120_000, graceS: 30 },
    260,
    [3, burst(3)],
  ),
  scenario('sawtooth', { c: 10, mult: 1, taskMs: 10_000, perMinute: 240, waveS: 60, downWindowS: 0, startS: 10 }, 600, [
    300,
    setBehaviour({ downWindowS: 300 }),
  ]),
  scenario(
    'four-pods-one-node',
    { max: 10, c: 10, mult: 1, taskMs: 60_000, nodeCpuM: 1_595, nodeMemoryMi: 3_514 },
    120,
    [3, burst(100)],
  ),
  scenario('eleven-of-ten', { taskMs: 120_000 }, 60, [3, burst(11)]),
  // Port 9666, between KEDA's own parts: the operator sees the queue, the HPA gets no metric.
  scenario(
    'metrics-blocked',
    { ...scan, protocol: 'http', taskMs: 120_000 },
    90,
    [1, { type: 'breakMetrics', part: 'metrics-api' }],
    [3, burst(22)],
    [50, { type: 'breakMetrics', part: 'none' }],
  ),
];

function arriveAt(perMinute: number): AutoscalingCommand {
  return { type: 'arrive', perMinute };
}
