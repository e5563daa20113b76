import * as z from 'zod';
import { type ItemType, itemBase, onePoint, repeatedId, repeatedText } from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';

const target = z.strictObject({
  /** A node's or an edge's id as the lab's canvas has it, or the number of a step for a moment. */
  id: z.string().min(1).max(100),
  /** What it is called in the list that stands beside the picture. */
  text: localizedText,
  correct: z.boolean().default(false),
  explanation: localizedText,
  misconception: id.optional(),
});

export const pickOnTheDiagramItem = z.strictObject({
  type: z.literal('pick-on-the-diagram'),
  ...itemBase,
  /** The picture: a lab's scenario at a step. For moments, the stretch of the run that ends there. */
  picture: z.strictObject({ lab: id, scenario: id, step: z.int().min(0) }),
  pick: z.enum(['node', 'edge', 'moment']),
  targets: z.array(target).min(2).max(16),
});
export type PickOnTheDiagramItem = z.infer<typeof pickOnTheDiagramItem>;

export interface PublicPickOnTheDiagram {
  readonly picture: { readonly lab: string; readonly scenario: string; readonly step: number };
  readonly pick: 'node' | 'edge' | 'moment';
  readonly targets: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface PickOnTheDiagramSolution {
  readonly targets: readonly { readonly id: string; readonly correct: boolean; readonly explanation: LocalizedText }[];
}

/** One point for any of the right targets. */
export const pickOnTheDiagram: ItemType<
  PickOnTheDiagramItem,
  string,
  PublicPickOnTheDiagram,
  PickOnTheDiagramSolution
> = {
  response: z.string().max(100),
  blank: '',
  toPublic: ({ picture, pick, targets }) => ({ picture, pick, targets: targets.map(({ id, text }) => ({ id, text })) }),
  solution: ({ targets }) => ({
    targets: targets.map(({ id, correct, explanation }) => ({ id, correct, explanation })),
  }),
  lead({ targets }, given) {
    const wrong = targets.filter((each) => !each.correct && each.id === given);
    return { reasons: wrong.map((each) => ({ part: each.id, text: each.explanation })) };
  },
  isComplete: ({ targets }, given) => targets.some((each) => each.id === given),
  score({ targets }, given) {
    const picked = targets.find((each) => each.id === given);
    return onePoint(picked?.correct === true, picked?.explanation ?? null, picked?.misconception);
  },
  mistakes({ targets, pick, picture }) {
    const none = { path: ['targets'], message: 'no target is the right one' };
    const isInRun = (moment: string) => /^\d+$/.test(moment) && Number(moment) <= picture.step;
    const hasRight = targets.some((each) => each.correct);
    return [
      ...(hasRight ? [] : [none]),
      ...repeatedId(targets, 'targets'),
      ...repeatedText(targets, 'targets'),
      ...targets.flatMap(({ id }, index) =>
        pick === 'moment' && !isInRun(id)
          ? [{ path: ['targets', index, 'id'], message: `"${id}" is no step of 0 .. ${picture.step}` }]
          : [],
      ),
    ];
  },
};
