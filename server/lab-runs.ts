import { z } from 'zod';
import { labById } from '@/sim/catalog';
import type { Db } from './db/open';

/** A run that a learner keeps. The id is made by the client; the recording is JSON text, checked by the lab's own codec. */
export const labRunSubmission = z.strictObject({
  id: z.uuid(),
  labId: z.string().max(100),
  recording: z.string().max(256 * 1024),
});
export type LabRunSubmission = z.infer<typeof labRunSubmission>;

export type KeepResult =
  | { readonly ok: true; readonly steps: number; readonly violations: number }
  | { readonly ok: false; readonly reason: 'unknown-lab' | 'refused' | 'not-yours' };

/** No honest run of a person is longer, and the server replays this many in a fraction of a second. */
const stepsMax = 100_000;

/**
 * Replays a recording and stores it with what the replay counted; nothing the client says about the run is believed.
 * Sent twice it is stored once.
 */
export async function keepLabRun(db: Db, userId: string, submission: LabRunSubmission): Promise<KeepResult> {
  const lab = labById(submission.labId);
  if (!lab) return { ok: false, reason: 'unknown-lab' };
  const verdict = lab.verify(submission.recording, { stepsMax });
  if (!verdict.ok) return { ok: false, reason: 'refused' };

  const { replay } = verdict;
  const counted = { steps: replay.steps, violations: replay.violations.length };
  await db.labRun.createMany({
    data: [
      {
        id: submission.id,
        userId,
        labId: submission.labId,
        version: lab.simulation.version,
        recording: JSON.parse(submission.recording),
        ...counted,
      },
    ],
    skipDuplicates: true,
  });
  const stored = await db.labRun.findUnique({ where: { id: submission.id } });
  if (stored?.userId !== userId) return { ok: false, reason: 'not-yours' };
  return { ok: true, steps: stored.steps, violations: stored.violations };
}
