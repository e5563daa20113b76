import { z } from 'zod';
import { shuffleFor } from '@/quiz/chance';
import type { Score } from '@/quiz/item-type';
import { buildQueue, DAILY_LIMITS, type QueueLimits } from '@/quiz/review-queue';
import { type Remembered, rememberedBy, retrievability, review } from '@/quiz/schedule';
import type { QuizItem, SittingItem } from '@/quiz/schema';
import type { PublicItem, Reveal } from '@/quiz/score';
import { labById } from '@/sim/catalog';
import { type Db, TRANSACTION } from './db/open';
import { learnerResponse } from './response';
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

/** How long a quiz that was begun keeps its questions from being asked in review, where they would be told before its end. */
const QUIZ_HELD_MS = 24 * 3_600_000;

/**
 * Today's cards in the order they should come. Left out are those whose item or challenge no longer exists, and those that a quiz is
 * just asking. O(n log n) in the learner's cards.
 */
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
  const held = await topicsOfOpenQuizzes(db, userId, nowMs);
  const cards = due
    .filter((card) =>
      card.kind === 'item' ? findItem(bank, card) !== undefined && !held.has(card.topicId) : isChallenge(card.ref),
    )
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
  response: learnerResponse,
  sureness: z.int().min(1).max(3).nullable(),
});
export type ReviewSubmission = z.infer<typeof reviewSubmission>;

export type ReviewResult =
  | { readonly ok: true; readonly score: Score; readonly reveal: Reveal; readonly dueMs: number }
  | { readonly ok: false; readonly reason: 'not-yours' | 'invalid' | 'other-variant' | 'not-due' };

/** Scores an answer to a card and puts the card off accordingly. Sent twice it counts once, and the first answer is what is told. */
export async function answerReview(
  db: Db,
  userId: string,
  bank: ItemBank,
  { reviewId, cardId, variant, response, sureness }: ReviewSubmission,
  nowMs: number,
): Promise<ReviewResult> {
  // Before the look for the same review: one that is kept between the two would make this a question of the next variant.
  const next = await askedItem(db, userId, bank, cardId);
  const before = await db.review.findFirst({ where: { id: reviewId, card: { id: cardId, userId } } });
  // Sent again: the question is the one that was asked then, whatever is said now.
  const asked = before === null ? next : await askedItem(db, userId, bank, cardId, before.variant);
  if (asked === null) return { ok: false, reason: 'not-yours' };
  if (asked.variant !== variant) return { ok: false, reason: 'other-variant' };
  const score = bound(asked.item).score(before === null ? response : before.response);
  if (score === null) return { ok: false, reason: 'invalid' };
  // Another tab or device was first: the card has been put off, and answering ahead of time would be no remembering.
  if (!(await mayReview(db, cardId, reviewId, nowMs))) return { ok: false, reason: 'not-due' };
  const { earned, total } = score;
  const remembered = rememberedBy({ earned, total, hintsTaken: 0, wasSure: sureness === 3 });
  const answer = { response: response ?? {}, earned, total, variant, sureness };
  const stored = before ?? (await store(db, userId, cardId, reviewId, remembered, nowMs, answer));
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
  if (card === null || !(await mayReview(db, cardId, reviewId, nowMs))) return false;
  return (await store(db, userId, cardId, reviewId, remembered, nowMs, {})) !== null;
}

/**
 * Takes a review back, card and all; asked twice, it is taken back once. Null when it is not the learner's, or when the card has
 * been reviewed again since.
 */
export async function undoReview(db: Db, userId: string, reviewId: string, nowMs: number): Promise<DueCard | null> {
  const last = await db.review.findFirst({ where: { id: reviewId, card: { userId } }, include: { card: true } });
  if (last === null) return null;
  const { id, topicId, kind, ref } = last.card;
  const card: DueCard = { id, topicId, kind: kinds.parse(kind), ref };
  if (last.undoneAt !== null) return card;
  if (memoryOf(last.card.memory).lastReviewMs !== last.reviewedAt.getTime()) return null;
  const memory = memoryOf(last.memoryBefore);
  await db.$transaction([
    db.review.updateMany({ where: { id: reviewId, undoneAt: null }, data: { undoneAt: new Date(nowMs) } }),
    // Only the memory that this review left is taken back.
    db.reviewCard.updateMany({
      where: { id, dueAt: last.card.dueAt },
      data: { memory: { ...memory }, dueAt: new Date(memory.dueMs) },
    }),
  ]);
  return card;
}

/** What an answered question adds to its review; a challenge adds nothing. */
interface Given {
  readonly response?: Exclude<ReviewSubmission['response'], null>;
  readonly earned?: number;
  readonly total?: number;
  readonly variant?: number;
  readonly sureness?: number | null;
}

/** Writes a review and the card's new memory; what was written before under the same id stays. Null under somebody else's id. */
async function store(
  db: Db,
  userId: string,
  cardId: string,
  reviewId: string,
  remembered: Remembered,
  nowMs: number,
  given: Given,
): Promise<{ id: string } | null> {
  const card = await db.reviewCard.findFirst({ where: { id: cardId, userId } });
  if (card === null) return null;
  const memory = memoryOf(card.memory);
  const next = review(memory, remembered, nowMs, await retentionOf(db, userId));
  // Both or neither: a review that is kept has moved its card.
  const row = { id: reviewId, cardId, remembered, memoryBefore: { ...memory }, reviewedAt: new Date(nowMs), ...given };
  const isNew = await db.$transaction(async (transaction) => {
    const { count } = await transaction.review.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return false;
    // Only the memory that was read is replaced: of two reviews that arrive together one moves the card.
    await transaction.reviewCard.updateMany({
      where: { id: cardId, dueAt: card.dueAt },
      data: { memory: { ...next }, dueAt: new Date(next.dueMs) },
    });
    return true;
  }, TRANSACTION);
  return isNew ? { id: reviewId } : db.review.findFirst({ where: { id: reviewId, cardId }, select: { id: true } });
}

/** Topics of the quizzes that the learner is in the middle of. */
async function topicsOfOpenQuizzes(db: Db, userId: string, nowMs: number): Promise<ReadonlySet<string>> {
  const open = await db.quizAttempt.findMany({
    where: { userId, behaviour: 'quiz', finishedAt: null, startedAt: { gte: new Date(nowMs - QUIZ_HELD_MS) } },
    select: { topicId: true },
  });
  return new Set(open.map(({ topicId }) => topicId));
}

/** When the card is due, or when this very review is kept already: what is sent twice at once must not be refused once. */
async function mayReview(db: Db, cardId: string, reviewId: string, nowMs: number): Promise<boolean> {
  const due = await db.reviewCard.count({ where: { id: cardId, dueAt: { lte: new Date(nowMs) } } });
  return due > 0 || (await db.review.count({ where: { id: reviewId, cardId } })) > 0;
}

function isChallenge(ref: string): boolean {
  const [labId = '', challengeId] = ref.split('/');
  return labById(labId)?.challenges.some(({ id }) => id === challengeId) === true;
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
  // Those that were taken back count too: what was asked once is not asked again.
  const variant = variantAsked ?? (await db.review.count({ where: { cardId } }));
  // Odd numbers are for reviews, even ones for sittings: a variant never comes back.
  const [kept] = itemsOf(keepItems([item], userId, 2 * variant + 1));
  return kept === undefined ? null : { item: kept, variant };
}

function findItem(bank: ItemBank, card: { readonly topicId: string; readonly ref: string }): QuizItem | undefined {
  return bank.get(card.topicId)?.find((item) => item.id === card.ref);
}
