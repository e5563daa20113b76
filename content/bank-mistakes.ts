import { labDesk } from '@/quiz/labs';
import type { QuizItem } from '@/quiz/schema';
import { bindItem } from '@/quiz/score';
import type { TopicContent } from './catalog';

const ITEMS_MIN = 24;
const ITEMS_PER_OBJECTIVE_MIN = 2;

const HINTS = 2;
/** An item may weigh so many times what another does. */
const WEIGHT_MAX = 6;
/** Seeds that show how many points a generated item may have. */
const SEEDS = 12;

/** Types that a lab asks or answers: its run, its picture or its configuration. */
const labTypes: ReadonlySet<QuizItem['type']> = new Set([
  'generated',
  'predict-then-run',
  'pick-on-the-diagram',
  'choose-a-configuration',
]);

/** Whether an item is generated or answered by a lab. */
export function isLabBased(item: QuizItem): boolean {
  return labTypes.has(item.type) || (item.type === 'repair-a-line' && item.graded !== undefined);
}

/** What is wrong with a topic's bank of questions as a whole. */
export function bankMistakes({ quiz, objectives }: TopicContent): readonly string[] {
  const labBased = quiz.filter(isLabBased).length;
  return [
    ...weightMistakes(quiz),
    ...keyMistakes(quiz),
    ...quiz.flatMap(lengthMistakes),
    ...quiz
      .filter(({ hints }) => hints.length !== HINTS)
      .map(({ id, hints }) => `item ${id}: has ${hints.length} hints, but needs ${HINTS}`),
    ...(quiz.length >= ITEMS_MIN ? [] : [`items: has ${quiz.length}, but needs at least ${ITEMS_MIN}`]),
    ...(labBased * 2 >= quiz.length
      ? []
      : [`items: ${labBased} of ${quiz.length} are generated or lab-based, but at least half must be`]),
    ...objectives.flatMap(({ id }) => {
      const count = quiz.filter((item) => item.objective === id).length;
      return count >= ITEMS_PER_OBJECTIVE_MIN
        ? []
        : [`objective "${id}" has ${count} items, but needs at least ${ITEMS_PER_OBJECTIVE_MIN}`];
    }),
  ];
}

/** The most points that an item may have: of a generated one by some of its seeds. */
export function pointsMax(item: QuizItem): number {
  if (item.type !== 'generated') return bindItem(item, labDesk).scoreUnanswered().total;
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);
  return Math.max(...seeds.map((seed) => bindItem({ ...item, seed }, labDesk).scoreUnanswered().total));
}

function weightMistakes(quiz: readonly QuizItem[]): readonly string[] {
  const heavy = quiz
    .map((item) => ({ id: item.id, points: pointsMax(item) }))
    .filter(({ points }) => points > WEIGHT_MAX);
  return heavy.map(({ id, points }) => `item ${id}: is worth ${points} points, but at most ${WEIGHT_MAX}`);
}

/** How many statements are true, and how many are not. */
export function keyCounts(quiz: readonly QuizItem[]): { readonly true: number; readonly false: number } {
  const answers = quiz.flatMap((item) => (item.type === 'true-false' ? [item.answer] : []));
  return { true: answers.filter(Boolean).length, false: answers.filter((answer) => !answer).length };
}

function keyMistakes(quiz: readonly QuizItem[]): readonly string[] {
  const counts = keyCounts(quiz);
  return Math.abs(counts.true - counts.false) <= 1
    ? []
    : [`items: of the true-or-false statements ${counts.true} are true and ${counts.false} are false`];
}

/** Whoever picks the longest option is not to be right for that. */
function lengthMistakes(item: QuizItem): readonly string[] {
  if (item.type !== 'single' && item.type !== 'diagnose') return [];
  const options = item.type === 'single' ? item.choices : item.causes;
  return (['ko', 'en'] as const).flatMap((locale) => {
    const longest = (isRight: boolean) =>
      Math.max(...options.filter(({ correct }) => correct === isRight).map(({ text }) => text[locale].length));
    return longest(true) > longest(false)
      ? [`item ${item.id}: its right option is the longest in ${locale}: ${longest(true)} > ${longest(false)}`]
      : [];
  });
}
