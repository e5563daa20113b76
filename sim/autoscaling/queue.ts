import { chargeWork } from '../core/work';
import type { AutoscalingState, AutoscalingWorld, Batch, Pod } from './state';

export function publish(state: AutoscalingState, count: number, world: AutoscalingWorld): void {
  const last = state.ready.at(-1);
  if (last !== undefined && last.publishedTick === world.tick && last.starts === 0) last.count += count;
  else state.ready.push({ count, publishedTick: world.tick, starts: 0 });
  state.readyCount += count;
  state.stats.published += count;
}

/** Messages come back to the front of the queue, where they were. */
export function requeue(state: AutoscalingState, batches: readonly Batch[]): number {
  const returned = batches.filter(({ count }) => count > 0);
  chargeWork(returned.length);
  state.ready.unshift(...returned);
  const count = returned.reduce((sum, batch) => sum + batch.count, 0);
  state.readyCount += count;
  return count;
}

/** Takes so many messages from the front. */
function take(batches: Batch[], count: number): Batch[] {
  const taken: Batch[] = [];
  for (let left = count; left > 0; ) {
    const first = batches[0];
    if (first === undefined) break;
    chargeWork(1);
    if (first.count <= left) {
      taken.push(first);
      batches.shift();
      left -= first.count;
      continue;
    }
    const { publishedTick, starts } = first;
    taken.push({ count: left, publishedTick, starts });
    first.count -= left;
    left = 0;
  }
  return taken;
}

function room({ phase, template, unacked }: Pod): number {
  if (phase !== 'ready') return 0;
  return template.prefetch === 0 ? Number.POSITIVE_INFINITY : template.prefetch - unacked;
}

/** Gives pods what their windows have room for, one message each in turn, and has them begin what they have room for. */
export function deliver(state: AutoscalingState, world: AutoscalingWorld): void {
  const { pods } = state;
  for (;;) {
    if (state.readyCount > 0) {
      const open = pods.filter((pod) => room(pod) > 0);
      if (open.length > 0) giveOut(state, open, world);
    }
    let isRoomMade = false;
    for (const pod of pods) isRoomMade = begin(state, pod, world) || isRoomMade;
    // What is acknowledged as it begins makes room for more.
    if (!isRoomMade || state.readyCount === 0) return;
  }
}

/** Rounds of one message each; whole rounds are given at once. */
function giveOut(state: AutoscalingState, open: readonly Pod[], world: AutoscalingWorld): void {
  const from = state.nextPod % open.length;
  if (state.readyCount <= open.length) {
    // Nobody is given a second one: what most arrivals come to.
    chargeWork(open.length);
    for (let at = from; state.readyCount > 0; at += 1) {
      const pod = open[at % open.length];
      if (pod !== undefined) give(state, pod, 1, world);
    }
    return;
  }
  for (const [pod, count] of sharesOf(state.readyCount, [...open.slice(from), ...open.slice(0, from)])) {
    if (count > 0) give(state, pod, count, world);
  }
}

function sharesOf(count: number, pods: readonly Pod[]): ReadonlyMap<Pod, number> {
  const shares = new Map<Pod, number>();
  let turn = pods;
  let left = count;
  while (left > 0 && turn.length > 0) {
    chargeWork(turn.length);
    const least = Math.min(...turn.map((pod) => room(pod) - (shares.get(pod) ?? 0)));
    const rounds = Math.max(1, Math.min(least, Math.floor(left / turn.length)));
    for (const pod of turn) {
      const part = Math.min(rounds, left);
      shares.set(pod, (shares.get(pod) ?? 0) + part);
      left -= part;
    }
    turn = turn.filter((pod) => room(pod) > (shares.get(pod) ?? 0));
  }
  return shares;
}

function give(state: AutoscalingState, pod: Pod, count: number, world: AutoscalingWorld): void {
  pod.reserved.push(...take(state.ready, count));
  pod.reservedCount += count;
  pod.unacked += count;
  state.readyCount -= count;
  state.stats.delivered += count;
  state.nextPod += count;
  if (state.config.rules.startTakesTime === false && isEarly(state, pod, world)) state.observations.earlyPod = pod.id;
  world.trace({ kind: 'delivered', actor: pod.id, peer: 'queue', data: { count } });
}

function isEarly({ config }: AutoscalingState, { placedTick }: Pod, world: AutoscalingWorld): boolean {
  return placedTick !== null && placedTick > 0 && world.tick < placedTick + 1_000 * config.startS;
}

/** Whether room was made in the pod's window. */
function begin(state: AutoscalingState, pod: Pod, world: AutoscalingWorld): boolean {
  if (pod.reservedCount === 0 || pod.phase !== 'ready') return false;
  const free = pod.template.concurrency - pod.runningCount;
  if (free <= 0) return false;
  const batches = take(pod.reserved, free);
  for (const { count, publishedTick, starts } of batches) {
    state.runsMade += 1;
    const batch = { count, publishedTick, starts: starts + 1 };
    pod.runs.push({ id: state.runsMade, batch, startedTick: world.tick });
    world.schedule(pod.template.taskMs, { type: 'done', pod: pod.id, run: state.runsMade });
    pod.reservedCount -= count;
    pod.runningCount += count;
    if (!state.config.late) pod.unacked -= count;
    if (starts > 0) state.stats.repeated += count;
    world.trace({ kind: 'started', actor: pod.id, data: { count, again: starts > 0 } });
  }
  return !state.config.late && batches.length > 0;
}

/** Tasks end. */
export function finish(state: AutoscalingState, pod: Pod, runId: number, world: AutoscalingWorld): void {
  const index = pod.runs.findIndex(({ id }) => id === runId);
  const run = pod.runs[index];
  if (run === undefined) return;
  pod.runs.splice(index, 1);
  const { count, publishedTick } = run.batch;
  pod.runningCount -= count;
  if (state.config.late) pod.unacked -= count;
  const { stats } = state;
  stats.done += count;
  const ms = world.tick - publishedTick;
  world.trace({ kind: 'done', actor: pod.id, data: { count, ms } });
}
