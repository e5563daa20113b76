import { describe, expect, it } from 'vitest';
import { NodeDiff } from './node-diff';

interface Item {
  readonly id: string;
  readonly term: number;
}

const items = (...terms: number[]): Item[] => terms.map((term, index) => ({ id: `n${index}`, term }));
const termsOf = (list: readonly Item[]): number[] => list.map(({ term }) => term);

function shown(...terms: number[]): NodeDiff<Item> {
  const list = new NodeDiff<Item>();
  list.show(items(...terms), Number.POSITIVE_INFINITY);
  return list;
}

describe('a list that is shown', () => {
  it('keeps every item that says the same', () => {
    const list = shown();
    const before = list.show(items(1, 1, 1), 9);
    const after = list.show(items(1, 2, 1), 9);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(termsOf(after)).toEqual([1, 2, 1]);
  });

  it('is one and the same when nothing changed', () => {
    const list = shown();
    const before = list.show(items(1, 1), 9);
    expect(list.show(items(1, 1), 9)).toBe(before);
  });

  it('loses items that are gone and takes those that are new, however few may change', () => {
    const list = shown(1, 1, 1);
    expect(list.show(items(1, 1), 1)).toHaveLength(2);
    expect(termsOf(list.show(items(1, 1, 5, 6, 7), 1))).toEqual([1, 1, 5, 6, 7]);
    expect(list.isBehind).toBe(false);
  });
});

describe('a list of which only some may change at once', () => {
  it('takes turns until every item is shown as it is', () => {
    const list = shown(1, 1, 1, 1, 1);
    expect(termsOf(list.show(items(2, 2, 2, 2, 2), 2))).toEqual([2, 2, 1, 1, 1]);
    expect(list.isBehind).toBe(true);
    expect(termsOf(list.show(items(2, 2, 2, 2, 2), 2))).toEqual([2, 2, 2, 2, 1]);
    expect(termsOf(list.show(items(2, 2, 2, 2, 2), 2))).toEqual([2, 2, 2, 2, 2]);
    expect(list.isBehind).toBe(false);
  });

  it('leaves nobody out where all change all the time', () => {
    const list = shown(0, 0, 0, 0, 0);
    const updates = [1, 2, 3, 4, 5].map((term) => termsOf(list.show(items(term, term, term, term, term), 2)));
    expect(updates.at(-1)).toEqual([3, 4, 4, 5, 5]);
  });

  it('is whole at once when all may change', () => {
    const list = shown(1, 1, 1);
    list.show(items(2, 2, 2), 1);
    expect(termsOf(list.show(items(3, 3, 3), Number.POSITIVE_INFINITY))).toEqual([3, 3, 3]);
    expect(list.isBehind).toBe(false);
  });
});
