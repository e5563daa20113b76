import * as z from 'zod';
import { type AuthorMistake, type ItemType, itemBase, repeatedId, shuffleById, sumScore } from '../item-type';
import type { LabDesk } from '../lab-desk';
import { id, type LocalizedText, localizedText } from '../text';

const repair = z.strictObject({
  id,
  /** The line whose place it takes, counted from 1. */
  line: z.int().min(1),
  code: z.string().min(1).max(200),
  /** Left out where a lab says so. */
  correct: z.boolean().default(false),
  /** The same for the lab's scenario, by the way to what is another: `config.heartbeatIntervalMs`. */
  change: z.record(z.string().max(200), z.json()).optional(),
  explanation: localizedText,
  misconception: id.optional(),
});

export const repairALineItem = z.strictObject({
  type: z.literal('repair-a-line'),
  ...itemBase,
  language: z.string().min(1).max(20),
  code: z.string().min(1).max(4000),
  /** Of several lines what could stand there instead: one of all these repairs the code, or all that the lab says do. */
  repairs: z.array(repair).min(4).max(10),
  /** Graded by a lab: a repair is right when the milestone does not come about in the scenario's run as it was changed. */
  graded: z.strictObject({ lab: id, scenario: id, without: id }).optional(),
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

type Repair = RepairALineItem['repairs'][number];

/** A point for the line, and one for what stands there now. */
export function repairALine(
  labs: LabDesk,
): ItemType<RepairALineItem, z.infer<typeof repaired>, PublicRepairALine, RepairALineSolution> {
  function isRight({ graded }: RepairALineItem, { correct, change = {} }: Repair): boolean {
    return graded === undefined
      ? correct
      : labs.comesAbout(graded.lab, graded.scenario, change, graded.without) === false;
  }
  /** The line of what is right: where a lab says what is, all of it stands on one line. */
  const rightLine = (item: RepairALineItem) => item.repairs.find((each) => isRight(item, each))?.line;

  return {
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
      repairs: item.repairs.map((each) => ({
        id: each.id,
        correct: isRight(item, each),
        explanation: each.explanation,
      })),
      line: rightLine(item) ?? 0,
    }),
    lead(item, given) {
      const wrong = item.repairs.find((each) => each.id === given.repair && !isRight(item, each));
      return { reasons: wrong === undefined ? [] : [{ part: wrong.id, text: wrong.explanation }] };
    },
    isComplete: ({ repairs }, { line, repair: chosen }) =>
      repairs.some((each) => each.id === chosen && each.line === line),
    score(item, { line, repair: chosenId }) {
      const chosen = item.repairs.find((each) => each.id === chosenId);
      const isLine = chosen !== undefined && line === rightLine(item);
      const isRepair = chosen !== undefined && isRight(item, chosen);
      return sumScore(
        [
          { part: 'line', earned: isLine ? 1 : 0, total: 1, reason: null },
          { part: 'repair', earned: isRepair ? 1 : 0, total: 1, reason: chosen?.explanation ?? null },
        ],
        [isRepair ? undefined : chosen?.misconception],
      );
    },
    mistakes(item) {
      const { repairs, graded } = item;
      const lines = item.code.trimEnd().split('\n');
      const right = repairs.filter((each) => isRight(item, each));
      const found: AuthorMistake[] = [...repeatedId(repairs, 'repairs')];
      if (graded === undefined && right.length !== 1) {
        found.push({ path: ['repairs'], message: `exactly one repairs the code, not ${right.length}` });
      }
      if (graded !== undefined) found.push(...gradedMistakes(item, graded, right));
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
      if ((counts.get(rightLine(item) ?? 0) ?? 2) < 2) {
        found.push({ path: ['repairs'], message: 'the right line has at least two repairs' });
      }
      return found;
    },
  };

  function gradedMistakes(
    { repairs }: RepairALineItem,
    { lab, scenario, without }: NonNullable<RepairALineItem['graded']>,
    right: readonly Repair[],
  ): AuthorMistake[] {
    const unknown = repairs.flatMap(({ change = {} }, index) =>
      labs.comesAbout(lab, scenario, change, without) === null
        ? [{ path: ['repairs', index, 'change'], message: 'the lab cannot run it' }]
        : [],
    );
    const isBroken = labs.comesAbout(lab, scenario, {}, without) === true;
    const onOneLine = new Set(right.map(({ line }) => line)).size === 1;
    return [
      ...unknown,
      ...(isBroken ? [] : [{ path: ['graded', 'without'], message: 'the lab does not show it before the repair' }]),
      ...(onOneLine ? [] : [{ path: ['repairs'], message: 'what repairs it stands on one line' }]),
      ...(right.length < repairs.length ? [] : [{ path: ['repairs'], message: 'every one repairs it' }]),
    ];
  }
}
