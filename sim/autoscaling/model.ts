import { CommandRefused, type Simulation } from '../core/simulation';
import {
  type AutoscalingCommand,
  type AutoscalingConfig,
  autoscalingCommand,
  autoscalingConfig,
  TICKS_PER_SECOND,
} from './config';
import { hpaMemory } from './hpa';
import { autoscalingInvariants } from './invariants';
import { collect, onGit, poll, sync, watchGit } from './loops';
import { addPod, kill, leaveIfThrough, onGrace, onPodReady, reconcile } from './pods';
import { deliver, finish, publish } from './queue';
import {
  type AutoscalingEvent,
  type AutoscalingState,
  type AutoscalingTrace,
  type AutoscalingWorld,
  type IgnoredReason,
  podNamed,
} from './state';

const MS = TICKS_PER_SECOND;

/** Messages that may wait at one time. */
const READY_MAX = 1_000_000;

/** How many messages still come in the quiet half of a wave, as a divisor. */
const QUIET = 10;

/**
 * A queue at RabbitMQ, Celery workers as pods, and what changes their number: KEDA 2.16 to 2.19 with its HPA (Kubernetes 1.28 to
 * 1.34), or an HPA on CPU. A tick is a millisecond; messages and acknowledgements take no time. Statistics, polling and syncing are
 * three clocks, each with its own period.
 */
export const autoscaling: Simulation<
  AutoscalingConfig,
  AutoscalingState,
  AutoscalingCommand,
  AutoscalingEvent,
  AutoscalingTrace
> = {
  id: 'autoscaling',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: autoscalingConfig,
  command: autoscalingCommand,
  invariants: autoscalingInvariants,

  init(config, world) {
    const state = initialState(config);
    for (let left = config.replicas; left > 0; left -= 1) addPod(state, 'ready');
    world.schedule(MS * config.statisticsS, { type: 'statistics' });
    if (config.scaler === 'keda') world.schedule(0, { type: 'poll' });
    if (config.scaler !== 'none') world.schedule(MS * config.syncS, { type: 'sync' });
    if (config.perMinute > 0) keepArriving(state, world);
    watchGit(state, world);
    return state;
  },

  onCommand(state, command, world) {
    const reason = obey(state, command, world);
    if (reason !== null) {
      world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
    }
    return state;
  },

  onEvent(state, event, world) {
    const { config } = state;
    if (event.type === 'statistics') {
      collect(state, world);
      world.schedule(MS * config.statisticsS, event);
    } else if (event.type === 'poll') {
      poll(state, world);
      world.schedule(MS * state.trigger.pollingS, event);
    } else if (event.type === 'sync') {
      sync(state, world);
      world.schedule(MS * config.syncS, event);
    } else if (event.type === 'arrive') onArrive(state, world);
    else if (event.type === 'git') onGit(state, world);
    else onPodEvent(state, event, world);
    return state;
  },
};

function initialState(config: AutoscalingConfig): AutoscalingState {
  const { protocol, mode, value, activationValue, excludeUnacknowledged, min, max, pollingS, cooldownS } = config;
  const { upWindowS, downWindowS, upPods, upPodsPeriodS, upPercent, upPercentPeriodS } = config;
  const { downPods, downPodsPeriodS, downPercent, downPercentPeriodS } = config;
  // One thread takes one task at a time, whatever `--concurrency` says.
  const concurrency = config.pool === 'solo' ? 1 : config.c;
  return {
    config,
    trigger: { protocol, mode, value, activationValue, excludeUnacknowledged, min, max, pollingS, cooldownS },
    behaviour: {
      ...{ upWindowS, downWindowS, upPods, upPodsPeriodS, upPercent, upPercentPeriodS },
      ...{ downPods, downPodsPeriodS, downPercent, downPercentPeriodS },
    },
    template: { version: 1, prefetch: config.mult * config.c, concurrency, taskMs: config.taskMs },
    node: { cpuM: config.nodeCpuM, memoryMi: config.nodeMemoryMi },
    gitSync: config.gitSync,
    broken: 'none',
    wanted: config.replicas,
    lastOwner: null,
    pods: [],
    podsMade: 0,
    runsMade: 0,
    nextPod: 0,
    ready: [],
    readyCount: 0,
    arrivals: { perMinute: config.perMinute, sinceTick: 0, given: 0 },
    isArriving: false,
    statistics: { ready: 0, unacked: 0, publishRate: 0, deliverGetRate: 0, tick: 0, published: 0, delivered: 0 },
    lastActiveTick: null,
    keda: null,
    hpa: null,
    hpaMemory: hpaMemory(),
    isGitComing: false,
    witness: { proposals: [], ups: [], downs: [] },
    stats: { published: 0, delivered: 0, done: 0, lost: 0, repeated: 0, podMs: 0, countedTick: 0 },
    observations: {
      ...{ unseen: null, againstWindow: null, againstPolicies: null, withinTolerance: null },
      ...{ earlyPod: null, overwritten: null, cutPod: null },
    },
  };
}

