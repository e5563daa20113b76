import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { showStanding } from './class-progress';
import type { ClassRole } from './class-roles';
import { type Db, Prisma, runSql, TRANSACTION } from './db/open';
import { storedLine } from './stored-text';

export const newClass = z.strictObject({
  id: z.uuid(),
  name: storedLine(80),
  language: z.enum(['ko', 'en']).default('ko'),
});
export type NewClass = z.input<typeof newClass>;

// Without letters and digits that are taken for one another when read aloud or copied by hand.
const codeAlphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 8;

/** A class code as typed by a person: spaces, hyphens and lower case do not matter. */
const classCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)));

/** A new code: 31 letters and digits in eight places, so that guessing one is hopeless within the limits. */
export function makeCode(): string {
  return Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}

export interface ClassSummary {
  readonly id: string;
  readonly name: string;
  /** Null once the owner's account is deleted. */
  readonly ownerName: string | null;
  readonly memberCount: number;
  readonly role: ClassRole;
  readonly isArchived: boolean;
  readonly isSample: boolean;
}

/** Opens a class that the caller owns. Sent twice with one id, it is opened once. */
export async function openClass(
  db: Db,
  userId: string,
  { id, name, language = 'ko' }: NewClass,
  isSample = false,
): Promise<'opened' | 'not-yours'> {
  for (let attempt = 1; ; attempt++) {
    try {
      const staff = { create: { userId, role: 'owner' } };
      await db.class.create({ data: { id, name, language, code: makeCode(), isSample, staff } });
      return 'opened';
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
      const existing = await db.class.findUnique({
        where: { id },
        select: { staff: { where: { userId, role: 'owner' } } },
      });
      if (existing) return existing.staff.length > 0 ? 'opened' : 'not-yours';
      // Otherwise the code was taken: draw another, but not for ever.
      if (attempt === 5) throw error;
    }
  }
}

/** What a learner says when joining. */
export const joining = z.strictObject({
  code: z.string().max(40),
  /** What the learner is called in the class; empty for the account's name. */
  alias: z.union([z.literal(''), storedLine(40)]).default(''),
  studentNumber: z.union([z.literal(''), storedLine(40)]).default(''),
  /** Whether the instructors may see mastery as it stands, with what was learnt before joining. */
  showsStanding: z.boolean().default(false),
});
export type Joining = z.input<typeof joining>;

export type JoinResult =
  | { readonly ok: true; readonly classId: string }
  | {
      readonly ok: false;
      /** `removed` for whom the staff removed: they come back when the staff restores them. */
      readonly reason: 'unknown-code' | 'own-class' | 'removed';
    };

/** Makes the caller a learner of the class with that code, from `nowMs` on. Joining again while in it changes nothing. */
export async function joinClass(
  db: Db,
  userId: string,
  { code, alias = '', studentNumber = '', showsStanding = false }: Joining,
  nowMs: number,
): Promise<JoinResult> {
  const found = await openClassOf(db, code);
  if (!found) return { ok: false, reason: 'unknown-code' };
  const { id: classId } = found;
  if (found.staff.some((each) => each.userId === userId)) return { ok: false, reason: 'own-class' };
  const last = await db.membershipPeriod.findFirst({
    where: { classId, userId },
    orderBy: { joinedAt: 'desc' },
    select: { endedBy: true },
  });
  if (last?.endedBy === 'staff') return { ok: false, reason: 'removed' };
  await db.$transaction(async (sql) => {
    const told = { alias: alias || null, studentNumber: studentNumber || null, showsStanding };
    await sql.membership.createMany({ data: [{ classId, userId }], skipDuplicates: true });
    const openKey = openKeyOf(classId, userId);
    const { count } = await sql.membershipPeriod.createMany({
      data: [{ classId, userId, openKey, joinedAt: new Date(nowMs), lastActiveAt: new Date(nowMs) }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await sql.membership.update({ where: { classId_userId: { classId, userId } }, data: told });
    const { id } = await sql.membershipPeriod.findUniqueOrThrow({ where: { openKey }, select: { id: true } });
    if (showsStanding) await showStanding(sql, id);
  }, TRANSACTION);
  return { ok: true, classId };
}

/** What an open membership period is found by: there is at most one of a learner in a class. */
export function openKeyOf(classId: string, userId: string): string {
  return `${classId} ${userId}`;
}

async function openClassOf(db: Db, code: string) {
  const parsed = classCode.safeParse(code);
  if (!parsed.success) return null;
  return db.class.findFirst({
    where: { code: parsed.data, closedAt: null, archivedAt: null },
    select: {
      id: true,
      name: true,
      staff: { select: { userId: true, role: true, user: { select: { name: true } } } },
    },
  });
}

/** What someone who holds a class's code may know before joining. */
export async function classByCode(
  db: Db,
  code: string,
): Promise<{ readonly name: string; readonly ownerName: string } | null> {
  const found = await openClassOf(db, code);
  const owner = found?.staff.find(({ role }) => role === 'owner');
  return found && { name: found.name, ownerName: owner?.user.name ?? '' };
}

/** The classes that the caller teaches or takes, newest first, archived ones at the end. */
export async function classesOf(db: Db, userId: string): Promise<readonly ClassSummary[]> {
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT class.id, class.name, COALESCE(staff.role, 'learner') AS role,
        class.archived_at IS NOT NULL AS "isArchived", class.is_sample AS "isSample",
        (
          SELECT users.name FROM class_staff JOIN users ON users.id = class_staff.user_id
          WHERE class_id = class.id AND role = 'owner'
        ) AS "ownerName",
        (SELECT count(*)::int FROM membership_periods WHERE class_id = class.id AND left_at IS NULL) AS "memberCount"
      FROM (
        SELECT class_id FROM class_staff WHERE user_id = ${userId}::uuid
        UNION SELECT class_id FROM membership_periods WHERE user_id = ${userId}::uuid AND left_at IS NULL
      ) AS mine
      JOIN classes AS class ON class.id = mine.class_id
      LEFT JOIN class_staff AS staff ON staff.class_id = class.id AND staff.user_id = ${userId}::uuid
      ORDER BY class.archived_at IS NOT NULL, class.created_at DESC`,
  );
  return rows as readonly ClassSummary[];
}
