import { z } from 'zod';
import type { LocalizedText, QuizItem } from './schema';

/** A learner's answer: ids of the choices picked. */
export const response = z.array(z.string().max(100)).max(8);
export type Response = z.infer<typeof response>;

export interface Score {
  /** Whole points, 0 .. total. */
  readonly earned: number;
  readonly total: number;
}

/** What a browser may see of an item before it is answered: nothing that tells right from wrong. */
export interface PublicItem {
  readonly id: string;
  readonly type: QuizItem['type'];
  readonly stem: LocalizedText;
  readonly choices: readonly { readonly id: string; readonly text: LocalizedText }[];
}

/** What a browser may see of an item once it is answered. */
export interface Reveal {
  readonly choices: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
  readonly source: { readonly id: string; readonly at: string };
}

export function publicItem({ id, type, stem, choices }: QuizItem): PublicItem {
  return { id, type, stem, choices: choices.map((choice) => ({ id: choice.id, text: choice.text })) };
}

export function reveal({ choices, source }: QuizItem): Reveal {
  return { choices: choices.map(({ id, correct, explanation }) => ({ id, correct, explanation })), source };
}

/**
 * Whether the response answers the item at all. Unanswered or impossible is `invalid`, which is not the same as wrong:
 * it is never scored.
 */
export function isValid(item: QuizItem, picked: Response): boolean {
  const known = new Set(item.choices.map((choice) => choice.id));
  const distinct = new Set(picked);
  if (distinct.size !== picked.length || picked.some((id) => !known.has(id))) return false;
  return item.type === 'single' ? picked.length === 1 : picked.length >= 1;
}

/**
 * Scores a valid response. Single choice: one point or none. Multiple choice: a point for each right pick, less one for
 * each wrong pick, never below nothing, so that picking everything is worth nothing.
 */
export function score(item: QuizItem, picked: Response): Score {
  const isRight = new Map(item.choices.map((choice) => [choice.id, choice.correct]));
  const rightPicks = picked.filter((id) => isRight.get(id)).length;
  const wrongPicks = picked.length - rightPicks;
  const total = item.choices.filter((choice) => choice.correct).length;
  return { earned: Math.max(0, rightPicks - wrongPicks), total };
}
