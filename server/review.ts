import * as z from 'zod';
import { shuffleFor } from '@/quiz/chance';
import type { Score } from '@/quiz/item-type';
import { buildQueue, DAILY_LIMITS, type QueueLimits } from '@/quiz/review-queue';
import { type Remembered, rememberedBy, retrievability, review } from '@/quiz/schedule';
import type { QuizItem } from '@/quiz/schema';
import type { BoundItem, PublicItem, Reveal } from '@/quiz/score';
import { labById } from '@/sim/catalog';
import { bindVariant } from './attempt-items';
import { openQuizzes, openQuizzesSchema } from './attempt-rows';
import { touchPeriods } from './class-progress';
import { type Db, Prisma } from './db/open';
import { learnerResponse, withConfidence } from './response';
import { memoryOf, memorySchema } from './review-cards';
import { Withheld, type WithheldNote } from './withheld';

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

export interface ReviewQueue {
  /** Today's, in the order they should come. */
  readonly cards: readonly DueCard[];
  /** The open quizzes that keep back what is due, too. */
  readonly withheld: readonly WithheldNote[];
}

/**
 * Today's cards. Left out are those whose item or challenge no longer exists, and those that an open quiz keeps back. O(n log n) in
 * the learner's cards.
 */
export async function reviewQueue(
  db: Db,
  userId: string,
  bank: ItemBank,
  nowMs: number,
  limits: QueueLimits = DAILY_LIMITS,
): Promise<ReviewQueue> {
  const due = await db.reviewCard.findMany({
    where: { userId, dueAt: { lte: new Date(nowMs) } },
    select: { id: true, topicId: true, kind: true, ref: true, memory: true },
  });
  const withheld = await Withheld.of(db, userId);
  const existing = due.flatMap((card) => {
    const item = findItem(bank, card);
    if (item === undefined) return isChallenge(card) ? [{ card, quiz: null }] : [];
    return [{ card, quiz: withheld.quizWithItem(card.topicId, item) }];
  });
  const cards = new Map(existing.flatMap(({ card, quiz }) => (quiz === null ? [[card.id, card] as const] : [])));
  const queued = [...cards.values()].map((card) => {
    const memory = memoryOf(card.memory);
    const isNew = memory.lastReviewMs === null;
    return { ...card, dueMs: memory.dueMs, isNew, retrievability: retrievability(memory, nowMs) };
  });
  const today = buildQueue(queued, nowMs, limits).map(({ id }) => {
    const card = cards.get(id);
    if (card === undefined) throw new Error('the queue holds only cards that it was given');
    return { id, topicId: card.topicId, kind: kinds.parse(card.kind), ref: card.ref };
  });
  return { cards: today, withheld: withheld.notes(existing.flatMap(({ quiz }) => quiz ?? [])) };
}

export type CardQuestion =
  | { readonly ok: true; readonly item: PublicItem; readonly variant: number }
  | { readonly ok: false; readonly reason: 'not-yours' | 'withheld' };

/**
 * A card's question as it is asked this time: a fresh variant of a generated item, in an order of its own. `withheld` while an open
 * quiz has its item.
 */
export async function cardQuestion(db: Db, userId: string, bank: ItemBank, cardId: string): Promise<CardQuestion> {
  const card = await findCard(db, userId, cardId, null);
  const item = card === null ? undefined : findItem(bank, card);
  if (card === null || item === undefined) return { ok: false, reason: 'not-yours' };
  if (isWithheld(card, item)) return { ok: false, reason: 'withheld' };
  const { variant } = card;
  const bound = await bindAsked(item, userId, variant);
  return { ok: true, item: bound.toPublic(shuffleFor(`${cardId} ${variant}`, item.id)), variant };
}

/** What the browser sends for a card. The id is made by the client. */
export const reviewSubmission = z.preprocess(
  withConfidence,
  z.strictObject({
    reviewId: z.uuid(),
    cardId: z.uuid(),
    /** Which variant was asked, as it came with the question: an answer to another is refused. */
    variant: z.int().min(0),
    response: learnerResponse,
    confidence: z.int().min(1).max(3).nullable(),
  }),
);
export type ReviewSubmission = z.infer<typeof reviewSubmission>;

