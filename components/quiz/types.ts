import type { Behaviour } from '@/quiz/behaviour';
import type { Score } from '@/quiz/item-type';
import type { Lead, PublicItem, Reveal } from '@/quiz/score';
import type { LocalizedText } from '@/quiz/text';

/** A misconception that an answer shows, and the place that puts it right. */
export interface ToldBelief {
  readonly id: string;
  readonly name: LocalizedText;
  readonly text: LocalizedText;
  readonly source?: { readonly title: string; readonly at: string; readonly url: string } | undefined;
}

/** What the server tells about an answer. */
export interface Told {
  readonly score: Score;
  /** Points after what hints and further tries cost. */
  readonly credit: number;
  /** The key, with why; null while there is another try. */
  readonly reveal: Reveal | null;
  /** While there is another try in practice: why what was picked is wrong, and where to see it. */
  readonly lead?: Lead | null;
  /** What the answer shows to be believed. */
  readonly beliefs?: readonly ToldBelief[];
}

/** An answered item as the server returns it: the last try. */
export interface AnsweredItem {
  readonly itemId: string;
  readonly response: unknown;
  /** 0 for what was left unanswered when the quiz was handed in. */
  readonly tries: number;
  /** Null until the attempt tells: a quiz does at its end. */
  readonly told: Told | null;
}

export interface AttemptResult {
  readonly earned: number;
  readonly total: number;
  readonly isPassed: boolean;
}

/** An attempt as the server returns it. */
export interface Attempt {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly items: readonly PublicItem[];
  readonly answered: readonly AnsweredItem[];
  /** Hints taken so far, by item. */
  readonly hints: Readonly<Record<string, readonly LocalizedText[]>>;
  readonly finished: AttemptResult | null;
  /** The open quizzes that keep some of its items back. */
  readonly withheld: readonly WithheldQuiz[];
}

/** An open quiz that keeps questions back from everywhere else, and how many of those that are meant. */
export interface WithheldQuiz {
  readonly quizId: string;
  readonly topicId: string;
  readonly count: number;
}

/** A piece of code that is drawn in one colour: a CSS colour, or null for that of the text around it. */
export interface CodeToken {
  readonly text: string;
  readonly color: string | null;
}
export type CodeLine = readonly CodeToken[];
/** Highlighted code by item. */
export type CodeByItem = Readonly<Record<string, readonly CodeLine[]>>;

export interface StartedAttempt {
  readonly attempt: Attempt;
  readonly code: CodeByItem;
}

/** A server action's answer; nothing at all from a server that is going down. */
type Answer<Result> = Promise<
  ({ readonly ok: true } & Result) | { readonly ok: false; readonly reason: string } | undefined
>;

/** What an attempt asks of the server besides sending answers. */
export interface AttemptActions extends QuizEnds {
  readonly start: (input: unknown) => Answer<StartedAttempt>;
  readonly hint: (input: unknown) => Answer<{ readonly hint: LocalizedText }>;
}

/** The two ways in which an open quiz ends before all of it is answered. */
export interface QuizEnds {
  /** What is unanswered counts as no points. */
  readonly handIn: (input: unknown) => Answer<unknown>;
  readonly discard: (input: unknown) => Answer<unknown>;
}

/** A source as a quiz shows it. */
export interface QuizSource {
  readonly id: string;
  readonly title: string;
  readonly url?: string | undefined;
}

/** An objective as a result shows it, with where its lesson teaches it. */
export interface QuizObjective {
  readonly id: string;
  readonly text: string;
  readonly section: { readonly href: string; readonly title: string };
}
