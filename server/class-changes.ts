import * as z from 'zod';
import { assignmentChanges, changeAssignment } from './class-assignment-changes';
import { HELP_REASONS } from './class-help';
import { hideStanding, type Sql, showStanding } from './class-progress';
import { type ClassAccess, type ClassRight, classAccess, may } from './class-roles';
import { makeCode, openKeyOf } from './classes';
import { type Db, Prisma, TRANSACTION } from './db/open';
import { storedLine, storedText } from './stored-text';

const id = z.uuid();
const name = storedLine(80);

/** What the staff of a class may ask for. `learner` is the id of a membership. */
export const classChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rename'),
    name,
    language: z.enum(['ko', 'en']),
    timeZone: z.string().max(60).refine(isTimeZone),
  }),
  z.strictObject({ kind: z.literal('new-code') }),
  z.strictObject({ kind: z.literal('joining'), isClosed: z.boolean() }),
  z.strictObject({ kind: z.literal('archive'), isArchived: z.boolean() }),
  z.strictObject({ kind: z.literal('duplicate'), newId: id, name }),
  z.strictObject({ kind: z.literal('add-section'), newId: id, name }),
  z.strictObject({ kind: z.literal('remove-section'), section: id }),
  z.strictObject({ kind: z.literal('assign-section'), learner: id, section: id.nullable() }),
  z.strictObject({ kind: z.literal('remove-learner'), learner: id }),
  z.strictObject({ kind: z.literal('restore-learner'), learner: id }),
  z.strictObject({ kind: z.literal('make-staff'), learner: id, role: z.enum(['co-instructor', 'assistant']) }),
  z.strictObject({ kind: z.literal('remove-staff'), user: id }),
  z.strictObject({ kind: z.literal('dismiss'), learner: id, reason: z.enum(HELP_REASONS), key: z.string().max(300) }),
  z.strictObject({
    kind: z.literal('add-note'),
    learner: id,
    newId: id,
    text: storedText(2_000).pipe(z.string().min(1)),
    isFeedback: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('remove-note'), learner: id, note: id }),
  ...assignmentChanges,
  z.strictObject({ kind: z.literal('delete'), name: z.string().max(400) }),
]);
export type ClassChange = z.infer<typeof classChange>;

/** Who may make which change. */
const RIGHTS: Readonly<Record<ClassChange['kind'], ClassRight>> = {
  rename: 'manage',
  'new-code': 'manage',
  joining: 'manage',
  archive: 'manage',
  duplicate: 'manage',
  'add-section': 'manage',
  'remove-section': 'manage',
  'assign-section': 'manage',
  'remove-learner': 'manage',
  'restore-learner': 'manage',
  'make-staff': 'own',
  'remove-staff': 'own',
  dismiss: 'write notes',
  'add-note': 'write notes',
  'remove-note': 'write notes',
  assign: 'manage',
  'change-assignment': 'manage',
  'remove-assignment': 'manage',
  extend: 'manage',
  delete: 'own',
};

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

export type ChangeResult =
  | {
      readonly ok: true;
      /** Where to go on: the class, the new one, or null where it is gone. */
      readonly classId: string | null;
    }
  | {
      readonly ok: false;
      /** `not-yours` for everybody who may not do it, in whatever class; `not-there` when what it is about is gone. */
      readonly reason: 'not-yours' | 'not-there' | 'other-name';
    };

/** Makes a change in a class and writes down who made it: both or neither. */
export async function changeClass(
  db: Db,
  userId: string,
  classId: string,
  change: ClassChange,
  nowMs: number,
): Promise<ChangeResult> {
  const access = await classAccess(db, userId, classId);
  if (access === null || !may(access.role, RIGHTS[change.kind])) return { ok: false, reason: 'not-yours' };
  // Whoever deletes a class has to have its name before their eyes.
  if (change.kind === 'delete' && change.name.normalize('NFC').trim() !== access.name)
    return { ok: false, reason: 'other-name' };
  return db.$transaction(async (sql) => {
    const done = await make(sql, { access, userId, nowMs }, change);
    if (done === null) return { ok: false, reason: 'not-there' } as const;
    if (change.kind !== 'delete') await record(sql, { access, userId, nowMs }, change.kind, done.about);
    return { ok: true, classId: done.goTo === undefined ? access.id : done.goTo } as const;
  }, TRANSACTION);
}

