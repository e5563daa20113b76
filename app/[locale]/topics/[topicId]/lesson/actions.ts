'use server';

import { topics } from '@/content/catalog';
import { database } from '@/server/database';
import { markSectionRead, sectionMark } from '@/server/progress';
import { currentUser } from '@/server/session';

export type MarkResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'signed-out' | 'malformed' | 'unknown-section' };

/** Marks a section of a lesson as read by the caller. */
export async function markRead(input: unknown): Promise<MarkResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = sectionMark.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const topic = (await topics()).get(parsed.data.topicId);
  if (!topic?.sections.some((section) => section.id === parsed.data.sectionId)) {
    return { ok: false, reason: 'unknown-section' };
  }
  await markSectionRead(await database(), user.id, parsed.data);
  return { ok: true };
}
