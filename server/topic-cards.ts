import type { Db } from './db/open';

/** How many review cards the learner has of a topic, and how many of them are due. */
export async function topicCards(
  db: Db,
  userId: string,
  topicId: string,
  nowMs: number,
): Promise<{ readonly count: number; readonly due: number }> {
  const [count, due] = await Promise.all([
    db.reviewCard.count({ where: { userId, topicId } }),
    db.reviewCard.count({ where: { userId, topicId, dueAt: { lte: new Date(nowMs) } } }),
  ]);
  return { count, due };
}
