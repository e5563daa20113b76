import * as z from 'zod';
import {
  type AuthorMistake,
  type ItemType,
  itemBase,
  type LeadOf,
  onePoint,
  repeatedId,
  repeatedText,
  type Score,
  sumScore,
} from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';

export const choice = z.strictObject({
  id,
  text: localizedText,
  correct: z.boolean().default(false),
  /** Shown after answering, whether or not it was picked: why it is right or wrong. */
  explanation: localizedText,
  /** What is believed by those who pick it wrongly, or wrongly leave it. */
  misconception: id.optional(),
});
export type Choice = z.infer<typeof choice>;

export const singleItem = z.strictObject({
  type: z.literal('single'),
  ...itemBase,
  choices: z.array(choice).min(2).max(8),
});
export const multipleItem = z.strictObject({
  type: z.literal('multiple'),
  ...itemBase,
  choices: z.array(choice).min(2).max(8),
});
export type SingleItem = z.infer<typeof singleItem>;
export type MultipleItem = z.infer<typeof multipleItem>;

/** Ids of the choices picked. */
const picks = z.array(z.string().max(100)).max(8);
export type Picks = z.infer<typeof picks>;

export interface PublicChoices {
  readonly choices: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface ChoicesSolution {
  readonly choices: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
}

function toPublic({ choices }: { readonly choices: readonly Choice[] }): PublicChoices {
  return { choices: choices.map((each) => ({ id: each.id, text: each.text })) };
}

function solution({ choices }: { readonly choices: readonly Choice[] }): ChoicesSolution {
  return { choices: choices.map(({ id, correct, explanation }) => ({ id, correct, explanation })) };
}

/** Of the wrong ones that were picked. */
function lead({ choices }: { readonly choices: readonly Choice[] }, picked: Picks): LeadOf {
  const wrong = choices.filter((each) => !each.correct && picked.includes(each.id));
  return { reasons: wrong.map(({ id, explanation }) => ({ part: id, text: explanation })) };
}

function areKnown(choices: readonly Choice[], picked: Picks): boolean {
  const known = new Set(choices.map((each) => each.id));
  return new Set(picked).size === picked.length && picked.every((each) => known.has(each));
}

function choiceMistakes(choices: readonly Choice[]): readonly AuthorMistake[] {
  return [...repeatedId(choices, 'choices'), ...repeatedText(choices, 'choices')];
}

/** One point or none. */
export const single: ItemType<SingleItem, Picks, PublicChoices, ChoicesSolution> = {
  response: picks,
  blank: [],
  toPublic,
  solution,
  lead,
  isComplete: ({ choices }, picked) => picked.length === 1 && areKnown(choices, picked),
  score({ choices }, picked) {
    const chosen = choices.find((each) => each.id === picked[0]);
    return onePoint(chosen?.correct === true, chosen?.explanation ?? null, chosen?.misconception);
  },
  mistakes({ choices }) {
    const correct = choices.filter((each) => each.correct).length;
    const count = { path: ['choices'], message: `a single-choice item has exactly one correct choice, not ${correct}` };
    return [...(correct === 1 ? [] : [count]), ...choiceMistakes(choices)];
  },
};

/** A point for each right pick, less one for each wrong pick, never below nothing: picking everything is worth nothing much. */
export const multiple: ItemType<MultipleItem, Picks, PublicChoices, ChoicesSolution> = {
  response: picks,
  blank: [],
  toPublic,
  solution,
  lead,
  isComplete: ({ choices }, picked) => picked.length >= 1 && areKnown(choices, picked),
  score({ choices }, picked) {
    const parts = choices.map((each) => {
      const isPicked = picked.includes(each.id);
      const total = each.correct ? 1 : 0;
      const earned = isPicked ? (each.correct ? 1 : -1) : 0;
      return { part: each.id, earned, total, reason: each.explanation };
    });
    const wrong = choices.filter((each) => each.correct !== picked.includes(each.id));
    const sum: Score = sumScore(
      parts,
      wrong.map((each) => each.misconception),
    );
    return { ...sum, earned: Math.max(0, sum.earned) };
  },
  mistakes({ choices }) {
    const hasRight = choices.some((each) => each.correct);
    const none = { path: ['choices'], message: 'a multiple-choice item has at least one correct choice' };
    return [...(hasRight ? [] : [none]), ...choiceMistakes(choices)];
  },
};
