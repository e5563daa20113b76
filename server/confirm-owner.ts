import type { Later } from '@/lib/later';
import { type Account, accountDetails } from './accounts';
import type { Db } from './db/open';
import { sessionBegan } from './sessions';
import { signInAs } from './sign-in';

/** How long after signing in somebody without a password counts as the owner. */
const FRESH_MS = 15 * 60_000;

export interface OwnerProof {
  readonly password: string;
  /** Where the request comes from, as `clientAddress` says. */
  readonly address: string;
  readonly sessionId: string;
  readonly nowMs: number;
}

/**
 * Whether who calls owns the account and does not just sit at a screen that was left open: asks for the password or, of an account that
 * has none, for a session that has just begun. Wrong passwords count as they do at the sign-in.
 */
export async function confirmOwner(
  db: Db,
  user: Account,
  { password, address, sessionId, nowMs }: OwnerProof,
): Promise<'confirmed' | 'wrong-password' | 'sign-in-again' | Later> {
  if ((await accountDetails(db, user.id)).hasPassword) {
    const result = await signInAs(db, { email: user.email, password, address });
    if (result === null) return 'wrong-password';
    return 'reason' in result ? result : 'confirmed';
  }
  const began = await sessionBegan(db, user.id, sessionId);
  return began !== null && nowMs - began.getTime() < FRESH_MS ? 'confirmed' : 'sign-in-again';
}
