import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from './random';

test('gives the numbers of the published xoshiro128** for the state 1, 2, 3, 4', () => {
  const random = createRandom(0);
  random.restore([1, 2, 3, 4]);
  expect([1, 2, 3, 4].map(() => random.below(2 ** 32))).toEqual([11520, 0, 5927040, 70819200]);
});

test('goes on from a restored state as if it had never stopped', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 50 }), fc.integer({ min: 1, max: 1000 }), (seed, skipped, limit) => {
      const first = createRandom(seed);
      for (let draw = 0; draw < skipped; draw += 1) first.below(limit);
      const second = createRandom(0);
      second.restore(JSON.parse(JSON.stringify(first.state())));
      for (let draw = 0; draw < 20; draw += 1) expect(second.below(limit)).toBe(first.below(limit));
    }),
  );
});

test('stays below the limit', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, limit) => {
      const drawn = createRandom(seed).below(limit);
      return Number.isInteger(drawn) && drawn >= 0 && drawn < limit;
    }),
  );
});

test('draws each number about equally often, also for a limit that does not divide 2^32', () => {
  const random = createRandom(7);
  // Taking 3 · 2^30 by plain remainder would make the lowest third twice as frequent as it should be.
  const limit = 3 * 2 ** 30;
  const thirds = [0, 0, 0];
  for (let draw = 0; draw < 30_000; draw += 1) {
    const third = Math.floor(random.below(limit) / 2 ** 30);
    thirds[third] = (thirds[third] ?? 0) + 1;
  }
  for (const count of thirds) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('is true as often as asked', () => {
  const random = createRandom(3);
  let hits = 0;
  for (let draw = 0; draw < 10_000; draw += 1) if (random.chance(1, 4)) hits += 1;
  expect(Math.abs(hits - 2500)).toBeLessThan(200);
  expect(random.chance(0, 1)).toBe(false);
  expect(random.chance(1, 1)).toBe(true);
});

test('refuses a seed or a limit that it cannot honour', () => {
  expect(() => createRandom(-1)).toThrow(RangeError);
  expect(() => createRandom(2 ** 32)).toThrow(RangeError);
  expect(() => createRandom(1.5)).toThrow(RangeError);
  expect(() => createRandom(1).below(0)).toThrow(RangeError);
  expect(() => createRandom(1).below(2.5)).toThrow(RangeError);
});
