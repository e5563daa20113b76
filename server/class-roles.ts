import * as z from 'zod';
import { type Db, Prisma, runSql } from './db/open';

/** Who somebody is in a class. One of its staff is its owner. */
export const CLASS_ROLES = ['owner', 'co-instructor', 'assistant', 'learner'] as const;
export type ClassRole = (typeof CLASS_ROLES)[number];
export type StaffRole = Exclude<ClassRole, 'learner'>;

/** What may be done in a class, by whom. */
const RULES = {
  /** See learners with their mastery, attempts and runs, by the names that they have in the class. */
  'see learners': ['owner', 'co-instructor', 'assistant'],
  /** See names, e-mail addresses and student numbers, and export them. */
  'see personal data': ['owner', 'co-instructor'],
  /** Write private notes and feedback, and dismiss what needs attention. */
  'write notes': ['owner', 'co-instructor'],
  /** Change the class: its name, code, sections, learners; archive and duplicate it. */
  manage: ['owner', 'co-instructor'],
  /** Say who teaches it, and delete it. */
  own: ['owner'],
} as const satisfies Readonly<Record<string, readonly ClassRole[]>>;
export type ClassRight = keyof typeof RULES;

/** Whether somebody of that role may do that. */
export function may(role: ClassRole, right: ClassRight): boolean {
  const roles: readonly ClassRole[] = RULES[right];
  return roles.includes(role);
}

/** A class as somebody in it may know it. */
export interface ClassAccess {
  readonly id: string;
  readonly name: string;
  readonly role: ClassRole;
  readonly language: 'ko' | 'en';
  readonly timeZone: string;
  readonly isClosed: boolean;
  readonly isArchived: boolean;
  readonly isSample: boolean;
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  /** Its owner's name; null once the owner's account is deleted. */
  readonly ownerName: string | null;
  /** Null for those who may not let others in. */
  readonly code: string | null;
}

const accessRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(CLASS_ROLES),
  language: z.enum(['ko', 'en']),
  timeZone: z.string(),
  isClosed: z.boolean(),
  isArchived: z.boolean(),
  isSample: z.boolean(),
  sections: z.array(z.object({ id: z.string(), name: z.string() })),
  ownerName: z.string().nullable(),
  code: z.string(),
});

/**
 * The class with the role that the account has in it; null for everybody who is not in it, whether or not there is such a class. One
 * statement.
 */
export async function classAccess(db: Db, userId: string, classId: string): Promise<ClassAccess | null> {
  if (!z.uuid().safeParse(classId).success) return null;
  const [row] = await runSql(
    db,
    Prisma.sql`
      SELECT class.id, class.name, class.language, class.time_zone AS "timeZone", class.code,
        class.closed_at IS NOT NULL AS "isClosed", class.archived_at IS NOT NULL AS "isArchived",
        class.is_sample AS "isSample", COALESCE(staff.role, 'learner') AS role,
        COALESCE((
          SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY name, id)
          FROM class_sections WHERE class_id = class.id
        ), '[]') AS sections,
        (
          SELECT users.name FROM class_staff JOIN users ON users.id = class_staff.user_id
          WHERE class_id = class.id AND role = 'owner'
        ) AS "ownerName"
      FROM classes AS class
      LEFT JOIN class_staff AS staff ON staff.class_id = class.id AND staff.user_id = ${userId}::uuid
      WHERE class.id = ${classId}::uuid AND (
        staff.role IS NOT NULL OR EXISTS (
          SELECT FROM membership_periods AS period
          WHERE period.class_id = class.id AND period.user_id = ${userId}::uuid AND period.left_at IS NULL
        )
      )`,
  );
  if (row === undefined) return null;
  const access = accessRow.parse(row);
  return may(access.role, 'manage') ? access : { ...access, code: null };
}
