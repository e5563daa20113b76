import { compareText } from './item-type';

/** A card as the queue sees it. */
export interface QueuedCard {
  readonly id: string;
  readonly topicId: string;
  readonly dueMs: number;
  /** Never reviewed. */
  readonly isNew: boolean;
  /** How likely it is still known, 0 .. 1. */
  readonly retrievability: number;
}

export interface QueueLimits {
  readonly reviewsMax: number;
  readonly newMax: number;
}

export const DAILY_LIMITS: QueueLimits = { reviewsMax: 100, newMax: 20 };

/**
 * Today's cards in the order they should come: those due, the most forgotten first, with new ones spread among them, and no two
 * of a topic in a row where that can be had. O(n log n) in the number of cards.
 */
export function buildQueue(cards: readonly QueuedCard[], nowMs: number, limits: QueueLimits): readonly QueuedCard[] {
  const due = cards.filter((card) => card.dueMs <= nowMs);
  const reviews = due
    .filter((card) => !card.isNew)
    .sort((one, other) => one.retrievability - other.retrievability || compareText(one.id, other.id))
    .slice(0, limits.reviewsMax);
  const fresh = due
    .filter((card) => card.isNew)
    .sort((one, other) => one.dueMs - other.dueMs || compareText(one.id, other.id))
    .slice(0, limits.newMax);
  return mixTopics(spread(reviews, fresh));
}

/** `some` evenly among `many`. */
function spread<Card>(many: readonly Card[], some: readonly Card[]): readonly Card[] {
  const placed = [
    ...many.map((card, index) => ({ card, at: (index + 0.5) / many.length })),
    ...some.map((card, index) => ({ card, at: (index + 0.75) / some.length })),
  ];
  return placed.sort((one, other) => one.at - other.at).map(({ card }) => card);
}

/** Always the foremost card of another topic than the last; of the topic with the most cards left when none else would do later. */
function mixTopics(cards: readonly QueuedCard[]): readonly QueuedCard[] {
  const waiting = new Map<string, { readonly cards: { card: QueuedCard; place: number }[]; next: number }>();
  for (const [place, card] of cards.entries()) {
    const topic = waiting.get(card.topicId) ?? { cards: [], next: 0 };
    topic.cards.push({ card, place });
    waiting.set(card.topicId, topic);
  }
  const mixed: QueuedCard[] = [];
  for (let last: string | null = null; mixed.length < cards.length; ) {
    const left = [...waiting].filter(([, topic]) => topic.next < topic.cards.length);
    const others = left.filter(([topicId]) => topicId !== last);
    const rest = cards.length - mixed.length;
    const crowded = others.find(([, topic]) => (topic.cards.length - topic.next) * 2 > rest);
    const foremost = (crowded ? [crowded] : others.length > 0 ? others : left).reduce((one, other) =>
      (one[1].cards[one[1].next]?.place ?? 0) <= (other[1].cards[other[1].next]?.place ?? 0) ? one : other,
    );
    const [topicId, topic] = foremost;
    const taken = topic.cards[topic.next];
    if (taken !== undefined) mixed.push(taken.card);
    topic.next += 1;
    last = topicId;
  }
  return mixed;
}
