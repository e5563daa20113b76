import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shuffleFor } from './chance';
import type { AttemptItem } from './schema';
import { bindItem } from './score';
import { item, oneOfEach, testLabs, words } from './testing/items';
import { UNKNOWN } from './unknown';

const shuffle = shuffleFor('a-attempt', 'an-item');

function points(of: AttemptItem, response: unknown): string | null {
  const score = bindItem(of, testLabs).score(response);
  return score === null ? null : `${score.earned}/${score.total}`;
}

function beliefs(of: AttemptItem, response: unknown): readonly string[] | undefined {
  return bindItem(of, testLabs).score(response)?.misconceptions;
}

const all: readonly AttemptItem[] = Object.values(oneOfEach);

/** Wholly right answers, by type. */
const right: Readonly<Record<AttemptItem['type'], unknown>> = {
  single: ['b'],
  multiple: ['b', 'a'],
  'true-false': { answer: false, reason: 'b' },
  numeric: { number: '1.5', unit: 's' },
  'short-text': ' currentterm ',
  ordering: ['one', 'two', 'three', 'four'],
  matching: { a: 'x', b: 'y' },
  classification: { a: 'x', b: 'x', c: 'y' },
  'fill-in-the-code': { call: 'queue.get( timeout = 5 )', ack: 'message.ack()' },
  'predict-the-output': '1\r\n2  \n3\n\n',
  'pick-on-the-diagram': 'S1',
  'predict-then-run': 'second',
  diagnose: { cause: 'b', line: 2 },
  'choose-a-configuration': 'two',
  'repair-a-line': { line: 3, repair: 'plus' },
  generated: ['q2'],
};

test.each(all)('a wholly right answer to a $type item earns everything', (each) => {
  const score = bindItem(each, testLabs).score(right[each.type]);
  expect(score?.earned).toBe(score?.total);
  expect(score?.total).toBeGreaterThan(0);
  expect(score?.misconceptions).toEqual([]);
});

test.each(all)('a $type item that was left unanswered earns nothing of all that it is worth', (each) => {
  const bound = bindItem(each, testLabs);
  const unanswered = bound.scoreUnanswered();
  expect(unanswered).toMatchObject({ earned: 0, total: bound.score(right[each.type])?.total, misconceptions: [] });
  expect(unanswered.parts.reduce((sum, part) => sum + part.earned, 0)).toBe(0);
});

test.each(all)('"I don\'t know" earns nothing of a $type item and shows nothing to be believed', (each) => {
  const bound = bindItem(each, testLabs);
  expect(bound.score(UNKNOWN)).toEqual(bound.scoreUnanswered());
  // It is nobody's answer to anything.
  expect(bound.lead(UNKNOWN).reasons).toEqual([]);
});

