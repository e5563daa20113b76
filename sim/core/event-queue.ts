import { LimitExceeded, QUEUE_EVENTS_MAX } from './limits';
import type { Tick } from './simulation';

/** An event that waits for its moment. The id is also its sequence number: ids grow in the order of scheduling. */
export interface QueuedEvent<Event> {
  readonly id: number;
  readonly dueTick: Tick;
  readonly event: Event;
}

interface Slot<Event> extends QueuedEvent<Event> {
  /** Where the slot is in the heap, kept so that cancelling need not search. */
  position: number;
}

/** Among so many events one is found as fast by looking through them, and no map has to be kept for each that comes and goes. */
const FEW_EVENTS = 64;

/** Events in the total order (dueTick, id). Adding, taking and cancelling cost O(log n). */
export class EventQueue<Event> {
  private heap: Slot<Event>[] = [];
  /** By id, from the moment on when there were more than a few. */
  private slots: Map<number, Slot<Event>> | null = null;

  get size(): number {
    return this.heap.length;
  }

  /** When the first event is due; null when nothing waits. */
  get nextDueTick(): Tick | null {
    const first = this.heap[0];
    return first === undefined ? null : first.dueTick;
  }

  /** Throws LimitExceeded when the queue is full. */
  add(id: number, dueTick: Tick, event: Event): void {
    if (this.heap.length >= QUEUE_EVENTS_MAX) {
      throw new LimitExceeded(`more than ${QUEUE_EVENTS_MAX} events are waiting`);
    }
    const slot: Slot<Event> = { id, dueTick, event, position: this.heap.length };
    this.heap.push(slot);
    if (this.slots !== null) this.slots.set(id, slot);
    else if (this.heap.length > FEW_EVENTS) this.slots = new Map(this.heap.map((each) => [each.id, each]));
    this.rise(slot);
  }

  /** Takes the first event out; null when nothing waits. */
  take(): QueuedEvent<Event> | null {
    const first = this.heap[0];
    if (first === undefined) return null;
    this.remove(first);
    return first;
  }

  /** An id that is not waiting is ignored. */
  cancel(id: number): void {
    const slot = this.slots === null ? this.search(id) : this.slots.get(id);
    if (slot !== undefined) this.remove(slot);
  }

  private search(id: number): Slot<Event> | undefined {
    for (const slot of this.heap) if (slot.id === id) return slot;
    return undefined;
  }

  /** What waits, first due first. */
  toSorted(): QueuedEvent<Event>[] {
    return [...this.heap].sort(compare).map(({ id, dueTick, event }) => ({ id, dueTick, event }));
  }

  restore(events: readonly QueuedEvent<Event>[]): void {
    this.heap = [];
    this.slots = null;
    for (const { id, dueTick, event } of events) this.add(id, dueTick, event);
  }

  private remove(slot: Slot<Event>): void {
    this.slots?.delete(slot.id);
    const last = this.heap.pop();
    if (last === undefined || last === slot) return;
    last.position = slot.position;
    this.heap[last.position] = last;
    this.rise(last);
    this.sink(last);
  }

  private rise(slot: Slot<Event>): void {
    let position = slot.position;
    while (position > 0) {
      const parentPosition = (position - 1) >> 1;
      const parent = this.heap[parentPosition];
      if (parent === undefined || compare(parent, slot) < 0) break;
      this.place(parent, position);
      position = parentPosition;
    }
    this.place(slot, position);
  }

  private sink(slot: Slot<Event>): void {
    let position = slot.position;
    for (;;) {
      const left = this.heap[2 * position + 1];
      if (left === undefined) break;
      const right = this.heap[2 * position + 2];
      const child = right !== undefined && compare(right, left) < 0 ? right : left;
      if (compare(slot, child) < 0) break;
      const childPosition = child.position;
      this.place(child, position);
      position = childPosition;
    }
    this.place(slot, position);
  }

  private place(slot: Slot<Event>, position: number): void {
    slot.position = position;
    this.heap[position] = slot;
  }
}

function compare(a: QueuedEvent<unknown>, b: QueuedEvent<unknown>): number {
  return a.dueTick - b.dueTick || a.id - b.id;
}
