import { z } from 'zod';
import { shuffleFor } from '@/quiz/chance';
import type { Score } from '@/quiz/item-type';
import { buildQueue, DAILY_LIMITS, type QueueLimits } from '@/quiz/review-queue';
import { type Remembered, rememberedBy, retrievability, review } from '@/quiz/schedule';
import type { QuizItem, SittingItem } from '@/quiz/schema';
import type { PublicItem, Reveal } from '@/quiz/score';
import type { Db } from './db/open';
import { memoryOf, retentionOf } from './review-cards';
import { bound, itemsOf, keepItems } from './sitting';

/** Where a card's question comes from: the topics' items as they are now. */
export type ItemBank = ReadonlyMap<string, readonly QuizItem[]>;

export interface DueCard {
  readonly id: string;
  readonly topicId: string;
  readonly kind: 'item' | 'challenge';
  /** The item's id, or lab/challenge. */
  readonly ref: string;
}

const kinds = z.enum(['item', 'challenge']);

/** Today's cards in the order they should come; those whose item no longer exists are left out. O(n log n) in the learner's cards. */
export async function reviewQueue(
  db: Db,
  userId: string,
  bank: ItemBank,
  nowMs: number,
  limits: QueueLimits = DAILY_LIMITS,
): Promise<readonly DueCard[]> {
  const due = await db.reviewCard.findMany({
    where: { userId, dueAt: { lte: new Date(nowMs) } },
    select: { id: true, topicId: true, kind: true, ref: true, memory: true },
  });
  const cards = due
    .filter((card) => card.kind !== 'item' || findItem(bank, card) !== undefined)
    .map((card) => {
      const memory = memoryOf(card.memory);
      const isNew = memory.lastReviewMs === null;
      return { ...card, dueMs: memory.dueMs, isNew, retrievability: retrievability(memory, nowMs) };
    });
  return buildQueue(cards, nowMs, limits).map(({ id }) => {
    const card = cards.find((each) => each.id === id);
    if (card === undefined) throw new Error('the queue holds only cards that it was given');
    return { id, topicId: card.topicId, kind: kinds.parse(card.kind), ref: card.ref };
  });
}

/** A card's question as it is asked this time: a fresh variant of a generated item, in an order of its own. Null for a stranger's card. */
export async function cardQuestion(
  db: Db,
  userId: string,
  bank: ItemBank,
  cardId: string,
): Promise<{ item: PublicItem; variant: number } | null> {
  const asked = await askedItem(db, userId, bank, cardId);
  if (asked === null) return null;
  const { item, variant } = asked;
  return { item: bound(item).toPublic(shuffleFor(`${cardId} ${variant}`, item.id)), variant };
}

/** What the browser sends for a card. The id is made by the client. */
export const reviewSubmission = z.strictObject({
  reviewId: z.uuid(),
  cardId: z.uuid(),
  /** Which variant was asked, as it came with the question: an answer to another is refused. */
  variant: z.int().min(0),
  response: z.json().refine((value) => JSON.stringify(value).length <= 10_000, 'too long'),
  sureness: z.int().min(1).max(3).nullable(),
});
export type ReviewSubmission = z.infer<typeof reviewSubmission>;

export type ReviewResult =
  | { readonly ok: true; readonly score: Score; readonly reveal: Reveal; readonly dueMs: number }
  | { readonly ok: false; readonly reason: 'not-yours' | 'invalid' | 'other-variant' };

/** Scores an answer to a card and puts the card off accordingly. Sent twice it counts once. */
export async function answerReview(
  db: Db,
  userId: string,
  bank: ItemBank,
  { reviewId, cardId, variant, response, sureness }: ReviewSubmission,
  nowMs: number,
): Promise<ReviewResult> {
  const before = await db.review.findFirst({ where: { id: reviewId, card: { id: cardId, userId } } });
  // Sent again: the question is the one that was asked then.
  const asked = await askedItem(db, userId, bank, cardId, before === null ? undefined : variant);
  if (asked === null) return { ok: false, reason: 'not-yours' };
  if (asked.variant !== variant) return { ok: false, reason: 'other-variant' };
  const score = bound(asked.item).score(response);
  if (score === null) return { ok: false, reason: 'invalid' };
  const { earned, total } = score;
  const remembered = rememberedBy({ earned, total, hintsTaken: 0, wasSure: sureness === 3 });
  const stored = before ?? (await store(db, userId, cardId, reviewId, remembered, nowMs, { response, earned, total }));
  if (stored === null) return { ok: false, reason: 'not-yours' };
  const card = await db.reviewCard.findUniqueOrThrow({ where: { id: cardId } });
  return { ok: true, score, reveal: bound(asked.item).reveal(), dueMs: card.dueAt.getTime() };
}