const table: readonly (readonly [type: AttemptItem['type'], response: unknown, points: string | null])[] = [
  ['single', ['a'], '0/1'],
  ['single', [], null],
  ['single', ['a', 'b'], null],
  ['single', ['x'], null],
  ['multiple', ['a'], '1/2'],
  ['multiple', ['a', 'b', 'c'], '1/2'],
  ['multiple', ['a', 'c'], '0/2'],
  ['multiple', ['a', 'b', 'c', 'd'], '0/2'],
  ['multiple', ['a', 'a'], null],
  ['multiple', [], null],
  ['true-false', { answer: false, reason: 'a' }, '1/2'],
  ['true-false', { answer: true, reason: 'b' }, '0/2'],
  ['true-false', { answer: true, reason: 'nowhere' }, null],
  ['true-false', { answer: false }, null],
  ['numeric', { number: '1,500', unit: 'ms' }, '1/1'],
  ['numeric', { number: '1515', unit: 'ms' }, '1/1'],
  ['numeric', { number: '1516', unit: 'ms' }, '0/1'],
  ['numeric', { number: '1500', unit: 's' }, '0/1'],
  ['numeric', { number: '1500' }, null],
  ['numeric', { number: 'many', unit: 'ms' }, null],
  ['numeric', { number: '1,50', unit: 'ms' }, null],
  ['short-text', '현재  임기', '1/1'],
  ['short-text', 'votedFor', '0/1'],
  ['short-text', '   ', null],
  ['ordering', ['four', 'one', 'two', 'three'], '2/3'],
  ['ordering', ['four', 'three', 'two', 'one'], '0/3'],
  ['ordering', ['one', 'two', 'three'], null],
  ['ordering', ['one', 'one', 'three', 'four'], null],
  ['matching', { a: 'x', b: 'z' }, '1/2'],
  ['matching', { a: 'x', b: 'x' }, null],
  ['matching', { a: 'x' }, null],
  ['classification', { a: 'y', b: 'x', c: 'x' }, '1/3'],
  ['classification', { a: 'y', b: 'x' }, null],
  ['classification', { a: 'y', b: 'x', c: 'z' }, null],
  ['fill-in-the-code', { call: 'queue.get()', ack: 'message.ack()' }, '1/2'],
  ['fill-in-the-code', { call: 'queue.get()', ack: '' }, null],
  ['predict-the-output', '1\n2\n4', '2/3'],
  ['predict-the-output', '1\n2\n3\n4', '2/3'],
  ['predict-the-output', '3\n2\n1', '0/3'],
  ['predict-the-output', '\n', null],
  ['pick-on-the-diagram', 'S2', '0/1'],
  ['pick-on-the-diagram', 'S9', null],
  ['predict-then-run', 'first', '0/1'],
  ['predict-then-run', 'third', null],
  ['diagnose', { cause: 'b', line: 3 }, '1/2'],
  ['diagnose', { cause: 'a', line: 2 }, '0/2'],
  ['diagnose', { cause: 'b' }, null],
  ['diagnose', { cause: 'b', line: 4 }, null],
  ['choose-a-configuration', 'one', '0/1'],
  ['choose-a-configuration', 'four', null],
  ['repair-a-line', { line: 3, repair: 'times' }, '1/2'],
  ['repair-a-line', { line: 1, repair: 'a-two' }, '0/2'],
  ['repair-a-line', { line: 1, repair: 'plus' }, null],
  ['repair-a-line', { line: 3 }, null],
  ['generated', ['q1'], '0/1'],
  ['generated', ['q1', 'q2'], null],
  ['generated', 'q2', null],
];

test.each(table)('%s: %j earns %s', (type, response, expected) => {
  expect(points(oneOfEach[type], response)).toBe(expected);
});

test('a generated question is scored in the form that its run has', () => {
  const generated = (generator: string) => item({ type: 'generated', lab: 'a-lab', generator, difficulty: 2 });
  expect(points(generated('all'), ['q2', 'q1'])).toBe('3/3');
  expect(points(generated('all'), ['q1'])).toBe('1/3');
  expect(points(generated('all'), ['q1', 'q2', 'q3'])).toBe('1/3');
  expect(points(generated('none'), [])).toBe('2/2');
  expect(points(generated('none'), ['q1', 'q2'])).toBe('0/2');
  expect(points(generated('order'), ['m2', 'm1', 'm3'])).toBe('1/1');
  expect(points(generated('order'), ['m1', 'm2', 'm3'])).toBe('0/1');
  expect(points(generated('order'), ['m1', 'm2'])).toBe(null);
  expect(points(generated('count'), ' 4 ')).toBe('1/1');
  expect(points(generated('count'), '5')).toBe('0/1');
  expect(points(generated('count'), 'four')).toBe(null);
});

test.each([
  ['pick-on-the-diagram', 'S2'],
  ['numeric', { number: '150', unit: 'ms' }],
  ['fill-in-the-code', { call: 'x', ack: 'message.nack()' }],
  ['matching', { a: 'x', b: 'z' }],
  ['classification', { a: 'x', b: 'y', c: 'y' }],
  ['true-false', { answer: true, reason: 'b' }],
  ['true-false', { answer: false, reason: 'a' }],
  ['predict-then-run', 'first'],
] as const)('a wrong answer to a %s item that is known is told its reason at once, a right one none', (type, wrong) => {
  const bound = bindItem(oneOfEach[type], testLabs);
  expect(bound.lead(wrong).reasons).toHaveLength(1);
  expect(bound.lead(right[type]).reasons).toEqual([]);
});

