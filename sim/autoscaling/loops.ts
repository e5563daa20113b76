import type { Tick } from '../core/simulation';
import { fewestAllowed, type HpaSpec, type Measured, mostAllowed, proposalOf, syncHpa } from './hpa';
import { milli, operate, readTrigger } from './keda';
import { reconcile } from './pods';
import { isWithinTolerance, utilizationReplicas } from './replica-calculator';
import { type AutoscalingState, type AutoscalingWorld, type Owner, podMinutes, unackedCount } from './state';

const MS = 1_000;

/** RabbitMQ collects what the management API knows. */
export function collect(state: AutoscalingState, world: AutoscalingWorld): void {
  const { published, delivered } = state.stats;
  const before = state.statistics;
  const seconds = Math.max(1, world.tick - before.tick) / MS;
  const unacked = unackedCount(state);
  const publishRate = (published - before.published) / seconds;
  const deliverGetRate = (delivered - before.delivered) / seconds;
  const ready = state.readyCount;
  state.statistics = { ready, unacked, publishRate, deliverGetRate, tick: world.tick, published, delivered };
  let pods = 0;
  for (const { phase } of state.pods) if (phase === 'ready') pods += 1;
  const { wanted } = state;
  const minutes = podMinutes(state, world.tick);
  // Written out, here and where the HPA is told: spreading objects took a third of a day's run.
  const data = { ready, unacked, in: publishRate, out: deliverGetRate, pods, wanted, podMinutes: minutes };
  world.trace({ kind: 'statistics', actor: 'queue', data });
}

/** What the scaler is told at this moment; null: the broker cannot be reached. */
function askBroker(state: AutoscalingState, world: AutoscalingWorld) {
  const { trigger, config, statistics, broken } = state;
  if (broken === 'broker') return null;
  const isLive = trigger.protocol === 'amqp';
  const figures = isLive ? { ...statistics, ready: state.readyCount, unacked: 0 } : statistics;
  const seen = config.rules.unackedCounted ? figures : { ...figures, unacked: 0 };
  const read = readTrigger(trigger, seen);
  const isWhole = !isLive && !trigger.excludeUnacknowledged && trigger.mode === 'QueueLength';
  if (isWhole && read.metricMilli < MS * (statistics.ready + statistics.unacked)) {
    state.observations.unseen = Math.round(world.tick / MS);
  }
  return read;
}

/** KEDA's operator: active or not, from none to the first pods and back. */
export function poll(state: AutoscalingState, world: AutoscalingWorld): void {
  const { trigger, config } = state;
  const read = askBroker(state, world);
  const isActive = read?.active ?? false;
  if (read === null) world.trace({ kind: 'metricsFailed', actor: 'keda' });
  const { replicas, activeReason, isActiveNow } = operate({
    active: isActive,
    error: read === null,
    replicas: state.wanted,
    min: trigger.min,
    idle: config.idle,
    lastActiveAgoS: state.lastActiveTick === null ? null : (world.tick - state.lastActiveTick) / MS,
    cooldownS: trigger.cooldownS,
  });
  const wasActive = state.keda?.active ?? false;
  const metricMilli = read?.metricMilli ?? null;
  state.keda = { active: isActive, reason: activeReason, metricMilli, tick: world.tick };
  world.trace({ kind: 'polled', actor: 'keda', data: { active: isActive, metricMilli, reason: activeReason } });
  if (isActive !== wasActive) world.trace({ kind: isActive ? 'activated' : 'deactivated', actor: 'keda' });
  if (activeReason === 'ScalerCooldown' && state.lastActiveTick !== null) {
    const seconds = (world.tick - state.lastActiveTick) / MS;
    world.trace({ kind: 'cooldown', actor: 'keda', data: { seconds } });
  }
  if (isActiveNow) state.lastActiveTick = world.tick;
  setWanted(state, replicas, 'keda', world);
}

export function hpaSpecOf(state: AutoscalingState): HpaSpec {
  const { trigger, config, behaviour } = state;
  const { rules } = config;
  const policies = (pods: number, podsPeriodS: number, percent: number, percentPeriodS: number) => [
    ...(pods > 0 ? [{ type: 'Pods' as const, value: pods, periodS: podsPeriodS }] : []),
    ...(percent > 0 ? [{ type: 'Percent' as const, value: percent, periodS: percentPeriodS }] : []),
  ];
  const { upPods, upPodsPeriodS, upPercent, upPercentPeriodS } = behaviour;
  const { downPods, downPodsPeriodS, downPercent, downPercentPeriodS } = behaviour;
  return {
    toleranceMilli: config.toleranceMilli,
    kubernetes: config.kubernetes,
    min: Math.max(1, trigger.min),
    max: trigger.max,
    up: {
      windowS: behaviour.upWindowS,
      policies: policies(upPods, upPodsPeriodS, upPercent, upPercentPeriodS),
      select: 'Max',
    },
    down: {
      windowS: behaviour.downWindowS,
      policies: policies(downPods, downPodsPeriodS, downPercent, downPercentPeriodS),
      select: 'Max',
    },
    ...(rules.tolerance ? {} : { toleranceMilli: 0 }),
  };
}

/** The spec as the controller goes by it, with rules left out. */
function followed(spec: HpaSpec, { config: { rules } }: AutoscalingState): HpaSpec {
  const without = (which: HpaSpec['up']) => ({
    ...which,
    windowS: rules.window ? which.windowS : 0,
    policies: rules.policies ? which.policies : [],
  });
  return { ...spec, up: without(spec.up), down: without(spec.down) };
}

