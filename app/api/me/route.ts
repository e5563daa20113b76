import { ownAnswer } from '@/server/own-answer';

/** Who is signed in: a `SiteAccount`, or null. */
export function GET(): Promise<Response> {
  return ownAnswer(async ({ id, name }) => ({ id, name }));
}
