import { armTimeout, deliver, oldestTick, requeue, takeUnacked, timeoutMs } from './broker';
import { endAll, fillSlots } from './children';
import type { WorkerPoolsConfig, WorkerSettings } from './config';
import { arrive, newHub, runHub } from './green';
import {
  type Held,
  type Message,
  prefetchOf,
  type Worker,
  type WorkerPoolsState,
  type WorkerPoolsWorld,
} from './state';

/** Pools whose worker is one thread: what computes or blocks in one task holds up all. */
export function isGreen({ pool }: WorkerSettings): boolean {
  return pool === 'gevent' || pool === 'eventlet' || pool === 'solo';
}

export function startWorker(
  config: WorkerPoolsConfig,
  id: string,
  settings: WorkerSettings,
  world: WorkerPoolsWorld,
): Worker {
  const slots = settings.pool === 'solo' ? 1 : settings.c;
  const worker: Worker = {
    id,
    settings,
    status: 'up',
    isConnected: true,
    unacked: 0,
    etaHeld: 0,
    isPrefetchFixed: config.queue === 'quorum',
    eta: [],
    reserved: [],
    slots: Array.from({ length: slots }, () => ({ task: null, behind: [] })),
    nextSlot: 0,
    hub: isGreen(settings) ? { ...newHub(), idleSinceTick: world.tick } : null,
    computing: [],
    computedTick: world.tick,
    computeId: null,
    timeoutId: null,
    graceId: null,
  };
  world.trace({ kind: 'workerStarted', actor: id, data: { prefetch: prefetchOf(worker) } });
  return worker;
}

/** Delivers and begins whatever can be, until nothing changes. */
export function settle(state: WorkerPoolsState, world: WorkerPoolsWorld): void {
  for (let changed = true; changed; ) {
    changed = deliver(state, world, (worker, held) => receive(worker, held, world)) > 0;
    for (const worker of state.workers) {
      if (worker.status === 'down') continue;
      const did = worker.hub === null ? fillSlots(state, worker, world) : runHub(state, worker, worker.hub, world);
      changed ||= did;
    }
  }
  const stopping = state.workers.filter(({ status }) => status === 'stopping');
  // What a worker gives back when it ends can be delivered to others.
  if (stopping.filter((worker) => stopIfThrough(state, worker, world)).length > 0) settle(state, world);
}

/**
 * `task_message_handler` in celery/worker/strategy.py: a task with an ETA waits in the worker, unacknowledged, and the prefetch count
 * grows by one for it (`qos.increment_eventually`).
 */
function receive(worker: Worker, held: Held, world: WorkerPoolsWorld): void {
  const { etaTick, name } = held.message;
  if (etaTick > world.tick) {
    const delay = etaTick - world.tick;
    const eventId = world.schedule(delay, { type: 'eta', worker: worker.id, tag: held.tag });
    worker.eta.push({ ...held, eventId });
    worker.etaHeld += 1;
    world.trace({ kind: 'held', actor: worker.id, data: { task: name, ms: delay } });
    return;
  }
  reserve(worker, held, world);
}

function reserve(worker: Worker, held: Held, world: WorkerPoolsWorld): void {
  if (worker.hub === null) worker.reserved.push(held);
  else arrive(worker.hub, held, world);
}

/** The time of a task has come: `apply_eta_task` in celery/worker/consumer/consumer.py. */
export function onEta(worker: Worker, tag: number, world: WorkerPoolsWorld): void {
  const index = worker.eta.findIndex((each) => each.tag === tag);
  const [due] = index < 0 ? [] : worker.eta.splice(index, 1);
  if (due === undefined) return;
  worker.etaHeld -= 1;
  reserve(worker, { tag, message: due.message }, world);
}

/** SIGKILL: nothing more is sent. RabbitMQ puts back what was not acknowledged; Redis does so when its time is over. */
export function killWorker(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  world.trace({ kind: 'workerKilled', actor: worker.id, data: { unacked: worker.unacked } });
  endAll(state, worker, world);
  forget(worker, world);
  worker.status = 'down';
  worker.isConnected = false;
  giveBack(state, worker, world);
}

