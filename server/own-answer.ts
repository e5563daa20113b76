import 'server-only';
import type { Account } from './accounts';
import { currentUser } from './session';

/** What of a page belongs to its reader, as JSON that nobody keeps; null for a visitor who is not signed in. */
export async function ownAnswer(read: (user: Account) => Promise<unknown>): Promise<Response> {
  const user = await currentUser();
  const own = user === null ? null : await read(user);
  return Response.json(own, { headers: { 'Cache-Control': 'private, no-store' } });
}
