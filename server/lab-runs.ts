import * as z from 'zod';
import { labById } from '@/sim/catalog';
import type { Db } from './db/open';
import { runLab } from './replay';
import { recordingText, storedId } from './stored-text';

/** A run that a learner keeps. The id is made by the client; the recording is JSON text, checked by the lab's own codec. */
export const labRunSubmission = z.strictObject({
  id: z.uuid(),
  labId: storedId,
  recording: recordingText,
});
export type LabRunSubmission = z.infer<typeof labRunSubmission>;

export type KeepResult =
  | { readonly ok: true; readonly steps: number; readonly violations: number }
  | { readonly ok: false; readonly reason: 'unknown-lab' | 'refused' | 'not-yours' };

/**
 * Replays a recording and stores it with what the replay counted; nothing the client says about the run is believed.
 * Sent twice it is stored once.
 *
 * @throws ReplayLaterError when it could not be run now
 */
export async function keepLabRun(db: Db, userId: string, submission: LabRunSubmission): Promise<KeepResult> {
  const lab = labById(submission.labId);
  if (!lab) return { ok: false, reason: 'unknown-lab' };
  const verdict = await runLab(userId, 'verify', submission.labId, submission.recording);
  if (!verdict.ok) return verdict;

  const { steps, violations } = verdict;
  await db.labRun.createMany({
    data: [
      {
        id: submission.id,
        userId,
        labId: submission.labId,
        version: lab.simulation.version,
        recording: JSON.parse(submission.recording),
        steps,
        violations,
      },
    ],
    skipDuplicates: true,
  });
  const stored = await db.labRun.findUnique({ where: { id: submission.id } });
  if (stored?.userId !== userId) return { ok: false, reason: 'not-yours' };
  return { ok: true, steps: stored.steps, violations: stored.violations };
}

/** More are kept, and only the newest are listed. */
const LISTED_MAX = 30;

/** A learner's newest kept runs of a lab that its present version can repeat, the newest first. */
export async function keptRunsOf(db: Db, userId: string, labId: string) {
  const version = labById(labId)?.simulation.version;
  if (version === undefined) return [];
  const rows = await db.labRun.findMany({
    where: { userId, labId, version },
    orderBy: { createdAt: 'desc' },
    take: LISTED_MAX,
    select: { id: true, createdAt: true, steps: true, violations: true },
  });
  return rows.map(({ createdAt, ...run }) => ({ ...run, keptAt: createdAt.toISOString() }));
}

/** The recording of a learner's own run; null for any other. */
export async function keptRecording(
  db: Db,
  userId: string,
  { labId, runId }: { readonly labId: string; readonly runId: string },
): Promise<unknown> {
  if (!z.uuid().safeParse(runId).success) return null;
  const stored = await db.labRun.findUnique({ where: { id: runId, userId, labId }, select: { recording: true } });
  return stored?.recording ?? null;
}
