import { z } from 'zod';
import { bindKept, ItemGoneError } from './attempt-items';
import { findAttempt } from './attempt-rows';
import { addQuizToProgress } from './class-progress';
import { type Db, Prisma, TRANSACTION } from './db/open';

export type HandInRefusal = 'not-yours' | 'discarded' | 'unknown-item';

export const handInRequest = z.strictObject({ attemptId: z.uuid() });

/**
 * Ends an open quiz. What is left unanswered is kept as no try, worth no points, so that all sums over answers count it. Handed in
 * twice, it is handed in once. `unknown-item` when one of its items can no longer be made: then the page begins another quiz.
 */
export async function handInQuiz(
  db: Db,
  userId: string,
  { attemptId }: z.infer<typeof handInRequest>,
  nowMs: number,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: HandInRefusal }> {
  const attempt = await findAttempt(db, userId, attemptId);
  if (attempt?.behaviour !== 'quiz') return { ok: false, reason: 'not-yours' };
  if (attempt.discardedAt !== null) return { ok: false, reason: 'discarded' };
  if (attempt.finishedAt !== null) return { ok: true };
  const items = await bindKept(db, attempt.items).catch((error: unknown) => {
    if (error instanceof ItemGoneError) return null;
    throw error;
  });
  if (items === null) return { ok: false, reason: 'unknown-item' };
  const totals = items.map(({ item, bound }) => ({ item_id: item.id, total: bound.scoreUnanswered().total }));
  const isHandedIn = await db.$transaction(async (transaction) => {
    // First, and by itself: it waits for answers that are being stored, and the next statement sees them.
    const ended = await transaction.$executeRaw`
      UPDATE quiz_attempts SET finished_at = ${new Date(nowMs)}::timestamptz, open_key = NULL
      WHERE id = ${attemptId}::uuid AND finished_at IS NULL AND discarded_at IS NULL`;
    if (ended === 0) return false;
    await transaction.$executeRaw`
      INSERT INTO answers (id, attempt_id, item_id, response, earned, total, tries, answered_at)
      SELECT gen_random_uuid(), ${attemptId}::uuid, item_id, 'null'::jsonb, 0, total, 0, ${new Date(nowMs)}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(totals)}::jsonb) AS item (item_id text, total int)
      WHERE NOT EXISTS (
        SELECT FROM answers WHERE answers.attempt_id = ${attemptId}::uuid AND answers.item_id = item.item_id
      )`;
    const handedIn = Prisma.sql`(SELECT * FROM quiz_attempts WHERE id = ${attemptId}::uuid)`;
    await transaction.$executeRaw(addQuizToProgress(handedIn));
    return true;
  }, TRANSACTION);
  // Another page was quicker, with this or with discarding it.
  return isHandedIn ? { ok: true } : handInQuiz(db, userId, { attemptId }, nowMs);
}
