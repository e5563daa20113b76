import * as z from 'zod';
import { type Memory, newMemory, RETENTION, type Remembered, review } from '@/quiz/schedule';
import type { Db } from './db/open';

export const memorySchema: z.ZodType<Memory> = z.strictObject({
  dueMs: z.number(),
  stability: z.number(),
  difficulty: z.number(),
  scheduledDays: z.number(),
  learningSteps: z.number(),
  reps: z.number(),
  lapses: z.number(),
  state: z.number(),
  lastReviewMs: z.number().nullable(),
});

/** A stored memory. Throws for what this code did not write. */
export function memoryOf(stored: unknown): Memory {
  return memorySchema.parse(stored);
}

/** What a card is about. */
export interface CardSubject {
  readonly topicId: string;
  readonly kind: 'item' | 'challenge';
  /** The item's id, or lab/challenge. */
  readonly ref: string;
}

/**
 * The memory after something was answered or met again: of what has no card yet its first, of a card that is due its next. Null
 * for a card that is not due: answering a question over and over in one evening is not remembering it.
 */
export function nextMemory(
  known: Memory | null,
  remembered: Remembered,
  nowMs: number,
  retention: number,
): Memory | null {
  if (known !== null && (known.dueMs > nowMs || known.lastReviewMs === nowMs)) return null;
  return review(known ?? newMemory(nowMs), remembered, nowMs, retention);
}

/** Makes a card of what a learner has just met, with that as its first review; one that is there is left alone. */
export async function startCard(
  db: Db,
  userId: string,
  subject: CardSubject,
  remembered: Remembered,
  nowMs: number,
): Promise<void> {
  const memory = review(newMemory(nowMs), remembered, nowMs, await retentionOf(db, userId));
  await db.reviewCard.createMany({
    data: [{ userId, ...subject, memory: { ...memory }, dueAt: new Date(memory.dueMs), createdAt: new Date(nowMs) }],
    skipDuplicates: true,
  });
}

/** The share of cards the learner wants still to know when they come up. */
export async function retentionOf(db: Db, userId: string): Promise<number> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { retention: true } });
  return user?.retention ?? RETENTION.usual;
}

export const retentionChoice = z.number().min(RETENTION.least).max(RETENTION.most);

/** Takes effect with each card's next review. */
export async function setRetention(db: Db, userId: string, retention: number): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { retention } });
}
