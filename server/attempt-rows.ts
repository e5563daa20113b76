import * as z from 'zod';
import { BEHAVIOURS } from '@/quiz/behaviour';
import { keptItemsOf } from './attempt-items';
import { type Db, Prisma, runSql } from './db/open';
import { memorySchema } from './review-cards';

const text = z.string();
/** A learner's quizzes that are begun and neither handed in nor discarded, as {@link openQuizzes} lists them. */
export const openQuizzesSchema = z.array(
  z.object({ id: text, topicId: text, items: z.unknown().transform(keptItemsOf) }),
);
const answerRow = z.object({
  itemId: text,
  response: z.unknown(),
  earned: z.number(),
  total: z.number(),
  tries: z.number(),
  hintsTaken: z.number(),
  confidence: z.number().nullable(),
});
const attemptRow = z.object({
  id: text,
  topicId: text,
  behaviour: z.enum(BEHAVIOURS),
  items: z.unknown().transform(keptItemsOf),
  hints: z.record(text, z.int().min(0)),
  finishedAt: z.date().nullable(),
  discardedAt: z.date().nullable(),
  answers: z.array(answerRow),
  /** The share of cards that the learner wants still to know. */
  retention: z.number(),
  /** The memory of the item's card that was asked for; null where there is none. */
  card: memorySchema.nullable(),
  openQuizzes: openQuizzesSchema,
});

export type StoredAnswer = z.infer<typeof answerRow>;
/** An attempt as the database has it, with its answers in the order in which they came and its learner's open quizzes. */
export type StoredAttempt = z.infer<typeof attemptRow>;
export type OpenQuiz = z.infer<typeof openQuizzesSchema>[number];

/** An expression for the open quizzes of the learner whose id `userId` is an expression for, as a JSON list. */
export const openQuizzes = (userId: Prisma.Sql) => Prisma.sql`COALESCE((
  SELECT jsonb_agg(jsonb_build_object('id', quiz.id, 'topicId', quiz.topic_id, 'items', quiz.items))
  FROM quiz_attempts AS quiz
  WHERE quiz.user_id = ${userId} AND quiz.open_key IS NOT NULL AND quiz.behaviour = 'quiz'
), '[]')`;

/**
 * Those of the learner's attempts that `which` picks, each with all that is needed to show it or to answer its item `itemId`: one
 * statement.
 */
export function attemptsStatement(userId: string, which: Prisma.Sql, itemId = ''): Prisma.Sql {
  return Prisma.sql`
    SELECT attempt.id, attempt.topic_id AS "topicId", attempt.behaviour, attempt.items, attempt.hints,
      attempt.finished_at AS "finishedAt", attempt.discarded_at AS "discardedAt",
      COALESCE((
        SELECT jsonb_agg(jsonb_build_object(
          'itemId', item_id, 'response', response, 'earned', earned, 'total', total, 'tries', tries,
          'hintsTaken', hints_taken, 'confidence', confidence
        ) ORDER BY answered_at)
        FROM answers WHERE attempt_id = attempt.id
      ), '[]') AS answers,
      learner.retention,
      (
        SELECT memory FROM review_cards
        WHERE user_id = learner.id AND topic_id = attempt.topic_id AND kind = 'item' AND ref = ${itemId}
      ) AS card,
      ${openQuizzes(Prisma.sql`attempt.user_id`)} AS "openQuizzes"
    FROM quiz_attempts AS attempt JOIN users AS learner ON learner.id = attempt.user_id
    WHERE attempt.user_id = ${userId}::uuid AND ${which}`;
}

/** Runs {@link attemptsStatement}. Throws for rows that this code did not write. */
export async function findAttempts(
  db: Db,
  userId: string,
  which: Prisma.Sql,
  itemId?: string,
): Promise<readonly StoredAttempt[]> {
  const rows = await runSql(db, attemptsStatement(userId, which, itemId));
  return rows.map((row) => attemptRow.parse(row));
}

/** The learner's attempt of that id, with the memory of the card of its item `itemId`; null when there is none. */
export async function findAttempt(db: Db, userId: string, id: string, itemId?: string): Promise<StoredAttempt | null> {
  const [attempt] = await findAttempts(db, userId, Prisma.sql`attempt.id = ${id}::uuid`, itemId);
  return attempt ?? null;
}

const openRow = z.object({ quizzes: openQuizzesSchema });

/** The learner's quizzes that are begun and neither handed in nor discarded. */
export async function findOpenQuizzes(db: Db, userId: string): Promise<readonly OpenQuiz[]> {
  const rows = await runSql(db, Prisma.sql`SELECT ${openQuizzes(Prisma.sql`${userId}::uuid`)} AS quizzes`);
  return rows.flatMap((row) => openRow.parse(row).quizzes);
}
