import { z } from 'zod';
import type { QuizItem } from '@/quiz/schema';
import { isValid, type Response, type Reveal, response, reveal, type Score, score } from '@/quiz/score';
import type { Db } from './db/open';

/** What the browser sends when an item is answered. All ids but the item's are made by the client. */
export const answerSubmission = z.strictObject({
  attemptId: z.uuid(),
  answerId: z.uuid(),
  topicId: z.string().max(100),
  itemId: z.string().max(100),
  response,
});
export type AnswerSubmission = z.infer<typeof answerSubmission>;

export interface AnsweredItem {
  readonly itemId: string;
  readonly response: Response;
  readonly score: Score;
  readonly reveal: Reveal;
}

export type AnswerResult =
  | { readonly ok: true; readonly answered: AnsweredItem }
  | { readonly ok: false; readonly reason: 'unknown-item' | 'invalid' | 'not-yours' };

/**
 * Scores and stores an answer. Sent twice it is stored once; an item that was answered before in the same attempt keeps
 * its first answer, and that is what comes back.
 *
 * `ok` is returned only once the answer is in the database.
 */
export async function recordAnswer(
  db: Db,
  userId: string,
  submission: AnswerSubmission,
  quiz: readonly QuizItem[],
): Promise<AnswerResult> {
  const item = quiz.find((each) => each.id === submission.itemId);
  if (!item) return { ok: false, reason: 'unknown-item' };
  if (!isValid(item, submission.response)) return { ok: false, reason: 'invalid' };

  const { attemptId, answerId, topicId } = submission;
  await db.quizAttempt.createMany({
    data: [{ id: attemptId, userId, topicId, itemCount: quiz.length }],
    skipDuplicates: true,
  });
  const attempt = await db.quizAttempt.findUnique({ where: { id: attemptId } });
  if (attempt?.userId !== userId || attempt.topicId !== topicId) return { ok: false, reason: 'not-yours' };

  await db.answer.createMany({
    data: [
      { id: answerId, attemptId, itemId: item.id, response: submission.response, ...score(item, submission.response) },
    ],
    skipDuplicates: true,
  });
  const stored = await db.answer.findUnique({ where: { attemptId_itemId: { attemptId, itemId: item.id } } });
  // The answer's id was taken by an answer to something else: only a client that makes ids up can bring that about.
  if (!stored) return { ok: false, reason: 'not-yours' };

  await finishWhenComplete(db, attemptId, attempt.itemCount);
  return { ok: true, answered: answeredItem(stored, item) };
}

async function finishWhenComplete(db: Db, attemptId: string, itemCount: number): Promise<void> {
  const answers = await db.answer.count({ where: { attemptId } });
  if (answers < itemCount) return;
  await db.quizAttempt.updateMany({ where: { id: attemptId, finishedAt: null }, data: { finishedAt: new Date() } });
}

function answeredItem(
  answer: { itemId: string; response: unknown; earned: number; total: number },
  item: QuizItem,
): AnsweredItem {
  return {
    itemId: answer.itemId,
    response: response.parse(answer.response),
    score: { earned: answer.earned, total: answer.total },
    reveal: reveal(item),
  };
}

export interface CurrentAttempt {
  readonly id: string;
  readonly finished: boolean;
  readonly answered: readonly AnsweredItem[];
}

/** The learner's newest sitting of a topic's quiz with what was answered in it, or null before the first. */
export async function latestAttempt(
  db: Db,
  userId: string,
  topicId: string,
  quiz: readonly QuizItem[],
): Promise<CurrentAttempt | null> {
  const attempt = await db.quizAttempt.findFirst({
    where: { userId, topicId },
    orderBy: { startedAt: 'desc' },
    include: { answers: { orderBy: { answeredAt: 'asc' } } },
  });
  if (!attempt) return null;
  const items = new Map(quiz.map((item) => [item.id, item]));
  const answered = attempt.answers.flatMap((answer) => {
    const item = items.get(answer.itemId);
    return item ? [answeredItem(answer, item)] : [];
  });
  return { id: attempt.id, finished: attempt.finishedAt !== null, answered };
}
