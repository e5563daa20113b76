import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue, type QueuedEvent } from './event-queue';
import { LimitExceeded, QUEUE_EVENTS_MAX } from './limits';

type Operation =
  | { readonly type: 'add'; readonly dueTick: number }
  | { readonly type: 'cancel' | 'take'; readonly id: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('add' as const), dueTick: fc.nat({ max: 12 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('cancel' as const, 'take' as const), id: fc.nat({ max: 60 }) }),
  },
);

function order(a: QueuedEvent<null>, b: QueuedEvent<null>): number {
  return a.dueTick - b.dueTick || a.id - b.id;
}

/** Many: so that what waits is found by its id otherwise than among few. */
test.each([0, 100])('keeps the total order (dueTick, id) whatever is added to %i, cancelled and taken', (waiting) => {
  const first = Array.from({ length: waiting }, (_, at) => ({ id: 1000 + at, dueTick: (at * 5) % 13, event: null }));
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
      const queue = new EventQueue<null>();
      queue.restore(first);
      let expected: QueuedEvent<null>[] = [...first].sort(order);
      for (const [id, todo] of operations.entries()) {
        if (todo.type === 'add') {
          queue.add(id, todo.dueTick, null);
          expected = [...expected, { id, dueTick: todo.dueTick, event: null }].sort(order);
        } else if (todo.type === 'cancel') {
          queue.cancel(todo.id);
          expected = expected.filter((event) => event.id !== todo.id);
        } else {
          expect(queue.take()?.id ?? null).toBe(expected.shift()?.id ?? null);
        }
        expect(queue.toSorted()).toEqual(expected);
        expect(queue.nextDueTick).toBe(expected[0]?.dueTick ?? null);
      }
    }),
  );
});

test('refuses more events than its limit', () => {
  const queue = new EventQueue<null>();
  for (let id = 0; id < QUEUE_EVENTS_MAX; id += 1) queue.add(id, 0, null);
  expect(() => queue.add(QUEUE_EVENTS_MAX, 0, null)).toThrow(LimitExceeded);
});