/** One sync of the HPA controller. */
export function sync(state: AutoscalingState, world: AutoscalingWorld): void {
  const spec = hpaSpecOf(state);
  const current = state.wanted;
  const { metricMilli, raw } = propose(state, spec, world);
  if (raw === null && current > 0) world.trace({ kind: 'metricsFailed', actor: 'hpa' });
  const nowS = world.tick / MS;
  const decision = syncHpa(followed(spec, state), state.hpaMemory, current, raw, nowS);
  if (decision === null) {
    state.hpa = null;
    return;
  }
  if (raw !== null) witness(state, spec, { current, raw, metricMilli, replicas: decision.replicas }, nowS);
  state.hpa = { metricMilli, ...decision, tick: world.tick };
  if (raw !== null) world.trace({ kind: 'synced', actor: 'hpa', data: { metricMilli, ...decision } });
  setWanted(state, decision.replicas, 'hpa', world);
}

function propose(state: AutoscalingState, spec: HpaSpec, world: AutoscalingWorld) {
  const { config, trigger, wanted } = state;
  if (config.scaler === 'hpa-cpu') return proposeByCpu(state, spec);
  const read = state.broken === 'metrics-api' ? null : askBroker(state, world);
  const metricMilli = read?.metricMilli ?? null;
  const measured: Measured = { totalMilli: metricMilli, targetMilli: milli(trigger.value) };
  return { metricMilli, raw: proposalOf([measured], wanted, spec) };
}

/** What ready pods use of their request; pods that wait for answers use next to nothing. */
function proposeByCpu({ config, pods, wanted, broken }: AutoscalingState, spec: HpaSpec) {
  const ready = pods.filter(({ phase }) => phase === 'ready' || phase === 'stopping');
  const used = ready.map(({ runningCount }) => (runningCount > 0 ? config.cpuBusy * config.podCpuM * 10 : 0));
  const percent = used.reduce((sum, value) => sum + value, 0) / Math.max(1, used.length * config.podCpuM * 10);
  const raw = utilizationReplicas({
    ...spec,
    valuesMilli: broken === 'none' ? used : [],
    requestMilli: config.podCpuM * MS,
    targetPercent: config.cpuTarget,
    currentReplicas: wanted,
    missing: 0,
    unready: pods.length - ready.length,
  });
  return { metricMilli: broken === 'none' ? Math.round(percent * MS) : null, raw };
}

interface Made {
  readonly current: number;
  readonly raw: number;
  readonly metricMilli: number | null;
  readonly replicas: number;
}

/** Looks at what the controller did with the rules as they are written. */
function witness(
  state: AutoscalingState,
  spec: HpaSpec,
  { current, raw, metricMilli, replicas }: Made,
  nowS: number,
): void {
  const { witness: seen, observations, config, trigger } = state;
  const within = (windowS: number) => seen.proposals.filter(({ t }) => t > nowS - windowS).map((each) => each.replicas);
  const change = replicas - current;
  const isInBounds = current >= spec.min && current <= spec.max;
  if (isInBounds && change < 0) {
    if (replicas < Math.min(spec.max, Math.max(raw, ...within(spec.down.windowS)))) observations.againstWindow = nowS;
    if (replicas < fewestAllowed(spec.down, seen, current, nowS)) observations.againstPolicies = nowS;
  }
  if (isInBounds && change > 0) {
    if (replicas > Math.max(spec.min, Math.min(raw, ...within(spec.up.windowS)))) observations.againstWindow = nowS;
    if (replicas > mostAllowed(spec.up, seen, current, nowS)) observations.againstPolicies = nowS;
  }
  const ratio = (metricMilli ?? 0) / (MS * trigger.value * current);
  const isNear = isWithinTolerance(ratio, { toleranceMilli: config.toleranceMilli, kubernetes: spec.kubernetes });
  if (config.scaler === 'keda' && isNear && raw !== current) observations.withinTolerance = nowS;
  const longestS = Math.max(spec.up.windowS, spec.down.windowS);
  seen.proposals = [...seen.proposals.filter(({ t }) => t > nowS - longestS), { t: nowS, replicas: raw }];
  const periods = [...spec.up.policies, ...spec.down.policies].map(({ periodS }) => periodS);
  const keptS = Math.max(0, ...periods);
  seen.ups = seen.ups.filter(({ t }) => t > nowS - keptS);
  seen.downs = seen.downs.filter(({ t }) => t > nowS - keptS);
  if (change > 0) seen.ups.push({ t: nowS, change });
  if (change < 0) seen.downs.push({ t: nowS, change: -change });
}

/** Writes `spec.replicas`. */
export function setWanted(state: AutoscalingState, replicas: number, owner: Owner, world: AutoscalingWorld): void {
  if (replicas === state.wanted) return;
  const data = { from: state.wanted, to: replicas };
  state.wanted = replicas;
  state.lastOwner = owner;
  world.trace({ kind: owner === 'git' ? 'reverted' : 'scaled', actor: owner, data });
  reconcile(state, world);
  watchGit(state, world);
}

/** How long Argo CD takes to see that the cluster is not what Git says. */
const GIT_DELAY: Tick = 1 * MS;

export function watchGit(state: AutoscalingState, world: AutoscalingWorld): void {
  const { gitSync, config, wanted, isGitComing } = state;
  if (!gitSync || config.rules.gitKeepsOff || isGitComing || wanted === config.gitReplicas) return;
  state.isGitComing = true;
  world.schedule(GIT_DELAY, { type: 'git' });
}

export function onGit(state: AutoscalingState, world: AutoscalingWorld): void {
  state.isGitComing = false;
  if (!state.gitSync || state.wanted === state.config.gitReplicas) return;
  if (state.lastOwner !== 'git') state.observations.overwritten = state.wanted;
  setWanted(state, state.config.gitReplicas, 'git', world);
}
