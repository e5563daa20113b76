import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Behaviour } from '@/quiz/behaviour';
import { quizItem } from '@/quiz/schema';
import { oneOfEach, words } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { latestAttempt, startAttempt } from './attempts';
import { handInQuiz } from './hand-in';
import { masteryOf } from './mastery';
import { progressOf } from './progress';
import { someone, testDatabase } from './testing/database';
import { discardQuiz } from './withheld';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 0, 5, 9);
const generated = quizItem.parse({
  ...{ id: 'generated', type: 'generated', objective: 'an-objective', stem: words('What?') },
  ...{ source: { id: 'a-source', at: '§1' }, lab: 'raft', generator: 'who-can-win', difficulty: 1 },
});
const items = [quizItem.parse(oneOfEach.single), quizItem.parse(oneOfEach.multiple), generated];

async function begin(userId: string, behaviour: Behaviour = 'quiz') {
  const start = { attemptId: randomUUID(), topicId, behaviour };
  const started = await startAttempt(db, userId, start, items, NOW_MS);
  if (!started.ok) throw new Error(started.reason);
  return started.attempt;
}

const send = (userId: string, attemptId: string, itemId: string, response: string[]) =>
  recordAnswer(db, userId, { attemptId, answerId: randomUUID(), itemId, response, tries: 1, confidence: null }, NOW_MS);

const handIn = (userId: string, attemptId: string) => handInQuiz(db, userId, { attemptId }, NOW_MS);

it('a quiz that is handed in early counts what is unanswered as no points, and tells all', async () => {
  const learner = await someone(db, 'learner');
  const { id } = await begin(learner);
  await send(learner, id, 'multiple', ['a', 'b']);
  expect(await handIn(learner, id)).toEqual({ ok: true });
  const attempt = await latestAttempt(db, learner, topicId);
  const total = attempt?.finished?.total ?? 0;
  expect(attempt).toMatchObject({ id, finished: { earned: 2, isPassed: false } });
  expect(total).toBeGreaterThan(3);
  const answered = Object.fromEntries(attempt?.answered.map((each) => [each.itemId, each]) ?? []);
  expect(answered.multiple).toMatchObject({ tries: 1, told: { credit: 2 } });
  expect(answered.single).toMatchObject({
    response: null,
    tries: 0,
    told: { credit: 0, score: { earned: 0, total: 1 } },
  });
  expect(answered.generated?.told?.reveal).toMatchObject({ type: 'generated' });
  // The same wherever points are added up.
  const [topic] = await masteryOf(db, learner, [{ id: topicId, items: [], challenges: [] }], NOW_MS);
  expect(topic?.evidence.quizShare).toBe(2 / total);
  const [progress] = (await progressOf(db, [learner], [{ id: topicId, sectionIds: [], labs: [] }])).get(learner) ?? [];
  expect(progress).toMatchObject({ bestQuiz: { earned: 2, total }, openAnswers: null });
  // What was not answered says nothing about memory.
  expect(await db.reviewCard.findMany({ where: { userId: learner }, select: { ref: true } })).toEqual([
    { ref: 'multiple' },
  ]);
});

it('gives its items back to practice, and another begins with other variants', async () => {
  const learner = await someone(db, 'learner');
  const first = await begin(learner);
  expect((await begin(learner, 'practice')).items).toEqual([]);
  await handIn(learner, first.id);
  expect((await begin(learner, 'practice')).items).toHaveLength(items.length);
  expect((await begin(learner)).id).not.toBe(first.id);
});

it('takes no answer afterwards, though its items were left unanswered', async () => {
  const learner = await someone(db, 'learner');
  const { id } = await begin(learner);
  await handIn(learner, id);
  const stored = () => db.answer.findMany({ where: { attemptId: id }, orderBy: { itemId: 'asc' } });
  const before = await stored();
  expect(await send(learner, id, 'single', ['b'])).toEqual({ ok: false, reason: 'handed-in' });
  expect(await stored()).toEqual(before);
});

it('of an answer and handing in that arrive together, each item has one, and an answer that was confirmed counts', async () => {
  for (let n = 0; n < 10; n++) {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const [answer, other] = await Promise.all([
      send(learner, id, 'single', ['b']),
      send(learner, id, 'multiple', ['a']),
      handIn(learner, id),
      handIn(learner, id),
    ]);
    const rows = await db.answer.findMany({ where: { attemptId: id } });
    expect(rows.map(({ itemId }) => itemId).sort()).toEqual(['generated', 'multiple', 'single']);
    const triesOf = (itemId: string) => rows.find((row) => row.itemId === itemId)?.tries;
    expect([triesOf('single'), triesOf('multiple')]).toEqual([answer.ok ? 1 : 0, other.ok ? 1 : 0]);
  }
});

it('is handed in by its learner alone, not when it was discarded, and is a quiz', async () => {
  const learner = await someone(db, 'learner');
  const quiz = await begin(learner);
  expect(await handIn(await someone(db, 'another'), quiz.id)).toEqual({ ok: false, reason: 'not-yours' });
  expect(await handIn(learner, quiz.id)).toEqual({ ok: true });
  expect(await handIn(learner, quiz.id)).toEqual({ ok: true });
  const practice = await begin(learner, 'practice');
  expect(await handIn(learner, practice.id)).toEqual({ ok: false, reason: 'not-yours' });
  const next = await begin(learner);
  await discardQuiz(db, learner, { attemptId: next.id }, NOW_MS);
  expect(await handIn(learner, next.id)).toEqual({ ok: false, reason: 'discarded' });
});
