import { createHash, randomBytes } from 'node:crypto';
import type { Account } from './accounts';
import type { Db } from './db/open';

/** How long a link is good for. */
export const TOKEN_MINUTES = 30;

/** What a link is for: a new password, or to show that mail to the address arrives. */
export type TokenPurpose = 'reset' | 'verify';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A new token of 256 random bits, in place of the one that the account had for this purpose. Only its hash is stored. */
export async function makeToken(db: Db, userId: string, purpose: TokenPurpose, nowMs: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const kept = { hash: hashOf(token), expiresAt: new Date(nowMs + TOKEN_MINUTES * 60_000) };
  await db.accountToken.upsert({
    where: { userId_purpose: { userId, purpose } },
    create: { userId, purpose, ...kept },
    update: kept,
  });
  return token;
}

/** Whose token it is; null for one that is used, has run out, is for something else or never was. */
export async function tokenOwner(db: Db, purpose: TokenPurpose, token: string, nowMs: number): Promise<Account | null> {
  const found = await db.accountToken.findFirst({
    where: { hash: hashOf(token), purpose, expiresAt: { gt: new Date(nowMs) } },
    select: { user: { select: { id: true, email: true, name: true } } },
  });
  return found?.user ?? null;
}

/** Uses a token up; false where that cannot be done any more. Of two that try at once, one succeeds. */
export async function takeToken(db: Db, purpose: TokenPurpose, token: string, nowMs: number): Promise<boolean> {
  const { count } = await db.accountToken.deleteMany({
    where: { hash: hashOf(token), purpose, expiresAt: { gt: new Date(nowMs) } },
  });
  return count === 1;
}
