import { reviewItems, topics } from '@/content/catalog';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type ReviewQueue, reviewQueue } from '@/server/review';

/** What a reader is to review today. */
export async function ownDue(userId: string): Promise<ReviewQueue> {
  const [db, catalogue] = await Promise.all([database(), topics()]);
  const bank = new Map([...catalogue].map(([id, topic]) => [id, reviewItems(topic)]));
  return reviewQueue(db, userId, bank, nowMs());
}
