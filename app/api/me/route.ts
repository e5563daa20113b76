import { ownDue } from '@/app/own-due';
import { ownAnswer } from '@/server/own-answer';

/** Who is signed in, and how many cards are due: a `SiteAccount`, or null. */
export function GET(): Promise<Response> {
  return ownAnswer(async ({ id, name }) => ({ id, name, due: (await ownDue(id)).cards.length }));
}
