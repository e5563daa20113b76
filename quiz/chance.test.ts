import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptSeed, SHARED_VARIANTS, sharedSeed, shuffleFor, variantSeed } from './chance';

test('a shuffle keeps every thing once and is the same for the same attempt', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.array(fc.nat()), (attempt, things) => {
      const shuffled = shuffleFor(attempt, 'item')(things);
      expect([...shuffled].sort()).toEqual([...things].sort());
      expect(shuffleFor(attempt, 'item')(things)).toEqual(shuffled);
    }),
  );
});

test('over many attempts every order of three comes about as often as the others', () => {
  const counts = new Map<string, number>();
  for (let attempt = 0; attempt < 6000; attempt += 1) {
    const order = shuffleFor(`attempt ${attempt}`, 'item')(['a', 'b', 'c']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a learner is never given the same seed twice', () => {
  const seeds = Array.from({ length: 50_000 }, (_, n) => variantSeed('learner', 'item', n));
  expect(new Set(seeds).size).toBe(seeds.length);
  for (const seed of seeds.slice(0, 100)) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
});

test('neither attempts nor reviews give a learner the same seed twice', () => {
  const attempts = Array.from({ length: 2_000 }, (_, n) => attemptSeed('site', 'learner', 'item', n));
  const reviews = Array.from({ length: 2_000 }, (_, n) => variantSeed('learner', 'item', 2 * n + 1));
  expect(new Set([...attempts, ...reviews]).size).toBe(4_000);
});

test('the first attempts of all learners share a stock, each learner in an order of their own', () => {
  const stock = Array.from({ length: SHARED_VARIANTS }, (_, number) => sharedSeed('site', 'item', number)).sort();
  const orders = Array.from({ length: 20 }, (_, learner) =>
    Array.from({ length: SHARED_VARIANTS }, (__, n) => attemptSeed('site', `learner ${learner}`, 'item', n)),
  );
  for (const order of orders) expect([...order].sort()).toEqual(stock);
  expect(new Set(orders.map(([first]) => first)).size).toBeGreaterThan(8);
  expect(stock).not.toContain(attemptSeed('site', 'learner 0', 'item', SHARED_VARIANTS));
  expect(attemptSeed('other site', 'learner 0', 'item', 0)).not.toBe(orders[0]?.[0]);
});

test('two learners begin with different variants', () => {
  expect(variantSeed('one', 'item', 0)).not.toBe(variantSeed('other', 'item', 0));
});