interface Context {
  readonly access: ClassAccess;
  readonly userId: string;
  readonly nowMs: number;
}
type Transaction = Parameters<Parameters<Db['$transaction']>[0]>[0] & Sql;
interface Done {
  /** What the log says of it. */
  readonly about: Readonly<Record<string, string | number | boolean | null>>;
  readonly goTo?: string | null;
}

async function record(sql: Transaction, { access, userId, nowMs }: Context, action: string, about: Done['about']) {
  await sql.classEvent.create({
    data: { classId: access.id, actorId: userId, action, about: { ...about }, at: new Date(nowMs) },
  });
}

/** Null when what the change is about is not in the class. */
async function make(sql: Transaction, context: Context, change: ClassChange): Promise<Done | null> {
  const { access, nowMs } = context;
  const where = { id: access.id };
  const at = new Date(nowMs);
  switch (change.kind) {
    case 'rename': {
      const { kind: _, ...data } = change;
      await sql.class.update({ where, data });
      return { about: data };
    }
    case 'new-code':
      await sql.class.update({ where, data: { code: makeCode() } });
      return { about: {} };
    case 'joining':
      await sql.class.update({ where, data: { closedAt: change.isClosed ? at : null } });
      return { about: { isClosed: change.isClosed } };
    case 'archive':
      await sql.class.update({ where, data: { archivedAt: change.isArchived ? at : null } });
      return { about: { isArchived: change.isArchived } };
    case 'duplicate':
      return duplicate(sql, context, change);
    case 'delete':
      await sql.class.delete({ where });
      return { about: {}, goTo: null };
    case 'add-section':
      await sql.classSection.createMany({
        data: [{ id: change.newId, classId: access.id, name: change.name }],
        skipDuplicates: true,
      });
      return { about: { name: change.name } };
    case 'remove-section':
      return removeSection(sql, context, change.section);
    case 'remove-staff':
      return removeStaff(sql, context, change.user);
    case 'assign':
    case 'change-assignment':
    case 'remove-assignment':
    case 'extend': {
      const about = await changeAssignment(sql, access, change, nowMs);
      return about && { about };
    }
    default:
      return changeLearner(sql, context, change);
  }
}

/** A class with the same settings, sections and staff, and no learners. */
async function duplicate(
  sql: Transaction,
  { access, userId }: Context,
  { newId, name: newName }: Extract<ClassChange, { kind: 'duplicate' }>,
): Promise<Done | null> {
  const { language, timeZone, sections } = access;
  const { count } = await sql.class.createMany({
    data: [{ id: newId, name: newName, language, timeZone, code: makeCode() }],
    skipDuplicates: true,
  });
  const staff = await sql.classStaff.findMany({ where: { classId: access.id }, select: { userId: true, role: true } });
  if (count > 0) {
    // Whoever copies it owns the copy.
    const others = staff.filter((each) => each.userId !== userId);
    const kept = others.map((each) => ({ ...each, role: each.role === 'owner' ? 'co-instructor' : each.role }));
    await sql.classStaff.createMany({
      data: [{ userId, role: 'owner' }, ...kept].map((each) => ({ ...each, classId: newId })),
    });
    await sql.$executeRaw`
      INSERT INTO class_sections (id, class_id, name)
      SELECT gen_random_uuid(), ${newId}::uuid, name FROM jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) AS s (name text)`;
  }
  const own = await sql.classStaff.findFirst({ where: { classId: newId, userId, role: 'owner' } });
  return own === null ? null : { about: { name: newName, newId }, goTo: newId };
}

