import * as z from 'zod';
import { type ClassAccess, may } from './class-roles';
import { type Db, Prisma, runSql } from './db/open';

export const ASSIGNMENT_KINDS = ['topic', 'lesson', 'quiz', 'challenge', 'case'] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];
/** Which of the attempts at a quiz is the result. */
export const COUNTS = ['best', 'last', 'first'] as const;

/** What it takes to have done something that can be assigned: all of it. */
export interface AssignmentTarget {
  /** Sections of lessons to be read: topic and section. */
  readonly sections: readonly (readonly [topicId: string, sectionId: string])[];
  /** The topic whose quiz is to be handed in. */
  readonly quiz: string | null;
  readonly challenge: { readonly labId: string; readonly id: string } | null;
}

/** Targets by `targetKey`. */
export type AssignmentTargets = ReadonlyMap<string, AssignmentTarget>;
export const targetKey = ({ kind, ref }: { readonly kind: string; readonly ref: string }) => `${kind} ${ref}`;

export interface Assignment {
  readonly id: string;
  readonly classId: string;
  readonly kind: AssignmentKind;
  readonly ref: string;
  readonly note: string;
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  readonly attemptsMax: number | null;
  readonly counts: (typeof COUNTS)[number];
}

const ASSIGNMENT = {
  id: true,
  classId: true,
  kind: true,
  ref: true,
  note: true,
  opensAt: true,
  dueAt: true,
  attemptsMax: true,
  counts: true,
} as const;

/** What is assigned in a class, in the order in which it is due. */
export async function assignmentsOf(db: Db, classId: string): Promise<readonly Assignment[]> {
  const rows = await db.assignment.findMany({
    where: { classId },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    select: ASSIGNMENT,
  });
  return rows as readonly Assignment[];
}

/** One assignment of a class; null for one of another class, and for none. */
export async function assignmentIn(db: Db, classId: string, id: string): Promise<Assignment | null> {
  if (!z.uuid().safeParse(id).success) return null;
  return (await db.assignment.findFirst({ where: { id, classId }, select: ASSIGNMENT })) as Assignment | null;
}

const standingColumns = {
  assignmentId: z.string(),
  /** With an extension, the extended one. */
  dueAt: z.date().nullable(),
  isExtended: z.boolean(),
  joinedAt: z.date(),
  /** When all of it was done first. */
  doneAt: z.date().nullable(),
  /** When the attempt at a quiz that counts was handed in; of everything else when it was done. */
  countedAt: z.date().nullable(),
  /** Of a quiz: the points of the attempt that counts, 0 .. 1. */
  share: z.number().nullable(),
  /** Of a quiz: attempts that are counted. */
  attempts: z.number(),
};
const standingRow = z.object(standingColumns);
export type AssignmentStanding = z.infer<typeof standingRow>;

export type AssignmentState = 'done' | 'late' | 'overdue' | 'open';

/** Who joined when it was due already is not late with it. */
export function stateOf(standing: Omit<AssignmentStanding, 'assignmentId'>, nowMs: number): AssignmentState {
  const { dueAt, joinedAt, doneAt, countedAt } = standing;
  const isDemanded = dueAt !== null && dueAt > joinedAt;
  if (doneAt !== null) return isDemanded && (countedAt ?? doneAt) > dueAt ? 'late' : 'done';
  return isDemanded && dueAt.getTime() < nowMs ? 'overdue' : 'open';
}

/**
 * Table expressions that end in `standing`: a row for each learner of the table `learner` and each of these assignments of the learner's
 * class. `learner` has the columns class_id, learner_id, user_id, joined_at, left_at and stands. What was done outside of the membership
 * period counts only where the learner lets it be seen. `withPoints` adds up answers; without it `share` is null.
 */
