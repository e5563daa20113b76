import { ownDue } from '@/app/own-due';
import { database } from '@/server/database';
import { ownAnswer } from '@/server/own-answer';
import { retentionOf } from '@/server/review-cards';

/** Who is signed in, how many cards are due, and what was chosen: a `SiteAccount`, or null. */
export function GET(): Promise<Response> {
  return ownAnswer(async ({ id, name }) => {
    const [queue, retention] = await Promise.all([ownDue(id), retentionOf(await database(), id)]);
    return { id, name, due: queue.cards.length, retention };
  });
}
