import type { Db } from './db/open';
import { Withheld } from './withheld';

/**
 * How many review cards the learner has of a topic, and how many of them are due. One whose item an open quiz has is not due: when
 * it is would tell how it was answered.
 */
export async function topicCards(
  db: Db,
  userId: string,
  topicId: string,
  nowMs: number,
): Promise<{ readonly count: number; readonly due: number }> {
  const [count, due, withheld] = await Promise.all([
    db.reviewCard.count({ where: { userId, topicId } }),
    db.reviewCard.findMany({
      where: { userId, topicId, dueAt: { lte: new Date(nowMs) } },
      select: { kind: true, ref: true },
    }),
    Withheld.of(db, userId),
  ]);
  const isAsked = (card: { kind: string; ref: string }) =>
    card.kind !== 'item' || withheld.quizWith(topicId, { id: card.ref }) === null;
  return { count, due: due.filter(isAsked).length };
}
