import * as z from 'zod';
import { type ItemType, itemBase, repeatedId, repeatedText, shuffleById, sumScore } from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';

export const orderingItem = z.strictObject({
  type: z.literal('ordering'),
  ...itemBase,
  /** In the right order. */
  steps: z
    .array(z.strictObject({ id, text: localizedText }))
    .min(3)
    .max(8),
  explanation: localizedText,
});
export type OrderingItem = z.infer<typeof orderingItem>;

const order = z.array(z.string().max(100)).max(8);

export interface PublicOrdering {
  readonly steps: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface OrderingSolution {
  readonly order: readonly string[];
  readonly explanation: LocalizedText;
}

/** How many of `places` can stay where they are relative to one another: the longest rising subsequence. */
function longestRise(places: readonly number[]): number {
  const lengths: number[] = [];
  for (const [index, place] of places.entries()) {
    const before = lengths.slice(0, index).filter((_length, earlier) => (places[earlier] ?? 0) < place);
    lengths.push(Math.max(0, ...before) + 1);
  }
  return Math.max(0, ...lengths);
}

/** A point less than there are steps, and one lost for each step that would have to be moved. */
export const ordering: ItemType<OrderingItem, string[], PublicOrdering, OrderingSolution> = {
  response: order,
  blank: [],
  toPublic: ({ steps }, shuffle) => ({ steps: shuffleById(steps, shuffle) }),
  solution: ({ steps, explanation }) => ({ order: steps.map((each) => each.id), explanation }),
  isComplete: ({ steps }, given) =>
    given.length === steps.length && steps.every((each) => given.filter((other) => other === each.id).length === 1),
  score({ steps, explanation }, given) {
    const places = given.map((each) => steps.findIndex((step) => step.id === each));
    return sumScore([{ part: '', earned: longestRise(places) - 1, total: steps.length - 1, reason: explanation }]);
  },
  mistakes: ({ steps }) => [...repeatedId(steps, 'steps'), ...repeatedText(steps, 'steps')],
};
