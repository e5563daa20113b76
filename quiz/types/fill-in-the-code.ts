import * as z from 'zod';
import { type AuthorMistake, compareText, type ItemType, itemBase, repeatedId, sumScore } from '../item-type';
import { id, type LocalizedText, localizedText, tidy } from '../text';

const form = z.string().trim().min(1).max(120);

const gap = z.strictObject({
  id,
  /** Every form that counts as right; the first is shown as the answer. Blanks make no difference, case does. */
  accepted: z.array(form).min(1).max(12),
  /** Wrong forms to choose among. None: the gap is typed. */
  distractors: z
    .array(z.strictObject({ form, feedback: localizedText, misconception: id.optional() }))
    .max(6)
    .default([]),
  explanation: localizedText,
});

export const fillInTheCodeItem = z.strictObject({
  type: z.literal('fill-in-the-code'),
  ...itemBase,
  language: z.string().min(1).max(20),
  /** With `⟦gap-id⟧` where a gap is. */
  code: z.string().min(1).max(4000),
  gaps: z.array(gap).min(1).max(8),
});
export type FillInTheCodeItem = z.infer<typeof fillInTheCodeItem>;

/** What stands in each gap, by its id. */
const filled = z.record(z.string().max(100), z.string().max(200));

export interface PublicFillInTheCode {
  readonly language: string;
  readonly code: string;
  /** `forms` are what may be chosen; null where it is typed. */
  readonly gaps: readonly { readonly id: string; readonly forms: readonly string[] | null }[];
}
export interface FillInTheCodeSolution {
  readonly gaps: readonly { readonly id: string; readonly answer: string; readonly explanation: LocalizedText }[];
}

/** Code without blanks between its words that mean nothing: those next to punctuation. */
function plainCode(code: string): string {
  return tidy(code).replaceAll(/ ?([^\p{L}\p{N}_ "']) ?/gu, '$1');
}

/** The gaps that the code names, in order. */
export function gapsIn(code: string): readonly string[] {
  return [...code.matchAll(/⟦([a-z0-9-]+)⟧/gu)].map((match) => match[1] ?? '');
}

/** A point for each gap. */
export const fillInTheCode: ItemType<
  FillInTheCodeItem,
  Record<string, string>,
  PublicFillInTheCode,
  FillInTheCodeSolution
> = {
  response: filled,
  blank: {},
  toPublic: ({ language, code, gaps }, shuffle) => ({
    language,
    code,
    gaps: gaps.map(({ id, accepted, distractors }) => ({
      id,
      forms:
        distractors.length === 0
          ? null
          : // By their own text first: so nothing is left of where the right one stood.
            shuffle([...accepted.slice(0, 1), ...distractors.map((each) => each.form)].sort(compareText)),
    })),
  }),
  solution: ({ gaps }) => ({
    gaps: gaps.map(({ id, accepted, explanation }) => ({ id, answer: accepted[0] ?? '', explanation })),
  }),
  lead: ({ gaps }, given) => ({
    reasons: gaps.flatMap(({ id, distractors }) => {
      const chosen = distractors.find((each) => plainCode(each.form) === plainCode(given[id] ?? ''));
      return chosen === undefined ? [] : [{ part: id, text: chosen.feedback }];
    }),
  }),
  isComplete: ({ gaps }, given) =>
    Object.keys(given).length === gaps.length && gaps.every(({ id }) => tidy(given[id] ?? '') !== ''),
  score({ gaps }, given) {
    const results = gaps.map(({ id, accepted, distractors, explanation }) => {
      const text = plainCode(given[id] ?? '');
      const isRight = accepted.some((each) => plainCode(each) === text);
      const mistake = isRight ? undefined : distractors.find((each) => plainCode(each.form) === text);
      const part = { part: id, earned: isRight ? 1 : 0, total: 1, reason: mistake?.feedback ?? explanation };
      return { part, misconception: mistake?.misconception };
    });
    return sumScore(
      results.map((each) => each.part),
      results.map((each) => each.misconception),
    );
  },
  mistakes({ code, gaps }) {
    const named = gapsIn(code);
    const found: AuthorMistake[] = [...repeatedId(gaps, 'gaps')];
    for (const [index, { id, accepted, distractors }] of gaps.entries()) {
      const count = named.filter((each) => each === id).length;
      if (count !== 1) found.push({ path: ['gaps', index, 'id'], message: `the code has ${count} gaps ⟦${id}⟧` });
      for (const [place, { form }] of distractors.entries()) {
        if (accepted.some((each) => plainCode(each) === plainCode(form))) {
          found.push({ path: ['gaps', index, 'distractors', place, 'form'], message: 'a form that is also accepted' });
        }
        const before = distractors.findIndex((each) => plainCode(each.form) === plainCode(form));
        if (before < place) {
          const message = `says the same as distractors.${before}`;
          found.push({ path: ['gaps', index, 'distractors', place, 'form'], message });
        }
      }
    }
    const unknown = named.filter((each) => gaps.every(({ id }) => id !== each));
    return [...found, ...unknown.map((each) => ({ path: ['code'], message: `there is no gap "${each}"` }))];
  },
};