export type ReviewResult =
  | {
      readonly ok: true;
      /** Null while an open quiz has the item: the answer counts, and is not told. */
      readonly told: { readonly score: Score; readonly reveal: Reveal; readonly dueMs: number } | null;
    }
  | { readonly ok: false; readonly reason: 'not-yours' | 'invalid' | 'other-variant' | 'not-due' };

/** Scores an answer to a card and puts the card off accordingly. Sent twice it counts once, and the first answer is what is told. */
export async function answerReview(
  db: Db,
  userId: string,
  bank: ItemBank,
  { reviewId, cardId, variant, response, confidence }: ReviewSubmission,
  nowMs: number,
): Promise<ReviewResult> {
  const card = await findCard(db, userId, cardId, reviewId);
  const item = card === null ? undefined : findItem(bank, card);
  if (card === null || item === undefined) return { ok: false, reason: 'not-yours' };
  // Sent again: the question is the one that was asked then, whatever is said now.
  if (variant !== (card.before?.variant ?? card.variant)) return { ok: false, reason: 'other-variant' };
  const bound = await bindAsked(item, userId, variant);
  if (card.before === null) {
    const score = bound.score(response);
    if (score === null) return { ok: false, reason: 'invalid' };
    // Another tab or device was first: the card has been put off, and answering ahead of time would be no remembering.
    if (card.dueAt.getTime() > nowMs) return { ok: false, reason: 'not-due' };
    const { earned, total } = score;
    const remembered = rememberedBy({ earned, total, hintsTaken: 0, wasSure: confidence === 3 });
    await store(db, card, reviewId, remembered, nowMs, {
      response: response ?? {},
      earned,
      total,
      variant,
      confidence,
    });
  }
  // Read anew: the same may have been sent twice at once, and a quiz may have been begun since.
  const after = await findCard(db, userId, cardId, reviewId);
  const score = after?.before ? bound.score(after.before.response) : null;
  // Somebody else's review has that id.
  if (after === null || score === null) return { ok: false, reason: 'not-yours' };
  const told = isWithheld(after, item) ? null : { score, reveal: bound.reveal(), dueMs: after.dueAt.getTime() };
  return { ok: true, told };
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
  const card = await findCard(db, userId, cardId, reviewId);
  if (card?.kind !== 'challenge') return false;
  if (card.before !== null) return true;
  if (card.dueAt.getTime() > nowMs) return false;
  await store(db, card, reviewId, remembered, nowMs, {});
  return (await findCard(db, userId, cardId, reviewId))?.before !== null;
}

/**
 * Takes a review back, card and all; asked twice, it is taken back once. Null when it is not the learner's, or when the card has
 * been reviewed again since.
 */
