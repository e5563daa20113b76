import { labDesk } from '@/quiz/labs';
import type { QuizItem } from '@/quiz/schema';
import { bindItem } from '@/quiz/score';
import type { Misconceptions } from './misconceptions';
import type { Topic } from './topic';

/** What is wrong with an item that its own fields do not show: each a line that names the item and the field. */
export function itemMistakes(item: QuizItem, topic: Topic, misconceptions: Misconceptions): readonly string[] {
  const attempt = item.type === 'generated' ? { ...item, seed: 0 } : item;
  return [
    ...(topic.objectives.some(({ id }) => id === item.objective)
      ? []
      : [`objective: "${item.objective}" is not in topic.yaml`]),
    ...(topic.sources.some(({ id }) => id === item.source.id)
      ? []
      : [`source: "${item.source.id}" is not in topic.yaml`]),
    ...namedMisconceptions(item)
      .filter(({ id }) => !Object.hasOwn(misconceptions, id))
      .map(({ id, path }) => `${path}: "${id}" is not in misconceptions.yaml`),
    ...bindItem(attempt, labDesk)
      .mistakes()
      .map(({ path, message }) => `${path.join('.')}: ${message}`),
  ];
}

/** Every misconception that data name, such as an item or a question, and where. */
export function namedMisconceptions(
  part: unknown,
  path = '',
): readonly { readonly id: string; readonly path: string }[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return key === 'misconception' && typeof value === 'string'
      ? [{ id: value, path: place }]
      : namedMisconceptions(value, place);
  });
}
