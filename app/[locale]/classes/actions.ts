'use server';

import { joinClass, newClass, openClass } from '@/server/classes';
import { database } from '@/server/database';
import { currentUser } from '@/server/session';

export type ClassActionResult =
  | { readonly ok: true; readonly classId: string }
  | { readonly ok: false; readonly reason: 'signed-out' | 'name' | 'unknown-code' | 'own-class' };

/** Opens a class whose instructor is the caller. */
export async function openClassAction(input: unknown): Promise<ClassActionResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = newClass.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'name' };
  const opened = await openClass(await database(), user.id, parsed.data);
  return opened === 'opened' ? { ok: true, classId: parsed.data.id } : { ok: false, reason: 'name' };
}

/** Makes the caller a learner of the class with that code. */
export async function joinClassAction(code: unknown): Promise<ClassActionResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  return joinClass(await database(), user.id, typeof code === 'string' ? code : '');
}
