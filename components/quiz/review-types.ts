import type { Score } from '@/quiz/item-type';
import type { PublicItem, Reveal } from '@/quiz/score';
import type { CodeLine, QuizEnds, QuizSource, ToldBelief } from './types';

/** A card that is due. */
export interface DueCard {
  readonly id: string;
  readonly topicId: string;
  readonly kind: 'item' | 'challenge';
  /** The item's id, or lab/challenge. */
  readonly ref: string;
}

/** A topic as its cards name it. */
export interface ReviewTopic {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly QuizSource[];
}

/** A card's question as it is asked this time. */
export interface AskedQuestion {
  readonly item: PublicItem;
  readonly variant: number;
  readonly code: readonly CodeLine[] | null;
}

/** What came of an answer to it. */
export interface ReviewedAnswer {
  readonly ok: true;
  /** Null while an open quiz has the item: the answer counts, and is not told. */
  readonly told: {
    readonly score: Score;
    readonly reveal: Reveal;
    /** When the card comes up again, in milliseconds since 1970. */
    readonly dueMs: number;
    /** What the answer shows to be believed. */
    readonly beliefs?: readonly ToldBelief[];
  } | null;
}

/** A server action's answer; nothing at all from a server that is going down. */
type Answer<Result> = Promise<
  ({ readonly ok: true } & Result) | { readonly ok: false; readonly reason: string } | undefined
>;

export interface ReviewActions extends QuizEnds {
  readonly open: (cardId: string) => Answer<AskedQuestion>;
  readonly takeBack: (reviewId: string) => Answer<{ readonly card: DueCard }>;
}