export const challengeReview = z.strictObject({
  reviewId: z.uuid(),
  cardId: z.uuid(),
  remembered: z.enum(['again', 'hard', 'good', 'easy']),
});

/** A challenge's card: the learner did it again, or not, and says how it went. */
export async function recordChallengeReview(
  db: Db,
  userId: string,
  { reviewId, cardId, remembered }: z.infer<typeof challengeReview>,
  nowMs: number,
): Promise<boolean> {
  const card = await db.reviewCard.findFirst({ where: { id: cardId, userId, kind: 'challenge' } });
  return card !== null && (await store(db, userId, cardId, reviewId, remembered, nowMs, null)) !== null;
}

/** Takes back the learner's last review, card and all. Null when there is none to take back. */
export async function undoReview(db: Db, userId: string): Promise<DueCard | null> {
  const last = await db.review.findFirst({
    where: { card: { userId } },
    orderBy: { reviewedAt: 'desc' },
    include: { card: true },
  });
  if (last === null) return null;
  const memory = memoryOf(last.memoryBefore);
  const { count } = await db.review.deleteMany({ where: { id: last.id } });
  if (count === 0) return null;
  await db.reviewCard.update({
    where: { id: last.cardId },
    data: { memory: { ...memory }, dueAt: new Date(memory.dueMs) },
  });
  const { id, topicId, kind, ref } = last.card;
  return { id, topicId, kind: kinds.parse(kind), ref };
}

/** Writes a review and the card's new memory; what was written before under the same id stays. Null under somebody else's id. */
async function store(
  db: Db,
  userId: string,
  cardId: string,
  reviewId: string,
  remembered: Remembered,
  nowMs: number,
  answer: { response: ReviewSubmission['response']; earned: number; total: number } | null,
): Promise<{ id: string } | null> {
  const card = await db.reviewCard.findFirst({ where: { id: cardId, userId } });
  if (card === null) return null;
  const memory = memoryOf(card.memory);
  const given = answer === null ? {} : { ...answer, response: answer.response ?? {} };
  const { count } = await db.review.createMany({
    data: [{ id: reviewId, cardId, remembered, memoryBefore: { ...memory }, reviewedAt: new Date(nowMs), ...given }],
    skipDuplicates: true,
  });
  if (count === 0) return db.review.findFirst({ where: { id: reviewId, cardId }, select: { id: true } });
  const next = review(memory, remembered, nowMs, await retentionOf(db, userId));
  // Only the memory that was read is replaced: of two reviews that arrive together one moves the card.
  await db.reviewCard.updateMany({
    where: { id: cardId, dueAt: card.dueAt },
    data: { memory: { ...next }, dueAt: new Date(next.dueMs) },
  });
  return { id: reviewId };
}

async function askedItem(
  db: Db,
  userId: string,
  bank: ItemBank,
  cardId: string,
  variantAsked?: number,
): Promise<{ item: SittingItem; variant: number } | null> {
  const card = await db.reviewCard.findFirst({ where: { id: cardId, userId, kind: 'item' } });
  const item = card === null ? undefined : findItem(bank, card);
  if (item === undefined) return null;
  const variant = variantAsked ?? (await db.review.count({ where: { cardId } }));
  // Odd numbers are for reviews, even ones for sittings: a variant never comes back.
  const [kept] = itemsOf(keepItems([item], userId, 2 * variant + 1));
  return kept === undefined ? null : { item: kept, variant };
}

function findItem(bank: ItemBank, card: { readonly topicId: string; readonly ref: string }): QuizItem | undefined {
  return bank.get(card.topicId)?.find((item) => item.id === card.ref);
}
