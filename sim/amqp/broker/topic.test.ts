import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTopic, TopicTrie, topicWords } from './topic';

/** The rule as the reference words it, with none of the trie's cleverness. */
function matches(pattern: readonly string[], key: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return key.length === 0;
  if (first === '#') return matches(rest, key) || (key.length > 0 && matches(pattern, key.slice(1)));
  if (key.length === 0) return false;
  return (first === '*' || first === key[0]) && matches(rest, key.slice(1));
}

function found(patterns: readonly string[], key: string): string[] {
  const trie = new TopicTrie<string>();
  for (const pattern of patterns) trie.add(pattern, pattern);
  const values = new Set<string>();
  trie.match(key, (value) => values.add(value));
  return [...values].sort();
}

describe('topic patterns', () => {
  it.each([
    ['#', '', true],
    ['*', '', false],
    ['', '', true],
    ['', 'a', false],
    ['a.*.b', 'a..b', true],
    ['#.#', 'a', true],
    ['#.*', '', false],
    ['#.*', 'a.b', true],
    ['a.#.b', 'a.b', true],
    ['*.*', '.', true],
    ['a.#', 'a', true],
    ['*', '#', true],
  ])('pattern "%s" and key "%s": %s', (pattern, key, expected) => {
    expect(found([pattern], key)).toEqual(expected ? [pattern] : []);
  });

  it('of many # in a row of words take no longer than the words and the pattern are long', () => {
    const pattern = '#.a.'.repeat(60).concat('b');
    const key = Array.from({ length: 120 }, () => 'a').join('.');
    expect(found([pattern], key)).toEqual([]);
    expect(found([pattern], `${key}.b`)).toEqual([pattern]);
  });

  it('match in the trie and in the alignment exactly when the plain rule says so', () => {
    const word = fc.constantFrom('a', 'b', '', '*', '#');
    const path = fc.array(word, { maxLength: 5 }).map((words) => words.join('.'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 6 }), path, (patterns, key) => {
        const expected = patterns.filter((pattern) => matches(topicWords(pattern), topicWords(key))).sort();
        expect(found(patterns, key)).toEqual(expected);
        for (const pattern of patterns) expect(alignTopic(pattern, key).matched).toBe(expected.includes(pattern));
      }),
    );
  });

  it('say which words each part took', () => {
    expect(alignTopic('order.#.paid', 'order.eu.kr.paid')).toEqual({
      matched: true,
      words: [
        { pattern: 'order', took: ['order'] },
        { pattern: '#', took: ['eu', 'kr'] },
        { pattern: 'paid', took: ['paid'] },
      ],
    });
  });

  it('say where a match broke off', () => {
    expect(alignTopic('order.*.paid', 'order.eu.sent')).toEqual({
      matched: false,
      failedAtPattern: 'paid',
      failedAtKey: 'sent',
    });
    expect(alignTopic('order.*', 'order')).toEqual({ matched: false, failedAtPattern: '*', failedAtKey: null });
  });
});
