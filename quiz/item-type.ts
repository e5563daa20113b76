import * as z from 'zod';
import type { Phrase } from '../sim/core/question';
import type { Recording } from '../sim/core/recording';
import { id, type LocalizedText, localizedText, tidy } from './text';

/** What part of an answer earned, and why. `part` is the choice, gap, line or pair that it is about; `''` the whole. */
export interface PartScore {
  readonly part: string;
  readonly earned: number;
  readonly total: number;
  /** Why, in the author's words; null where right and wrong explain themselves. */
  readonly reason: LocalizedText | null;
}

export interface Score {
  /** Whole points, 0 .. total. */
  readonly earned: number;
  /** At least 1; depends on the item alone. */
  readonly total: number;
  readonly parts: readonly PartScore[];
  /** What the answer shows to be believed, each once; empty where nothing is known. */
  readonly misconceptions: readonly string[];
}

/**
 * One type of item: what an author writes, what a learner gives, what a browser may see before and after, and how it is scored.
 * All are pure. A response that is not complete, or that cannot be one to this item, is invalid: that is not wrong, and never scored.
 */
export interface ItemType<Item, Response, Public, Solution> {
  readonly response: z.ZodType<Response>;
  /** A response in which nothing was given. */
  readonly blank: Response;
  /** What a browser may see before the answer: nothing that tells right from wrong. `shuffle` is for what has no order of its own. */
  toPublic(item: Item, shuffle: Shuffle): Public;
  /** What it may see after. */
  solution(item: Item): Solution;
  isComplete(item: Item, response: Response): boolean;
  /** Scores a complete response. */
  score(item: Item, response: Response): Score;
  /** Why what was picked is wrong, for practice; of what is right only what follows from that. Where a lab asks, also the run. */
  lead?(item: Item, response: Response): LeadOf;
  /** Mistakes of the author that the schema cannot see: the field, and what is wrong with it. */
  mistakes?(item: Item): readonly AuthorMistake[];
}

/** Why an option that was picked is wrong, in the author's words or the lab's. */
export type PickedReason =
  | { readonly part: string; readonly text: LocalizedText }
  | { readonly part: string; readonly phrase: Phrase };

/** A run, of a lab, at the step that shows why. */
export interface LabRun {
  readonly lab: string;
  readonly recording: Recording<unknown, unknown>;
  readonly step: number;
}

export interface LeadOf {
  readonly reasons: readonly PickedReason[];
  readonly proof?: LabRun | undefined;
}

export interface AuthorMistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Puts things in an order that says nothing about them; the same for the same attempt and item. */
export type Shuffle = <Thing>(things: readonly Thing[]) => readonly Thing[];

/**
 * Shuffles what is written in an order that tells: by id first, so that not even who can undo the shuffle learns how its author
 * put it.
 */
export function shuffleById<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  shuffle: Shuffle,
): readonly Thing[] {
  return shuffle([...things].sort((one, other) => compareText(one.id, other.id)));
}

/** By UTF-16 units: the same everywhere. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What every item has. */
export const itemBase = {
  id,
  /** The id of an objective in the topic's `topic.yaml`. */
  objective: id,
  stem: localizedText,
  /** The id of a source in the topic's `topic.yaml`, and the place in it. */
  source: z.strictObject({ id, at: z.string().min(1) }),
  /** From the vaguest to the plainest; in practice each costs credit. */
  hints: z.array(localizedText).max(4).default([]),
  /** The run that shows why: a lab's scenario, and the step to open it at. */
  seeItHappen: z.strictObject({ lab: id, scenario: id, step: z.int().min(0) }).optional(),
};

/** Adds up parts. */
export function sumScore(parts: readonly PartScore[], misconceptions: readonly (string | undefined)[] = []): Score {
  const known = misconceptions.filter((each) => each !== undefined);
  return {
    earned: parts.reduce((sum, part) => sum + part.earned, 0),
    total: parts.reduce((sum, part) => sum + part.total, 0),
    parts,
    misconceptions: [...new Set(known)],
  };
}

/** Everything or nothing: one point. */
export function onePoint(isRight: boolean, reason: LocalizedText | null, misconception?: string | undefined): Score {
  const part = { part: '', earned: isRight ? 1 : 0, total: 1, reason };
  return sumScore([part], isRight ? [] : [misconception]);
}

/** A schema refinement that no two of `list` share an id. */
export function repeatedId(list: readonly { readonly id: string }[], field: string): readonly AuthorMistake[] {
  const seen = new Set<string>();
  return list.flatMap((each, index) => {
    if (!seen.has(each.id)) {
      seen.add(each.id);
      return [];
    }
    return [{ path: [field, index, 'id'], message: `"${each.id}" is used twice` }];
  });
}

/** Options that say the same in one of the languages: whoever reads them cannot tell them apart. */
export function repeatedText(
  list: readonly { readonly text: LocalizedText }[],
  field: string,
): readonly AuthorMistake[] {
  return (['ko', 'en'] as const).flatMap((locale) => {
    const seen = new Map<string, number>();
    return list.flatMap((each, index) => {
      const text = tidy(each.text[locale]).toLocaleLowerCase('en');
      const before = seen.get(text);
      if (before === undefined) {
        seen.set(text, index);
        return [];
      }
      return [{ path: [field, index, 'text', locale], message: `says the same as ${field}.${before}` }];
    });
  });
}
