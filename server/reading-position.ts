import * as z from 'zod';
import type { Db } from './db/open';

/** A section that came into view. `readAtMs` is the reader's clock: writes arrive late and in any order. */
export const positionMark = z.strictObject({
  topicId: z.string().max(100),
  sectionId: z.string().max(100),
  readAtMs: z.int().min(0).max(8_640_000_000_000_000),
});
export type PositionMark = z.infer<typeof positionMark>;

export interface ReadingPosition {
  readonly topicId: string;
  readonly sectionId: string;
  readonly readAt: Date;
}

/**
 * Keeps how far a learner has come in a topic. Of two marks the one that was read later stays, in whatever order they come;
 * the same one sent twice changes nothing. A clock that runs ahead is taken back to `nowMs`, or it would win for ever.
 */
export async function keepPosition(db: Db, userId: string, mark: PositionMark, nowMs: number): Promise<void> {
  const { topicId, sectionId } = mark;
  const readAt = new Date(Math.min(mark.readAtMs, nowMs));
  await db.readingPosition.createMany({ data: [{ userId, topicId, sectionId, readAt }], skipDuplicates: true });
  // One statement, so that of two that arrive together the later one stays.
  await db.readingPosition.updateMany({
    where: { userId, topicId, readAt: { lt: readAt } },
    data: { sectionId, readAt },
  });
}

/** Where the learner was in each topic that was opened, the last read first. */
export async function readingPositions(database: Db, userId: string): Promise<readonly ReadingPosition[]> {
  return database.readingPosition.findMany({
    where: { userId },
    orderBy: { readAt: 'desc' },
    select: { topicId: true, sectionId: true, readAt: true },
  });
}

/** The section of the topic's lesson that the learner read last; null before the first. */
export async function readingPosition(db: Db, userId: string, topicId: string): Promise<string | null> {
  const kept = await db.readingPosition.findUnique({
    where: { userId_topicId: { userId, topicId } },
    select: { sectionId: true },
  });
  return kept?.sectionId ?? null;
}
