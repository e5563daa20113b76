import * as z from 'zod';
import { type AuthorMistake, type ItemType, itemBase, repeatedId, repeatedText, sumScore } from '../item-type';
import { type LocalizedText, localizedText } from '../text';
import { choice } from './choice';

export const diagnoseItem = z.strictObject({
  type: z.literal('diagnose'),
  ...itemBase,
  /** What is looked at: a log, a reply, a definitions file; its lines as they are. */
  evidence: z.strictObject({ name: localizedText, text: z.string().min(1).max(4000) }),
  causes: z.array(choice).min(3).max(5),
  /** The lines that show it, counted from 1: any of them is right. */
  shownBy: z.strictObject({ lines: z.array(z.int().min(1)).min(1).max(3), explanation: localizedText }),
});
export type DiagnoseItem = z.infer<typeof diagnoseItem>;

const diagnosis = z.strictObject({ cause: z.string().max(100), line: z.int().min(1).max(200) });

export interface PublicDiagnose {
  readonly name: LocalizedText;
  readonly lines: readonly string[];
  readonly causes: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface DiagnoseSolution {
  readonly causes: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
  readonly lines: readonly number[];
  readonly explanation: LocalizedText;
}

function linesOf({ evidence }: DiagnoseItem): readonly string[] {
  return evidence.text.trimEnd().split('\n');
}

/** A point for the cause and, only with it, one for a line that shows it: a line alone proves nothing. */
export const diagnose: ItemType<DiagnoseItem, z.infer<typeof diagnosis>, PublicDiagnose, DiagnoseSolution> = {
  response: diagnosis,
  blank: { cause: '', line: 1 },
  toPublic: (item) => ({
    name: item.evidence.name,
    lines: linesOf(item),
    causes: item.causes.map(({ id, text }) => ({ id, text })),
  }),
  solution: ({ causes, shownBy }) => ({
    causes: causes.map(({ id, correct, explanation }) => ({ id, correct, explanation })),
    ...shownBy,
  }),
  lead({ causes }, { cause }) {
    const wrong = causes.filter((each) => !each.correct && each.id === cause);
    return { reasons: wrong.map((each) => ({ part: each.id, text: each.explanation })) };
  },
  isComplete: (item, { cause, line }) => item.causes.some((each) => each.id === cause) && line <= linesOf(item).length,
  score({ causes, shownBy }, { cause, line }) {
    const chosen = causes.find((each) => each.id === cause);
    const isCause = chosen?.correct === true;
    const isLine = isCause && shownBy.lines.includes(line);
    return sumScore(
      [
        { part: 'cause', earned: isCause ? 1 : 0, total: 1, reason: chosen?.explanation ?? null },
        { part: 'line', earned: isLine ? 1 : 0, total: 1, reason: shownBy.explanation },
      ],
      [isCause ? undefined : chosen?.misconception],
    );
  },
  mistakes(item) {
    const { causes, shownBy } = item;
    const correct = causes.filter((each) => each.correct).length;
    const count = { path: ['causes'], message: `exactly one cause is the right one, not ${correct}` };
    const beyond: AuthorMistake[] = shownBy.lines.flatMap((line, index) =>
      line <= linesOf(item).length ? [] : [{ path: ['shownBy', 'lines', index], message: `there is no line ${line}` }],
    );
    return [
      ...(correct === 1 ? [] : [count]),
      ...beyond,
      ...repeatedId(causes, 'causes'),
      ...repeatedText(causes, 'causes'),
    ];
  },
};
