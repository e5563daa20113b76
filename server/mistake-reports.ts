import * as z from 'zod';
import type { Db } from './db/open';
import { storedId, storedText } from './stored-text';

/** The longest report, in UTF-16 units. */
const TEXT_MAX = 1_000;

/** How many reports a page shows, the newest first. */
const SHOWN_MAX = 200;

/** What a reader reports. The id is made by the client. */
export const mistakeReport = z.strictObject({
  id: z.uuid(),
  topicId: storedId,
  kind: z.enum(['section', 'item']),
  ref: storedId,
  locale: z.enum(['ko', 'en']),
  text: storedText(TEXT_MAX),
});
export type MistakeReport = z.infer<typeof mistakeReport>;

export type ReportResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unknown-place' | 'not-yours' };

/** Keeps a report; sent twice with one id, it is kept once. `isKnown`: the course has what it is about. */
export async function recordReport(
  db: Db,
  userId: string,
  report: MistakeReport,
  isKnown: boolean,
  nowMs: number,
): Promise<ReportResult> {
  if (!isKnown) return { ok: false, reason: 'unknown-place' };
  await db.mistakeReport.createMany({
    data: [{ ...report, userId, reportedAt: new Date(nowMs) }],
    skipDuplicates: true,
  });
  const kept = await db.mistakeReport.findUnique({ where: { id: report.id }, select: { userId: true } });
  return kept?.userId === userId ? { ok: true } : { ok: false, reason: 'not-yours' };
}

/** A report as a page shows it. */
export interface ReadReport {
  readonly id: string;
  readonly topicId: string;
  readonly kind: string;
  readonly ref: string;
  readonly text: string;
  readonly reportedAt: Date;
  readonly reporter: string;
}

/** What an account may read: its own reports, those of the learners in the classes that it teaches, and as an administrator all. */
export async function reportsFor(db: Db, userId: string): Promise<readonly ReadReport[]> {
  const { isAdministrator } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { isAdministrator: true },
  });
  const taught = {
    user: {
      memberships: {
        some: {
          class: { staff: { some: { userId, role: { not: 'assistant' } } } },
          periods: { some: { leftAt: null } },
        },
      },
    },
  };
  const rows = await db.mistakeReport.findMany({
    where: isAdministrator ? {} : { OR: [{ userId }, taught] },
    orderBy: { reportedAt: 'desc' },
    take: SHOWN_MAX,
    select: {
      id: true,
      topicId: true,
      kind: true,
      ref: true,
      text: true,
      reportedAt: true,
      user: { select: { name: true } },
    },
  });
  return rows.map(({ user, ...report }) => ({ ...report, reporter: user.name }));
}
