import { ownDue } from '@/app/own-due';
import { database } from '@/server/database';
import { ownAnswer } from '@/server/own-answer';
import { retentionOf } from '@/server/review-cards';

/** How many cards are due, and what share of them the reader wants still to know; null for nobody. */
export function GET(): Promise<Response> {
  return ownAnswer(async ({ id }) => {
    const [queue, retention] = await Promise.all([ownDue(id), retentionOf(await database(), id)]);
    return { due: queue.cards.length, retention };
  });
}
