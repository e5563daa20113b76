import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildQueue, DAILY_LIMITS, type QueuedCard } from './review-queue';

const card = (id: string, topicId: string, more: Partial<QueuedCard> = {}): QueuedCard => ({
  id,
  topicId,
  dueMs: 0,
  isNew: false,
  retrievability: 0.5,
  ...more,
});

const ids = (cards: readonly QueuedCard[]) => cards.map(({ id }) => id).join(' ');

test('only what is due comes, the most forgotten first', () => {
  const cards = [
    card('a', 't1', { retrievability: 0.8 }),
    card('b', 't2', { retrievability: 0.2 }),
    card('c', 't3', { retrievability: 0.5 }),
    card('later', 't4', { dueMs: 1001 }),
  ];
  expect(ids(buildQueue(cards, 1000, DAILY_LIMITS))).toBe('b c a');
});

test('topics take turns as long as there is another', () => {
  const cards = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((id) => card(id, id.slice(0, 1)));
  const topics = buildQueue(cards, 0, DAILY_LIMITS).map(({ topicId }) => topicId);
  for (const [place, topic] of topics.entries()) expect(topic).not.toBe(topics[place - 1]);
});

test('new cards come between the others, and no more than the limit', () => {
  const known = Array.from({ length: 6 }, (_, n) => card(`k${n}`, `t${n}`));
  const fresh = Array.from({ length: 9 }, (_, n) => card(`n${n}`, `u${n}`, { isNew: true }));
  const queue = buildQueue([...fresh, ...known], 0, { reviewsMax: 6, newMax: 3 });
  expect(queue.filter(({ isNew }) => isNew)).toHaveLength(3);
  expect(queue[0]?.isNew).toBe(false);
  expect(queue.slice(0, 4).some(({ isNew }) => isNew)).toBe(true);
});

test('whatever the cards, each comes at most once, within the limits, in the same order again', () => {
  const anyCard = fc.record({
    id: fc.uuid(),
    topicId: fc.constantFrom('t1', 't2', 't3'),
    dueMs: fc.nat(2000),
    isNew: fc.boolean(),
    retrievability: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(anyCard, { selector: ({ id }) => id, maxLength: 60 }), (cards) => {
      const limits = { reviewsMax: 20, newMax: 5 };
      const queue = buildQueue(cards, 1000, limits);
      expect(new Set(queue).size).toBe(queue.length);
      const due = cards.filter(({ dueMs }) => dueMs <= 1000);
      const fresh = due.filter(({ isNew }) => isNew).length;
      expect(queue.length).toBe(Math.min(5, fresh) + Math.min(20, due.length - fresh));
      expect(ids(buildQueue([...cards].reverse(), 1000, limits))).toBe(ids(queue));
    }),
  );
});
