'use server';

import { type Later, later } from '@/lib/later';
import { type AccountProblems, createAccount, readNewAccount } from '@/server/accounts';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';
import { QueueFullError } from '@/server/work-queue';

export type SignUpResult =
  | { readonly ok: true }
  /** What is wrong, by field. */
  | {
      readonly ok: false;
      readonly reason: 'refused';
      readonly problems: AccountProblems | { readonly email: 'email-taken' };
    }
  | Later;

/** Opens an account; it is signed in to afterwards, by the form. */
export async function signUp(input: unknown): Promise<SignUpResult> {
  const account = await readNewAccount(input);
  if ('problems' in account) return { ok: false, reason: 'refused', problems: account.problems };
  const db = await database();
  const refusal = await countAgainst(db, 'sign-up by address', await clientAddress());
  if (refusal) return refusal;
  try {
    const created = await createAccount(db, account);
    return created === 'email-taken'
      ? { ok: false, reason: 'refused', problems: { email: 'email-taken' } }
      : { ok: true };
  } catch (error) {
    if (error instanceof QueueFullError) return later(error.afterMs);
    throw error;
  }
}