test('a wrong answer names what is believed by those who give it', () => {
  expect(beliefs(oneOfEach.single, ['a'])).toEqual(['believes-a']);
  expect(beliefs(oneOfEach.multiple, ['a', 'b', 'd'])).toEqual(['believes-d']);
  expect(beliefs(oneOfEach['true-false'], { answer: true, reason: 'c' })).toEqual(['believes-it', 'believes-c']);
  expect(beliefs(oneOfEach.numeric, { number: '150', unit: 'ms' })).toEqual(['drops-a-digit']);
  expect(beliefs(oneOfEach['short-text'], 'VOTEDFOR')).toEqual(['vote-for-term']);
  expect(beliefs(oneOfEach.matching, { a: 'x', b: 'z' })).toEqual(['b-elsewhere']);
  expect(beliefs(oneOfEach['fill-in-the-code'], { call: 'x', ack: 'message.nack()' })).toEqual(['nack-is-ack']);
  expect(beliefs(oneOfEach['predict-the-output'], '3\n2\n1')).toEqual(['backwards']);
  expect(beliefs(oneOfEach['pick-on-the-diagram'], 'S2')).toEqual(['follower-leads']);
  expect(beliefs(oneOfEach.diagnose, { cause: 'c', line: 2 })).toEqual(['believes-c']);
  expect(beliefs(oneOfEach['choose-a-configuration'], 'one')).toEqual(['believes-one']);
  expect(beliefs(oneOfEach['repair-a-line'], { line: 3, repair: 'times' })).toEqual(['times-is-plus']);
  expect(beliefs(oneOfEach.generated, ['q1'])).toEqual(['believes-q1']);
});

describe('whatever a browser sends', () => {
  const plausible = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...Object.values(right)),
    fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'one', 'two', 'three', 'four', 'q1', 'q2', 'q3'), { maxLength: 6 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'call', 'ack', 'number', 'unit'), fc.constantFrom('x', 'y', 'z', '1')),
    fc.string(),
  );

  test.each(all)('a $type item gives it no score or one within 0 .. total', (each) => {
    const bound = bindItem(each, testLabs);
    const total = bound.score(right[each.type])?.total;
    fc.assert(
      fc.property(plausible, (response) => {
        const score = bound.score(response);
        if (score === null) return;
        expect(score.total).toBe(total);
        expect(Number.isInteger(score.earned)).toBe(true);
        expect(score.earned).toBeGreaterThanOrEqual(0);
        expect(score.earned).toBeLessThanOrEqual(score.total);
      }),
    );
  });
});

test('the order in which picks were made makes no difference', () => {
  const picks = fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 });
  fc.assert(
    fc.property(picks, (picked) => {
      expect(points(oneOfEach.multiple, picked)).toBe(points(oneOfEach.multiple, [...picked].sort()));
    }),
  );
});

describe('before the answer', () => {
  /** The same item with another key: what a browser sees must not differ. */
  const twins: readonly (readonly [string, AttemptItem, AttemptItem])[] = [
    ['single', oneOfEach.single, swapCorrect(oneOfEach.single)],
    ['multiple', oneOfEach.multiple, swapCorrect(oneOfEach.multiple)],
    ['true-false', oneOfEach['true-false'], { ...oneOfEach['true-false'], answer: true } as AttemptItem],
    ['numeric', oneOfEach.numeric, { ...oneOfEach.numeric, value: 3, mistakes: [] } as AttemptItem],
    ['short-text', oneOfEach['short-text'], { ...oneOfEach['short-text'], accepted: ['other'] } as AttemptItem],
    [
      'predict-the-output',
      oneOfEach['predict-the-output'],
      { ...oneOfEach['predict-the-output'], output: '9' } as AttemptItem,
    ],
    // The order in which an author writes is the key here, or betrays it: whoever can undo the shuffle must not find it.
    ['ordering', oneOfEach.ordering, backwards(oneOfEach.ordering)],
    ['matching', oneOfEach.matching, backwards(oneOfEach.matching)],
    ['fill-in-the-code', oneOfEach['fill-in-the-code'], backwards(oneOfEach['fill-in-the-code'])],
  ];

  test.each(twins)('%s: another key looks the same', (_type, one, other) => {
    expect(bindItem(other, testLabs).toPublic(shuffle)).toEqual(bindItem(one, testLabs).toPublic(shuffle));
  });

  test.each(all)('$type: nothing that is told afterwards is told', (each) => {
    const bound = bindItem(each, testLabs);
    const seen = JSON.stringify(bound.toPublic(shuffle));
    expect(seen).not.toMatch(/correct|explanation|feedback|misconception|believes|"seed":7|proof|"right"/);
    expect(seen).toContain('What?');
    expect(JSON.stringify(bound.reveal())).toContain('a-source');
  });
});

function swapCorrect(of: AttemptItem): AttemptItem {
  if (of.type !== 'single' && of.type !== 'multiple') throw new Error('has no choices');
  return { ...of, choices: of.choices.map((each) => ({ ...each, correct: !each.correct })) };
}

