import {
  Activity,
  Boxes,
  Gauge,
  GitBranch,
  Inbox,
  Repeat,
  Rocket,
  Send,
  Server,
  Skull,
  SlidersHorizontal,
  Unplug,
  Users,
  Waves,
} from 'lucide-react';
import { ownStage } from '@/components/lab-shell/stage/own-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { autoscaling } from '@/sim/autoscaling/model';
import { autoscalingScenarios, setBehaviour, setTrigger } from '@/sim/autoscaling/scenarios';
import { type AutoscalingState, type Pod, podNamed, unackedCount } from '@/sim/autoscaling/state';
import type { AutoscalingTypes } from './figures';
import { FiguresPanel } from './figures-panel';
import { AutoscalingStage, GIT, HPA, KEDA, QUEUE } from './stage';

const phaseStatus: Readonly<Record<Pod['phase'], Status>> = {
  pending: 'failure',
  starting: 'pending',
  ready: 'active',
  stopping: 'pending',
};

function itemsOf(state: AutoscalingState, say: Words): readonly ItemParts[] {
  const { config, keda, hpa, pods } = state;
  const queue: ItemParts = {
    ...{ id: QUEUE, name: say('items.queue'), kind: 'queue', status: 'neutral', icon: Inbox },
    facts: say('facts.queue', { ready: state.readyCount, unacked: unackedCount(state) }),
  };
  const operator: ItemParts = {
    ...{ id: KEDA, name: 'KEDA', kind: 'keda', icon: Activity },
    status: keda?.active === true ? 'ok' : 'neutral',
    facts: keda?.reason ?? '',
  };
  const controller: ItemParts = {
    ...{ id: HPA, name: 'HPA', kind: 'hpa', icon: Gauge },
    status: hpa === null ? 'neutral' : hpa.raw === null ? 'failure' : 'ok',
    facts: hpa === null ? '' : `${hpa.raw ?? '?'} → ${hpa.stabilised} → ${hpa.replicas}`,
  };
  const git: ItemParts = {
    ...{ id: GIT, name: 'Argo CD', kind: 'git', icon: GitBranch },
    status: config.rules.gitKeepsOff ? 'neutral' : 'pending',
    facts: say('facts.git', { replicas: config.gitReplicas }),
  };
  return [
    queue,
    ...(config.scaler === 'keda' ? [operator] : []),
    ...(config.scaler === 'none' ? [] : [controller]),
    ...(state.gitSync ? [git] : []),
    ...pods.map(
      (pod): ItemParts => ({
        ...{ id: pod.id, kind: 'pod', icon: Server, role: say(`stage.phases.${pod.phase}`) },
        status: pod.phase === 'ready' && pod.runningCount === 0 ? 'neutral' : phaseStatus[pod.phase],
        facts: say('facts.pod', { unacked: pod.unacked, running: pod.runningCount }),
      }),
    ),
  ];
}

function partOf(state: AutoscalingState, id: string): Readonly<Record<string, unknown>> | null {
  const { statistics, trigger, keda, hpa, behaviour, config, stats, gitSync } = state;
  if (id === QUEUE) {
    const { published, delivered, done, lost, repeated } = stats;
    const { ready, unacked, publishRate, deliverGetRate } = statistics;
    return {
      messages_ready: state.readyCount,
      messages_unacknowledged: unackedCount(state),
      'management: messages_ready': ready,
      'management: messages_unacknowledged': unacked,
      'publish rate (1/s)': publishRate,
      'deliver_get rate (1/s)': deliverGetRate,
      ...{ published, delivered, done, lost, repeated },
    };
  }
  if (id === KEDA) {
    const { pollingS, cooldownS, min, max, ...rest } = trigger;
    return {
      Active: keda?.active ?? null,
      reason: keda?.reason ?? null,
      ...rest,
      pollingInterval: pollingS,
      cooldownPeriod: cooldownS,
      minReplicaCount: min,
      maxReplicaCount: max,
      idleReplicaCount: config.idle,
      lastActiveTime: state.lastActiveTick,
    };
  }
  if (id === HPA) {
    const { tick: _, ...last } = hpa ?? { tick: 0 };
    return { minReplicas: Math.max(1, trigger.min), maxReplicas: trigger.max, ...last, ...behaviour };
  }
  if (id === GIT) return { selfHeal: gitSync, replicas: config.gitReplicas };
  const pod = podNamed(state, id);
  if (pod === null) return null;
  const { phase, template, unacked, runningCount, reservedCount } = pod;
  return {
    phase,
    prefetch_count: template.prefetch,
    concurrency: template.concurrency,
    'seconds per task': template.taskMs / 1_000,
    unacked,
    running: runningCount,
    reserved: reservedCount,
    task_acks_late: config.late,
    'requests.cpu': `${config.podCpuM}m`,
    'requests.memory': `${config.podMemoryMi}Mi`,
  };
}

