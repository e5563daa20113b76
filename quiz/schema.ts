import * as z from 'zod';
import { multipleItem, singleItem } from './types/choice';
import { chooseAConfigurationItem } from './types/choose-a-configuration';
import { diagnoseItem } from './types/diagnose';
import { fillInTheCodeItem } from './types/fill-in-the-code';
import { generatedItem } from './types/generated';
import { numericItem } from './types/numeric';
import { orderingItem } from './types/ordering';
import { classificationItem, matchingItem } from './types/pairing';
import { pickOnTheDiagramItem } from './types/pick-on-the-diagram';
import { predictTheOutputItem } from './types/predict-the-output';
import { predictThenRunItem } from './types/predict-then-run';
import { repairALineItem } from './types/repair-a-line';
import { shortTextItem } from './types/short-text';
import { trueFalseItem } from './types/true-false';

/** An item as its author writes it. */
export const quizItem = z.discriminatedUnion('type', [
  singleItem,
  multipleItem,
  trueFalseItem,
  numericItem,
  shortTextItem,
  orderingItem,
  matchingItem,
  classificationItem,
  fillInTheCodeItem,
  predictTheOutputItem,
  pickOnTheDiagramItem,
  predictThenRunItem,
  diagnoseItem,
  chooseAConfigurationItem,
  repairALineItem,
  generatedItem,
]);
export type QuizItem = z.infer<typeof quizItem>;

export const quizFile = z.strictObject({ items: z.array(quizItem).min(1) }).superRefine((file, context) => {
  const seen = new Set<string>();
  for (const [index, item] of file.items.entries()) {
    if (seen.has(item.id))
      context.addIssue({ code: 'custom', path: ['items', index, 'id'], message: `"${item.id}" is used twice` });
    seen.add(item.id);
  }
});

/** An item as one attempt has it: a generated one with its seed, which never leaves the server. */
export type AttemptItem =
  | Exclude<QuizItem, { type: 'generated' }>
  | (Extract<QuizItem, { type: 'generated' }> & { readonly seed: number });
