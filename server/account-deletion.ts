import { handOverClasses } from './class-changes';
import { type Db, TRANSACTION } from './db/open';
import { log } from './log';

/** What becomes of what, should an account be deleted now. */
export interface DeletionPlan {
  /** Gone for good. */
  readonly answers: number;
  readonly labRuns: number;
  /** Classes that it learns in: its place in them goes. */
  readonly taken: number;
  /** Classes that it owns: to whom each goes, null for one that is archived because nobody else teaches it. */
  readonly owned: readonly { readonly name: string; readonly heir: string | null }[];
}

export async function deletionPlan(db: Db, userId: string): Promise<DeletionPlan> {
  const [answers, labRuns, taken, owned] = await Promise.all([
    db.answer.count({ where: { attempt: { userId } } }),
    db.labRun.count({ where: { userId } }),
    db.membershipPeriod.count({ where: { userId, leftAt: null } }),
    db.classStaff.findMany({
      where: { userId, role: 'owner', class: { isSample: false } },
      orderBy: { createdAt: 'asc' },
      select: {
        class: {
          select: {
            name: true,
            // As `handOverClasses` chooses.
            staff: {
              where: { role: 'co-instructor' },
              orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
              take: 1,
              select: { user: { select: { name: true } } },
            },
          },
        },
      },
    }),
  ]);
  const heirs = owned.map(({ class: { name, staff } }) => ({ name, heir: staff[0]?.user.name ?? null }));
  return { answers, labRuns, taken, owned: heirs };
}

/**
 * Deletes an account and all that is kept about its owner; false where there is none. Its classes go to a co-instructor or are archived:
 * what other people did in them stays theirs.
 */
export async function deleteAccount(db: Db, userId: string, nowMs: number): Promise<boolean> {
  const isDeleted = await db.$transaction(async (sql) => {
    await handOverClasses(sql, userId, nowMs);
    return (await sql.user.deleteMany({ where: { id: userId } })).count > 0;
  }, TRANSACTION);
  log.info({ event: 'account deleted', isDeleted });
  return isDeleted;
}
