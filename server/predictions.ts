import { z } from 'zod';
import { labById } from '@/sim/catalog';
import type { Db } from './db/open';

/** What a learner says will come about. The id is made by the client; whether it is right is not the client's to say. */
export const predictionSubmission = z.strictObject({
  id: z.uuid(),
  labId: z.string().max(100),
  predictionId: z.string().max(100),
  option: z.string().max(100),
});
export type PredictionSubmission = z.infer<typeof predictionSubmission>;

export type PredictionResult =
  | {
      readonly ok: true;
      /** The learner's first answer, which is the one that is kept. */
      readonly option: string;
      /** The option that came about when that answer was scored. */
      readonly outcome: string;
      readonly isRight: boolean;
    }
  | { readonly ok: false; readonly reason: 'unknown-lab' | 'unknown-prediction' | 'unknown-option' | 'not-yours' };

/**
 * Scores an answer by running the prediction's scenario on, and keeps it. Only the first answer counts, since the run shows
 * what comes about: later ones, and the same one sent twice, are answered with what is kept.
 */
export async function recordPrediction(
  db: Db,
  userId: string,
  submission: PredictionSubmission,
): Promise<PredictionResult> {
  const { id, labId, predictionId, option } = submission;
  const lab = labById(labId);
  if (!lab) return { ok: false, reason: 'unknown-lab' };
  const prediction = lab.predictions.find((each) => each.id === predictionId);
  const outcome = lab.predict(predictionId)?.option;
  if (prediction === undefined || outcome === undefined) return { ok: false, reason: 'unknown-prediction' };
  if (!prediction.options.includes(option)) return { ok: false, reason: 'unknown-option' };

  const which = { userId, labId, predictionId };
  const answer = { version: lab.simulation.version, option, outcome, isRight: option === outcome };
  await db.predictionAnswer.createMany({ data: [{ id, ...which, ...answer }], skipDuplicates: true });
  const kept = await db.predictionAnswer.findUnique({
    where: { userId_labId_predictionId: which },
    select: { option: true, outcome: true, isRight: true },
  });
  // Nothing was stored: the id is that of another row.
  return kept === null ? { ok: false, reason: 'not-yours' } : { ok: true, ...kept };
}

/** An answer as it was scored when it was given. */
export interface KeptPrediction {
  readonly option: string;
  readonly outcome: string;
  readonly isRight: boolean;
  readonly answeredAt: Date;
}

/** The learner's own answers to a lab's predictions, by prediction id. */
export async function predictionsOf(
  db: Db,
  userId: string,
  labId: string,
): Promise<Readonly<Record<string, KeptPrediction>>> {
  const rows = await db.predictionAnswer.findMany({
    where: { userId, labId },
    select: { predictionId: true, option: true, outcome: true, isRight: true, answeredAt: true },
  });
  return Object.fromEntries(rows.map(({ predictionId, ...kept }) => [predictionId, kept]));
}
