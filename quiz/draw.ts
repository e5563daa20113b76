import { hashText } from './chance';
import type { QuizItem } from './schema';

/** How many items one attempt of a topic's quiz has at most: what can be answered with care at one go. */
export const QUIZ_ITEMS_MAX = 15;

/** How many items an attempt of this bank has. */
export function quizItemCount(bank: readonly unknown[]): number {
  return Math.min(QUIZ_ITEMS_MAX, bank.length);
}

/**
 * Which items of a topic's bank a learner's nth attempt has, n from 0, in the bank's order: every objective in turn until there
 * are {@link QUIZ_ITEMS_MAX}. The next attempt goes on in each objective's items where this one ended, so that a retry asks other ones.
 * Who knows `learnerKey` can reckon what will be asked: it is kept from the browser.
 */
export function drawItems(bank: readonly QuizItem[], learnerKey: string, n: number): readonly QuizItem[] {
  const objectives = [...new Set(bank.map(({ objective }) => objective))];
  const eachMax = Math.ceil(QUIZ_ITEMS_MAX / Math.max(1, objectives.length));
  const queues = turned(objectives, n).map((objective) => {
    const items = bank.filter((item) => item.objective === objective);
    return turned(inOwnOrder(items, learnerKey), n * eachMax);
  });
  const drawn = new Set<QuizItem>();
  for (let round = 0; drawn.size < quizItemCount(bank); round += 1) {
    for (const queue of queues) {
      const item = queue[round];
      if (item !== undefined && drawn.size < quizItemCount(bank)) drawn.add(item);
    }
  }
  return bank.filter((item) => drawn.has(item));
}

/** The learner's own order of an objective's items. */
function inOwnOrder(items: readonly QuizItem[], learnerKey: string): readonly QuizItem[] {
  const place = ({ id }: QuizItem) => hashText(`${learnerKey} draw ${id}`);
  return [...items].sort((one, other) => place(one) - place(other));
}

/** Begun at the nth, with those before it at the end. */
function turned<T>(things: readonly T[], n: number): readonly T[] {
  const start = n % Math.max(1, things.length);
  return [...things.slice(start), ...things.slice(0, start)];
}
