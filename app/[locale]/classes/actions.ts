'use server';

import type { Later } from '@/lib/later';
import { joinClass, newClass, openClass } from '@/server/classes';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';
import { currentUser } from '@/server/session';

export type ClassActionResult =
  | { readonly ok: true; readonly classId: string }
  | { readonly ok: false; readonly reason: 'signed-out' | 'name' | 'unknown-code' | 'own-class' }
  | Later;

/** Opens a class whose instructor is the caller. */
export async function openClassAction(input: unknown): Promise<ClassActionResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = newClass.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'name' };
  const db = await database();
  const refusal = await countAgainst(db, 'classes opened', user.id);
  if (refusal) return refusal;
  const opened = await openClass(db, user.id, parsed.data);
  return opened === 'opened' ? { ok: true, classId: parsed.data.id } : { ok: false, reason: 'name' };
}

/** Makes the caller a learner of the class with that code. */
export async function joinClassAction(code: unknown): Promise<ClassActionResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const db = await database();
  const refusal =
    (await countAgainst(db, 'join codes by address', await clientAddress())) ??
    (await countAgainst(db, 'join codes', user.id));
  return refusal ?? joinClass(db, user.id, typeof code === 'string' ? code : '');
}
