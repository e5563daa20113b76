import * as z from 'zod';
import { labById } from '@/sim/catalog';
import type { JudgedChallenge } from '@/sim/core/lab';
import { forgetStalls } from './class-progress';
import type { Db } from './db/open';
import { runLab } from './replay';
import { startCard } from './review-cards';
import { recordingText, storedId } from './stored-text';

/** A run that is said to meet a challenge. The id is made by the client; the recording is JSON text, judged by replay. */
export const challengeSubmission = z.strictObject({
  id: z.uuid(),
  labId: storedId,
  challengeId: storedId,
  recording: recordingText,
});
export type ChallengeSubmission = z.infer<typeof challengeSubmission>;

export type CreditResult =
  | {
      readonly ok: true;
      /** The fewest commands that this learner has met the challenge with so far. */
      readonly commandsUsed: number;
    }
  | {
      readonly ok: false;
      readonly reason: 'unknown-lab' | 'not-met' | 'not-yours' | Extract<JudgedChallenge, { ok: false }>['reason'];
    };

/**
 * Judges a recording by running it again, and gives credit when it meets the challenge; nothing the client says about the run
 * is believed. Of several runs the one with the fewest commands is kept; sent twice it is stored once. What is met for the first time
 * becomes a card of `topicId`, to be met again before it is forgotten.
 *
 * @throws ReplayLaterError when it could not be run now
 */
export async function creditChallenge(
  db: Db,
  userId: string,
  submission: ChallengeSubmission,
  topicId: string,
  nowMs: number,
): Promise<CreditResult> {
  const { id, labId, challengeId, recording } = submission;
  const lab = labById(labId);
  if (!lab) return { ok: false, reason: 'unknown-lab' };
  const verdict = await runLab(userId, 'judge', labId, challengeId, recording);
  if (!verdict.ok) return { ok: false, reason: verdict.reason };
  const { met, atStep, commandsUsed } = verdict;
  if (!met || atStep === null) return { ok: false, reason: 'not-met' };

  const which = { userId, labId, challengeId };
  const solvedAt = new Date(nowMs);
  const run = { version: lab.simulation.version, recording: JSON.parse(recording), commandsUsed, atStep, solvedAt };
  await db.solvedChallenge.createMany({
    data: [{ id, ...which, ...run, firstSolvedAt: solvedAt }],
    skipDuplicates: true,
  });
  // One statement, so that of two runs that arrive together the better one stays.
  await db.solvedChallenge.updateMany({
    where: { ...which, commandsUsed: { gt: commandsUsed } },
    data: run,
  });
  const stored = await db.solvedChallenge.findUnique({ where: { userId_labId_challengeId: which } });
  // Nothing was stored: the id is that of somebody else's row.
  if (!stored) return { ok: false, reason: 'not-yours' };
  await forgetStalls(db, userId, labId, challengeId);
  // Sent again it starts no second card: so one that was cut off here is made up for.
  await startCard(db, userId, { topicId, kind: 'challenge', ref: `${labId}/${challengeId}` }, 'good', nowMs);
  return { ok: true, commandsUsed: stored.commandsUsed };
}

/** The learner's fewest commands per challenge of a lab, by challenge id; only those that have credit. */
export async function creditsOf(db: Db, userId: string, labId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db.solvedChallenge.findMany({
    where: { userId, labId },
    select: { challengeId: true, commandsUsed: true },
  });
  return Object.fromEntries(rows.map(({ challengeId, commandsUsed }) => [challengeId, commandsUsed]));
}