type PodEvent = Extract<AutoscalingEvent, { pod: string }>;

function onPodEvent(state: AutoscalingState, event: PodEvent, world: AutoscalingWorld): void {
  const pod = podNamed(state, event.pod);
  if (pod === null) return;
  if (event.type === 'podReady') onPodReady(state, pod, world);
  else if (event.type === 'grace') onGrace(state, pod, world);
  else {
    finish(state, pod, event.run, world);
    leaveIfThrough(state, pod, world);
    deliver(state, world);
  }
}

function keepArriving(state: AutoscalingState, world: AutoscalingWorld): void {
  if (state.isArriving) return;
  state.isArriving = true;
  world.schedule(MS, { type: 'arrive' });
}

/** Once a second: what has come in it. */
function onArrive(state: AutoscalingState, world: AutoscalingWorld): void {
  const { arrivals, config } = state;
  if (arrivals.perMinute === 0) {
    state.isArriving = false;
    return;
  }
  world.schedule(MS, { type: 'arrive' });
  const seconds = (world.tick - arrivals.sinceTick) / MS;
  const due = Math.floor((arrivals.perMinute * loudSeconds(seconds, config.waveS)) / 60) - arrivals.given;
  const count = Math.min(due, READY_MAX - state.readyCount);
  if (count <= 0) return;
  arrivals.given += count;
  arrive(state, count, world);
}

/** Seconds, those of the quiet halves of waves counted as a tenth. */
function loudSeconds(seconds: number, waveS: number): number {
  if (waveS === 0) return seconds;
  const whole = Math.floor(seconds / (2 * waveS));
  const rest = seconds - whole * 2 * waveS;
  return whole * (waveS + waveS / QUIET) + Math.min(rest, waveS) + Math.max(0, rest - waveS) / QUIET;
}

function arrive(state: AutoscalingState, count: number, world: AutoscalingWorld): void {
  publish(state, count, world);
  world.trace({ kind: 'arrived', actor: 'queue', data: { count } });
  deliver(state, world);
}

/** Carries a command out; why it does nothing, or null. */
function obey(state: AutoscalingState, command: AutoscalingCommand, world: AutoscalingWorld): IgnoredReason | null {
  switch (command.type) {
    case 'arrive':
      state.arrivals = { perMinute: command.perMinute, sinceTick: world.tick, given: 0 };
      world.trace({ kind: 'arrivals', actor: 'person', data: { perMinute: command.perMinute } });
      if (command.perMinute > 0) keepArriving(state, world);
      return null;
    case 'burst':
      if (state.readyCount + command.count > READY_MAX) return 'full';
      arrive(state, command.count, world);
      return null;
    case 'setTrigger': {
      if (command.min > command.max) throw new CommandRefused('minReplicaCount exceeds maxReplicaCount');
      const { type: _, ...trigger } = command;
      if (state.config.scaler !== 'keda') return 'keda-only';
      state.trigger = trigger;
      world.trace({ kind: 'triggerSet', actor: 'person' });
      return null;
    }
    case 'setBehaviour': {
      const { type: _, ...behaviour } = command;
      state.behaviour = behaviour;
      world.trace({ kind: 'behaviourSet', actor: 'person' });
      return null;
    }
    default:
      return obeyCluster(state, command, world);
  }
}

type ClusterCommand = Exclude<AutoscalingCommand, { type: 'arrive' | 'burst' | 'setTrigger' | 'setBehaviour' }>;

function obeyCluster(state: AutoscalingState, command: ClusterCommand, world: AutoscalingWorld): IgnoredReason | null {
  switch (command.type) {
    case 'setWorkers': {
      const { prefetch, concurrency, secondsPerTask } = command;
      const version = state.template.version + 1;
      state.template = { version, prefetch, concurrency, taskMs: MS * secondsPerTask };
      world.trace({ kind: 'workersSet', actor: 'person', data: { prefetch } });
      reconcile(state, world);
      return null;
    }
    case 'deploy':
      state.template = { ...state.template, version: state.template.version + 1 };
      world.trace({ kind: 'deployed', actor: 'person' });
      reconcile(state, world);
      return null;
    case 'killPod': {
      const pod = podNamed(state, command.pod);
      if (pod === null) return 'no-pod';
      kill(state, pod, world);
      reconcile(state, world);
      return null;
    }
    case 'node':
      state.node = { cpuM: command.cpuM, memoryMi: command.memoryMi };
      world.trace({ kind: 'nodeSet', actor: 'person' });
      reconcile(state, world);
      return null;
    case 'gitSync':
      if (state.gitSync === command.on) return 'same';
      state.gitSync = command.on;
      world.trace({ kind: 'gitSet', actor: 'person', data: { on: command.on } });
      watchGit(state, world);
      return null;
    case 'breakMetrics':
      if (state.broken === command.part) return 'same';
      state.broken = command.part;
      world.trace({ kind: 'metricsSet', actor: 'person', data: { part: command.part } });
      return null;
  }
}
