import { chargeWork } from '../core/work';
import { deliver, requeue } from './queue';
import type { AutoscalingState, AutoscalingWorld, Pod, PodPhase } from './state';

const MS = 1_000;

/** `maxSurge` and `maxUnavailable` of a Deployment that says nothing: a quarter, rounded up and down. */
const ROLLOUT_SHARE = 0.25;

/** Counts what pods have cost until now; before any pod is placed or goes. */
function countCost({ stats, pods }: AutoscalingState, world: AutoscalingWorld): void {
  let placed = 0;
  for (const { phase } of pods) if (phase !== 'pending') placed += 1;
  stats.podMs += placed * (world.tick - stats.countedTick);
  stats.countedTick = world.tick;
}

export function addPod(state: AutoscalingState, phase: PodPhase): Pod {
  state.podsMade += 1;
  const pod: Pod = {
    id: `pod-${state.podsMade}`,
    template: state.template,
    phase,
    placedTick: phase === 'pending' ? null : 0,
    reserved: [],
    runs: [],
    reservedCount: 0,
    runningCount: 0,
    unacked: 0,
    stopTick: null,
    isScaledIn: false,
  };
  state.pods.push(pod);
  return pod;
}

/** What the Deployment does: as many pods as are wanted, of the newest version, and each placed where it fits. */
export function reconcile(state: AutoscalingState, world: AutoscalingWorld): void {
  countCost(state, world);
  chargeWork(state.pods.length);
  const { wanted, template } = state;
  const surge = Math.ceil(wanted * ROLLOUT_SHARE);
  const spare = Math.floor(wanted * ROLLOUT_SHARE);
  const current = () =>
    state.pods.filter((pod) => pod.phase !== 'stopping' && pod.template.version === template.version);
  const outdated = () =>
    state.pods.filter((pod) => pod.phase !== 'stopping' && pod.template.version < template.version);

  const old = outdated();
  const isRolling = old.length > 0;
  const missing = wanted - current().length;
  const most = wanted + (isRolling ? surge : 0) - current().length - old.length;
  for (let left = Math.min(missing, most); left > 0; left -= 1) addPod(state, 'pending');

  for (const pod of inOrderOfRemoval(current()).slice(0, Math.max(0, current().length - wanted))) {
    stop(state, pod, true, world);
  }
  for (const pod of inOrderOfRemoval(old)) {
    const available = state.pods.filter(({ phase }) => phase === 'ready').length;
    const isTooMany = current().length + outdated().length > wanted + surge;
    const canGo = pod.phase !== 'ready' || available > wanted - spare || isTooMany;
    if (canGo) stop(state, pod, false, world);
  }
  place(state, world);
}

/** Pods that do not work yet go first, of the others the youngest. */
function inOrderOfRemoval(pods: readonly Pod[]): readonly Pod[] {
  const order: Readonly<Record<PodPhase, number>> = { pending: 0, starting: 1, ready: 2, stopping: 3 };
  return pods
    .map((pod, index) => ({ pod, index }))
    .sort((left, right) => order[left.pod.phase] - order[right.pod.phase] || right.index - left.index)
    .map(({ pod }) => pod);
}

/** Pods wait for room on the node in the order in which they were made. */
function place(state: AutoscalingState, world: AutoscalingWorld): void {
  const { config } = state;
  for (const pod of state.pods) {
    if (pod.phase !== 'pending') continue;
    if (config.rules.nodeCapacity && !fitsOneMore(state)) {
      if (pod.placedTick === null) world.trace({ kind: 'podPending', actor: pod.id });
      // Said once.
      pod.placedTick = -1;
      continue;
    }
    pod.phase = 'starting';
    pod.placedTick = world.tick;
    world.trace({ kind: 'podStarting', actor: pod.id });
    world.schedule(config.rules.startTakesTime ? MS * config.startS : 0, { type: 'podReady', pod: pod.id });
  }
}

/** What placed pods request of the node, in processors and memory. */
export function requested({ pods, config }: AutoscalingState) {
  const placed = pods.filter(({ phase }) => phase !== 'pending').length;
  return { cpuM: placed * config.podCpuM, memoryMi: placed * config.podMemoryMi };
}

export function fitsOneMore(state: AutoscalingState): boolean {
  const { node, config } = state;
  const { cpuM, memoryMi } = requested(state);
  const fits = (used: number, more: number, limit: number) => limit === 0 || used + more <= limit;
  return fits(cpuM, config.podCpuM, node.cpuM) && fits(memoryMi, config.podMemoryMi, node.memoryMi);
}

export function onPodReady(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  if (pod.phase !== 'starting') return;
  pod.phase = 'ready';
  world.trace({ kind: 'podReady', actor: pod.id, data: { ready: state.readyCount } });
  reconcile(state, world);
  deliver(state, world);
}

/** SIGTERM: nothing new is taken; what is begun may end within the grace period. */
function stop(state: AutoscalingState, pod: Pod, isScaledIn: boolean, world: AutoscalingWorld): void {
  pod.isScaledIn = isScaledIn;
  if (pod.phase !== 'ready' || pod.unacked + pod.runningCount === 0) {
    remove(state, pod, world);
    world.trace({ kind: 'podGone', actor: pod.id });
    return;
  }
  pod.phase = 'stopping';
  pod.stopTick = world.tick;
  world.trace({ kind: 'podStops', actor: pod.id, data: { running: pod.runningCount } });
  if (!state.config.rules.graceful) kill(state, pod, world);
  else if (pod.runningCount === 0) leave(state, pod, world);
  else world.schedule(MS * state.config.graceS, { type: 'grace', pod: pod.id });
}

/** A pod that stops and has nothing left to do gives back what it had not begun. */
export function leaveIfThrough(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  if (pod.phase === 'stopping' && pod.runningCount === 0) leave(state, pod, world);
}

function leave(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  remove(state, pod, world);
  world.trace({ kind: 'podGone', actor: pod.id });
  giveBack(state, pod, world);
}

export function onGrace(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  if (pod.phase === 'stopping') kill(state, pod, world);
}

/** SIGKILL: its connection is gone, and what it had not acknowledged is the queue's again. */
export function kill(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  const graceEnd = pod.stopTick === null ? null : pod.stopTick + MS * state.config.graceS;
  if (pod.isScaledIn && graceEnd !== null && world.tick < graceEnd) {
    const isCut = pod.runs.some(({ startedTick }) => startedTick + pod.template.taskMs <= graceEnd);
    if (isCut) state.observations.cutPod = pod.id;
  }
  remove(state, pod, world);
  world.trace({ kind: 'podKilled', actor: pod.id, data: { held: pod.unacked } });
  if (!state.config.late && pod.runningCount > 0) {
    state.stats.lost += pod.runningCount;
    world.trace({ kind: 'lost', actor: pod.id, data: { count: pod.runningCount } });
    pod.runs = [];
  }
  giveBack(state, pod, world);
}

function remove(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  countCost(state, world);
  const index = state.pods.indexOf(pod);
  if (index >= 0) state.pods.splice(index, 1);
}

function giveBack(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): void {
  const count = requeue(state, [...pod.runs.map(({ batch }) => batch), ...pod.reserved]);
  if (count > 0) world.trace({ kind: 'requeued', actor: pod.id, peer: 'queue', data: { count } });
  // A place on the node is free.
  place(state, world);
  deliver(state, world);
}
