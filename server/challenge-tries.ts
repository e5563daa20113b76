import * as z from 'zod';
import { labById } from '@/sim/catalog';
import type { JudgedChallenge } from '@/sim/core/lab';
import { challengeSubmission } from './challenges';
import { type Db, Prisma, runSql } from './db/open';
import { runLab } from './replay';

const DAY_MS = 86_400_000;

/** A run that did not meet its challenge. `spentMs`: how long the learner was at it, as the page says. */
export const challengeTry = challengeSubmission.extend({ spentMs: z.int().min(0).max(DAY_MS) });

/** Tries of a challenge that are kept of each learner: the last ones. */
const KEPT_MAX = 5;
/** Longer recordings are not kept, in UTF-16 units: what is tried by hand is a tenth of it. */
const RECORDING_MAX = 32_768;

export type TryResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason:
        | 'unknown-lab'
        | 'unknown-challenge'
        | 'met'
        | 'not-yours'
        | Extract<JudgedChallenge, { ok: false }>['reason'];
    };

/**
 * Keeps a run of a challenge that did not meet its goal, judged by running it again, and counts in each of the learner's classes that
 * another try came to nothing, unless it did a step towards the goal that none had done before. Sent twice it is stored once.
 *
 * @throws ReplayLaterError when it could not be run now
 */
export async function noteTry(
  db: Db,
  userId: string,
  submission: z.infer<typeof challengeTry>,
  nowMs: number,
): Promise<TryResult> {
  const { id, labId, challengeId, recording, spentMs } = submission;
  const lab = labById(labId);
  if (!lab) return { ok: false, reason: 'unknown-lab' };
  // Nobody is stuck on what cannot be met.
  if (lab.challenges.some((each) => each.id === challengeId && each.impossible === true))
    return { ok: false, reason: 'unknown-challenge' };
  const verdict = await runLab(userId, 'judge', labId, challengeId, recording);
  if (!verdict.ok) return { ok: false, reason: verdict.reason };
  if (verdict.met) return { ok: false, reason: 'met' };
  const { commandsUsed, reached } = verdict;
  const which = Prisma.sql`user_id = ${userId}::uuid AND lab_id = ${labId} AND challenge_id = ${challengeId}`;
  const kept = recording.length > RECORDING_MAX ? null : recording;
  const at = Prisma.sql`${new Date(nowMs)}::timestamptz`;
  await runSql(
    db,
    Prisma.sql`
      WITH stored AS (
        INSERT INTO challenge_tries
          (id, user_id, lab_id, challenge_id, version, recording, commands_used, reached, spent_ms, tried_at)
        VALUES (
          ${id}::uuid, ${userId}::uuid, ${labId}, ${challengeId}, ${lab.simulation.version}, ${kept}::jsonb,
          ${commandsUsed}::int, ${reached}::int, ${spentMs}::int, ${at}
        )
        ON CONFLICT DO NOTHING RETURNING id
      ),
      forgotten AS (
        DELETE FROM challenge_tries WHERE EXISTS (SELECT FROM stored) AND id IN (
          SELECT id FROM challenge_tries WHERE ${which} ORDER BY tried_at DESC, id DESC OFFSET ${KEPT_MAX - 1}::int
        )
      )
      INSERT INTO challenge_stalls AS stall (period_id, lab_id, challenge_id, tries, spent_ms, reached, tried_at)
      SELECT period.id, ${labId}, ${challengeId}, ${reached > 0 ? 0 : 1}::int, ${reached > 0 ? 0 : spentMs}::int,
        ${reached}::int, ${at}
      FROM membership_periods AS period, stored
      WHERE period.user_id = ${userId}::uuid AND period.left_at IS NULL
        AND NOT EXISTS (SELECT FROM solved_challenges WHERE ${which})
      ON CONFLICT (period_id, lab_id, challenge_id) DO UPDATE SET
        tries = CASE WHEN EXCLUDED.reached > stall.reached THEN 0 ELSE stall.tries + 1 END,
        spent_ms = CASE WHEN EXCLUDED.reached > stall.reached THEN 0 ELSE stall.spent_ms + ${spentMs}::int END,
        reached = GREATEST(stall.reached, EXCLUDED.reached), tried_at = EXCLUDED.tried_at`,
  );
  const stored = await db.challengeTry.findUnique({ where: { id, userId }, select: { id: true } });
  return stored === null ? { ok: false, reason: 'not-yours' } : { ok: true };
}
