import * as z from 'zod';
import { type ItemType, itemBase, repeatedId, repeatedText, sumScore } from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';
import { choice } from './choice';

export const trueFalseItem = z.strictObject({
  type: z.literal('true-false'),
  ...itemBase,
  /** Whether the stem, a statement, is true. */
  answer: z.boolean(),
  explanation: localizedText,
  /** What is believed by those who take the statement for the other thing. */
  misconception: id.optional(),
  reasons: z.array(choice).min(2).max(6),
});
export type TrueFalseItem = z.infer<typeof trueFalseItem>;

const verdict = z.strictObject({ answer: z.boolean(), reason: z.string().max(100) });

export interface PublicTrueFalse {
  readonly reasons: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface TrueFalseSolution {
  readonly answer: boolean;
  readonly explanation: LocalizedText;
  readonly reasons: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
}

/** A point for the verdict and, only with it, one for the reason: a right verdict for a wrong reason is half an answer. */
export const trueFalse: ItemType<TrueFalseItem, z.infer<typeof verdict>, PublicTrueFalse, TrueFalseSolution> = {
  response: verdict,
  blank: { answer: false, reason: '' },
  toPublic: ({ reasons }) => ({ reasons: reasons.map(({ id, text }) => ({ id, text })) }),
  solution: ({ answer, explanation, reasons }) => ({
    answer,
    explanation,
    reasons: reasons.map(({ id, correct, explanation }) => ({ id, correct, explanation })),
  }),
  isComplete: ({ reasons }, { reason }) => reasons.some((each) => each.id === reason),
  score(item, { answer, reason }) {
    const given = item.reasons.find((each) => each.id === reason);
    const isRight = answer === item.answer;
    const isReason = isRight && given?.correct === true;
    return sumScore(
      [
        { part: 'answer', earned: isRight ? 1 : 0, total: 1, reason: item.explanation },
        { part: 'reason', earned: isReason ? 1 : 0, total: 1, reason: given?.explanation ?? null },
      ],
      [isRight ? undefined : item.misconception, given?.correct === true ? undefined : given?.misconception],
    );
  },
  // Of two verdicts the other one is right: there is nothing left to find out but the reason.
  lead(item, { answer, reason }) {
    const given = item.reasons.find((each) => each.id === reason);
    const wrongReason = given?.correct === false ? [{ part: 'reason', text: given.explanation }] : [];
    const wrongAnswer = { part: 'answer', text: item.explanation };
    return { reasons: answer === item.answer ? wrongReason : [wrongAnswer, ...wrongReason] };
  },
  mistakes({ reasons }) {
    const correct = reasons.filter((each) => each.correct).length;
    const count = { path: ['reasons'], message: `exactly one reason is the right one, not ${correct}` };
    return [...(correct === 1 ? [] : [count]), ...repeatedId(reasons, 'reasons'), ...repeatedText(reasons, 'reasons')];
  },
};
