import * as z from 'zod/mini';
import { TRIGGER_MODES } from './keda';

/** One tick is a millisecond. */
export const TICKS_PER_SECOND = 1_000;

export const PODS_MAX = 100;

const count = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));
const seconds = count(1, 86_400);
const secondsOrNone = count(0, 86_400);
const messages = count(0, 1_000_000);

/** A trigger of the ScaledObject and its bounds. */
const trigger = {
  /** How the scaler asks the broker: a passive `queue.declare`, or the management API. */
  protocol: z.enum(['amqp', 'http']),
  mode: z.enum(TRIGGER_MODES),
  /** What one pod is to have of the metric. */
  value: count(1, 1_000_000),
  /** Above it the trigger is active. */
  activationValue: messages,
  excludeUnacknowledged: z.boolean(),
  /** `minReplicaCount`. */
  min: count(0, PODS_MAX),
  /** `maxReplicaCount`. */
  max: count(1, PODS_MAX),
  /** How often KEDA's operator asks, in seconds. */
  pollingS: seconds,
  /** How long nothing has to be active before KEDA scales to none, in seconds. */
  cooldownS: secondsOrNone,
};

/** `behavior` of the HPA; a policy of 0 is none, and without a policy nothing limits the steps. */
const behaviour = {
  /** Stabilization window for more pods, in seconds. */
  upWindowS: count(0, 3_600),
  /** Stabilization window for fewer pods, in seconds. */
  downWindowS: count(0, 3_600),
  upPods: count(0, PODS_MAX),
  upPodsPeriodS: count(1, 1_800),
  upPercent: count(0, 10_000),
  upPercentPeriodS: count(1, 1_800),
  downPods: count(0, PODS_MAX),
  downPodsPeriodS: count(1, 1_800),
  downPercent: count(0, 100),
  downPercentPeriodS: count(1, 1_800),
};

/** Rules that can be switched off, each with a promise that breaks without it. */
const rules = z.strictObject({
  /** Over HTTP messages that are being worked on count too. */
  unackedCounted: z._default(z.boolean(), true),
  /** Proposals of the stabilization window count. */
  window: z._default(z.boolean(), true),
  /** Scaling policies limit each step. */
  policies: z._default(z.boolean(), true),
  /** A ratio near 1 changes nothing. */
  tolerance: z._default(z.boolean(), true),
  /** A new pod takes a while before it works. */
  startTakesTime: z._default(z.boolean(), true),
  /** A pod is placed where its requests fit. */
  nodeCapacity: z._default(z.boolean(), true),
  /** Argo CD ignores `/spec/replicas`. */
  gitKeepsOff: z._default(z.boolean(), true),
  /** A pod that goes may finish what it has begun. */
  graceful: z._default(z.boolean(), true),
});

