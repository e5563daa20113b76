import type { Worker, WorkerPoolsWorld } from './state';

/** What is less than this is nothing: shares are fractions. */
const NOTHING_MS = 1e-6;

/** Threads that compute share one processor, because of the GIL: each is at it for the same part of the time. */
export function startComputing(worker: Worker, slot: number, world: WorkerPoolsWorld): void {
  elapse(worker, world);
  worker.computing.push({ slot, leftMs: worker.slots[slot]?.task?.message.ms ?? 0 });
  scheduleNext(worker, world);
}

/** Goes on to now: the threads that are through. */
export function resumeComputing(worker: Worker, world: WorkerPoolsWorld): readonly number[] {
  worker.computeId = null;
  elapse(worker, world);
  const through = worker.computing.filter(({ leftMs }) => leftMs <= NOTHING_MS).map(({ slot }) => slot);
  const rest = worker.computing.filter(({ leftMs }) => leftMs > NOTHING_MS);
  worker.computing.splice(0, worker.computing.length, ...rest);
  scheduleNext(worker, world);
  return through;
}

export function stopComputing(worker: Worker, world: WorkerPoolsWorld): void {
  worker.computing.length = 0;
  if (worker.computeId !== null) world.cancel(worker.computeId);
  worker.computeId = null;
}

function elapse(worker: Worker, world: WorkerPoolsWorld): void {
  const share = (world.tick - worker.computedTick) / Math.max(1, worker.computing.length);
  for (const each of worker.computing) each.leftMs -= share;
  worker.computedTick = world.tick;
}

function scheduleNext(worker: Worker, world: WorkerPoolsWorld): void {
  if (worker.computeId !== null) world.cancel(worker.computeId);
  worker.computeId = null;
  if (worker.computing.length === 0) return;
  const least = Math.min(...worker.computing.map(({ leftMs }) => leftMs));
  const delay = Math.max(0, Math.ceil((least - NOTHING_MS) * worker.computing.length));
  worker.computeId = world.schedule(delay, { type: 'computed', worker: worker.id });
}
