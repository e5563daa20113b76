import { acknowledge, addToQueue, taskName } from './broker';
import {
  addLatency,
  type Held,
  type Message,
  type Running,
  slotId,
  type Worker,
  type WorkerPoolsState,
  type WorkerPoolsWorld,
} from './state';

/** A task is accepted and begins: `Request.on_accepted` in celery/worker/request.py, which acknowledges at once without `acks_late`. */
export function accept(
  state: WorkerPoolsState,
  worker: Worker,
  slot: number,
  { tag, message }: Held,
  world: WorkerPoolsWorld,
): Running {
  const { startsOfReturned } = state;
  message.starts = (startsOfReturned[message.id] ?? message.starts) + 1;
  if (startsOfReturned[message.id] !== undefined) startsOfReturned[message.id] = message.starts;
  const again = message.starts > 1;
  if (again) {
    state.stats.repeated += 1;
    noteTwice(state, worker, message);
  }
  world.trace({
    kind: 'start',
    actor: slotId(worker.id, slot),
    data: { task: message.name, slot: slot + 1, again, does: message.does },
  });
  return { tag, message, startedTick: world.tick, endId: null, isAcked: false, hasResult: false };
}

/** Only a child's or a thread's acknowledgement leaves at once: see `green.ts`. Redis gives out again whatever takes too long. */
function noteTwice(state: WorkerPoolsState, { settings }: Worker, { name }: Message): void {
  if (settings.late || settings.pool !== 'prefork' || state.config.broker === 'redis') return;
  state.observations.startedTwice ??= name;
}

/** Whether a task's message is acknowledged when it begins. */
export function acksEarly({ config }: WorkerPoolsState, { settings }: Worker): boolean {
  return !settings.late && config.rules.ackOnAccept;
}

export function ack(state: WorkerPoolsState, { tag, message }: Held, worker: Worker, world: WorkerPoolsWorld): boolean {
  if (!acknowledge(state, tag)) return false;
  world.trace({ kind: 'acked', actor: worker.id, data: { task: message.name } });
  return true;
}

/** How long a task takes by itself. One that waits for another task is woken by its result, or gives up. */
export function durationOf(state: WorkerPoolsState, { tag, message }: Held, world: WorkerPoolsWorld): number {
  if (message.does !== 'get') return message.ms;
  publishAfter(state, message, tag, world);
  return 1_000 * state.config.getTimeoutS;
}

function publishAfter(
  state: WorkerPoolsState,
  { ms }: Message,
  parentTag: number | null,
  world: WorkerPoolsWorld,
): void {
  const id = state.nextId;
  const own = { id, name: taskName(id), does: 'sleep', ms, etaTick: 0, publishedTick: world.tick, parentTag } as const;
  addToQueue(state, { ...own, deliveries: 0, starts: 0, count: 1 });
  state.nextId += 1;
  state.stats.published += 1;
  world.trace({ kind: 'published', actor: 'queue', data: { task: own.name, count: 1 } });
}

export function finish(
  state: WorkerPoolsState,
  worker: Worker,
  slot: number,
  { message, hasResult }: Running,
  world: WorkerPoolsWorld,
): void {
  if (message.does === 'get' && !hasResult) {
    state.stats.failed += 1;
    world.trace({ kind: 'resultTimeout', actor: slotId(worker.id, slot), data: { task: message.name } });
    return;
  }
  const ms = world.tick - message.publishedTick;
  state.stats.done += 1;
  addLatency(state.stats, ms);
  world.trace({ kind: 'end', actor: slotId(worker.id, slot), data: { task: message.name, ms } });
  if (message.does === 'chain') publishAfter(state, message, null, world);
  if (message.parentTag !== null) giveResult(state, message.parentTag, world);
}

/** Wakes the task that waits for a result, if it still does. */
function giveResult({ workers }: WorkerPoolsState, parentTag: number, world: WorkerPoolsWorld): void {
  for (const { id, slots } of workers) {
    const slot = slots.findIndex(({ task }) => task?.tag === parentTag);
    const parent = slots[slot]?.task;
    if (parent == null || parent.hasResult) continue;
    if (parent.endId !== null) world.cancel(parent.endId);
    parent.hasResult = true;
    parent.endId = world.schedule(0, { type: 'end', worker: id, slot });
  }
}

/** Whoever had a task has ended. It is lost if its message was acknowledged; else the broker has it, or has given it out again. */
export function abandon(
  state: WorkerPoolsState,
  worker: Worker,
  { isAcked, message }: Running,
  world: WorkerPoolsWorld,
): void {
  if (isAcked) lose(state, worker, message, world);
}

export function lose(state: WorkerPoolsState, worker: Worker, { name }: Message, world: WorkerPoolsWorld): void {
  state.stats.lost += 1;
  world.trace({ kind: 'lost', actor: worker.id, data: { task: name } });
  if (worker.settings.late && worker.settings.reject) state.observations.lostDespiteReject ??= name;
}
