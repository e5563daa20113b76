import * as z from 'zod';
import {
  type AuthorMistake,
  type ItemType,
  itemBase,
  repeatedId,
  repeatedText,
  shuffleById,
  sumScore,
} from '../item-type';
import { id, type LocalizedText, localizedText } from '../text';

const labelled = z.strictObject({ id, text: localizedText });

const pairedThing = z.strictObject({
  id,
  text: localizedText,
  /** The id of what it belongs to. */
  to: id,
  explanation: localizedText,
  /** What is believed by those who put it elsewhere. */
  misconception: id.optional(),
});

/** Each thing on the left has its own on the right; what is left over on the right belongs to none. */
export const matchingItem = z.strictObject({
  type: z.literal('matching'),
  ...itemBase,
  targets: z.array(labelled).min(2).max(8),
  things: z.array(pairedThing).min(2).max(8),
});
/** Several things may go into the same group. */
export const classificationItem = z.strictObject({
  type: z.literal('classification'),
  ...itemBase,
  targets: z.array(labelled).min(2).max(5),
  things: z.array(pairedThing).min(3).max(12),
});
export type MatchingItem = z.infer<typeof matchingItem>;
export type ClassificationItem = z.infer<typeof classificationItem>;
type PairingItem = MatchingItem | ClassificationItem;

/** The target's id by the thing's. */
const pairs = z.record(z.string().max(100), z.string().max(100));
export type Pairs = z.infer<typeof pairs>;

export interface PublicPairing {
  readonly targets: readonly { readonly id: string; readonly text: LocalizedText }[];
  readonly things: readonly { readonly id: string; readonly text: LocalizedText }[];
}
export interface PairingSolution {
  readonly things: readonly { readonly id: string; readonly to: string; readonly explanation: LocalizedText }[];
}

function pairingMistakes({ targets, things }: PairingItem): readonly AuthorMistake[] {
  const known = new Set(targets.map((each) => each.id));
  return [
    ...repeatedId(targets, 'targets'),
    ...repeatedText(targets, 'targets'),
    ...repeatedId(things, 'things'),
    ...repeatedText(things, 'things'),
    ...things.flatMap(({ to }, index) =>
      known.has(to) ? [] : [{ path: ['things', index, 'to'], message: `there is no target "${to}"` }],
    ),
  ];
}

/** A point for each thing that is where it belongs. */
const pairing: ItemType<PairingItem, Pairs, PublicPairing, PairingSolution> = {
  response: pairs,
  blank: {},
  toPublic: ({ targets, things }, shuffle) => ({
    targets: shuffleById(targets, shuffle),
    things: shuffleById(
      things.map(({ id, text }) => ({ id, text })),
      shuffle,
    ),
  }),
  solution: ({ things }) => ({ things: things.map(({ id, to, explanation }) => ({ id, to, explanation })) }),
  isComplete({ targets, things }, given) {
    const known = new Set(targets.map((each) => each.id));
    const isPlaced = (thing: { id: string }) => known.has(given[thing.id] ?? '');
    return Object.keys(given).length === things.length && things.every(isPlaced);
  },
  score({ things }, given) {
    const parts = things.map(({ id, to, explanation }) => {
      return { part: id, earned: given[id] === to ? 1 : 0, total: 1, reason: explanation };
    });
    const misplaced = things.filter(({ id, to }) => given[id] !== to);
    return sumScore(
      parts,
      misplaced.map((each) => each.misconception),
    );
  },
  // Of what is in the wrong place: what can be said of it is where it belongs.
  lead: ({ things }, given) => ({
    reasons: things
      .filter(({ id, to }) => given[id] !== to)
      .map(({ id, explanation }) => ({ part: id, text: explanation })),
  }),
  mistakes: pairingMistakes,
};

export const matching: ItemType<MatchingItem, Pairs, PublicPairing, PairingSolution> = {
  ...pairing,
  isComplete: (item, given) =>
    pairing.isComplete(item, given) && new Set(Object.values(given)).size === Object.keys(given).length,
  mistakes(item) {
    const taken = new Set<string>();
    const shared = item.things.flatMap(({ to }, index) => {
      if (!taken.has(to)) {
        taken.add(to);
        return [];
      }
      return [{ path: ['things', index, 'to'], message: `"${to}" is matched twice` }];
    });
    return [...pairingMistakes(item), ...shared];
  },
};

export const classification: ItemType<ClassificationItem, Pairs, PublicPairing, PairingSolution> = {
  ...pairing,
  // Groups have an order of their own.
  toPublic: (item, shuffle) => ({ ...pairing.toPublic(item, shuffle), targets: item.targets }),
};
