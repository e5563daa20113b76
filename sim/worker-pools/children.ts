import { chargeWork } from '../core/work';
import { acknowledge, requeue } from './broker';
import { resumeComputing, startComputing, stopComputing } from './computing';
import { type Held, type Running, slotId, type Worker, type WorkerPoolsState, type WorkerPoolsWorld } from './state';
import { abandon, accept, ack, acksEarly, durationOf, finish, lose } from './tasks';

/**
 * Gives reserved tasks to children (prefork) and threads. The lowest one that is free takes the first task: `schedule_writes` in
 * celery/concurrency/asynpool.py never writes to one of `_busy_workers` (FAIR, the default since Celery 4), and the semaphore of
 * celery/worker/components.py lets as many tasks into the pool as it has children. Says whether any began.
 */
export function fillSlots(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): boolean {
  if (worker.status !== 'up') return false;
  if (worker.settings.pool === 'prefork' && !state.config.rules.fair) return fillInTurn(state, worker, world);
  let began = false;
  for (let index = 0; index < worker.slots.length && worker.reserved.length > 0; index += 1) {
    const slot = worker.slots[index];
    if (slot === undefined || slot.task !== null) continue;
    const held = worker.reserved.shift();
    if (held === undefined) break;
    begin(state, worker, index, held, world);
    began = true;
  }
  return began;
}

/** What `-O fast` did: the next child in turn, busy or not. */
function fillInTurn(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): boolean {
  let began = false;
  const inPool = () => worker.slots.reduce((sum, { task, behind }) => sum + (task === null ? 0 : 1) + behind.length, 0);
  while (worker.reserved.length > 0 && inPool() < worker.slots.length) {
    chargeWork(worker.slots.length);
    const index = worker.nextSlot % worker.slots.length;
    worker.nextSlot = index + 1;
    const held = worker.reserved.shift();
    const slot = worker.slots[index];
    if (held === undefined || slot === undefined) break;
    if (slot.task === null) begin(state, worker, index, held, world);
    else slot.behind.push(held);
    began = true;
  }
  return began;
}

function begin(state: WorkerPoolsState, worker: Worker, index: number, held: Held, world: WorkerPoolsWorld): void {
  const slot = worker.slots[index];
  if (slot === undefined) return;
  const task = accept(state, worker, index, held, world);
  slot.task = task;
  if (acksEarly(state, worker)) task.isAcked = ack(state, held, worker, world);
  if (worker.settings.pool === 'threads' && held.message.does === 'cpu') startComputing(worker, index, world);
  else task.endId = world.schedule(durationOf(state, held, world), { type: 'end', worker: worker.id, slot: index });
}

/** A child or a thread is through with its task. */
export function endSlot(state: WorkerPoolsState, worker: Worker, index: number, world: WorkerPoolsWorld): void {
  const slot = worker.slots[index];
  const task = slot?.task;
  if (slot === undefined || task == null) return;
  slot.task = null;
  finish(state, worker, index, task, world);
  // Acknowledged by now without `late`, unless that rule is off.
  ack(state, task, worker, world);
  const next = slot.behind.shift();
  if (next !== undefined) begin(state, worker, index, next, world);
}

/** A child is killed, and replaced at once (`AsynPool._event_process_exit`). */
export function killChild(state: WorkerPoolsState, worker: Worker, index: number, world: WorkerPoolsWorld): boolean {
  const slot = worker.slots[index];
  const task = slot?.task;
  if (slot === undefined || task == null) return false;
  if (task.endId !== null) world.cancel(task.endId);
  slot.task = null;
  worker.reserved.unshift(...slot.behind.splice(0));
  world.trace({ kind: 'childKilled', actor: slotId(worker.id, index), data: { task: task.message.name } });
  abandon(state, worker, task, world);
  if (state.unacked[task.tag] !== undefined) failLost(state, worker, task, world);
  return true;
}

/**
 * `AsynPool.on_job_process_lost` fails the task at once with a WorkerLostError; `Request.on_failure` then puts its message back in the
 * queue with `acks_late` and `reject_on_worker_lost`, and acknowledges it with `acks_late` alone.
 */
function failLost(state: WorkerPoolsState, worker: Worker, { tag, message }: Running, world: WorkerPoolsWorld): void {
  const { late, reject } = worker.settings;
  acknowledge(state, tag);
  if (late && reject && state.config.rules.rejectOnLost) {
    world.trace({ kind: 'rejected', actor: worker.id, data: { task: message.name } });
    requeue(state, [message]);
    return;
  }
  world.trace({ kind: 'workerLost', actor: worker.id, data: { task: message.name } });
  lose(state, worker, message, world);
}

/** Whatever the children and threads of a worker are at ends with it. */
export function endAll(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  stopComputing(worker, world);
  for (const [index, slot] of worker.slots.entries()) {
    const { task } = slot;
    slot.behind.length = 0;
    slot.task = null;
    if (task === null) continue;
    world.trace({ kind: 'cut', actor: slotId(worker.id, index), data: { task: task.message.name } });
    if (task.endId !== null) world.cancel(task.endId);
    abandon(state, worker, task, world);
  }
}

/** A thread that computed is through: the others share the GIL from now on. */
export function onComputed(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  for (const index of resumeComputing(worker, world)) endSlot(state, worker, index, world);
}