const { type: _trigger, ...triggerFields } = { ...setTrigger({}) } as Extract<
  ReturnType<typeof setTrigger>,
  { type: 'setTrigger' }
>;
const { type: _behaviour, ...behaviourFields } = { ...setBehaviour({}) } as Extract<
  ReturnType<typeof setBehaviour>,
  { type: 'setBehaviour' }
>;

/** So many messages at once are told; a few come every second. */
const BURST = 10;

const hasKeda = ({ config }: AutoscalingState) => config.scaler === 'keda';
const hasHpa = ({ config }: AutoscalingState) => config.scaler !== 'none';

const lab = {
  simulation: autoscaling,
  scenarios: autoscalingScenarios,
  whole: () => import('@/sim/autoscaling/lab').then((module) => module.autoscalingLab),
};

/** The lab as the shell opens it. */
export const view = defineView<AutoscalingTypes>(lab, {
  ticksPerRealSecond: 6_000,
  secondsDecimals: 0,
  timeSpanTicks: 60_000,
  stage: ownStage<AutoscalingTypes>(AutoscalingStage),
  items: itemsOf,
  part: partOf,
  actions: {
    burst: { on: 'lab', icon: Send, fields: { count: 22 } },
    arrive: { on: 'lab', icon: Waves, fields: { perMinute: 60 } },
    setTrigger: { on: 'lab', icon: SlidersHorizontal, fields: triggerFields, when: hasKeda },
    setBehaviour: { on: 'lab', icon: Repeat, fields: behaviourFields, when: hasHpa },
    setWorkers: { on: 'lab', icon: Users, fields: { prefetch: 4, concurrency: 4, secondsPerTask: 30 } },
    deploy: { on: 'lab', icon: Rocket },
    node: { on: 'lab', icon: Boxes, fields: { cpuM: 1_595, memoryMi: 3_514 } },
    gitSync: { on: 'lab', icon: GitBranch, fields: { on: true } },
    breakMetrics: { on: 'lab', icon: Unplug, fields: { part: 'metrics-api' } },
    killPod: { on: 'pod', icon: Skull, key: 'x' },
  },
  marks: {
    lost: 'failure',
    podKilled: 'failure',
    reverted: 'failure',
    podPending: 'failure',
    metricsFailed: 'failure',
    scaled: ({ data }) => (data.to > data.from ? 'success' : 'pending'),
    requeued: 'pending',
    deactivated: 'pending',
    activated: 'success',
    // What comes every second is no event; what somebody sends is.
    arrived: (_, { cause }) => (cause.type === 'command' ? 'active' : null),
    arrivals: 'active',
  },
  tones: {
    podReady: 'success',
    podStarting: 'pending',
    podStops: 'pending',
    cooldown: 'pending',
    started: 'active',
    done: 'ok',
    delivered: 'active',
    synced: 'neutral',
    polled: 'neutral',
  },
  order: [
    'ignored',
    'reverted',
    'lost',
    'scaled',
    'podKilled',
    'podPending',
    'metricsFailed',
    'activated',
    'deactivated',
    'cooldown',
    'requeued',
    'podReady',
    'podStops',
    'podGone',
    'arrived',
    'delivered',
    'done',
    'synced',
    'polled',
    'podStarting',
    'started',
    'statistics',
  ],
  asides: ['started', 'polled', 'statistics'],
  housekeeping: ['statistics'],
  isRoutine: (entry) =>
    entry.kind === 'arrived'
      ? entry.data.count < BURST
      : ['polled', 'delivered', 'started', 'done'].includes(entry.kind),
  about: ({ actor }) => (actor.startsWith('pod-') ? [actor] : []),
  ends: ['podGone', 'podKilled'],
  traceTexts: {
    started: ({ actor, data: { count, again } }, say) =>
      say(again ? 'trace.startedAgain' : 'trace.started', { actor, count }),
    done: ({ actor, data: { count, ms } }, say) => say('trace.done', { actor, count, seconds: ms / 1_000 }),
    statistics: ({ data: { ready, unacked } }, say) => say('trace.statistics', { ready, unacked }),
    polled: ({ data: { metricMilli, reason } }, say) =>
      say('trace.polled', { metric: metricMilli === null ? '?' : metricMilli / 1_000, reason }),
    synced: ({ data: { metricMilli, raw, replicas, limit } }, say) =>
      say('trace.synced', {
        metric: metricMilli === null ? '?' : metricMilli / 1_000,
        raw: raw ?? '?',
        replicas,
        limit,
      }),
    scaled: ({ actor, data }, say) => say(`trace.scaled.${actor}`, { ...data }),
    metricsFailed: ({ actor }, say) => say(`trace.metricsFailed.${actor}`),
    metricsSet: ({ data }, say) => say(`trace.metricsSet.${data.part}`),
    gitSet: ({ data }, say) => say(data.on ? 'trace.gitSet.on' : 'trace.gitSet.off'),
    cooldown: ({ data }, say) => say('trace.cooldown', { seconds: Math.round(data.seconds) }),
  },
  settings: {
    scaler: ['scaler', 'protocol', 'mode', 'value', 'activationValue', 'excludeUnacknowledged', 'min', 'max', 'idle'],
    clocks: ['pollingS', 'cooldownS', 'syncS', 'statisticsS', 'startS', 'graceS'],
    behaviour: [
      'upWindowS',
      'downWindowS',
      'upPods',
      'upPodsPeriodS',
      'upPercent',
      'upPercentPeriodS',
      'downPods',
      'downPodsPeriodS',
      'downPercent',
      'downPercentPeriodS',
      'toleranceMilli',
      'kubernetes',
      'cpuTarget',
      'cpuBusy',
    ],
    worker: ['pool', 'c', 'mult', 'late', 'reject', 'taskMs', 'replicas', 'perMinute', 'waveS'],
    cluster: ['podCpuM', 'podMemoryMi', 'nodeCpuM', 'nodeMemoryMi', 'gitSync', 'gitReplicas'],
  },
  panels: { figures: { group: 'see', Part: FiguresPanel } },
  explore: {
    switches: {
      unackedCounted: 'kedacore/keda, rabbitmq_scaler.go',
      window: { source: 'kubernetes, horizontal.go', off: { taskMs: 20_000 } },
      policies: { source: 'kubernetes, horizontal.go', off: { max: 20 } },
      tolerance: { source: 'kubernetes, replica_calculator.go', off: { c: 10, kubernetes: '1.33' } },
      startTakesTime: { source: 'Kubernetes, "Pod Lifecycle"', off: { c: 4 } },
      nodeCapacity: { source: 'Kubernetes, "Resource Management"', off: { nodeCpuM: 800 } },
      gitKeepsOff: { source: 'Argo CD, "Diff Customization"', off: { gitSync: true } },
      graceful: { source: 'Kubernetes, "Pod Lifecycle"', off: { c: 4, downWindowS: 15, taskMs: 20_000 } },
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
