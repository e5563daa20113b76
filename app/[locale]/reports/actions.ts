'use server';

import { reviewItems, topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type MistakeReport, mistakeReport, type ReportResult, recordReport } from '@/server/mistake-reports';
import { countAgainst } from '@/server/rate-limits';
import { currentUser } from '@/server/session';

/** Keeps what the caller reports about a section of a lesson or about a question. */
export async function reportMistake(
  input: unknown,
): Promise<ReportResult | { readonly ok: false; readonly reason: 'signed-out' | 'malformed' } | Later> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = mistakeReport.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  return (
    (await countAgainst(db, 'mistake reports', user.id)) ??
    recordReport(db, user.id, parsed.data, await isOfCourse(parsed.data), nowMs())
  );
}

async function isOfCourse({ topicId, kind, ref }: MistakeReport): Promise<boolean> {
  const topic = (await topics()).get(topicId);
  if (topic === undefined) return false;
  return (kind === 'section' ? topic.sections : reviewItems(topic)).some(({ id }) => id === ref);
}
