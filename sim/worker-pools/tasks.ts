import { acknowledge } from './broker';
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
  return { tag, message, startedTick: world.tick, endId: null, isAcked: false };
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

export function finish(
  state: WorkerPoolsState,
  worker: Worker,
  slot: number,
  task: Running,
  world: WorkerPoolsWorld,
): void {
  const { message } = task;
  const ms = world.tick - message.publishedTick;
  state.stats.done += 1;
  addLatency(state.stats, ms);
  world.trace({ kind: 'end', actor: slotId(worker.id, slot), data: { task: message.name, ms } });
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
