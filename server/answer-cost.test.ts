import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Behaviour } from '@/quiz/behaviour';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { countAgainst } from './rate-limits';
import { answerReview } from './review';
import { beginSession, sessionAccount } from './sessions';
import { countedDatabase, someone } from './testing/database';

const { db, statements } = await countedDatabase();

const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 0, 5, 9);
const items = [quizItem.parse(oneOfEach.single), quizItem.parse(oneOfEach.multiple)];

/** How many statements what a Server Action does for one answer takes: session, limit, and the answer itself. */
async function statementsOf(userId: string, answer: () => Promise<{ ok: boolean }>): Promise<number> {
  const session = await beginSession(db, userId, NOW_MS);
  statements.length = 0;
  expect(await sessionAccount(db, session, NOW_MS)).toMatchObject({ id: userId });
  expect(await countAgainst(db, 'answers', userId)).toBe(null);
  expect(await answer()).toMatchObject({ ok: true });
  return statements.length;
}

async function begin(userId: string, behaviour: Behaviour) {
  const start = { attemptId: randomUUID(), topicId, behaviour, itemId: 'single' };
  const started = await startAttempt(db, userId, start, items, NOW_MS);
  if (!started.ok) throw new Error(started.reason);
  return started.attempt.id;
}

it('an answer takes five statements, the one that ends an attempt six', async () => {
  const learner = await someone(db, 'learner');
  for (const behaviour of ['quiz', 'practice'] as const) {
    const attemptId = await begin(learner, behaviour);
    const send = (itemId: string, response: string[]) =>
      statementsOf(learner, () =>
        recordAnswer(
          db,
          learner,
          { attemptId, answerId: randomUUID(), itemId, response, tries: 1, confidence: null },
          NOW_MS,
        ),
      );
    expect(await send('single', ['b'])).toBe(5);
    expect(await send('multiple', ['a', 'b'])).toBe(6);
  }
});

it('a review takes five', async () => {
  const learner = await someone(db, 'learner');
  const attemptId = await begin(learner, 'checkpoint');
  const answer = { attemptId, answerId: randomUUID(), itemId: 'single', response: ['b'], tries: 1, confidence: null };
  await recordAnswer(db, learner, answer, NOW_MS);
  const { id: cardId } = await db.reviewCard.findFirstOrThrow({ where: { userId: learner } });
  const sent = { reviewId: randomUUID(), cardId, variant: 0, response: ['b'], confidence: null };
  const bank = new Map([[topicId, items]]);
  expect(await statementsOf(learner, () => answerReview(db, learner, bank, sent, NOW_MS + 90 * 86_400_000))).toBe(5);
});
