import * as z from 'zod';
import { makeToken, type TokenPurpose, takeToken, tokenOwner } from './account-tokens';
import { storePasswordHash } from './accounts';
import type { Db } from './db/open';
import { log, pseudonym } from './log';
import { type MailSettings, sendMail } from './mail';
import { hashPassword, type PasswordProblem, passwordProblem } from './passwords';
import { resetLimit } from './rate-limits';

/** The words of a mail around its link. */
export type WriteMail = (token: string) => Promise<{ readonly subject: string; readonly text: string }>;

/** Sends the account with that address a link; nothing where there is none. */
export async function mailLink(
  db: Db,
  settings: MailSettings,
  { email, purpose, write }: { readonly email: string; readonly purpose: TokenPurpose; readonly write: WriteMail },
  nowMs: number,
): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  log.info({ event: 'mail', purpose, outcome: user === null ? 'no account' : 'sent', who: pseudonym(email) });
  if (user === null) return;
  const token = await makeToken(db, user.id, purpose, nowMs);
  await sendMail(settings, { to: email, ...(await write(token)) });
}

export const passwordReset = z.strictObject({ token: z.string().max(100), password: z.string().max(1_000) });

export type ResetResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'expired' }
  | { readonly ok: false; readonly reason: 'password'; readonly problem: PasswordProblem };

/**
 * Gives the account whose link it is a new password and ends its sessions. A password that is refused does not use the link up.
 *
 * @throws QueueFullError when too many passwords wait to be hashed; the link stays good
 */
export async function resetPassword(
  db: Db,
  { token, password }: z.infer<typeof passwordReset>,
  nowMs: number,
): Promise<ResetResult> {
  const owner = await tokenOwner(db, 'reset', token, nowMs);
  if (owner === null) return { ok: false, reason: 'expired' };
  const problem = await passwordProblem(password, owner);
  if (problem !== null) return { ok: false, reason: 'password', problem };
  const passwordHash = await hashPassword(password);
  if (!(await takeToken(db, 'reset', token, nowMs))) return { ok: false, reason: 'expired' };
  await storePasswordHash(db, owner.id, passwordHash);
  // Wrong guesses of somebody else's keep the owner out no longer.
  await resetLimit(db, 'sign-in by account', owner.email);
  log.info({ event: 'password reset', who: pseudonym(owner.email) });
  return { ok: true };
}

/** Notes that mail to the address of the account whose link it is arrives; false for a link that is not good any more. */
export async function verifyEmail(db: Db, token: string, nowMs: number): Promise<boolean> {
  const owner = await tokenOwner(db, 'verify', token, nowMs);
  if (owner === null || !(await takeToken(db, 'verify', token, nowMs))) return false;
  await db.user.update({ where: { id: owner.id }, data: { emailVerifiedAt: new Date(nowMs) } });
  return true;
}
