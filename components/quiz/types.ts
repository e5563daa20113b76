import type { Behaviour } from '@/quiz/behaviour';
import type { Score } from '@/quiz/item-type';
import type { PublicItem, Reveal } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';

/** What the server tells about an answer. */
export interface Told {
  readonly score: Score;
  /** Points after what hints and further tries cost. */
  readonly credit: number;
  /** The key, with why; null while there is another try. */
  readonly reveal: Reveal | null;
}

/** An answered item as the server returns it: the last try. */
export interface AnsweredItem {
  readonly itemId: string;
  readonly response: unknown;
  readonly tries: number;
  /** Null until the sitting tells: a quiz does at its end. */
  readonly told: Told | null;
}

export interface SittingResult {
  readonly earned: number;
  readonly total: number;
  readonly isPassed: boolean;
}

/** A sitting as the server returns it. */
export interface Sitting {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly items: readonly PublicItem[];
  readonly answered: readonly AnsweredItem[];
  /** Hints taken so far, by item. */
  readonly hints: Readonly<Record<string, readonly LocalizedText[]>>;
  readonly finished: SittingResult | null;
}

/** A piece of code that is drawn in one colour: a CSS colour, or null for that of the text around it. */
export interface CodeToken {
  readonly text: string;
  readonly color: string | null;
}
export type CodeLine = readonly CodeToken[];
/** Highlighted code by item. */
export type CodeByItem = Readonly<Record<string, readonly CodeLine[]>>;

export interface StartedSitting {
  readonly sitting: Sitting;
  readonly code: CodeByItem;
}

/** A server action's answer; nothing at all from a server that is going down. */
type Answer<Result> = Promise<
  ({ readonly ok: true } & Result) | { readonly ok: false; readonly reason: string } | undefined
>;

/** What a sitting asks of the server besides sending answers. */
export interface SittingActions {
  readonly start: (input: unknown) => Answer<StartedSitting>;
  readonly hint: (input: unknown) => Answer<{ readonly hint: LocalizedText }>;
}

/** A source as a quiz shows it. */
export interface QuizSource {
  readonly id: string;
  readonly title: string;
  readonly url?: string | undefined;
}