export function standingTables(
  learner: Prisma.Sql,
  assignments: readonly Assignment[],
  targets: AssignmentTargets,
  withPoints: boolean,
): Prisma.Sql {
  const known = assignments.flatMap((each) => {
    const target = targets.get(targetKey(each));
    return target === undefined ? [] : [{ ...each, target }];
  });
  const assigned = known.map(({ id, classId, opensAt, dueAt, attemptsMax, counts, target }) => ({
    ...{ id, class_id: classId, opens_at: opensAt, due_at: dueAt, attempts_max: attemptsMax, counts },
    ...{ sections: target.sections.length, quiz: target.quiz },
    ...{ lab_id: target.challenge?.labId ?? null, challenge_id: target.challenge?.id ?? null },
  }));
  const needed = known.flatMap(({ id, target }) =>
    target.sections.map(([topic, section]) => ({ id, topic_id: topic, section_id: section })),
  );
  const seen = (at: Prisma.Sql) => Prisma.sql`
    (learner.stands OR ${at} >= learner.joined_at) AND ${at} < COALESCE(learner.left_at, 'infinity')`;
  const share = withPoints
    ? Prisma.sql`(SELECT sum(earned) / NULLIF(sum(total), 0) FROM answers WHERE attempt_id = tried.id)`
    : Prisma.sql`NULL::float8`;
  // The order of the attempts that count, the one that is the result first.
  const byResult = Prisma.sql`CASE assigned.counts WHEN 'best' THEN -share WHEN 'last' THEN -n ELSE n END, n`;
  return Prisma.sql`
    assigned AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(assigned)}::jsonb) AS a (
        id uuid, class_id uuid, opens_at timestamptz, due_at timestamptz, attempts_max int, counts text, sections int,
        quiz text, lab_id text, challenge_id text
      )
    ),
    needed AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(needed)}::jsonb) AS n (id uuid, topic_id text, section_id text)
    ),
    standing AS (
      SELECT learner.learner_id, learner.joined_at, assigned.id AS assignment_id,
        COALESCE(extension.due_at, assigned.due_at) AS due_at, extension.due_at IS NOT NULL AS is_extended,
        CASE WHEN (sections > 0 AND reading.at IS NULL) OR (quiz IS NOT NULL AND handed_in.first_at IS NULL)
          OR (assigned.lab_id IS NOT NULL AND met.at IS NULL) THEN NULL
          ELSE GREATEST(reading.at, handed_in.first_at, met.at) END AS done_at,
        GREATEST(reading.at, handed_in.counted_at, met.at) AS counted_at, handed_in.share,
        COALESCE(handed_in.attempts, 0) AS attempts
      FROM ${learner} AS learner JOIN assigned ON assigned.class_id = learner.class_id
      LEFT JOIN assignment_extensions AS extension
        ON extension.assignment_id = assigned.id AND extension.learner_id = learner.learner_id
      LEFT JOIN LATERAL (
        SELECT CASE WHEN count(*) = assigned.sections THEN max(read_at) END AS at
        FROM needed JOIN section_progress AS section ON section.user_id = learner.user_id
          AND section.topic_id = needed.topic_id AND section.section_id = needed.section_id
        WHERE needed.id = assigned.id AND ${seen(Prisma.sql`section.read_at`)}
      ) AS reading ON assigned.sections > 0
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS attempts, min(finished_at) AS first_at,
          (array_agg(finished_at ORDER BY ${byResult}))[1] AS counted_at, (array_agg(share ORDER BY ${byResult}))[1] AS share
        FROM (
          SELECT tried.*, row_number() OVER (ORDER BY started_at) AS n, ${share} AS share
          FROM (
            SELECT id, started_at, finished_at FROM quiz_attempts AS attempt
            WHERE attempt.user_id = learner.user_id AND attempt.topic_id = assigned.quiz AND attempt.behaviour = 'quiz'
              AND attempt.finished_at IS NOT NULL AND attempt.discarded_at IS NULL
              AND attempt.started_at >= COALESCE(assigned.opens_at, '-infinity')
              AND ${seen(Prisma.sql`attempt.started_at`)} AND ${seen(Prisma.sql`attempt.finished_at`)}
            ORDER BY started_at LIMIT assigned.attempts_max
          ) AS tried
        ) AS counted
      ) AS handed_in ON assigned.quiz IS NOT NULL
      LEFT JOIN LATERAL (
        SELECT CASE WHEN ${seen(Prisma.sql`first_solved_at`)} THEN first_solved_at
          WHEN ${seen(Prisma.sql`solved_at`)} THEN solved_at END AS at
        FROM solved_challenges AS solved
        WHERE solved.user_id = learner.user_id AND solved.lab_id = assigned.lab_id
          AND solved.challenge_id = assigned.challenge_id
      ) AS met ON assigned.lab_id IS NOT NULL
    )`;
}

const STANDING_COLUMNS = Prisma.sql`
  standing.assignment_id AS "assignmentId", standing.due_at AS "dueAt", standing.is_extended AS "isExtended",
  standing.joined_at AS "joinedAt", standing.done_at AS "doneAt", standing.counted_at AS "countedAt", standing.share,
  standing.attempts`;

/** Learners who are in a class now, as `standingTables` takes them. */
export const presentLearners = (classId: string) => Prisma.sql`
  SELECT period.class_id, membership.id AS learner_id, period.id AS period_id, period.user_id, period.joined_at,
    period.left_at, period.last_active_at, membership.shows_standing AS stands, membership.section_id,
    membership.alias, users.name AS account_name
  FROM membership_periods AS period
  JOIN memberships AS membership USING (class_id, user_id)
  JOIN users ON users.id = period.user_id
  WHERE period.class_id = ${classId}::uuid AND period.left_at IS NULL`;

