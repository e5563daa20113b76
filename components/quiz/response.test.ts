import { describe, expect, it } from 'vitest';
import { bindItem } from '@/quiz/score';
import { oneOfEach, testLabs } from '@/quiz/testing/items';
import { isAnswered, recordIn, startingResponse, textIn, textsIn, verdictIn } from './response';

const items = Object.values(oneOfEach).map((item) => bindItem(item, testLabs).toPublic((things) => things));
const itemOf = (type: string) => {
  const found = items.find((each) => each.type === type);
  if (found === undefined) throw new Error(type);
  return found;
};

describe('a response on the page', () => {
  it('is unanswered at the start, except for an order, which is one from the start', () => {
    const ready = items.filter((item) => isAnswered(item, startingResponse(item))).map(({ type }) => type);
    expect(ready).toEqual(['ordering']);
  });

  it('is answered by what the server would score', () => {
    const given: Readonly<Record<string, unknown>> = {
      single: ['a'],
      multiple: ['a', 'b'],
      'true-false': { answer: true, reason: 'a' },
      numeric: { number: '3', unit: 'ms' },
      'short-text': 'term',
      ordering: ['one', 'two', 'three', 'four'],
      matching: { a: 'x', b: 'y' },
      classification: { a: 'x', b: 'x', c: 'y' },
      'fill-in-the-code': { call: 'x', ack: 'y' },
      'predict-the-output': '1',
      'pick-on-the-diagram': 'S1',
      'predict-then-run': 'first',
      diagnose: { cause: 'a', line: 1 },
      'choose-a-configuration': 'one',
      'repair-a-line': { line: 1, repair: 'a-two' },
      generated: ['q1'],
    };
    for (const [type, item] of Object.entries(oneOfEach)) {
      expect([type, isAnswered(itemOf(type), given[type])]).toEqual([type, true]);
      expect([type, bindItem(item, testLabs).score(given[type]) !== null]).toEqual([type, true]);
    }
  });

  it('is unanswered while a part of it is open', () => {
    expect(isAnswered(itemOf('true-false'), { answer: true })).toBe(false);
    expect(isAnswered(itemOf('classification'), { a: 'x', b: 'y' })).toBe(false);
    expect(isAnswered(itemOf('fill-in-the-code'), { call: 'x', ack: ' ' })).toBe(false);
    expect(isAnswered(itemOf('diagnose'), { cause: 'a' })).toBe(false);
    expect(isAnswered(itemOf('repair-a-line'), { line: 1 })).toBe(false);
  });

  it('is unanswered while two things are matched with the same', () => {
    expect(isAnswered(itemOf('matching'), { a: 'x', b: 'x' })).toBe(false);
  });

  it('reads what does not fit as nothing given', () => {
    for (const garbage of [null, undefined, 3, [1, 2], { a: 1 }]) {
      expect(textIn(garbage)).toBe('');
      expect(textsIn(garbage)).toEqual([]);
      expect(recordIn(garbage)).toEqual({});
      expect(verdictIn(garbage)).toEqual({ answer: null, reason: null });
    }
  });
});
