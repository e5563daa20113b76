'use server';

import * as z from 'zod';
import { mailTexts } from '@/app/mail-texts';
import { type Later, later } from '@/lib/later';
import { mailLink, passwordReset, type ResetResult, resetPassword } from '@/server/account-links';
import { emailAddress } from '@/server/accounts';
import { inBackground } from '@/server/background';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { mailSettings } from '@/server/mail';
import { countAgainst } from '@/server/rate-limits';
import { QueueFullError } from '@/server/work-queue';

const request = z.strictObject({ email: emailAddress, locale: z.enum(['ko', 'en']) });

/** Sends a link for a new password. Says the same, and as soon, whether or not the address has an account. */
export async function requestReset(
  input: unknown,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'email' | 'no-mail' } | Later> {
  const settings = mailSettings();
  if (settings === null) return { ok: false, reason: 'no-mail' };
  const parsed = request.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'email' };
  const { email, locale } = parsed.data;
  const db = await database();
  const refusal =
    (await countAgainst(db, 'mails by address', await clientAddress())) ??
    (await countAgainst(db, 'mails by account', email));
  if (refusal) return refusal;
  inBackground(() =>
    mailLink(db, settings, { email, purpose: 'reset', write: mailTexts('reset', locale) }, Date.now()),
  );
  return { ok: true };
}

/** Gives the account whose link it is a new password. */
export async function chooseNewPassword(input: unknown): Promise<ResetResult | Later> {
  const parsed = passwordReset.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'expired' };
  const db = await database();
  const refusal = await countAgainst(db, 'links by address', await clientAddress());
  if (refusal) return refusal;
  try {
    return await resetPassword(db, parsed.data, Date.now());
  } catch (error) {
    if (error instanceof QueueFullError) return later(error.afterMs);
    throw error;
  }
}
