import * as z from 'zod';
import type { Db } from './db/open';
import { startCard } from './review-cards';
import { storedId } from './stored-text';

/** What a learner predicted in a lesson. The id is made by the client; whether it is right is not the client's to say. */
export const lessonPredictionSubmission = z.strictObject({
  id: z.uuid(),
  topicId: storedId,
  predictionId: storedId,
  choiceId: storedId,
});
export type LessonPredictionSubmission = z.infer<typeof lessonPredictionSubmission>;

/** A topic's question as it is scored. */
interface Asked {
  readonly choices: readonly { readonly id: string; readonly correct: boolean }[];
}

export type LessonPredictionResult =
  | { readonly ok: true; readonly choiceId: string; readonly isRight: boolean }
  | { readonly ok: false; readonly reason: 'unknown-prediction' | 'unknown-choice' | 'not-yours' };

/**
 * Keeps what was predicted; only the first answer counts, and the same one sent twice is stored once. It becomes a review card, so
 * that it is asked again: a wrong one soon, a right one, which may have been a guess, later.
 */
export async function recordLessonPrediction(
  db: Db,
  userId: string,
  { id, topicId, predictionId, choiceId }: LessonPredictionSubmission,
  asked: Asked | undefined,
  nowMs: number,
): Promise<LessonPredictionResult> {
  if (asked === undefined) return { ok: false, reason: 'unknown-prediction' };
  const choice = asked.choices.find((each) => each.id === choiceId);
  if (choice === undefined) return { ok: false, reason: 'unknown-choice' };
  const which = { userId, topicId, predictionId };
  await db.lessonPrediction.createMany({
    data: [{ id, ...which, choiceId, isRight: choice.correct, answeredAt: new Date(nowMs) }],
    skipDuplicates: true,
  });
  const kept = await db.lessonPrediction.findUnique({
    where: { userId_topicId_predictionId: which },
    select: { choiceId: true, isRight: true },
  });
  // Nothing was stored: the id is that of another row.
  if (kept === null) return { ok: false, reason: 'not-yours' };
  const remembered = kept.isRight ? 'good' : 'again';
  await startCard(db, userId, { topicId, kind: 'item', ref: predictionId }, remembered, nowMs);
  return { ok: true, ...kept };
}

/** What the learner predicted in a topic's lessons: the choice by prediction. */
export async function lessonPredictionsOf(
  db: Db,
  userId: string,
  topicId: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await db.lessonPrediction.findMany({
    where: { userId, topicId },
    select: { predictionId: true, choiceId: true },
  });
  return Object.fromEntries(rows.map(({ predictionId, choiceId }) => [predictionId, choiceId]));
}
