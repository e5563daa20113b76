'use server';

import { topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import { noteActivity } from '@/server/class-progress';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import {
  type LessonPredictionResult,
  lessonPredictionSubmission,
  recordLessonPrediction,
} from '@/server/lesson-predictions';
import { markSectionRead, type SectionMark, sectionMark } from '@/server/progress';
import { countAgainst } from '@/server/rate-limits';
import { keepPosition, positionMark } from '@/server/reading-position';
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
  if (!(await isSection(parsed.data))) return { ok: false, reason: 'unknown-section' };
  await markSectionRead(await database(), user.id, parsed.data, nowMs());
  return { ok: true };
}

/** Keeps which section of a lesson the caller read last. */
export async function markPosition(input: unknown): Promise<MarkResult> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = positionMark.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  if (!(await isSection(parsed.data))) return { ok: false, reason: 'unknown-section' };
  const db = await database();
  await keepPosition(db, user.id, parsed.data, nowMs());
  await noteActivity(db, user.id, nowMs());
  return { ok: true };
}

/** Keeps what the caller predicted in a lesson, when it is the first answer; a wrong one comes back in review. */
export async function submitLessonPrediction(
  input: unknown,
): Promise<LessonPredictionResult | { readonly ok: false; readonly reason: 'signed-out' | 'malformed' } | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = lessonPredictionSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const { topicId, predictionId } = parsed.data;
  const asked = (await topics()).get(topicId)?.predictions.find(({ id }) => id === predictionId);
  const db = await database();
  return (
    (await countAgainst(db, 'answers', user.id)) ?? recordLessonPrediction(db, user.id, parsed.data, asked, nowMs())
  );
}

async function isSection({ topicId, sectionId }: SectionMark): Promise<boolean> {
  const topic = (await topics()).get(topicId);
  return topic?.sections.some((section) => section.id === sectionId) ?? false;
}
