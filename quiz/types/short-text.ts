import * as z from 'zod';
import { type ItemType, itemBase, onePoint } from '../item-type';
import { id, type LocalizedText, localizedText, tidy } from '../text';

const form = z.string().trim().min(1).max(200);

export const shortTextItem = z.strictObject({
  type: z.literal('short-text'),
  ...itemBase,
  /** Every form that counts as right, in either language; the first is shown as the answer. */
  accepted: z.array(form).min(1).max(20),
  /** True for names whose case matters, such as commands of a case-sensitive language. */
  caseSensitive: z.boolean().default(false),
  explanation: localizedText,
  mistakes: z
    .array(
      z.strictObject({
        forms: z.array(form).min(1).max(10),
        feedback: localizedText,
        misconception: id.optional(),
      }),
    )
    .max(8)
    .default([]),
});
export type ShortTextItem = z.infer<typeof shortTextItem>;

const typed = z.string().max(200);

export interface ShortTextSolution {
  readonly answer: string;
  readonly explanation: LocalizedText;
}

/** Compares as a reader would: blanks and, unless it matters, case make no difference. */
function isOneOf(item: ShortTextItem, forms: readonly string[], response: string): boolean {
  const plain = (text: string) => (item.caseSensitive ? tidy(text) : tidy(text).toLocaleLowerCase('en'));
  return forms.some((each) => plain(each) === plain(response));
}

/** One point for any accepted form. */
export const shortText: ItemType<ShortTextItem, string, Record<never, never>, ShortTextSolution> = {
  response: typed,
  blank: '',
  toPublic: () => ({}),
  solution: ({ accepted, explanation }) => ({ answer: accepted[0] ?? '', explanation }),
  isComplete: (_item, response) => tidy(response) !== '',
  score(item, response) {
    if (isOneOf(item, item.accepted, response)) return onePoint(true, item.explanation);
    const mistake = item.mistakes.find(({ forms }) => isOneOf(item, forms, response));
    return onePoint(false, mistake?.feedback ?? item.explanation, mistake?.misconception);
  },
  mistakes: (item) =>
    item.mistakes.flatMap(({ forms }, index) =>
      forms.some((each) => isOneOf(item, item.accepted, each))
        ? [{ path: ['mistakes', index, 'forms'], message: 'a form that is also accepted' }]
        : [],
    ),
};
