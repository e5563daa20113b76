import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { progressOf } from './progress';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const single = quizItem.parse(oneOfEach.single);
const outline = { id: topicId, sectionIds: [], labs: [] };

it('counts the quiz alone: a checkpoint or a practice that went well is no quiz', async () => {
  const learner = await someone(db, 'learner');
  for (const behaviour of ['checkpoint', 'practice'] as const) {
    const start = { attemptId: randomUUID(), topicId, behaviour, itemId: single.id };
    const started = await startAttempt(db, learner, start, [single], Date.UTC(2026, 0, 5));
    if (!started.ok) throw new Error(started.reason);
    const answer = { attemptId: started.attempt.id, answerId: randomUUID(), itemId: single.id };
    const given = { ...answer, response: ['b'], tries: 1, confidence: null };
    expect(await recordAnswer(db, learner, given, Date.UTC(2026, 0, 5))).toMatchObject({ ok: true });
  }
  const [progress] = (await progressOf(db, [learner], [outline])).get(learner) ?? [];
  expect(progress).toMatchObject({ bestQuiz: null, openAnswers: null });
});