/** What a worker holds of messages beyond those that are carried out. */
function forget(worker: Worker, world: WorkerPoolsWorld): void {
  for (const { eventId } of worker.eta.splice(0)) world.cancel(eventId);
  worker.etaHeld = 0;
  if (worker.settings.pool !== 'threads' || worker.slots.every(({ task }) => task === null)) worker.reserved = [];
  for (const { behind } of worker.slots) behind.length = 0;
  const { hub } = worker;
  if (hub === null) return;
  hub.inbox.length = 0;
  hub.blocked = null;
  hub.pendingAcks.length = 0;
  if (hub.drainId !== null) world.cancel(hub.drainId);
  hub.drainId = null;
  hub.idleSinceTick = world.tick;
  const rest = hub.turns.filter(({ type }) => type !== 'consume');
  hub.turns.splice(0, hub.turns.length, ...rest);
}

function giveBack(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  if (state.config.broker === 'redis') {
    worker.unacked = 0;
    return;
  }
  const messages = takeUnacked(state, worker);
  worker.unacked = 0;
  putBack(state, worker, messages, world);
}

function putBack(state: WorkerPoolsState, worker: Worker, messages: readonly Message[], world: WorkerPoolsWorld): void {
  if (messages.length === 0) return;
  requeue(state, messages);
  world.trace({ kind: 'requeued', actor: worker.id, data: { count: messages.length } });
}

/**
 * A connection ends. Tasks that are carried out go on, but their acknowledgements are worth nothing any more; what prefork has reserved is
 * dropped (`AsynPool.flush`), what is in a thread pool's queue is not.
 */
export function dropConnection(
  state: WorkerPoolsState,
  worker: Worker,
  reason: 'cut' | 'ack-timeout' | 'heartbeat',
  world: WorkerPoolsWorld,
): void {
  world.trace({ kind: 'connectionLost', actor: worker.id, data: { reason } });
  forget(worker, world);
  giveBack(state, worker, world);
  // With its thread taken, a worker notices and connects again only afterwards.
  worker.isConnected = worker.hub === null || worker.hub.busySlot === null;
}

/** Warm shutdown: no more messages; what is carried out goes on to its end. */
export function stopWorker(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  worker.status = 'stopping';
  world.trace({ kind: 'workerStops', actor: worker.id });
  const delay = 1_000 * state.config.graceS;
  worker.graceId = world.schedule(delay, { type: 'grace', worker: worker.id });
}

function stopIfThrough(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): boolean {
  if (worker.slots.some(({ task }) => task !== null)) return false;
  sendLastAcks(state, worker, world);
  forget(worker, world);
  giveBack(state, worker, world);
  world.trace({ kind: 'workerStopped', actor: worker.id });
  remove(state, worker, world);
  return true;
}

function sendLastAcks(state: WorkerPoolsState, { hub, id }: Worker, world: WorkerPoolsWorld): void {
  for (const tag of hub?.pendingAcks ?? []) {
    const entry = state.unacked[tag];
    if (entry === undefined) continue;
    delete state.unacked[tag];
    world.trace({ kind: 'acked', actor: id, data: { task: entry.message.name } });
  }
}

/** The time between SIGTERM and SIGKILL is over. */
export function onGrace(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  worker.graceId = null;
  killWorker(state, worker, world);
  remove(state, worker, world);
}

function remove(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  if (worker.graceId !== null) world.cancel(worker.graceId);
  if (worker.timeoutId !== null && state.config.broker === 'rabbitmq') world.cancel(worker.timeoutId);
  state.workers.splice(state.workers.indexOf(worker), 1);
  state.nextWorker = 0;
}

/** Something that was delivered may have been unacknowledged for too long. */
export function onTimeout(state: WorkerPoolsState, worker: Worker, world: WorkerPoolsWorld): void {
  worker.timeoutId = null;
  const oldest = oldestTick(state, worker);
  const limit = world.tick - timeoutMs(state);
  if (oldest !== null && oldest <= limit) {
    if (state.config.broker === 'redis') makeVisible(state, worker, limit, world);
    else dropConnection(state, worker, 'ack-timeout', world);
  }
  const next = oldestTick(state, worker);
  if (next !== null) armTimeout(state, worker, world, next);
}

/** Redis gives out again what was delivered at `limit` or before, whoever still has it. */
function makeVisible(state: WorkerPoolsState, worker: Worker, limit: number, world: WorkerPoolsWorld): void {
  const messages = takeUnacked(state, worker, limit);
  requeue(state, messages);
  world.trace({ kind: 'visible', actor: worker.id, data: { count: messages.length } });
}
