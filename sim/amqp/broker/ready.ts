import { chargeWork } from '../../core/work';
import { emptyLane, insertIntoLane, laneHead, laneItems, pushToLane, shiftLane } from './lane';
import type { Message } from './message';
import { streamMessages } from './stream-log';
import type { Lane, Queue, QueuedMessage } from './types';

/**
 * The ready messages of a queue: one lane, or one for each priority; a quorum queue has the returned messages before its lane,
 * and, in 4.0, a lane of normal and one of high priority, which take turns.
 */

export function makeQueuedMessage(queue: Queue, message: Message, nowMs: number): QueuedMessage {
  return {
    message,
    sequence: queue.nextSequence++,
    expiresAtMs: expiryOf(queue, message, nowMs),
    enqueuedAtMs: nowMs,
    redelivered: false,
    deliveryCount: 0,
    failedDeliveries: message.failedDeliveries ?? 0,
  };
}

/** The lesser of the queue's TTL and the message's own. */
function expiryOf(queue: Queue, message: Message, nowMs: number): number | null {
  const { messageTtlMs } = queue.limits;
  const { expiration } = message.properties;
  if (messageTtlMs === null && expiration === undefined) return null;
  const ttlMs = Math.min(messageTtlMs ?? Number.POSITIVE_INFINITY, Number(expiration ?? Number.POSITIVE_INFINITY));
  return nowMs + ttlMs;
}

/** From this priority on a message is of high priority to a quorum queue of 4.0 (rabbit_fifo:priority_tag). */
const highPriority = 5;

/** Messages taken from the lanes of a quorum queue before one of normal priority has its turn (rabbit_fifo_q). */
const turnsOfHigh = 2;

function laneFor(queue: Queue, message: Message): Lane {
  const { priority = 0 } = message.properties;
  if (queue.type === 'quorum') return queue.lanes[queue.lanes.length > 1 && priority >= highPriority ? 1 : 0] as Lane;
  return queue.lanes[Math.min(priority, queue.lanes.length - 1)] as Lane;
}

/** Adds at the tail. */
export function addReady(queue: Queue, item: QueuedMessage): void {
  pushToLane(laneFor(queue, item.message), item);
  count(queue, item, 1);
}

/** Adds at the tail what a consumer gave back: to the lane of normal priority, whatever it was (rabbit_fifo, #requeue). */
export function addReturned(queue: Queue, item: QueuedMessage): void {
  pushToLane(queue.lanes[0] as Lane, item);
  count(queue, item, 1);
}

/** Puts a message back: where it was in a classic queue, before the lane and after the other returned ones in a quorum queue. */
export function returnReady(queue: Queue, item: QueuedMessage): void {
  if (queue.type === 'quorum') pushToLane(queue.returned, item);
  else insertIntoLane(laneFor(queue, item.message), item);
  count(queue, item, 1);
}

export function headOf(queue: Queue): QueuedMessage | null {
  const lane = headLane(queue);
  return lane === null ? null : laneHead(lane);
}

/** Removes and gives the head. The queue must have a ready message. */
export function takeHead(queue: Queue): QueuedMessage {
  const lane = headLane(queue) as Lane;
  if (lane !== queue.returned && queue.type === 'quorum')
    queue.taken = queue.taken === turnsOfHigh ? 0 : queue.taken + 1;
  const item = shiftLane(lane);
  count(queue, item, -1);
  return item;
}

/** So many priorities that are looked through count as one element. */
const LANES_PER_ELEMENT = 8;

function headLane(queue: Queue): Lane | null {
  if (queue.readyCount === 0) return null;
  if (laneHead(queue.returned) !== null) return queue.returned;
  chargeWork(Math.ceil(queue.lanes.length / LANES_PER_ELEMENT));
  if (queue.type === 'quorum' && queue.lanes.length > 1) return laneInTurn(queue.lanes, queue.taken);
  for (let priority = queue.lanes.length - 1; priority >= 0; priority--) {
    const lane = queue.lanes[priority] as Lane;
    if (lane.items.length > lane.head) return lane;
  }
  return null;
}

/** Two of high priority for one of normal; a high one that came before the normal one is never kept waiting. */
function laneInTurn([normal, high]: readonly Lane[], taken: number): Lane | null {
  const [normalHead, highHead] = [normal, high].map((lane) => (lane === undefined ? null : laneHead(lane)));
  if (!highHead) return normalHead ? (normal ?? null) : null;
  const isNormalsTurn = normalHead && taken === turnsOfHigh && normalHead.sequence < highHead.sequence;
  return (isNormalsTurn ? normal : high) ?? null;
}

function count(queue: Queue, item: QueuedMessage, change: 1 | -1): void {
  queue.readyCount += change;
  queue.readyBytes += change * item.message.bodyBytes;
}

/** Everything ready, in the order it would be delivered. */
export function readyMessages(queue: Queue): QueuedMessage[] {
  if (queue.log !== undefined) return streamMessages(queue.log);
  if (queue.type === 'classic' || queue.lanes.length === 1) {
    return [queue.returned, ...[...queue.lanes].reverse()].flatMap(laneItems);
  }
  const lanes = queue.lanes.map((lane) => ({ ...lane }));
  const inOrder = laneItems(queue.returned);
  let { taken } = queue;
  for (let lane = laneInTurn(lanes, taken); lane !== null; lane = laneInTurn(lanes, taken)) {
    inOrder.push(laneHead(lane) as QueuedMessage);
    lane.head += 1;
    taken = taken === turnsOfHigh ? 0 : taken + 1;
  }
  return inOrder;
}

/** Takes everything that is ready. */
export function takeAllReady(queue: Queue): QueuedMessage[] {
  const all = readyMessages(queue);
  chargeWork(all.length);
  queue.lanes = queue.lanes.map(emptyLane);
  queue.returned = emptyLane();
  queue.taken = 0;
  queue.readyCount = 0;
  queue.readyBytes = 0;
  return all;
}
