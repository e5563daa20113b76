import type { Score } from './item-type';

/**
 * How an attempt goes. `practice`: told at once, hints, another try, for less credit. `checkpoint`, inside a lesson: told at once,
 * one try. `quiz`: told at the end, one try.
 */
export const BEHAVIOURS = ['practice', 'checkpoint', 'quiz'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** Tries that practice gives for one item. */
export const PRACTICE_TRIES_MAX = 3;

/** A topic's quiz is passed with this many of a hundred points. */
export const PASS_PERCENT = 80;

/** What is left of a score in practice: each hint and each further try takes a third of the points. Points to two places. */
export function creditFor(score: Pick<Score, 'earned'>, help: { hintsTaken: number; tries: number }): number {
  const thirds = Math.max(0, 3 - help.hintsTaken - (help.tries - 1));
  return roundPoints((score.earned * thirds) / 3);
}

/** To two places: thirds add up to whole points again. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}

export function isPass({ earned, total }: { readonly earned: number; readonly total: number }): boolean {
  return total > 0 && earned * 100 >= total * PASS_PERCENT;
}
