import { emptyLane, insertIntoLane, laneHead, laneItems, pushToLane, shiftLane } from './lane';
import type { Lane, Message, Queue, QueuedMessage } from './types';

/**
 * The ready messages of a queue: one lane, or one for each priority; a quorum queue has the returned messages before its lane.
 */

export function makeQueuedMessage(queue: Queue, message: Message, nowMs: number): QueuedMessage {
  return {
    message,
    sequence: queue.nextSequence++,
    expiresAtMs: expiryOf(queue, message, nowMs),
    enqueuedAtMs: nowMs,
    redelivered: false,
    deliveryCount: 0,
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

function laneFor(queue: Queue, message: Message): Lane {
  const priority = Math.min(message.properties.priority ?? 0, queue.lanes.length - 1);
  return queue.lanes[priority] as Lane;
}

/** Adds at the tail. */
export function addReady(queue: Queue, item: QueuedMessage): void {
  pushToLane(laneFor(queue, item.message), item);
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
  const item = shiftLane(headLane(queue) as Lane);
  count(queue, item, -1);
  return item;
}

function headLane(queue: Queue): Lane | null {
  if (queue.readyCount === 0) return null;
  if (laneHead(queue.returned) !== null) return queue.returned;
  for (let priority = queue.lanes.length - 1; priority >= 0; priority--) {
    const lane = queue.lanes[priority] as Lane;
    if (lane.items.length > lane.head) return lane;
  }
  return null;
}

function count(queue: Queue, item: QueuedMessage, change: 1 | -1): void {
  queue.readyCount += change;
  queue.readyBytes += change * item.message.bodyBytes;
}

/** Everything ready, in the order it would be delivered. */
export function readyMessages(queue: Queue): QueuedMessage[] {
  return [queue.returned, ...[...queue.lanes].reverse()].flatMap(laneItems);
}

/** Takes everything that is ready. */
export function takeAllReady(queue: Queue): QueuedMessage[] {
  const all = readyMessages(queue);
  queue.lanes = queue.lanes.map(emptyLane);
  queue.returned = emptyLane();
  queue.readyCount = 0;
  queue.readyBytes = 0;
  return all;
}