async function removeSection(sql: Transaction, { access }: Context, section: string): Promise<Done | null> {
  const found = access.sections.find((each) => each.id === section);
  if (found === undefined) return null;
  await sql.classSection.deleteMany({ where: { id: section, classId: access.id } });
  return { about: { name: found.name } };
}

async function removeStaff(sql: Transaction, { access }: Context, user: string): Promise<Done | null> {
  const which = { classId: access.id, userId: user, role: { not: 'owner' } };
  const found = await sql.classStaff.findFirst({
    where: which,
    select: { role: true, user: { select: { name: true } } },
  });
  if (found === null) return null;
  await sql.classStaff.deleteMany({ where: which });
  return { about: { name: found.user.name, role: found.role } };
}

type LearnerChange = Extract<ClassChange, { readonly learner: string }>;

async function changeLearner(sql: Transaction, context: Context, change: LearnerChange): Promise<Done | null> {
  const { access, userId, nowMs } = context;
  const member = await sql.membership.findFirst({ where: { id: change.learner, classId: access.id } });
  if (member === null) return null;
  const about = { learner: change.learner };
  switch (change.kind) {
    case 'assign-section': {
      const section = access.sections.find((each) => each.id === change.section);
      if (change.section !== null && section === undefined) return null;
      await sql.membership.update({ where: { id: change.learner }, data: { sectionId: change.section } });
      return { about: { ...about, section: section?.name ?? null } };
    }
    case 'remove-learner':
      await endPeriod(sql, member, 'staff', nowMs);
      return { about };
    case 'restore-learner': {
      // Who left of their own will comes back of their own will.
      const last = await lastPeriod(sql, member);
      if (last?.leftAt == null || last.endedBy !== 'staff') return null;
      await beginPeriod(sql, member, nowMs);
      return { about };
    }
    case 'dismiss': {
      const { learner: learnerId, reason, key } = change;
      await sql.helpDismissal.createMany({
        data: [{ learnerId, reason, key, dismissedAt: new Date(nowMs) }],
        skipDuplicates: true,
      });
      return { about: { ...about, name: reason } };
    }
    case 'add-note': {
      const { learner: learnerId, newId, text, isFeedback } = change;
      const writtenAt = new Date(nowMs);
      await sql.learnerNote.createMany({
        data: [{ id: newId, learnerId, authorId: userId, text, isFeedback, writtenAt }],
        skipDuplicates: true,
      });
      const own = await sql.learnerNote.findFirst({ where: { id: newId, learnerId } });
      return own && { about: { ...about, isFeedback } };
    }
    case 'remove-note': {
      const { count } = await sql.learnerNote.deleteMany({ where: { id: change.note, learnerId: change.learner } });
      return count === 0 ? null : { about };
    }
    case 'make-staff':
      // Who teaches a class has no place among its learners.
      if ((await endPeriod(sql, member, 'role', nowMs)) === 0) return null;
      await sql.classStaff.createMany({
        data: [{ classId: access.id, userId: member.userId, role: change.role }],
        skipDuplicates: true,
      });
      return { about: { ...about, role: change.role } };
  }
}

interface Member {
  readonly classId: string;
  readonly userId: string;
  readonly showsStanding: boolean;
}

function lastPeriod(sql: Transaction, { classId, userId }: Member) {
  return sql.membershipPeriod.findFirst({ where: { classId, userId }, orderBy: { joinedAt: 'desc' } });
}

async function beginPeriod(sql: Transaction, { classId, userId, showsStanding }: Member, nowMs: number) {
  const openKey = openKeyOf(classId, userId);
  const { count } = await sql.membershipPeriod.createMany({
    data: [{ classId, userId, openKey, joinedAt: new Date(nowMs) }],
    skipDuplicates: true,
  });
  const period = await sql.membershipPeriod.findUniqueOrThrow({ where: { openKey }, select: { id: true } });
  if (count > 0 && showsStanding) await showStanding(sql, period.id);
}

