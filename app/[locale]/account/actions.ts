'use server';

import * as z from 'zod';
import { mailTexts } from '@/app/mail-texts';
import type { Later } from '@/lib/later';
import { deleteAccount } from '@/server/account-deletion';
import { mailLink } from '@/server/account-links';
import { accountDetails, accountName, storePasswordHash } from '@/server/accounts';
import { inBackground } from '@/server/background';
import { clientAddress } from '@/server/client-address';
import { confirmOwner } from '@/server/confirm-owner';
import { database } from '@/server/database';
import { askForLink, unlink } from '@/server/identities';
import { mailSettings } from '@/server/mail';
import { openIdSettings } from '@/server/openid';
import { hashPassword, type PasswordProblem, passwordProblem } from '@/server/passwords';
import { countAgainst } from '@/server/rate-limits';
import { currentSessionId, currentUser } from '@/server/session';
import { endSessionOf, endSessionsOf } from '@/server/sessions';
import { QueueFullError } from '@/server/work-queue';

type Refused<Reason extends string = never> = {
  readonly ok: false;
  readonly reason: Reason | 'signed-out' | 'malformed';
};
type Done = { readonly ok: true };
/** Why the owner is not known to be the owner. */
type Unproven = 'wrong-password' | 'sign-in-again';

/** Renames the caller's account. */
export async function rename(input: unknown): Promise<Done | Refused<'name'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const name = accountName.safeParse(input);
  if (!name.success) return { ok: false, reason: 'name' };
  const db = await database();
  await db.user.update({ where: { id: user.id }, data: { name: name.data } });
  return { ok: true };
}

const passwordChange = z.strictObject({ current: z.string().max(1_000), next: z.string().max(1_000) });

/** Gives the caller another password, and signs out every other browser. */
export async function changePassword(
  input: unknown,
): Promise<Done | Refused<Unproven> | { ok: false; reason: 'password'; problem: PasswordProblem } | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = passwordChange.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const problem = await passwordProblem(parsed.data.next, user);
  if (problem !== null) return { ok: false, reason: 'password', problem };
  const proof = await proofOf(parsed.data.current);
  const db = await database();
  const owner = await confirmOwner(db, user, proof);
  if (owner !== 'confirmed') return typeof owner === 'string' ? { ok: false, reason: owner } : owner;
  try {
    await storePasswordHash(db, user.id, await hashPassword(parsed.data.next), { keptSessionId: proof.sessionId });
    return { ok: true };
  } catch (error) {
    if (error instanceof QueueFullError) return { ok: false, reason: 'later', afterMs: error.afterMs };
    throw error;
  }
}

/** Signs out one of the caller's browsers. */
export async function endOneSession(input: unknown): Promise<Done | Refused<'not-yours'>> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const id = z.uuid().safeParse(input);
  if (!id.success) return { ok: false, reason: 'malformed' };
  return (await endSessionOf(await database(), user.id, id.data)) ? { ok: true } : { ok: false, reason: 'not-yours' };
}

/** Signs out all of the caller's browsers, this one too. */
export async function endAllSessions(): Promise<Done | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  await endSessionsOf(await database(), user.id);
  return { ok: true };
}

/** Sends the caller a link that shows that mail to their address arrives. */
export async function sendVerification(input: unknown): Promise<Done | Refused<'no-mail'> | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const locale = z.enum(['ko', 'en']).safeParse(input);
  if (!locale.success) return { ok: false, reason: 'malformed' };
  const settings = mailSettings();
  if (settings === null) return { ok: false, reason: 'no-mail' };
  const db = await database();
  const refusal = await countAgainst(db, 'mails by account', user.email);
  if (refusal) return refusal;
  const { email } = user;
  const write = mailTexts('verify', locale.data);
  inBackground(() => mailLink(db, settings, { email, purpose: 'verify', write }, Date.now()));
  return { ok: true };
}

const confirmation = z.strictObject({ password: z.string().max(1_000) });

/** Has the next sign-in at the provider, in this browser, linked to the caller's account. */
export async function beginLink(input: unknown): Promise<Done | Refused<Unproven> | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = confirmation.safeParse(input);
  if (!parsed.success || openIdSettings() === null) return { ok: false, reason: 'malformed' };
  const db = await database();
  const proof = await proofOf(parsed.data.password);
  const owner = await confirmOwner(db, user, proof);
  if (owner !== 'confirmed') return typeof owner === 'string' ? { ok: false, reason: owner } : owner;
  await askForLink(db, user.id, proof.sessionId, proof.nowMs);
  return { ok: true };
}

/** Takes the provider's sign-in away from the caller's account, which has a password to come in by. */
export async function removeLink(input: unknown): Promise<Done | Refused<Unproven> | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = confirmation.safeParse(input);
  const settings = openIdSettings();
  if (!parsed.success || settings === null) return { ok: false, reason: 'malformed' };
  const db = await database();
  if (!(await accountDetails(db, user.id)).hasPassword) return { ok: false, reason: 'malformed' };
  const owner = await confirmOwner(db, user, await proofOf(parsed.data.password));
  if (owner !== 'confirmed') return typeof owner === 'string' ? { ok: false, reason: owner } : owner;
  await unlink(db, user.id, settings.issuer);
  return { ok: true };
}

/** Deletes the caller's account and all that is kept about them; their classes go to a co-instructor or are archived. */
export async function deleteOwnAccount(input: unknown): Promise<Done | Refused<Unproven> | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = confirmation.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  const proof = await proofOf(parsed.data.password);
  const owner = await confirmOwner(db, user, proof);
  if (owner !== 'confirmed') return typeof owner === 'string' ? { ok: false, reason: owner } : owner;
  await deleteAccount(db, user.id, proof.nowMs);
  return { ok: true };
}

async function proofOf(password: string) {
  return { password, address: await clientAddress(), sessionId: await currentSessionId(), nowMs: Date.now() };
}
