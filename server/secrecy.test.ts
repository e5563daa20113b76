import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Behaviour } from '@/quiz/behaviour';
import { variantSeed } from '@/quiz/chance';
import { type QuizItem, quizItem } from '@/quiz/schema';
import { bindItem } from '@/quiz/score';
import { oneOfEach, testLabs, words } from '@/quiz/testing/items';
import { answerSubmission, recordAnswer, takeHint } from './answers';
import { bindVariant, keepItems, keptItemsOf } from './attempt-items';
import { latestAttempt, startAttempt } from './attempts';
import { learnerKey } from './learner-key';
import { calibrationOf } from './mastery';
import { answerReview, cardQuestion, reviewQueue, reviewSubmission } from './review';
import { startCard } from './review-cards';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;
const raft = { lab: 'raft', generator: 'who-can-win', difficulty: 1 };

const generated = quizItem.parse({
  id: 'generated',
  type: 'generated',
  objective: 'an-objective',
  stem: words('What?'),
  source: { id: 'a-source', at: '§1' },
  ...raft,
});
const prediction = quizItem.parse({
  ...oneOfEach['predict-then-run'],
  lab: 'raft',
  prediction: 'after-the-crash',
});
const configured = quizItem.parse({
  ...oneOfEach['choose-a-configuration'],
  lab: 'raft',
  scenario: 'first-election',
  hints: [words('a hint')],
});
/** One of each type, with hints, on the labs that there are. */
const quiz: readonly QuizItem[] = [
  ...Object.values(oneOfEach).flatMap((each) =>
    each.type === 'generated' || each.type === 'predict-then-run' || each.type === 'choose-a-configuration'
      ? []
      : [quizItem.parse({ ...each, hints: [words('a hint')] })],
  ),
  configured,
  generated,
];

async function begin(userId: string, behaviour: Behaviour, items = quiz, itemId?: string, nowMs = NOW_MS) {
  const start = { attemptId: randomUUID(), topicId, behaviour, itemId };
  const started = await startAttempt(db, userId, start, items, nowMs);
  if (!started.ok) throw new Error(started.reason);
  return started.attempt;
}

/** A response of the right shape, which need not be right. */
const someResponse: Readonly<Record<string, unknown>> = {
  single: ['a'],
  multiple: ['a'],
  'true-false': { answer: false, reason: 'a' },
  numeric: { number: '7', unit: 's' },
  'short-text': 'something',
  ordering: ['four', 'one', 'two', 'three'],
  matching: { a: 'y', b: 'x' },
  classification: { a: 'x', b: 'x', c: 'x' },
  'fill-in-the-code': { call: 'x', ack: 'message.nack()' },
  'predict-the-output': '9',
  'pick-on-the-diagram': 'S2',
  diagnose: { cause: 'a', line: 1 },
  'repair-a-line': { line: 1, repair: 'a-two' },
  'choose-a-configuration': 'three',
  generated: [],
};

const submission = (attemptId: string, itemId: string, over: object = {}) =>
  answerSubmission.parse({
    attemptId,
    answerId: randomUUID(),
    itemId,
    response: someResponse[itemId],
    tries: 1,
    confidence: 3,
    ...over,
  });

/** Words that only a key has: why, what is believed, what is right. */
const TELLING =
  /explanation|feedback|misconception|believes|"correct"|"right"|"proof"|about [a-d]|a hint|"score"|"credit"/;

it('a quiz tells nothing of any type before its end, and then everything', async () => {
  const learner = await someone(db, 'learner');
  const { id, items } = await begin(learner, 'quiz');
  expect(new Set(items.map(({ type }) => type)).size).toBe(15);
  const before: unknown[] = [items];
  for (const item of items.slice(0, -1)) {
    before.push(await recordAnswer(db, learner, submission(id, item.id), NOW_MS));
    before.push(await latestAttempt(db, learner, topicId), await begin(learner, 'quiz'));
    before.push(await calibrationOf(db, learner));
  }
  expect(await takeHint(db, learner, { attemptId: id, itemId: 'single', hintsTaken: 0 })).toMatchObject({ ok: false });
  expect(TELLING.exec(JSON.stringify(before))?.[0]).toBe(undefined);
  expect(JSON.stringify(before)).toContain('S2');
  const last = await recordAnswer(db, learner, submission(id, items.at(-1)?.id ?? ''), NOW_MS);
  expect(JSON.stringify([last, await latestAttempt(db, learner, topicId)])).toMatch(/about b.*|"proof"/);
  expect((await calibrationOf(db, learner))[0]).toMatchObject({ confidence: 3, answers: items.length });
});