export const autoscalingConfig = z.strictObject({
  /** Who changes the number of pods: KEDA with its HPA, an HPA on CPU, nobody. */
  scaler: z._default(z.enum(['keda', 'hpa-cpu', 'none']), 'keda'),
  protocol: z._default(trigger.protocol, 'http'),
  mode: z._default(trigger.mode, 'QueueLength'),
  value: z._default(trigger.value, 10),
  activationValue: z._default(trigger.activationValue, 0),
  excludeUnacknowledged: z._default(trigger.excludeUnacknowledged, false),
  min: z._default(trigger.min, 1),
  max: z._default(trigger.max, 5),
  /** `idleReplicaCount`. */
  idle: z._default(z.nullable(count(0, PODS_MAX)), null),
  pollingS: z._default(trigger.pollingS, 30),
  cooldownS: z._default(trigger.cooldownS, 300),
  /** The HPA controller's period, in seconds. */
  syncS: z._default(seconds, 15),
  /** How often RabbitMQ's statistics are collected, in seconds. */
  statisticsS: z._default(seconds, 5),
  upWindowS: z._default(behaviour.upWindowS, 0),
  downWindowS: z._default(behaviour.downWindowS, 300),
  upPods: z._default(behaviour.upPods, 4),
  upPodsPeriodS: z._default(behaviour.upPodsPeriodS, 15),
  upPercent: z._default(behaviour.upPercent, 100),
  upPercentPeriodS: z._default(behaviour.upPercentPeriodS, 15),
  downPods: z._default(behaviour.downPods, 0),
  downPodsPeriodS: z._default(behaviour.downPodsPeriodS, 15),
  downPercent: z._default(behaviour.downPercent, 100),
  downPercentPeriodS: z._default(behaviour.downPercentPeriodS, 15),
  toleranceMilli: z._default(count(0, 1_000), 100),
  /** 1.33 computes the tolerance otherwise: a ratio of 1.1 is within 0.1 there. The readers' cluster ran 1.28. */
  kubernetes: z._default(z.enum(['1.32', '1.33']), '1.32'),
  /** Utilisation that an HPA on CPU aims at, in percent of the request. */
  cpuTarget: z._default(count(1, 1_000), 70),
  /** What a pod that works uses, in percent of its request. */
  cpuBusy: z._default(count(0, 1_000), 12),
  // The worker's own, as the lab of worker pools hands them over.
  pool: z._default(z.enum(['prefork', 'gevent', 'eventlet', 'threads', 'solo']), 'gevent'),
  /** `--concurrency`. */
  c: z._default(count(1, 100), 100),
  /** `worker_prefetch_multiplier`; 0 takes everything. */
  mult: z._default(count(0, 100), 1),
  /** `task_acks_late`. */
  late: z._default(z.boolean(), true),
  /** `task_reject_on_worker_lost`: about a child that dies; a pod that dies takes its connection with it. */
  reject: z._default(z.boolean(), true),
  /** How long a task takes, in milliseconds. */
  taskMs: z._default(count(0, 86_400_000), 30_000),
  /** Pods at the start. */
  replicas: z._default(count(0, PODS_MAX), 1),
  /** `replicas` in Git. */
  gitReplicas: z._default(count(0, PODS_MAX), 1),
  /** Argo CD's `selfHeal`. */
  gitSync: z._default(z.boolean(), false),
  /** From placing a pod until it takes messages, in seconds. */
  startS: z._default(secondsOrNone, 20),
  /** From SIGTERM to SIGKILL, in seconds. */
  graceS: z._default(secondsOrNone, 30),
  /** What a pod requests, in thousandths of a processor and in mebibytes. */
  podCpuM: z._default(count(1, 64_000), 350),
  podMemoryMi: z._default(count(1, 262_144), 640),
  /** What the node has for pods; 0: enough for all. */
  nodeCpuM: z._default(count(0, 1_000_000), 0),
  nodeMemoryMi: z._default(count(0, 4_194_304), 0),
  /** Messages that come in a minute. */
  perMinute: z._default(count(0, 60_000), 0),
  /** For so long so many come, and then a tenth of it, in seconds; 0: always the same. */
  waveS: z._default(count(0, 3_600), 0),
  rules: z.prefault(rules, {}),
});

export type AutoscalingConfig = z.infer<typeof autoscalingConfig>;

/** What a person can do. What has no effect at its moment is a step that traces `ignored`. */
export const autoscalingCommand = z.discriminatedUnion('type', [
  /** From now on so many messages come in a minute. */
  z.strictObject({ type: z.literal('arrive'), perMinute: count(0, 60_000) }),
  z.strictObject({ type: z.literal('burst'), count: count(1, 10_000) }),
  z.strictObject({ type: z.literal('setTrigger'), ...trigger }),
  z.strictObject({ type: z.literal('setBehaviour'), ...behaviour }),
  /** The next pods' worker; the ones that run are replaced. Prefetch 0: everything. */
  z.strictObject({
    type: z.literal('setWorkers'),
    prefetch: count(0, 10_000),
    concurrency: count(1, 100),
    secondsPerTask: count(1, 3_600),
  }),
  /** Replaces all pods, as a new image does. */
  z.strictObject({ type: z.literal('deploy') }),
  /** A pod is gone at once. */
  z.strictObject({ type: z.literal('killPod'), pod: z.string().check(z.maxLength(16)) }),
  z.strictObject({ type: z.literal('node'), cpuM: count(0, 1_000_000), memoryMi: count(0, 4_194_304) }),
  z.strictObject({ type: z.literal('gitSync'), on: z.boolean() }),
  /** What cannot be reached: nothing, KEDA's operator from its metrics server (port 9666), the broker. */
  z.strictObject({ type: z.literal('breakMetrics'), part: z.enum(['none', 'metrics-api', 'broker']) }),
]);

export type AutoscalingCommand = z.infer<typeof autoscalingCommand>;
export type TriggerSettings = Omit<Extract<AutoscalingCommand, { type: 'setTrigger' }>, 'type'>;
export type BehaviourSettings = Omit<Extract<AutoscalingCommand, { type: 'setBehaviour' }>, 'type'>;
