import { chargeWork } from '../core/work';
import {
  type Batch,
  type Message,
  prefetchOf,
  type Worker,
  type WorkerPoolsState,
  type WorkerPoolsWorld,
  workerNamed,
} from './state';

export function addToQueue(state: WorkerPoolsState, batch: Batch): void {
  state.ready.push(batch);
  state.readyCount += batch.count;
}

function takeFirst(state: WorkerPoolsState): Message | null {
  const [first] = state.ready;
  if (first === undefined) return null;
  const { count, ...message } = first;
  state.readyCount -= 1;
  if (count === 1) state.ready.shift();
  else state.ready[0] = { ...first, id: first.id + 1, name: taskName(first.id + 1), count: count - 1 };
  return message;
}

export function taskName(id: number): string {
  return `t${String(id).padStart(2, '0')}`;
}

/** Puts messages back where they were: in front of all that were published later. */
export function requeue(state: WorkerPoolsState, messages: readonly Message[]): void {
  if (messages.length === 0) return;
  chargeWork(messages.length + state.ready.length);
  const back = messages.map((message): Batch => ({ ...message, count: 1 }));
  state.ready.push(...back);
  state.ready.sort((one, other) => one.id - other.id);
  state.readyCount += messages.length;
  const { startsOfReturned } = state;
  for (const { id, starts } of messages) startsOfReturned[id] = Math.max(startsOfReturned[id] ?? 0, starts);
}

/** Takes every delivery that a worker has not acknowledged away from it, by rising tag. */
export function takeUnacked(state: WorkerPoolsState, worker: Worker, olderThanTick = Number.POSITIVE_INFINITY) {
  const tags = Object.keys(state.unacked);
  chargeWork(tags.length);
  const messages: Message[] = [];
  for (const tag of tags) {
    const entry = state.unacked[tag];
    if (entry === undefined || entry.worker !== worker.id || entry.deliveredTick > olderThanTick) continue;
    messages.push(entry.message);
    delete state.unacked[tag];
    worker.unacked = Math.max(0, worker.unacked - 1);
  }
  return messages;
}

/** Acknowledges a delivery. False when the broker has taken it back in the meantime. */
export function acknowledge(state: WorkerPoolsState, tag: number): boolean {
  const entry = state.unacked[tag];
  if (entry === undefined) return false;
  delete state.unacked[tag];
  const worker = workerNamed(state, entry.worker);
  if (worker !== null) worker.unacked = Math.max(0, worker.unacked - 1);
  return true;
}

/**
 * Gives the first messages of the queue to consumers in turn, to each while fewer of its messages are unacknowledged than its prefetch
 * count (RabbitMQ, "Consumer Prefetch"). Says to how many.
 */
export function deliver(
  state: WorkerPoolsState,
  world: WorkerPoolsWorld,
  receive: (worker: Worker, held: { tag: number; message: Message }) => void,
): number {
  const counts = new Map<string, number>();
  while (state.readyCount > 0) {
    const worker = nextConsumer(state);
    const message = worker && takeFirst(state);
    if (worker === null || message === null) break;
    chargeWork(4);
    const tag = state.nextTag;
    state.nextTag += 1;
    message.deliveries += 1;
    state.unacked[tag] = { message, worker: worker.id, deliveredTick: world.tick };
    worker.unacked += 1;
    counts.set(worker.id, (counts.get(worker.id) ?? 0) + 1);
    if (message.deliveries > 1) world.trace({ kind: 'redelivered', actor: worker.id, data: { task: message.name } });
    armTimeout(state, worker, world);
    receive(worker, { tag, message });
  }
  for (const [actor, count] of counts) world.trace({ kind: 'delivered', actor, data: { count } });
  return counts.size;
}

function nextConsumer(state: WorkerPoolsState): Worker | null {
  const { workers, config } = state;
  for (let turn = 0; turn < workers.length; turn += 1) {
    const worker = workers[(state.nextWorker + turn) % workers.length];
    if (worker === undefined || worker.status !== 'up' || !worker.isConnected) continue;
    const prefetch = prefetchOf(worker);
    if (prefetch > 0 && worker.unacked >= prefetch) {
      if (config.rules.prefetchWindow) continue;
      state.observations.overPrefetch ??= worker.id;
    }
    state.nextWorker = (state.nextWorker + turn + 1) % workers.length;
    return worker;
  }
  return null;
}

/** How long a delivery may stay unacknowledged: RabbitMQ's `consumer_timeout`, the Redis transport's `visibility_timeout`. */
export function timeoutMs({ config }: WorkerPoolsState): number {
  return 1_000 * (config.broker === 'redis' ? config.visibilityTimeoutS : config.ackTimeoutS);
}

/** One timer for each worker: the oldest delivery is looked for when it fires. */
export function armTimeout(
  state: WorkerPoolsState,
  worker: Worker,
  world: WorkerPoolsWorld,
  fromTick = world.tick,
): void {
  if (worker.timeoutId !== null) return;
  const delay = Math.max(0, fromTick + timeoutMs(state) - world.tick);
  worker.timeoutId = world.schedule(delay, { type: 'timeout', worker: worker.id });
}

/** When the oldest delivery that a worker has not acknowledged was made; null: it has none. */
export function oldestTick(state: WorkerPoolsState, worker: Worker): number | null {
  for (const tag in state.unacked) {
    const entry = state.unacked[tag];
    chargeWork(1);
    if (entry?.worker === worker.id) return entry.deliveredTick;
  }
  return null;
}
