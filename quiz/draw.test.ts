import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawItems, QUIZ_ITEMS_MAX, quizItemCount } from './draw';
import { quizItem } from './schema';
import { oneOfEach } from './testing/items';

const single = quizItem.parse(oneOfEach.single);

/** A bank with so many items of each objective. */
function bankOf(sizes: readonly number[]) {
  return sizes.flatMap((size, objective) =>
    Array.from({ length: size }, (_, item) => ({
      ...single,
      id: `item-${objective}-${item}`,
      objective: `objective-${objective}`,
    })),
  );
}

const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 });

test('an attempt has as many items as fit, none twice, in the order of the bank', () => {
  fc.assert(
    fc.property(sizes, fc.string(), fc.nat(1000), (counts, key, n) => {
      const bank = bankOf(counts);
      const drawn = drawItems(bank, key, n);
      expect(drawn).toHaveLength(quizItemCount(bank));
      expect(bank.filter((item) => drawn.includes(item))).toEqual(drawn);
    }),
  );
});

test('every objective is asked about while there is room for all of them', () => {
  fc.assert(
    fc.property(sizes, fc.string(), fc.nat(1000), (counts, key, n) => {
      const drawn = drawItems(bankOf(counts), key, n);
      expect(new Set(drawn.map(({ objective }) => objective)).size).toBe(counts.length);
    }),
  );
});

test('with more objectives than fit, an attempt asks about as many as it has items', () => {
  const drawn = drawItems(bankOf(Array.from({ length: 20 }, () => 3)), 'key', 4);
  expect(new Set(drawn.map(({ objective }) => objective)).size).toBe(QUIZ_ITEMS_MAX);
});

test('the next attempt asks something else about every objective that has more than is asked at once', () => {
  const bank = bankOf([4, 4, 4, 4, 4, 4, 4, 4]);
  const [first, second] = [drawItems(bank, 'key', 0), drawItems(bank, 'key', 1)];
  const asked = new Set(first);
  for (const objective of new Set(bank.map((item) => item.objective))) {
    expect(second.some((item) => item.objective === objective && !asked.has(item))).toBe(true);
  }
});

test('the whole bank comes up in as many attempts as its largest objective has items', () => {
  const bank = bankOf([5, 3, 7, 2]);
  const seen = new Set(Array.from({ length: 7 }, (_, n) => drawItems(bank, 'key', n)).flat());
  expect(seen.size).toBe(bank.length);
});
