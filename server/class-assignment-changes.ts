import * as z from 'zod';
import { instantOf } from '@/lib/zoned-time';
import { ASSIGNMENT_KINDS, COUNTS } from './class-assignments';
import type { ClassAccess } from './class-roles';
import type { Db } from './db/open';
import { storedId, storedText } from './stored-text';

const id = z.uuid();
/** By the clocks of the class's time zone. */
const localTime = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)));

const terms = {
  note: storedText(500),
  opensAt: localTime.nullable(),
  dueAt: localTime.nullable(),
  attemptsMax: z.int().min(1).max(20).nullable(),
  counts: z.enum(COUNTS),
};

/** Learners that one change extends the due date of at most. */
const EXTENDED_MAX = 200;

/** What the staff of a class may ask for about assignments. `learners` are ids of memberships; `all` are those of a section, or of the class. */
export const assignmentChanges = [
  z.strictObject({ kind: z.literal('assign'), newId: id, of: z.enum(ASSIGNMENT_KINDS), ref: storedId, ...terms }),
  z.strictObject({ kind: z.literal('change-assignment'), assignment: id, ...terms }),
  z.strictObject({ kind: z.literal('remove-assignment'), assignment: id }),
  z.strictObject({
    kind: z.literal('extend'),
    assignment: id,
    learners: z.union([z.literal('all'), z.array(id).min(1).max(EXTENDED_MAX)]),
    section: id.nullable(),
    /** Null takes the extensions back. */
    dueAt: localTime.nullable(),
  }),
] as const;
export type AssignmentChange = z.infer<(typeof assignmentChanges)[number]>;

type Sql = Pick<Db, 'assignment' | 'assignmentExtension' | 'membership'>;

/** Makes the change, and returns what the log says of it; null when what it is about is not in the class. */
export async function changeAssignment(
  sql: Sql,
  access: ClassAccess,
  change: AssignmentChange,
  nowMs: number,
): Promise<Readonly<Record<string, string | number | null>> | null> {
  const at = (local: string | null) => (local === null ? null : new Date(instantOf(local, access.timeZone)));
  if (change.kind === 'assign') {
    const { newId, of, ref, note, opensAt, dueAt, attemptsMax, counts } = change;
    const data = { note, opensAt: at(opensAt), dueAt: at(dueAt), attemptsMax, counts, createdAt: new Date(nowMs) };
    await sql.assignment.createMany({
      data: [{ id: newId, classId: access.id, kind: of, ref, ...data }],
      skipDuplicates: true,
    });
    const own = await sql.assignment.findFirst({ where: { id: newId, classId: access.id } });
    return own && { name: ref, assignment: newId };
  }
  const found = await sql.assignment.findFirst({ where: { id: change.assignment, classId: access.id } });
  if (found === null) return null;
  const about = { name: found.ref, assignment: found.id };
  switch (change.kind) {
    case 'change-assignment': {
      const { note, opensAt, dueAt, attemptsMax, counts } = change;
      const data = { note, opensAt: at(opensAt), dueAt: at(dueAt), attemptsMax, counts };
      await sql.assignment.update({ where: { id: found.id }, data });
      return about;
    }
    case 'remove-assignment':
      await sql.assignment.delete({ where: { id: found.id } });
      return about;
    case 'extend': {
      const count = await extend(sql, access, change, at(change.dueAt));
      return count === null ? null : { ...about, count, dueAt: change.dueAt };
    }
  }
}

/** How many learners it was about; null where one of them is not in the class. */
async function extend(
  sql: Sql,
  access: ClassAccess,
  { assignment: assignmentId, learners, section }: Extract<AssignmentChange, { kind: 'extend' }>,
  dueAt: Date | null,
): Promise<number | null> {
  if (section !== null && !access.sections.some((each) => each.id === section)) return null;
  const chosen = await sql.membership.findMany({
    where: {
      classId: access.id,
      ...(learners === 'all'
        ? { periods: { some: { leftAt: null } }, ...(section === null ? {} : { sectionId: section }) }
        : { id: { in: [...new Set(learners)] } }),
    },
    select: { id: true },
  });
  if (learners !== 'all' && chosen.length < new Set(learners).size) return null;
  const ids = chosen.map((each) => each.id);
  await sql.assignmentExtension.deleteMany({ where: { assignmentId, learnerId: { in: ids } } });
  if (dueAt !== null)
    await sql.assignmentExtension.createMany({ data: ids.map((learnerId) => ({ assignmentId, learnerId, dueAt })) });
  return ids.length;
}
