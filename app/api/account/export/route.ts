import { exportAccount } from '@/server/account-export';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';
import { currentUser } from '@/server/session';

/** Everything that is kept about who asks, as a file of JSON. */
export async function GET(): Promise<Response> {
  const headers = { 'Cache-Control': 'private, no-store' };
  const user = await currentUser();
  if (user === null) return new Response(null, { status: 401, headers });
  const db = await database();
  const refusal = await countAgainst(db, 'exports', user.id);
  if (refusal) {
    const retryAfter = String(Math.ceil(refusal.afterMs / 1_000));
    return new Response(null, { status: 429, headers: { ...headers, 'Retry-After': retryAfter } });
  }
  return new Response(JSON.stringify(await exportAccount(db, user.id, Date.now()), null, 2), {
    headers: {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="interleave-account.json"',
    },
  });
}
