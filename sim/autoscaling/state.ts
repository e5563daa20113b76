import type { Tick, TraceOf, World } from '../core/simulation';
import type { AutoscalingCommand, AutoscalingConfig, BehaviourSettings, TriggerSettings } from './config';
import type { HpaLimit, HpaMemory } from './hpa';
import type { ActiveReason, QueueFigures } from './keda';

/** Messages in a row that were published together. */
export interface Batch {
  count: number;
  readonly publishedTick: Tick;
  /** How often their work was begun before. */
  readonly starts: number;
}

/** Tasks that were begun together and end together. */
export interface Run {
  readonly id: number;
  readonly batch: Batch;
  readonly startedTick: Tick;
}

export interface WorkerTemplate {
  /** Raised by each rollout. */
  readonly version: number;
  /** 0: everything. */
  readonly prefetch: number;
  /** Tasks at a time. */
  readonly concurrency: number;
  readonly taskMs: number;
}

export type PodPhase =
  /** Fits nowhere yet. */
  | 'pending'
  | 'starting'
  | 'ready'
  /** Has SIGTERM. */
  | 'stopping';

export interface Pod {
  readonly id: string;
  readonly template: WorkerTemplate;
  phase: PodPhase;
  /** When it was placed; null while it is pending. */
  placedTick: Tick | null;
  /** Delivered and not begun, the first first. */
  reserved: Batch[];
  runs: Run[];
  reservedCount: number;
  runningCount: number;
  /** What its consumer has not acknowledged. */
  unacked: number;
  stopTick: Tick | null;
  /** Why it goes: fewer replicas, or another version takes its place. */
  isScaledIn: boolean;
}

/** What RabbitMQ's management API knows: as of the last collection. */
export interface Statistics extends QueueFigures {
  readonly tick: Tick;
  /** Since the start, at that moment. */
  readonly published: number;
  readonly delivered: number;
}

export interface KedaStatus {
  readonly active: boolean;
  readonly reason: ActiveReason;
  readonly metricMilli: number | null;
  readonly tick: Tick;
}

export interface HpaStatus {
  /** Null: it could not be had. */
  readonly metricMilli: number | null;
  readonly raw: number | null;
  readonly stabilised: number;
  readonly replicas: number;
  readonly limit: HpaLimit;
  readonly tick: Tick;
}

export type Owner = 'hpa' | 'keda' | 'git';

/** The HPA's changes and proposals as somebody beside it would write them down, to check it by. */
export interface Witness {
  proposals: { readonly t: number; readonly replicas: number }[];
  ups: { readonly t: number; readonly change: number }[];
  downs: { readonly t: number; readonly change: number }[];
}

export interface Stats {
  published: number;
  delivered: number;
  done: number;
  /** Begun, acknowledged and never ended. */
  lost: number;
  /** Begun once more. */
  repeated: number;
  /** How long pods have been there, all together, in milliseconds. */
  podMs: number;
  countedTick: Tick;
}

export interface AutoscalingState {
  readonly config: AutoscalingConfig;
  trigger: TriggerSettings;
  behaviour: BehaviourSettings;
  template: WorkerTemplate;
  node: { readonly cpuM: number; readonly memoryMi: number };
  gitSync: boolean;
  broken: 'none' | 'metrics-api' | 'broker';
  /** `spec.replicas` of the Deployment. */
  wanted: number;
  lastOwner: Owner | null;
  readonly pods: Pod[];
  podsMade: number;
  runsMade: number;
  /** Whose turn it is to be given a message. */
  nextPod: number;
  readonly ready: Batch[];
  readyCount: number;
  /** Messages in a minute, since when, and how many of them have come. */
  arrivals: { perMinute: number; sinceTick: Tick; given: number };
  isArriving: boolean;
  statistics: Statistics;
  lastActiveTick: Tick | null;
  keda: KedaStatus | null;
  hpa: HpaStatus | null;
  readonly hpaMemory: HpaMemory;
  isGitComing: boolean;
  readonly witness: Witness;
  readonly stats: Stats;
  /** What broke a promise, to be told once; see the invariants. */
  readonly observations: {
    unseen: number | null;
    againstWindow: number | null;
    againstPolicies: number | null;
    withinTolerance: number | null;
    earlyPod: string | null;
    overwritten: number | null;
    cutPod: string | null;
  };
}

export type AutoscalingEvent =
  | { readonly type: 'statistics' }
  | { readonly type: 'poll' }
  | { readonly type: 'sync' }
  | { readonly type: 'arrive' }
  | { readonly type: 'podReady'; readonly pod: string }
  | { readonly type: 'grace'; readonly pod: string }
  | { readonly type: 'done'; readonly pod: string; readonly run: number }
  | { readonly type: 'git' };

/** Why a command does nothing now. */
export type IgnoredReason = 'no-pod' | 'same' | 'full' | 'keda-only';

/** What steps write. The actor is the queue, a pod, `hpa`, `keda`, `git` or a person. */
export type AutoscalingTrace = TraceOf<{
  arrived: { count: number };
  delivered: { count: number };
  started: { count: number; again: boolean };
  done: { count: number; ms: number };
  requeued: { count: number };
  lost: { count: number };
  statistics: {
    ready: number;
    unacked: number;
    in: number;
    out: number;
    pods: number;
    wanted: number;
    podMinutes: number;
  };
  polled: { active: boolean; metricMilli: number | null; reason: ActiveReason };
  activated: null;
  deactivated: null;
  cooldown: { seconds: number };
  synced: {
    metricMilli: number | null;
    raw: number | null;
    stabilised: number;
    replicas: number;
    limit: HpaLimit;
  };
  metricsFailed: null;
  scaled: { from: number; to: number };
  reverted: { from: number; to: number };
  podPending: null;
  podStarting: null;
  podReady: { ready: number };
  podStops: { running: number };
  podGone: null;
  podKilled: { held: number };
  arrivals: { perMinute: number };
  triggerSet: null;
  behaviourSet: null;
  workersSet: { prefetch: number };
  deployed: null;
  nodeSet: null;
  gitSet: { on: boolean };
  metricsSet: { part: 'none' | 'metrics-api' | 'broker' };
  ignored: { command: AutoscalingCommand['type']; reason: IgnoredReason };
}>;

export type AutoscalingWorld = World<AutoscalingEvent, AutoscalingTrace>;

export function podNamed({ pods }: AutoscalingState, id: string): Pod | null {
  return pods.find((each) => each.id === id) ?? null;
}

export function unackedCount({ pods }: AutoscalingState): number {
  let sum = 0;
  for (const { unacked } of pods) sum += unacked;
  return sum;
}

/** Pods that are there to stay, by phase. */
export function podCounts({ pods }: AutoscalingState) {
  const counts = { pending: 0, starting: 0, ready: 0, stopping: 0 };
  for (const { phase } of pods) counts[phase] += 1;
  return counts;
}

/** Pod-minutes until a moment. */
export function podMinutes({ stats, pods }: AutoscalingState, tick: Tick): number {
  let placed = 0;
  for (const { phase } of pods) if (phase !== 'pending') placed += 1;
  return (stats.podMs + placed * (tick - stats.countedTick)) / 60_000;
}
