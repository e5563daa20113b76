import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { Prisma } from './db/generated/client';
import type { Db } from './db/open';
import { progressOf, type TopicOutline, type TopicProgress } from './progress';
import { storedLine } from './stored-text';

export const newClass = z.strictObject({ id: z.uuid(), name: storedLine(80) });
export type NewClass = z.infer<typeof newClass>;

// Without letters and digits that are taken for one another when read aloud or copied by hand.
const codeAlphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 8;

/** A class code as typed by a person: spaces, hyphens and lower case do not matter. */
export const classCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)));

function makeCode(): string {
  return Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}

export interface ClassSummary {
  readonly id: string;
  readonly name: string;
  readonly instructorName: string;
  readonly memberCount: number;
  readonly isInstructor: boolean;
}

/** Opens a class with the caller as its instructor. Sent twice with one id, it is opened once. */
export async function openClass(db: Db, userId: string, { id, name }: NewClass): Promise<'opened' | 'not-yours'> {
  for (let attempt = 1; ; attempt++) {
    try {
      await db.class.create({ data: { id, name, code: makeCode(), instructorId: userId } });
      return 'opened';
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
      const existing = await db.class.findUnique({ where: { id }, select: { instructorId: true } });
      if (existing) return existing.instructorId === userId ? 'opened' : 'not-yours';
      // Otherwise the code was taken: draw another, but not for ever.
      if (attempt === 5) throw error;
    }
  }
}

export type JoinResult =
  | { readonly ok: true; readonly classId: string }
  | { readonly ok: false; readonly reason: 'unknown-code' | 'own-class' };

/** Makes the caller a learner of the class with that code. Joining again changes nothing. */
export async function joinClass(db: Db, userId: string, code: string): Promise<JoinResult> {
  const parsed = classCode.safeParse(code);
  const found = parsed.success ? await db.class.findUnique({ where: { code: parsed.data } }) : null;
  if (!found) return { ok: false, reason: 'unknown-code' };
  if (found.instructorId === userId) return { ok: false, reason: 'own-class' };
  await db.membership.createMany({ data: [{ classId: found.id, userId }], skipDuplicates: true });
  return { ok: true, classId: found.id };
}

/** What someone who holds a class's code may know before joining. */
export async function classByCode(db: Db, code: string): Promise<{ name: string; instructorName: string } | null> {
  const parsed = classCode.safeParse(code);
  if (!parsed.success) return null;
  const found = await db.class.findUnique({
    where: { code: parsed.data },
    select: { name: true, instructor: { select: { name: true } } },
  });
  return found && { name: found.name, instructorName: found.instructor.name };
}

/** The classes that the caller teaches or takes, newest first. */
export async function classesOf(db: Db, userId: string): Promise<ClassSummary[]> {
  const classes = await db.class.findMany({
    where: { OR: [{ instructorId: userId }, { memberships: { some: { userId } } }] },
    orderBy: { createdAt: 'desc' },
    select: { ...summaryFields },
  });
  return classes.map((each) => summary(each, userId));
}

const summaryFields = {
  id: true,
  name: true,
  instructorId: true,
  instructor: { select: { name: true } },
  _count: { select: { memberships: true } },
} as const;

function summary(
  found: {
    id: string;
    name: string;
    instructorId: string;
    instructor: { name: string };
    _count: { memberships: number };
  },
  userId: string,
): ClassSummary {
  return {
    id: found.id,
    name: found.name,
    instructorName: found.instructor.name,
    memberCount: found._count.memberships,
    isInstructor: found.instructorId === userId,
  };
}

/** A class that the caller teaches or takes; null for everybody else, whether or not the class exists. */
export async function classFor(db: Db, userId: string, classId: string): Promise<ClassSummary | null> {
  if (!z.uuid().safeParse(classId).success) return null;
  const found = await db.class.findFirst({
    where: { id: classId, OR: [{ instructorId: userId }, { memberships: { some: { userId } } }] },
    select: summaryFields,
  });
  return found && summary(found, userId);
}

export interface Roster {
  readonly code: string;
  readonly learners: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly joinedAt: Date;
    readonly progress: readonly TopicProgress[];
  }[];
}

/** A class's learners with their progress, for its instructor; null for everybody else, its learners included. */
export async function roster(
  db: Db,
  userId: string,
  classId: string,
  topics: readonly TopicOutline[],
): Promise<Roster | null> {
  if (!z.uuid().safeParse(classId).success) return null;
  const found = await db.class.findFirst({
    where: { id: classId, instructorId: userId },
    select: {
      code: true,
      memberships: {
        orderBy: { joinedAt: 'asc' },
        select: { joinedAt: true, user: { select: { id: true, name: true, email: true } } },
      },
    },
  });
  if (!found) return null;
  const progress = await progressOf(
    db,
    found.memberships.map(({ user }) => user.id),
    topics,
  );
  const learners = found.memberships.map(({ joinedAt, user }) => ({
    ...user,
    joinedAt,
    progress: progress.get(user.id) ?? [],
  }));
  return { code: found.code, learners };
}