/** With another key: steps and pairs the other way round, and right code that was wrong. */
function backwards(of: AttemptItem): AttemptItem {
  if (of.type === 'ordering') return { ...of, steps: [...of.steps].reverse() };
  if (of.type === 'matching') return { ...of, targets: [...of.targets].reverse(), things: [...of.things].reverse() };
  if (of.type !== 'fill-in-the-code') throw new Error('has no order');
  const gaps = of.gaps.map((gap) => {
    const [wrong, ...others] = gap.distractors;
    if (wrong === undefined) return gap;
    return { ...gap, accepted: [wrong.form], distractors: [{ ...wrong, form: gap.accepted[0] ?? '' }, ...others] };
  });
  return { ...of, gaps };
}

test('an author is told what the schema cannot see', () => {
  const said = (each: AttemptItem) =>
    bindItem(each, testLabs)
      .mistakes()
      .map(({ path, message }) => `${path.join('.')}: ${message}`);
  const two = { id: 'a', text: words('same'), explanation: words('e') };
  expect(said(item({ type: 'single', choices: [two, { ...two, text: words('SAME') }] }))).toEqual([
    'choices: a single-choice item has exactly one correct choice, not 0',
    'choices.1.id: "a" is used twice',
    'choices.1.text.ko: says the same as choices.0',
    'choices.1.text.en: says the same as choices.0',
  ]);
  expect(
    said(
      item({ type: 'numeric', value: 10, explanation: words('e'), mistakes: [{ value: 10, feedback: words('f') }] }),
    ),
  ).toEqual(['mistakes.0.value: 10 is within the tolerance: it counts as right']);
  expect(
    said(
      item({
        type: 'fill-in-the-code',
        language: 'python',
        code: 'a ⟦b⟧ ⟦b⟧ ⟦c⟧',
        gaps: [
          { id: 'b', accepted: ['x'], distractors: [{ form: ' x', feedback: words('f') }], explanation: words('e') },
        ],
      }),
    ),
  ).toEqual([
    'gaps.0.id: the code has 2 gaps ⟦b⟧',
    'gaps.0.distractors.0.form: a form that is also accepted',
    'code: there is no gap "c"',
  ]);
  expect(
    said(item({ type: 'predict-then-run', lab: 'a-lab', prediction: 'who-loses', explanation: words('e') })),
  ).toEqual(['prediction: lab "a-lab" has no prediction "who-loses"']);
  const target = (id: string, text: string) => ({ id, text: words(text), explanation: words('e') });
  const picture = { lab: 'raft', scenario: 'first-election', step: 10 };
  const moments = [target('10', 'then'), target('11', ' Then'), target('S1', 'other')];
  expect(said(item({ type: 'pick-on-the-diagram', picture, pick: 'moment', targets: moments }))).toEqual([
    'targets: no target is the right one',
    'targets.1.text.ko: says the same as targets.0',
    'targets.1.text.en: says the same as targets.0',
    'targets.1.id: "11" is no step of 0 .. 10',
    'targets.2.id: "S1" is no step of 0 .. 10',
  ]);
  for (const each of all) expect(said(each)).toEqual([]);
});

test('a repair that a lab grades is right by what its run comes to', () => {
  const graded = { lab: 'a-lab', scenario: 'a-scenario', without: 'it-fails' };
  const repairs = [
    { id: 'a-two', line: 1, code: 'a = 2', change: { b: 2 }, explanation: words('about a-two') },
    { id: 'a-three', line: 1, code: 'a = 3', change: { b: 3 }, explanation: words('about a-three') },
    { id: 'a-four', line: 1, code: 'a = 4', change: { b: 4 }, explanation: words('about a-four') },
    { id: 'b-one', line: 2, code: 'b = 1', change: { b: 2 }, explanation: words('about b-one') },
  ];
  const code = 'a = 1\nb = 2\nprint(a - b)\n';
  const bound = bindItem(item({ type: 'repair-a-line', language: 'python', code, repairs, graded }), testLabs);
  const points = (line: number, repair: string) => bound.score({ line, repair })?.earned;
  expect([points(1, 'a-two'), points(1, 'a-three'), points(1, 'a-four'), points(2, 'b-one')]).toEqual([1, 2, 2, 0]);
  // The lab does not show the failure before the repair, so its author is told.
  expect(bound.mistakes()).toContainEqual({ path: ['graded', 'without'], message: expect.any(String) });
});
