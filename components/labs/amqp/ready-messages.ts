import { streamMessages } from '@/sim/amqp/broker/stream-log';
import type { Lane, Queue, QueuedMessage } from '@/sim/amqp/broker/types';

/** The ready messages nearest to the head, the next to go out first; of a stream the newest, the last one last. */
export function nearestToHead(queue: Queue, count: number): readonly QueuedMessage[] {
  if (queue.log !== undefined) return streamMessages(queue.log).slice(-count);
  const found: QueuedMessage[] = [];
  take(queue.returned, count, found);
  for (let lane = queue.lanes.length - 1; lane >= 0 && found.length < count; lane -= 1) {
    const next = queue.lanes[lane];
    if (next !== undefined) take(next, count, found);
  }
  return found;
}

function take({ items, head }: Lane, count: number, found: QueuedMessage[]): void {
  for (let index = head; index < items.length && found.length < count; index += 1) {
    const item = items[index];
    if (item) found.push(item);
  }
}