/** Ends the period that lasts; 0 where there is none. From then on nothing that the learner does is seen in the class. */
async function endPeriod(
  sql: Transaction,
  { classId, userId }: Pick<Member, 'classId' | 'userId'>,
  endedBy: 'learner' | 'staff' | 'role',
  nowMs: number,
): Promise<number> {
  const { count } = await sql.membershipPeriod.updateMany({
    where: { openKey: openKeyOf(classId, userId) },
    data: { leftAt: new Date(nowMs), endedBy, openKey: null },
  });
  return count;
}

/** What a learner may change about the own place in a class. */
export const membershipChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({
    kind: z.literal('about-me'),
    alias: z.union([z.literal(''), storedLine(40)]),
    studentNumber: z.union([z.literal(''), storedLine(40)]),
    showsStanding: z.boolean(),
  }),
]);
export type MembershipChange = z.infer<typeof membershipChange>;

/** Changes the caller's own place in a class. */
export async function changeMembership(
  db: Db,
  userId: string,
  classId: string,
  change: MembershipChange,
  nowMs: number,
): Promise<ChangeResult> {
  if (!z.uuid().safeParse(classId).success) return { ok: false, reason: 'not-yours' };
  return db.$transaction(async (sql) => {
    const openKey = openKeyOf(classId, userId);
    const period = await sql.membershipPeriod.findUnique({ where: { openKey }, select: { id: true } });
    if (period === null) return { ok: false, reason: 'not-yours' } as const;
    if (change.kind === 'leave') {
      await endPeriod(sql, { classId, userId }, 'learner', nowMs);
      return { ok: true, classId: null } as const;
    }
    const { alias, studentNumber, showsStanding } = change;
    await sql.membership.update({
      where: { classId_userId: { classId, userId } },
      data: { alias: alias || null, studentNumber: studentNumber || null, showsStanding },
    });
    if (showsStanding) await showStanding(sql, period.id);
    else await hideStanding(sql, period.id);
    return { ok: true, classId } as const;
  }, TRANSACTION);
}

/** A learner's own place in a class; null where there is none that lasts. */
export async function ownMembership(db: Db, userId: string, classId: string) {
  const period = await db.membershipPeriod.findUnique({
    where: { openKey: openKeyOf(classId, userId) },
    select: {
      joinedAt: true,
      membership: {
        select: { alias: true, studentNumber: true, showsStanding: true, section: { select: { name: true } } },
      },
    },
  });
  return period === null ? null : { joinedAt: period.joinedAt, ...period.membership };
}

/**
 * What becomes of the classes that an account owns when it is deleted: each goes to the co-instructor who has been longest, one without
 * is closed and archived. A sample class goes. Called before the account's row goes.
 */
export async function handOverClasses(sql: Sql, userId: string, nowMs: number): Promise<void> {
  const owned = Prisma.sql`SELECT class_id FROM class_staff WHERE user_id = ${userId}::uuid AND role = 'owner'`;
  const heirs = Prisma.sql`
    SELECT DISTINCT ON (class_id) class_id, user_id FROM class_staff
    WHERE role = 'co-instructor' AND class_id IN (${owned}) ORDER BY class_id, created_at, user_id`;
  await sql.$executeRaw`DELETE FROM classes WHERE is_sample AND id IN (${owned})`;
  await sql.$executeRaw`
    UPDATE classes SET archived_at = COALESCE(archived_at, ${new Date(nowMs)}::timestamptz),
      closed_at = COALESCE(closed_at, ${new Date(nowMs)}::timestamptz)
    WHERE id IN (${owned}) AND id NOT IN (SELECT class_id FROM (${heirs}) AS heir)`;
  await sql.$executeRaw`
    UPDATE class_staff AS staff SET role = 'owner' FROM (${heirs}) AS heir
    WHERE staff.class_id = heir.class_id AND staff.user_id = heir.user_id`;
  await sql.$executeRaw`DELETE FROM class_staff WHERE user_id = ${userId}::uuid`;
}