/** What a learner is asked to do in all classes, with how it stands, the first due first; without what is not open yet. */
export async function ownAssignments(
  db: Db,
  userId: string,
  targets: AssignmentTargets,
  nowMs: number,
): Promise<readonly (Assignment & { readonly className: string; readonly standing: AssignmentStanding })[]> {
  const rows = await db.assignment.findMany({
    where: {
      class: {
        archivedAt: null,
        memberships: { some: { userId, periods: { some: { leftAt: null } } } },
      },
      OR: [{ opensAt: null }, { opensAt: { lte: new Date(nowMs) } }],
    },
    select: { ...ASSIGNMENT, class: { select: { name: true } } },
  });
  if (rows.length === 0) return [];
  const assignments = rows.map(({ class: { name }, ...each }) => ({ ...(each as Assignment), className: name }));
  const found = await runSql(
    db,
    Prisma.sql`
      WITH learner AS (
        SELECT period.class_id, membership.id AS learner_id, period.user_id, period.joined_at, period.left_at,
          membership.shows_standing AS stands
        FROM membership_periods AS period JOIN memberships AS membership USING (class_id, user_id)
        WHERE period.user_id = ${userId}::uuid AND period.left_at IS NULL
      ),
      ${standingTables(Prisma.sql`learner`, assignments, targets, true)}
      SELECT ${STANDING_COLUMNS} FROM standing ORDER BY standing.due_at NULLS LAST, standing.assignment_id`,
  );
  const byId = new Map(assignments.map((each) => [each.id, each]));
  return z
    .array(standingRow)
    .parse(found)
    .flatMap((standing) => {
      const assignment = byId.get(standing.assignmentId);
      return assignment === undefined ? [] : [{ ...assignment, standing }];
    });
}

const countRow = z.object({ assignmentId: z.string(), learners: z.number(), done: z.number() });

/** How many of the learners who are in a class have done each assignment. */
export async function assignmentCounts(
  db: Db,
  classId: string,
  assignments: readonly Assignment[],
  targets: AssignmentTargets,
): Promise<ReadonlyMap<string, z.infer<typeof countRow>>> {
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH learner AS MATERIALIZED (${presentLearners(classId)}),
      ${standingTables(Prisma.sql`learner`, assignments, targets, false)}
      SELECT assignment_id AS "assignmentId", count(*)::int AS learners, count(done_at)::int AS done
      FROM standing GROUP BY assignment_id`,
  );
  return new Map(
    z
      .array(countRow)
      .parse(rows)
      .map((row) => [row.assignmentId, row]),
  );
}

/** Learners on one page of an assignment's results. */
export const RESULTS_PAGE = 50;

export const resultsQuery = z.object({
  who: z.enum(['all', 'missing']).catch('all').default('all'),
  section: z.uuid().nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type ResultsQuery = z.output<typeof resultsQuery>;

const resultRow = z.object({ learnerId: z.string(), name: z.string(), found: z.number(), ...standingColumns });
export type AssignmentResult = z.infer<typeof resultRow>;

/** One page of an assignment's results, by name, for the class's staff: answers are added up for those on it alone. */
export async function assignmentResults(
  db: Db,
  access: ClassAccess,
  assignment: Assignment,
  targets: AssignmentTargets,
  { who, section, page }: ResultsQuery,
): Promise<readonly AssignmentResult[]> {
  const name = may(access.role, 'see personal data')
    ? Prisma.sql`learner.account_name`
    : Prisma.sql`COALESCE(learner.alias, '')`;
  const all = Prisma.sql`
    SELECT learner.*, ${name} AS name FROM (${presentLearners(access.id)}) AS learner
    WHERE ${section}::uuid IS NULL OR learner.section_id = ${section}::uuid`;
  const found = await runSql(
    db,
    Prisma.sql`
      WITH learner AS MATERIALIZED (${all}),
      ${standingTables(Prisma.sql`learner`, [assignment], targets, false)}
      SELECT learner.learner_id AS id, count(*) OVER ()::int AS found
      FROM learner JOIN standing USING (learner_id)
      WHERE ${who} = 'all' OR standing.done_at IS NULL
      ORDER BY learner.name = '', learner.name, learner.learner_id
      LIMIT ${RESULTS_PAGE}::int OFFSET ${(page - 1) * RESULTS_PAGE}::int`,
  );
  const ids = z.array(z.object({ id: z.string(), found: z.number() })).parse(found);
  if (ids.length === 0) return [];
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH learner AS MATERIALIZED (
        SELECT * FROM (${all}) AS present WHERE learner_id = ANY(${ids.map(({ id }) => id)}::uuid[])
      ),
      ${standingTables(Prisma.sql`learner`, [assignment], targets, true)}
      SELECT learner.learner_id AS "learnerId", learner.name, ${ids[0]?.found ?? 0}::int AS found, ${STANDING_COLUMNS}
      FROM learner JOIN standing USING (learner_id)
      ORDER BY learner.name = '', learner.name, learner.learner_id`,
  );
  return z.array(resultRow).parse(rows);
}
