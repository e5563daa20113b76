import * as z from 'zod';
import { type AuthorMistake, type ItemType, itemBase, repeatedId, shuffleById, sumScore } from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';

const repair = z.strictObject({
  id,
  /** The line whose place it takes, counted from 1. */
  line: z.int().min(1),
  code: z.string().min(1).max(200),
  correct: z.boolean().default(false),
  explanation: localizedText,
  misconception: id.optional(),
});

export const repairALineItem = z.strictObject({
  type: z.literal('repair-a-line'),
  ...itemBase,
  language: z.string().min(1).max(20),
  code: z.string().min(1).max(4000),
  /** Of several lines what could stand there instead: one of all these repairs the code. */
  repairs: z.array(repair).min(4).max(10),
});
export type RepairALineItem = z.infer<typeof repairALineItem>;

const repaired = z.strictObject({ line: z.int().min(1).max(200), repair: z.string().max(100) });

export interface PublicRepairALine {
  readonly language: string;
  readonly code: string;
  /** By rising line; those of one line in an order that says nothing. */
  readonly repairs: readonly { readonly id: string; readonly line: number; readonly code: string }[];
}
export interface RepairALineSolution {
  readonly repairs: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
  readonly line: number;
}

function rightOf({ repairs }: RepairALineItem) {
  return repairs.find((each) => each.correct);
}

/** A point for the line, and one for what stands there now. */
export const repairALine: ItemType<
  RepairALineItem,
  z.infer<typeof repaired>,
  PublicRepairALine,
  RepairALineSolution
> = {
  response: repaired,
  blank: { line: 1, repair: '' },
  toPublic: ({ language, code, repairs }, shuffle) => ({
    language,
    code: code.trimEnd(),
    repairs: shuffleById(
      repairs.map(({ id, line, code: written }) => ({ id, line, code: written })),
      shuffle,
    ).toSorted((one, other) => one.line - other.line),
  }),
  solution: (item) => ({
    repairs: item.repairs.map(({ id, correct, explanation }) => ({ id, correct, explanation })),
    line: rightOf(item)?.line ?? 0,
  }),
  lead({ repairs }, given) {
    const wrong = repairs.filter((each) => !each.correct && each.id === given.repair);
    return { reasons: wrong.map((each) => ({ part: each.id, text: each.explanation })) };
  },
  isComplete: ({ repairs }, { line, repair: chosen }) =>
    repairs.some((each) => each.id === chosen && each.line === line),
  score(item, { line, repair: chosenId }) {
    const chosen = item.repairs.find((each) => each.id === chosenId);
    const isLine = chosen !== undefined && line === rightOf(item)?.line;
    const isRepair = chosen?.correct === true;
    return sumScore(
      [
        { part: 'line', earned: isLine ? 1 : 0, total: 1, reason: null },
        { part: 'repair', earned: isRepair ? 1 : 0, total: 1, reason: chosen?.explanation ?? null },
      ],
      [isRepair ? undefined : chosen?.misconception],
    );
  },
  mistakes(item) {
    const { repairs } = item;
    const lines = item.code.trimEnd().split('\n');
    const correct = repairs.filter((each) => each.correct).length;
    const found: AuthorMistake[] = [...repeatedId(repairs, 'repairs')];
    if (correct !== 1) found.push({ path: ['repairs'], message: `exactly one repairs the code, not ${correct}` });
    for (const [index, { line, code }] of repairs.entries()) {
      if (lines[line - 1] === undefined) {
        found.push({ path: ['repairs', index, 'line'], message: `there is no line ${line}` });
      } else if (lines[line - 1]?.trim() === code.trim()) {
        found.push({ path: ['repairs', index, 'code'], message: 'says what stands there already' });
      }
    }
    // Where only one line could be changed, or its change is the only one, nothing is left to choose.
    const counts = new Map(repairs.map(({ line }) => [line, repairs.filter((each) => each.line === line).length]));
    if (counts.size < 2)
      found.push({ path: ['repairs'], message: 'repairs of at least two lines are to choose among' });
    if ((counts.get(rightOf(item)?.line ?? 0) ?? 2) < 2) {
      found.push({ path: ['repairs'], message: 'the right line has at least two repairs' });
    }
    return found;
  },
};
