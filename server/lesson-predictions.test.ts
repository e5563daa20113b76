import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { lessonPredictionsOf, recordLessonPrediction } from './lesson-predictions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const asked = {
  choices: [
    { id: 'right', correct: true },
    { id: 'wrong', correct: false },
  ],
};
const nowMs = Date.UTC(2026, 0, 1);

const submission = (choiceId: string) => ({ id: randomUUID(), topicId, predictionId: 'pinned-address', choiceId });
const cards = (userId: string) => db.reviewCard.findMany({ where: { userId }, select: { kind: true, ref: true } });

it('a wrong prediction is kept and comes back in review', async () => {
  const learner = await someone(db, 'learner');
  const result = await recordLessonPrediction(db, learner, submission('wrong'), asked, nowMs);
  expect(result).toEqual({ ok: true, choiceId: 'wrong', isRight: false });
  expect(await lessonPredictionsOf(db, learner, topicId)).toEqual({ 'pinned-address': 'wrong' });
  expect(await cards(learner)).toEqual([{ kind: 'item', ref: 'pinned-address' }]);
});

it('a right prediction is kept and comes back in review, later than a wrong one', async () => {
  const learner = await someone(db, 'learner');
  await recordLessonPrediction(db, learner, submission('right'), asked, nowMs);
  expect(await lessonPredictionsOf(db, learner, topicId)).toEqual({ 'pinned-address': 'right' });
  expect(await cards(learner)).toEqual([{ kind: 'item', ref: 'pinned-address' }]);
  const wrong = await someone(db, 'wrong');
  await recordLessonPrediction(db, wrong, submission('wrong'), asked, nowMs);
  const dueMs = async (userId: string) => (await db.reviewCard.findFirstOrThrow({ where: { userId } })).dueAt.getTime();
  expect(await dueMs(learner)).toBeGreaterThan(await dueMs(wrong));
});

it('only the first answer counts, sent twice or followed by another', async () => {
  const learner = await someone(db, 'learner');
  const first = submission('wrong');
  await Promise.all([first, first].map((each) => recordLessonPrediction(db, learner, each, asked, nowMs)));
  const second = await recordLessonPrediction(db, learner, submission('right'), asked, nowMs);
  expect(second).toEqual({ ok: true, choiceId: 'wrong', isRight: false });
  expect(await cards(learner)).toHaveLength(1);
});

it('what the topic does not ask, and an id of somebody else’s answer, are refused', async () => {
  const [learner, other] = [await someone(db, 'learner'), await someone(db, 'other')];
  const sent = submission('right');
  await recordLessonPrediction(db, learner, sent, asked, nowMs);
  const results = await Promise.all([
    recordLessonPrediction(db, other, sent, asked, nowMs),
    recordLessonPrediction(db, other, submission('neither'), asked, nowMs),
    recordLessonPrediction(db, other, submission('right'), undefined, nowMs),
  ]);
  expect(results).toEqual(
    ['not-yours', 'unknown-choice', 'unknown-prediction'].map((reason) => ({ ok: false, reason })),
  );
});
