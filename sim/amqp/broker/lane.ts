import type { Lane, QueuedMessage } from './types';

/** Spent slots are given back once they are this many and at least half of the array. */
const spentMin = 32;

export function emptyLane(): Lane {
  return { items: [], head: 0 };
}

export function laneHead(lane: Lane): QueuedMessage | null {
  return lane.items[lane.head] ?? null;
}

export function pushToLane(lane: Lane, item: QueuedMessage): void {
  lane.items.push(item);
}

/** Removes and gives the head. The lane must not be empty. */
export function shiftLane(lane: Lane): QueuedMessage {
  const item = lane.items[lane.head] as QueuedMessage;
  lane.items[lane.head] = null;
  lane.head += 1;
  if (lane.head === lane.items.length) {
    lane.items.length = 0;
    lane.head = 0;
  } else if (lane.head >= spentMin && lane.head * 2 >= lane.items.length) {
    lane.items = lane.items.slice(lane.head);
    lane.head = 0;
  }
  return item;
}

/** Puts an item back at the place that its sequence gives it. */
export function insertIntoLane(lane: Lane, item: QueuedMessage): void {
  let low = lane.head;
  let high = lane.items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lane.items[middle] as QueuedMessage).sequence < item.sequence) low = middle + 1;
    else high = middle;
  }
  if (low === lane.head && lane.head > 0) {
    lane.head -= 1;
    lane.items[lane.head] = item;
  } else lane.items.splice(low, 0, item);
}

/** What waits in a lane, head first. */
export function laneItems(lane: Lane): QueuedMessage[] {
  return lane.items.slice(lane.head) as QueuedMessage[];
}