it('practice tells nothing but why what was picked is wrong while there is another try', async () => {
  const learner = await someone(db, 'learner');
  const { id, items } = await begin(learner, 'practice');
  for (const item of items) {
    const told = await recordAnswer(db, learner, submission(id, item.id), NOW_MS);
    if (!told.ok || told.answered.told === null) throw new Error(item.id);
    const { score, reveal, lead } = told.answered.told;
    if (score.earned === score.total) continue;
    expect([item.id, reveal, score.parts, score.misconceptions]).toEqual([item.id, null, [], []]);
    const picked = JSON.stringify(submission(id, item.id).response);
    for (const { part } of lead?.reasons ?? []) expect(picked).toContain(part);
    const rest = JSON.stringify({ ...told.answered.told, lead: null });
    expect(/explanation|feedback|believes|"correct"|"right"|"proof"|about [a-d]/.exec(rest)).toBe(null);
  }
});

it('a response that cannot be stored is refused before it is tried', () => {
  const deep = JSON.parse(`${'['.repeat(4_000)}${']'.repeat(4_000)}`);
  const hostile = ['\0', 'a\0b', '\ud800', 'x\udc00', ['\0'], { '\0': 'a' }, { a: ['\ud800'] }, 'x'.repeat(10_001)];
  for (const response of [...hostile, deep]) {
    expect(answerSubmission.safeParse({ ...submission(randomUUID(), 'single'), response }).success).toBe(false);
    const review = { reviewId: randomUUID(), cardId: randomUUID(), variant: 0, confidence: null, response };
    expect(reviewSubmission.safeParse(review).success).toBe(false);
  }
  for (const response of ['\\u0000', '한국어 😀', '\\ud800', null]) {
    expect(answerSubmission.safeParse({ ...submission(randomUUID(), 'single'), response }).success).toBe(true);
  }
});

it('what begins together has variants of its own: practice does not tell what the quiz asks', async () => {
  const learner = await someone(db, 'learner');
  const items = [generated, ...[1, 2, 3].map((n) => quizItem.parse({ ...generated, id: `generated-${n}` }))];
  await Promise.all([
    begin(learner, 'quiz', items),
    begin(learner, 'practice', items),
    ...items.map((item) => begin(learner, 'checkpoint', items, item.id)),
  ]);
  const rows = await db.quizAttempt.findMany({ where: { userId: learner } });
  const seeds = rows.flatMap((row) =>
    keptItemsOf(row.items).flatMap(({ id, seed }) => (seed === undefined ? [] : [`${id} ${seed}`])),
  );
  expect(rows.length).toBe(2 + items.length);
  expect(new Set(seeds).size).toBe(seeds.length);
});

it('the seeds of what is to come cannot be reckoned from what a browser knows', async () => {
  const learner = await someone(db, 'learner');
  const [kept] = keepItems([generated], learner, 0);
  expect(kept?.seed).toBeDefined();
  expect(kept?.seed).not.toBe(variantSeed(learner, generated.id, 0));
  expect(learnerKey(learner, 'one')).not.toBe(learnerKey(learner, 'another'));
  expect(learnerKey(learner, 'one')).toBe(learnerKey(learner, 'one'));
});

