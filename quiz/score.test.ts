import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuizItem, quizFile, quizItem } from './schema';
import { isValid, publicItem, reveal, score } from './score';

const text = (words: string) => ({ ko: words, en: words });

function item(type: QuizItem['type'], correct: readonly boolean[]): QuizItem {
  return {
    id: 'item',
    type,
    objective: 'o',
    stem: text('stem'),
    source: { id: 's', at: '§1' },
    choices: correct.map((right, index) => ({
      id: `c${index}`,
      text: text(`choice ${index}`),
      correct: right,
      explanation: text(`reason ${index}`),
    })),
  };
}

/** A multiple-choice item with at least one right choice, and some picks. */
const multipleWithPicks = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 8 })
  .filter((correct) => correct.includes(true))
  .chain((correct) =>
    fc.record({
      correct: fc.constant(correct),
      picked: fc.subarray(
        correct.map((_, index) => `c${index}`),
        { minLength: 1 },
      ),
    }),
  );

describe('a single-choice item', () => {
  const single = item('single', [false, true, false]);

  it.each([
    [['c1'], 1],
    [['c0'], 0],
  ])('scores %j with %i of 1', (picked, earned) => {
    expect(score(single, picked)).toEqual({ earned, total: 1 });
  });

  it.each([[[]], [['c0', 'c1']], [['c9']], [['c1', 'c1']]])(
    'takes %j for no answer, which is not a wrong one',
    (picked) => {
      expect(isValid(single, picked)).toBe(false);
    },
  );
});

describe('a multiple-choice item', () => {
  const multiple = item('multiple', [true, true, false, false]);

  it.each([
    [['c0', 'c1'], 2],
    [['c0'], 1],
    [['c0', 'c1', 'c2'], 1],
    [['c0', 'c2'], 0],
    [['c0', 'c1', 'c2', 'c3'], 0],
    [['c2', 'c3'], 0],
  ])('scores %j with %i of 2', (picked, earned) => {
    expect(score(multiple, picked)).toEqual({ earned, total: 2 });
  });

  it('scores from nothing to everything, and everything only for exactly the right choices', () => {
    fc.assert(
      fc.property(multipleWithPicks, ({ correct, picked }) => {
        const { earned, total } = score(item('multiple', correct), picked);
        const key = correct.flatMap((right, index) => (right ? [`c${index}`] : []));
        expect(earned).toBeGreaterThanOrEqual(0);
        expect(earned).toBeLessThanOrEqual(total);
        expect(earned === total).toBe(key.length === picked.length && key.every((id) => picked.includes(id)));
      }),
    );
  });

  it('does not care in which order choices were picked', () => {
    fc.assert(
      fc.property(multipleWithPicks, ({ correct, picked }) => {
        const asked = item('multiple', correct);
        expect(score(asked, [...picked].reverse())).toEqual(score(asked, picked));
      }),
    );
  });
});

describe('what a browser may see', () => {
  const asked = item('multiple', [true, false]);

  it('holds no key and no reason before the answer', () => {
    expect(publicItem(asked)).toEqual({
      id: 'item',
      type: 'multiple',
      stem: text('stem'),
      choices: [
        { id: 'c0', text: text('choice 0') },
        { id: 'c1', text: text('choice 1') },
      ],
    });
  });

  it('holds both after it', () => {
    expect(reveal(asked).choices).toEqual([
      { id: 'c0', correct: true, explanation: text('reason 0') },
      { id: 'c1', correct: false, explanation: text('reason 1') },
    ]);
  });
});

describe('the item schema', () => {
  it.each([
    ['a single-choice item without a right choice', item('single', [false, false])],
    ['a single-choice item with two right choices', item('single', [true, true])],
    ['a multiple-choice item without a right choice', item('multiple', [false, false])],
    ['one choice alone', item('single', [true])],
    ['a text in one language only', { ...item('single', [true, false]), stem: { en: 'stem' } }],
    ['a field that does not exist', { ...item('single', [true, false]), hint: 'no' }],
  ])('refuses %s', (_, wrong) => {
    expect(quizItem.safeParse(wrong).success).toBe(false);
  });

  it('refuses a quiz that uses an id twice', () => {
    const twice = item('single', [true, false]);
    expect(quizFile.safeParse({ items: [twice, twice] }).error?.issues[0]?.path).toEqual(['items', 1, 'id']);
  });
});
