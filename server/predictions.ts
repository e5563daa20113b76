import * as z from 'zod';
import { labById } from '@/sim/catalog';
import type { Db } from './db/open';
import { runLab } from './replay';
import { storedId } from './stored-text';
import { Withheld } from './withheld';

/** What a learner says will come about. The id is made by the client; whether it is right is not the client's to say. */
export const predictionSubmission = z.strictObject({
  id: z.uuid(),
  labId: storedId,
  predictionId: storedId,
  option: storedId,
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
  | {
      readonly ok: false;
      readonly reason: 'unknown-lab' | 'unknown-prediction' | 'unknown-option' | 'not-yours' | 'withheld';
    };

/**
 * Scores an answer by running the prediction's scenario on, and keeps it. Only the first answer counts, since the run shows
 * what comes about: later ones, and the same one sent twice, are answered with what is kept. `withheld` while an open quiz asks for
 * it: then nothing is kept, and it can be answered later.
 *
 * @throws ReplayLaterError when the scenario could not be run now
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
  if (prediction === undefined) return { ok: false, reason: 'unknown-prediction' };
  if (!prediction.options.includes(option)) return { ok: false, reason: 'unknown-option' };
  const outcome = await runLab(userId, 'predict', labId, predictionId);
  if (outcome === null) return { ok: false, reason: 'unknown-prediction' };

  if ((await Withheld.of(db, userId)).hasPrediction(labId, predictionId)) return { ok: false, reason: 'withheld' };
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

/** The learner's own answers to a lab's predictions, by prediction id, without those that an open quiz asks for. */
export async function predictionsOf(
  db: Db,
  userId: string,
  labId: string,
): Promise<Readonly<Record<string, KeptPrediction>>> {
  const rows = await db.predictionAnswer.findMany({
    where: { userId, labId },
    select: { predictionId: true, option: true, outcome: true, isRight: true, answeredAt: true },
  });
  const withheld = await Withheld.of(db, userId);
  const told = rows.filter(({ predictionId }) => !withheld.hasPrediction(labId, predictionId));
  return Object.fromEntries(told.map(({ predictionId, ...kept }) => [predictionId, kept]));
}
