import * as z from 'zod';
import { type AuthorMistake, type ItemType, itemBase, onePoint } from '../item-type';
import { id, type LocalizedText, localizedText, tidy } from '../text';

/** How far from the value still counts: in the item's unit, or in thousandths of the value. */
const tolerance = z.union([
  z.strictObject({ absolute: z.number().min(0) }),
  z.strictObject({ perMille: z.number().min(0).max(500) }),
]);

const unit = z.strictObject({
  /** As it is written: `ms`. */
  name: z.string().min(1).max(20),
  /** How many of the item's own unit it is: 1000 for `s` where that is `ms`. */
  factor: z.number().positive(),
});

export const numericItem = z.strictObject({
  type: z.literal('numeric'),
  ...itemBase,
  value: z.number(),
  tolerance: tolerance.default({ absolute: 0 }),
  /** Units a learner may choose from; the first is the item's own. Empty for a bare number. */
  units: z.array(unit).max(6).default([]),
  explanation: localizedText,
  /** Wrong values that are known to come up, in the item's unit. */
  mistakes: z
    .array(z.strictObject({ value: z.number(), feedback: localizedText, misconception: id.optional() }))
    .max(8)
    .default([]),
});
export type NumericItem = z.infer<typeof numericItem>;

const typedNumber = z.strictObject({
  /** As typed. */
  number: z.string().max(40),
  /** A name from `units`; empty where there are none. */
  unit: z.string().max(20).default(''),
});

export interface PublicNumeric {
  readonly units: readonly string[];
}
export interface NumericSolution {
  readonly value: number;
  readonly unit: string;
  readonly explanation: LocalizedText;
}

/** A number as people type it: `1,500`, `1.5`, `-3`, `2e3`, also in full width or with a true minus. Null for anything else. */
export function readNumber(text: string): number | null {
  const plain = tidy(text.normalize('NFKC').replaceAll('−', '-')).replaceAll(/(?<=\d),(?=\d{3}(?!\d))/gu, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

function amountOf({ units }: NumericItem, { number, unit }: z.infer<typeof typedNumber>): number | null {
  const value = readNumber(number);
  if (value === null) return null;
  if (units.length === 0) return unit === '' ? value : null;
  const chosen = units.find((each) => each.name === unit);
  return chosen === undefined ? null : value * chosen.factor;
}

function isNear({ tolerance: allowed }: NumericItem, given: number, value: number): boolean {
  const margin = 'absolute' in allowed ? allowed.absolute : (Math.abs(value) * allowed.perMille) / 1000;
  // Decimal fractions are not exact in binary: 0.1 s + 0.2 s is as good as 0.3 s.
  return Math.abs(given - value) <= margin + Math.abs(value) * 1e-9;
}

/** The mistake behind a value that is wrong in a known way. */
function knownMistake(item: NumericItem, given: number | null) {
  if (given === null || isNear(item, given, item.value)) return undefined;
  return item.mistakes.find(({ value }) => isNear(item, given, value));
}

/** One point within the tolerance, in whichever unit. */
export const numeric: ItemType<NumericItem, z.infer<typeof typedNumber>, PublicNumeric, NumericSolution> = {
  response: typedNumber,
  blank: { number: '', unit: '' },
  toPublic: ({ units }) => ({ units: units.map(({ name }) => name) }),
  solution: ({ value, units, explanation }) => ({ value, unit: units[0]?.name ?? '', explanation }),
  lead(item, response) {
    const mistake = knownMistake(item, amountOf(item, response));
    return { reasons: mistake === undefined ? [] : [{ part: 'value', text: mistake.feedback }] };
  },
  isComplete: (item, response) => amountOf(item, response) !== null,
  score(item, response) {
    const given = amountOf(item, response);
    if (given === null) return onePoint(false, item.explanation);
    if (isNear(item, given, item.value)) return onePoint(true, item.explanation);
    const mistake = knownMistake(item, given);
    return onePoint(false, mistake?.feedback ?? item.explanation, mistake?.misconception);
  },
  mistakes(item) {
    const found: AuthorMistake[] = item.mistakes.flatMap(({ value }, index) =>
      isNear(item, value, item.value)
        ? [{ path: ['mistakes', index, 'value'], message: `${value} is within the tolerance: it counts as right` }]
        : [],
    );
    if (item.units[0] !== undefined && item.units[0].factor !== 1) {
      found.push({ path: ['units', 0, 'factor'], message: "the first unit is the item's own: its factor is 1" });
    }
    return found;
  },
};
