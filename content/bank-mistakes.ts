import type { QuizItem } from '@/quiz/schema';
import type { TopicContent } from './catalog';

const ITEMS_MIN = 24;
const ITEMS_PER_OBJECTIVE_MIN = 2;

/** Types whose key comes from a run of a lab, not from the author. */
const labTypes: ReadonlySet<QuizItem['type']> = new Set(['generated', 'predict-then-run', 'pick-on-the-diagram']);

/** Whether an item is generated or answered by a lab. */
export function isLabBased({ type }: QuizItem): boolean {
  return labTypes.has(type);
}

/** What is wrong with a topic's bank of questions as a whole. */
export function bankMistakes({ quiz, objectives }: TopicContent): readonly string[] {
  const labBased = quiz.filter(isLabBased).length;
  return [
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
