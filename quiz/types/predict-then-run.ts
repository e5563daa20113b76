import * as z from 'zod';
import { type ItemType, itemBase, onePoint } from '../item-type';
import type { LabDesk } from '../lab-desk';
import { id, type LocalizedText, localizedText } from '../text';

/** A lab's own prediction: the options and their words are the lab's, the right one is whatever the run shows. */
export const predictThenRunItem = z.strictObject({
  type: z.literal('predict-then-run'),
  ...itemBase,
  lab: id,
  prediction: id,
  explanation: localizedText,
});
export type PredictThenRunItem = z.infer<typeof predictThenRunItem>;

export interface PublicPredictThenRun {
  readonly lab: string;
  readonly prediction: string;
  readonly options: readonly string[];
}
export interface PredictThenRunSolution {
  readonly option: string;
  readonly explanation: LocalizedText;
}

/** One point when the run bears the prediction out. */
export function predictThenRun(
  labs: LabDesk,
): ItemType<PredictThenRunItem, string, PublicPredictThenRun, PredictThenRunSolution> {
  return {
    response: z.string().max(100),
    blank: '',
    toPublic: ({ lab, prediction }) => ({ lab, prediction, options: labs.predictionOptions(lab, prediction) ?? [] }),
    solution: ({ lab, prediction, explanation }) => ({ option: labs.predict(lab, prediction) ?? '', explanation }),
    isComplete: ({ lab, prediction }, given) => labs.predictionOptions(lab, prediction)?.includes(given) === true,
    score: ({ lab, prediction, explanation }, given) => onePoint(labs.predict(lab, prediction) === given, explanation),
    // What was predicted is run: the run shows what comes of it.
    lead: ({ lab, prediction, explanation }, given) => ({
      reasons: labs.predict(lab, prediction) === given ? [] : [{ part: '', text: explanation }],
    }),
    mistakes: ({ lab, prediction }) =>
      labs.predictionOptions(lab, prediction) === null
        ? [{ path: ['prediction'], message: `lab "${lab}" has no prediction "${prediction}"` }]
        : [],
  };
}
