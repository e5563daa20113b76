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
