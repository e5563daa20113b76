import type { Held, Hub, Worker, WorkerPoolsState, WorkerPoolsWorld } from './state';
import { accept, ack, acksEarly, durationOf, finish } from './tasks';

/** How long `synloop` waits for the broker at a time: `drain_events(timeout=2.0)` in celery/worker/loops.py. */
const DRAIN_MS = 2_000;

export function newHub(): Hub {
  return { busySlot: null, turns: [], inbox: [], blocked: null, pendingAcks: [], idleSinceTick: 0, drainId: null };
}

/** A message arrives at the socket of a worker with one thread. */
export function arrive(hub: Hub, held: Held, world: WorkerPoolsWorld): void {
  hub.inbox.push(held);
  wakeConsumer(hub, true, world);
}

function wakeConsumer(hub: Hub, reads: boolean, world: WorkerPoolsWorld): void {
  if (hub.idleSinceTick === null) return;
  hub.idleSinceTick = null;
  if (hub.drainId !== null) world.cancel(hub.drainId);
  hub.drainId = null;
  hub.turns.push({ type: 'consume', reads });
}

export function onDrain(hub: Hub, world: WorkerPoolsWorld): void {
  hub.drainId = null;
  wakeConsumer(hub, false, world);
}

/**
 * Runs the one thread of a gevent, eventlet or solo worker until it waits or computes. The consumer (`synloop` in
 * celery/worker/loops.py) sends acknowledgements that greenlets left in `_pending_operations`, then reads a message and starts a
 * greenlet for it; with none free, `Pool.spawn` makes the consumer itself wait, and acknowledgements with it (Celery 5.2 to 5.6). On
 * solo the consumer carries the task out. Says whether anything was done.
 */
export function runHub(state: WorkerPoolsState, worker: Worker, hub: Hub, world: WorkerPoolsWorld): boolean {
  let ran = false;
  while (hub.busySlot === null) {
    // Who ends or begins at a moment does so before the consumer looks.
    const next = hub.turns.findIndex(({ type }) => type !== 'consume');
    const [turn] = hub.turns.splice(Math.max(0, next), 1);
    if (turn === undefined) break;
    ran = true;
    if (turn.type === 'consume') consume(state, worker, hub, turn.reads, world);
    else if (turn.type === 'begin') begin(state, worker, hub, turn.slot, world);
    else end(state, worker, hub, turn.slot, world);
  }
  return ran;
}

function consume(state: WorkerPoolsState, worker: Worker, hub: Hub, reads: boolean, world: WorkerPoolsWorld): void {
  // Several greenlets may have ended while it waited for one.
  if (hub.idleSinceTick !== null) return;
  let isReading = reads;
  while (hub.busySlot === null) {
    if (hub.blocked === null && !isReading) sendAcks(state, worker, hub, world);
    isReading = false;
    const next = hub.blocked ?? (worker.status === 'up' ? hub.inbox.shift() : undefined);
    if (next === undefined) {
      hub.idleSinceTick = world.tick;
      return;
    }
    const index = worker.slots.findIndex(({ task }) => task === null);
    const slot = worker.slots[index];
    hub.blocked = slot === undefined ? next : null;
    if (slot === undefined) return;
    slot.task = { ...next, startedTick: world.tick, endId: null, isAcked: false, hasResult: false };
    if (worker.settings.pool === 'solo') begin(state, worker, hub, index, world);
    else hub.turns.push({ type: 'begin', slot: index });
  }
}

function sendAcks(state: WorkerPoolsState, worker: Worker, hub: Hub, world: WorkerPoolsWorld): void {
  for (const tag of hub.pendingAcks.splice(0)) {
    const entry = state.unacked[tag];
    if (entry === undefined) continue;
    ack(state, { tag, message: entry.message }, worker, world);
    const task = worker.slots.find((slot) => slot.task?.tag === tag)?.task;
    if (task != null) task.isAcked = true;
  }
}

/** The acknowledgement leaves when the consumer comes to it: at the latest when it has waited for the broker for two seconds. */
function leaveAck(worker: Worker, hub: Hub, tag: number, world: WorkerPoolsWorld): void {
  hub.pendingAcks.push(tag);
  if (hub.idleSinceTick === null || hub.drainId !== null) return;
  const waited = world.tick - hub.idleSinceTick;
  const delay = waited > 0 && waited % DRAIN_MS === 0 ? 0 : DRAIN_MS - (waited % DRAIN_MS);
  hub.drainId = world.schedule(delay, { type: 'drain', worker: worker.id });
}

function begin(state: WorkerPoolsState, worker: Worker, hub: Hub, index: number, world: WorkerPoolsWorld): void {
  const slot = worker.slots[index];
  const taken = slot?.task;
  if (slot === undefined || taken == null) return;
  const task = accept(state, worker, index, taken, world);
  slot.task = task;
  if (acksEarly(state, worker)) leaveAck(worker, hub, task.tag, world);
  const { does, ms } = task.message;
  task.endId = world.schedule(durationOf(state, task, world), { type: 'end', worker: worker.id, slot: index });
  if (does !== 'cpu' && worker.settings.pool !== 'solo') return;
  hub.busySlot = index;
  const silentMs = 1_000 * state.config.heartbeatS;
  if (does === 'cpu' && ms > silentMs && worker.settings.pool !== 'solo') {
    world.schedule(silentMs, { type: 'heartbeat', worker: worker.id, tag: task.tag });
  }
}

function end(state: WorkerPoolsState, worker: Worker, hub: Hub, index: number, world: WorkerPoolsWorld): void {
  const slot = worker.slots[index];
  const task = slot?.task;
  if (slot === undefined || task == null) return;
  slot.task = null;
  finish(state, worker, index, task, world);
  if (!acksEarly(state, worker)) leaveAck(worker, hub, task.tag, world);
  if (hub.blocked !== null || worker.settings.pool === 'solo') {
    hub.turns.push({ type: 'consume', reads: false });
  }
}

/** A sleep is over, or what computed is through. */
export function onGreenEnd(
  state: WorkerPoolsState,
  worker: Worker,
  hub: Hub,
  index: number,
  world: WorkerPoolsWorld,
): void {
  if (hub.busySlot !== index) {
    hub.turns.push({ type: 'end', slot: index });
    return;
  }
  hub.busySlot = null;
  // Whose connection was closed meanwhile connects again.
  if (worker.status === 'up') worker.isConnected = true;
  end(state, worker, hub, index, world);
}