export async function undoReview(db: Db, userId: string, reviewId: string, nowMs: number): Promise<DueCard | null> {
  // The card is read before the review. Whoever takes it back at the same moment changes both together, so a card read afterwards
  // comes with a review that is marked as taken back.
  const before = await db.reviewCard.findFirst({ where: { userId, reviews: { some: { id: reviewId } } } });
  const last = before && (await db.review.findUnique({ where: { id: reviewId } }));
  if (!last) return null;
  const { id, topicId, kind, ref } = before;
  const card: DueCard = { id, topicId, kind: kinds.parse(kind), ref };
  if (last.undoneAt !== null) return card;
  if (memoryOf(before.memory).lastReviewMs !== last.reviewedAt.getTime()) return null;
  const memory = memoryOf(last.memoryBefore);
  await db.$transaction([
    db.review.updateMany({ where: { id: reviewId, undoneAt: null }, data: { undoneAt: new Date(nowMs) } }),
    // Only the memory that this review left is taken back.
    db.reviewCard.updateMany({
      where: { id, dueAt: before.dueAt },
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
  readonly confidence?: number | null;
}

const cardRow = z.object({
  id: z.string(),
  userId: z.string(),
  topicId: z.string(),
  kind: kinds,
  ref: z.string(),
  memory: memorySchema,
  dueAt: z.date(),
  /** Which variant is next. Reviews that were taken back count too: what was asked once is not asked again. */
  variant: z.number(),
  /** The review that was asked for, when it is kept. */
  before: z.object({ response: z.unknown(), variant: z.number() }).nullable(),
  retention: z.number(),
  openQuizzes: openQuizzesSchema,
});
type StoredCard = z.infer<typeof cardRow>;

/** The learner's card with all that it takes to ask and to review it, in one statement; null for a stranger's. */
async function findCard(db: Db, userId: string, cardId: string, reviewId: string | null): Promise<StoredCard | null> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT card.id, card.user_id AS "userId", card.topic_id AS "topicId", card.kind, card.ref, card.memory, card.due_at AS "dueAt",
      (SELECT count(*)::int FROM reviews WHERE card_id = card.id) AS variant,
      (
        SELECT jsonb_build_object('response', response, 'variant', variant)
        FROM reviews WHERE id = ${reviewId}::uuid AND card_id = card.id
      ) AS before,
      learner.retention,
      ${openQuizzes(Prisma.sql`card.user_id`)} AS "openQuizzes"
    FROM review_cards AS card JOIN users AS learner ON learner.id = card.user_id
    WHERE card.id = ${cardId}::uuid AND card.user_id = ${userId}::uuid`;
  return row === undefined ? null : cardRow.parse(row);
}

/**
 * Writes a review and the card's new memory: both or neither, in one statement. What was written before under the same id stays, and
 * of two reviews that arrive together one moves the card.
 */
async function store(
  db: Db,
  card: StoredCard,
  reviewId: string,
  remembered: Remembered,
  nowMs: number,
  { response, earned, total, variant, confidence }: Given,
): Promise<void> {
  const next = review(card.memory, remembered, nowMs, card.retention);
  const before = JSON.stringify(card.memory);
  const given = response === undefined ? null : JSON.stringify(response);
  await db.$executeRaw`
    WITH stored AS (
      INSERT INTO reviews
        (id, card_id, remembered, response, earned, total, variant, confidence, memory_before, reviewed_at)
      VALUES (
        ${reviewId}::uuid, ${card.id}::uuid, ${remembered}, ${given}::jsonb, ${earned ?? null}::int, ${total ?? null}::int,
        ${variant ?? 0}::int, ${confidence ?? null}::int, ${before}::jsonb, ${new Date(nowMs)}::timestamptz
      )
      ON CONFLICT DO NOTHING RETURNING card_id
    ),
    active AS (${touchPeriods(Prisma.sql`${card.userId}::uuid`, nowMs)})
    UPDATE review_cards
    SET memory = ${JSON.stringify(next)}::jsonb, due_at = ${new Date(next.dueMs)}::timestamptz
    FROM stored WHERE review_cards.id = stored.card_id AND review_cards.memory = ${before}::jsonb`;
}

function isWithheld(card: StoredCard, item: QuizItem): boolean {
  return new Withheld(card.openQuizzes).quizWithItem(card.topicId, item) !== null;
}

function isChallenge({ kind, ref }: { readonly kind: string; readonly ref: string }): boolean {
  const [labId = '', challengeId] = ref.split('/');
  return kind === 'challenge' && labById(labId)?.challenges.some(({ id }) => id === challengeId) === true;
}

/** Odd numbers are for reviews, even ones for attempts: a variant never comes back. */
function bindAsked(item: QuizItem, userId: string, variant: number): Promise<BoundItem> {
  return bindVariant(item, userId, 2 * variant + 1);
}

function findItem(
  bank: ItemBank,
  card: { readonly topicId: string; readonly kind: string; readonly ref: string },
): QuizItem | undefined {
  return card.kind === 'item' ? bank.get(card.topicId)?.find((item) => item.id === card.ref) : undefined;
}
