'use server';

import { hasLocale } from 'next-intl';
import { mailTexts } from '@/app/mail-texts';
import { type Locale, routing } from '@/lib/i18n/routing';
import { type Later, later } from '@/lib/later';
import { mailLink } from '@/server/account-links';
import { type AccountProblems, createAccount, readNewAccount } from '@/server/accounts';
import { inBackground } from '@/server/background';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { mailSettings } from '@/server/mail';
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
    if (created === 'email-taken') return { ok: false, reason: 'refused', problems: { email: 'email-taken' } };
    const settings = mailSettings();
    const write = mailTexts('verify', localeOf(input));
    if (settings !== null)
      inBackground(() => mailLink(db, settings, { email: created.email, purpose: 'verify', write }, Date.now()));
    return { ok: true };
  } catch (error) {
    if (error instanceof QueueFullError) return later(error.afterMs);
    throw error;
  }
}

/** The language of the form: the mail's. */
function localeOf(input: unknown): Locale {
  const { locale } = (input ?? {}) as { locale?: unknown };
  return hasLocale(routing.locales, locale) ? locale : routing.defaultLocale;
}