it('hints that are asked for together are all counted', async () => {
  const learner = await someone(db, 'learner');
  const { id } = await begin(learner, 'practice');
  const asked = ['single', 'multiple', 'numeric', 'ordering'];
  await Promise.all(asked.map((itemId) => takeHint(db, learner, { attemptId: id, itemId, hintsTaken: 0 })));
  const { hints } = await db.quizAttempt.findUniqueOrThrow({ where: { id } });
  expect(hints).toEqual(Object.fromEntries(asked.map((itemId) => [itemId, 1])));
  // The hint costs a third of the points, and what was known with it came hard: it was not forgotten.
  const told = await recordAnswer(db, learner, submission(id, 'single', { response: ['b'] }), NOW_MS);
  expect(told).toMatchObject({ answered: { told: { score: { earned: 1 }, credit: 0.67 } } });
  const card = await db.reviewCard.findFirstOrThrow({ where: { userId: learner, ref: 'single' } });
  expect(card.memory).toMatchObject({ lapses: 0 });
  expect(card.dueAt.getTime()).toBeGreaterThan(NOW_MS + 60_000);
  expect(await calibrationOf(db, learner)).toEqual([]);
});

it('a page that asks for its own attempt gets that, though another was begun since', async () => {
  const learner = await someone(db, 'learner');
  const items = [quizItem.parse(oneOfEach.single)];
  const first = await begin(learner, 'quiz', items);
  await recordAnswer(db, learner, submission(first.id, 'single'), NOW_MS);
  const second = await begin(learner, 'quiz', items);
  const start = { attemptId: first.id, topicId, behaviour: 'quiz' } as const;
  const again = await startAttempt(db, learner, start, items, NOW_MS);
  expect(again).toMatchObject({ ok: true, attempt: { id: first.id, finished: { total: 1 } } });
  expect((await begin(learner, 'quiz', items)).id).toBe(second.id);
});

it('a finished attempt takes no more answers, and an answer under its id changes nothing', async () => {
  const learner = await someone(db, 'learner');
  const items = [quizItem.parse(oneOfEach.single)];
  const { id } = await begin(learner, 'quiz', items);
  const sent = submission(id, 'single');
  await recordAnswer(db, learner, sent, NOW_MS);
  const stored = () => db.answer.findMany({ where: { attemptId: id } });
  const before = await stored();
  await recordAnswer(db, learner, { ...sent, response: ['b'], confidence: 1 }, NOW_MS + 1);
  await recordAnswer(db, learner, { ...sent, answerId: randomUUID(), response: ['b'] }, NOW_MS + 1);
  expect(await recordAnswer(db, learner, { ...sent, answerId: randomUUID(), tries: 3 }, NOW_MS)).toMatchObject({
    reason: 'no-try-left',
  });
  expect(await stored()).toEqual(before);
});

const bank = new Map([[topicId, quiz]]);

it('a review that is sent again tells of its own variant and its own answer only', async () => {
  const learner = await someone(db, 'learner');
  await startCard(db, learner, { topicId, kind: 'item', ref: 'generated' }, 'again', NOW_MS);
  const later = NOW_MS + DAY_MS;
  const [card] = (await reviewQueue(db, learner, bank, later)).cards;
  if (card === undefined) throw new Error('nothing is due');
  const sent = { reviewId: randomUUID(), cardId: card.id, variant: 0, response: [], confidence: null };
  const first = await answerReview(db, learner, bank, sent, later);
  if (!first.ok || first.told === null) throw new Error('not told');
  for (const variant of [1, 2, 7]) {
    const other = await answerReview(db, learner, bank, { ...sent, variant }, later);
    expect(other).toEqual({ ok: false, reason: 'other-variant' });
  }
  const { solution } = first.told.reveal;
  if (!('right' in solution)) throw new Error('not generated');
  expect(await answerReview(db, learner, bank, { ...sent, response: [...solution.right] }, later)).toEqual(first);
  expect(await cardQuestion(db, learner, bank, card.id)).toMatchObject({ ok: true, variant: 1 });
});

it('a prediction is scored by the run alone', async () => {
  const bare = bindItem(oneOfEach['predict-then-run'], testLabs);
  expect(JSON.stringify(bare.toPublic((things) => things))).not.toMatch(TELLING);
  expect((await bindVariant(prediction, 'a learner', 0)).score('no such option')).toBe(null);
});
