import type { StaffRole } from './class-roles';
import type { Db } from './db/open';

/** Who teaches a class, the owner first. */
export async function staffOf(db: Db, classId: string) {
  const rows = await db.classStaff.findMany({
    where: { classId },
    orderBy: { createdAt: 'asc' },
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
  });
  const staff = rows.map(({ userId, role, user }) => ({ userId, role: role as StaffRole, ...user }));
  return [...staff.filter(({ role }) => role === 'owner'), ...staff.filter(({ role }) => role !== 'owner')];
}

/** What a log can say. */
const CLASS_ACTIONS = [
  'rename',
  'new-code',
  'joining',
  'archive',
  'duplicate',
  'add-section',
  'remove-section',
  'assign-section',
  'remove-learner',
  'restore-learner',
  'make-staff',
  'remove-staff',
  'export',
  'dismiss',
  'add-note',
  'remove-note',
  'assign',
  'change-assignment',
  'remove-assignment',
  'extend',
] as const;

/** Whether this code knows what was done: a log may have been written by a newer one. */
export function isClassAction(action: string): action is (typeof CLASS_ACTIONS)[number] {
  return CLASS_ACTIONS.some((each) => each === action);
}

/** The newest entries of a log are shown. */
const LOGGED_MAX = 50;

/** What the staff did in a class, the newest first. */
export async function classLog(db: Db, classId: string) {
  const rows = await db.classEvent.findMany({
    where: { classId },
    orderBy: { at: 'desc' },
    take: LOGGED_MAX,
    select: { id: true, action: true, about: true, at: true, actor: { select: { name: true } } },
  });
  return rows.map(({ actor, ...event }) => ({ ...event, actorName: actor?.name ?? null }));
}
