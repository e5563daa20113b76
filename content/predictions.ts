import * as z from 'zod';
import { id } from '@/quiz/text';
import { choice, type SingleItem, single, singleItem } from '@/quiz/types/choice';

/** The run that shows why an option is wrong: a lab's scenario at a step. */
const run = z.strictObject({ lab: id, scenario: id, step: z.int().min(0) });

const prediction = singleItem.omit({ type: true, choices: true }).extend({
  choices: z
    .array(choice.extend({ run: run.optional() }))
    .min(2)
    .max(5),
});
export type LessonPrediction = z.infer<typeof prediction>;

/**
 * `content/<nn-topic>/predictions.yaml`: what a lesson has its reader predict, single-choice questions whose every option has a reply.
 * One that was predicted wrongly comes back in review as any other question.
 */
export const predictionsFile = z.array(prediction).superRefine((all, context) => {
  for (const [index, each] of all.entries()) {
    for (const { path, message } of single.mistakes?.(predictionItem(each)) ?? []) {
      context.addIssue({ code: 'custom', path: [index, ...path], message });
    }
  }
});

/** The prediction as an item of a bank. */
export function predictionItem({ choices, ...rest }: LessonPrediction): SingleItem {
  return { type: 'single', ...rest, choices: choices.map(({ run: _, ...each }) => each) };
}
