'use server';

import { database } from '@/server/database';
import { type KeepResult, keepLabRun, labRunSubmission } from '@/server/lab-runs';
import { currentUser } from '@/server/session';

/** Keeps a lab run of the caller's own, after replaying it. */
export async function keepRun(
  input: unknown,
): Promise<KeepResult | { readonly ok: false; readonly reason: 'signed-out' | 'malformed' }> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = labRunSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return keepLabRun(await database(), user.id, parsed.data);
}
