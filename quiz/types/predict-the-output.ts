import * as z from 'zod';
import { type AuthorMistake, type ItemType, itemBase, sumScore } from '../item-type';
import { id, type LocalizedText, localizedText, tidyLines } from '../text';

const output = z.string().min(1).max(2000);

export const predictTheOutputItem = z.strictObject({
  type: z.literal('predict-the-output'),
  ...itemBase,
  language: z.string().min(1).max(20),
  code: z.string().min(1).max(4000),
  output,
  explanation: localizedText,
  mistakes: z
    .array(z.strictObject({ output, feedback: localizedText, misconception: id.optional() }))
    .max(8)
    .default([]),
});
export type PredictTheOutputItem = z.infer<typeof predictTheOutputItem>;

export interface PublicPredictTheOutput {
  readonly language: string;
  readonly code: string;
}
export interface PredictTheOutputSolution {
  readonly output: string;
  readonly explanation: LocalizedText;
}

function isSame(one: string, other: string): boolean {
  return tidyLines(one).join('\n') === tidyLines(other).join('\n');
}

/** A point for each line up to the first that is wrong; one line too many costs a point. */
export const predictTheOutput: ItemType<
  PredictTheOutputItem,
  string,
  PublicPredictTheOutput,
  PredictTheOutputSolution
> = {
  response: z.string().max(2000),
  blank: '',
  toPublic: ({ language, code }) => ({ language, code }),
  solution: ({ output, explanation }) => ({ output, explanation }),
  isComplete: (_item, given) => tidyLines(given).length > 0,
  score(item, given) {
    const right = tidyLines(item.output);
    const lines = tidyLines(given);
    const firstWrong = right.findIndex((line, index) => line !== lines[index]);
    const agreed = firstWrong === -1 ? right.length : firstWrong;
    const isTooLong = agreed === right.length && lines.length > right.length;
    const mistake = item.mistakes.find((each) => isSame(each.output, given));
    const part = {
      part: '',
      earned: Math.max(0, agreed - (isTooLong ? 1 : 0)),
      total: right.length,
      reason: mistake?.feedback ?? item.explanation,
    };
    return sumScore([part], [mistake?.misconception]);
  },
  mistakes(item) {
    const found: AuthorMistake[] = item.mistakes.flatMap((each, index) =>
      isSame(each.output, item.output)
        ? [{ path: ['mistakes', index, 'output'], message: 'says the same as the right output' }]
        : [],
    );
    if (tidyLines(item.output).length === 0) found.push({ path: ['output'], message: 'there is no output to predict' });
    return found;
  },
};
