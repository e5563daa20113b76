import type { Later } from '@/lib/later';
import { later } from '@/lib/later';
import { type Account, verifyAccount } from './accounts';
import type { Db } from './db/open';
import { log, pseudonym } from './log';
import { countAgainst, giveBack, resetLimit } from './rate-limits';
import { QueueFullError } from './work-queue';

export interface SignInTry {
  readonly email: string;
  readonly password: string;
  /** Where it comes from, as `clientAddress` says. */
  readonly address: string;
}

/**
 * The account with that address and password; null when there is none, "later" when too many tries have failed. Says nothing about
 * whether there is an account: the limits count by what was typed.
 */
export async function signInAs(db: Db, { email, password, address }: SignInTry): Promise<Account | Later | null> {
  const who = email.trim().toLowerCase().slice(0, 254);
  const pair = `${who} ${address}`;
  // One after the other, so that an address that is over its limit leaves no rows for the accounts it tries.
  const refusal =
    (await countAgainst(db, 'sign-in by address', address)) ??
    (await countAgainst(db, 'sign-in by account and address', pair)) ??
    (await countAgainst(db, 'sign-in by account', who));
  if (refusal) return refusal;
  try {
    const account = await verifyAccount(db, email, password);
    const outcome = account === null ? 'wrong' : 'in';
    log.info({ event: 'sign-in', outcome, who: pseudonym(who), from: pseudonym(address) });
    if (account !== null) await forgive(db, address, who, pair);
    return account;
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error;
    await forgive(db, address, who, pair);
    return later(error.afterMs);
  }
}

/** Only failures count. Counted first and forgiven afterwards, so that a hundred tries at once are not all let through. */
async function forgive(db: Db, address: string, who: string, pair: string): Promise<void> {
  await giveBack(db, 'sign-in by address', address);
  await giveBack(db, 'sign-in by account', who);
  await resetLimit(db, 'sign-in by account and address', pair);
}
