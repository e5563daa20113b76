import * as z from 'zod';
import { type Assignment, type AssignmentTargets, presentLearners, standingTables } from './class-assignments';
import { type ClassAccess, may } from './class-roles';
import { type Db, Prisma, runSql } from './db/open';

/**
 * Why somebody may need help: nothing done for a week, something assigned not done when it was due, a challenge tried three times or for a
 * quarter of an hour without a new step towards its goal, an item missed three times, certain and wrong twice in a topic.
 */
export const HELP_REASONS = ['inactive', 'overdue', 'stuck', 'missed', 'certain'] as const;

export const INACTIVE_DAYS = 7;
const MISSED_TIMES = 3;
const CERTAIN_TIMES = 2;
const STUCK_TRIES = 3;
const STUCK_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
/** Assignments that were due last: what is older needs no hint any more. */
const OVERDUE_MAX = 12;

const helpRow = z.object({
  /** Of the membership. */
  learnerId: z.string(),
  /** As in the overview. */
  name: z.string(),
  reason: z.enum(HELP_REASONS),
  /** What a dismissal names. */
  key: z.string(),
  /** Days, or times. */
  count: z.number(),
  topicId: z.string().nullable(),
  itemId: z.string().nullable(),
  /** The attempt that shows it. */
  attemptId: z.string().nullable(),
  assignmentId: z.string().nullable(),
  /** Lab and challenge, and how long it was tried. */
  challenge: z.string().nullable(),
  minutes: z.number().nullable(),
  /** How many there are altogether. */
  found: z.number(),
});
export type Help = z.infer<typeof helpRow>;

/** What is assigned in a class, and what it takes to have done it. */
export interface Assigned {
  readonly assignments: readonly Assignment[];
  readonly targets: AssignmentTargets;
}
const NOTHING: Assigned = { assignments: [], targets: new Map() };

/**
 * Which learners of the class may need help, and why, without what was dismissed: first what happened most often. One statement, which
 * reads no answers.
 */
export async function classHelp(
  db: Db,
  access: ClassAccess,
  limit: number,
  nowMs: number,
  { assignments, targets }: Assigned = NOTHING,
): Promise<readonly Help[]> {
  const name = may(access.role, 'see personal data')
    ? Prisma.sql`learner.account_name`
    : Prisma.sql`COALESCE(learner.alias, '')`;
  const due = assignments.filter(({ dueAt }) => dueAt !== null && dueAt.getTime() < nowMs).slice(-OVERDUE_MAX);
  const lastMs = Prisma.sql`extract(epoch FROM COALESCE(last_active_at, joined_at)) * 1000`;
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH present AS MATERIALIZED (
        SELECT learner.*, period_id AS id, ${name} AS name FROM (${presentLearners(access.id)}) AS learner
      ),
      ${standingTables(Prisma.sql`present`, due, targets, false)},
      help AS (
        SELECT learner_id, name, 'inactive' AS reason,
          (COALESCE(last_active_at, joined_at) AT TIME ZONE 'UTC')::date::text AS key,
          floor((${nowMs}::float8 - ${lastMs}::float8) / ${DAY_MS}::float8)::int AS count,
          NULL::text AS topic_id, NULL::text AS item_id, NULL::uuid AS attempt_id, NULL::uuid AS assignment_id,
          NULL::text AS challenge, NULL::int AS minutes
        FROM present WHERE ${lastMs}::float8 <= ${nowMs - INACTIVE_DAYS * DAY_MS}::float8
        UNION ALL
        SELECT learner_id, name, 'overdue', assignment_id || ' ' || extract(epoch FROM due_at)::bigint,
          floor((${nowMs}::float8 - extract(epoch FROM due_at)::float8 * 1000) / ${DAY_MS}::float8)::int, NULL, NULL, NULL,
          assignment_id, NULL, NULL
        FROM standing JOIN present USING (learner_id)
        WHERE done_at IS NULL AND due_at > standing.joined_at AND due_at < ${new Date(nowMs)}::timestamptz
        UNION ALL
        SELECT learner_id, name, 'stuck', lab_id || '/' || challenge_id || ' ' || tries, tries, NULL, NULL, NULL, NULL,
          lab_id || '/' || challenge_id, spent_ms / 60000
        FROM present JOIN challenge_stalls AS stall ON stall.period_id = present.id
        WHERE tries >= ${STUCK_TRIES}::int OR spent_ms >= ${STUCK_MS}::int
        UNION ALL
        SELECT learner_id, name, 'missed', topic_id || ' ' || item_id || ' ' || missed, missed, topic_id, item_id, attempt_id,
          NULL, NULL, NULL
        FROM present JOIN item_misses AS miss ON miss.period_id = present.id
        WHERE missed >= ${MISSED_TIMES}::int
        UNION ALL
        SELECT learner_id, name, 'certain', topic_id || ' ' || sum(certain), sum(certain)::int, topic_id, NULL,
          (array_agg(attempt_id ORDER BY missed_at DESC))[1], NULL, NULL, NULL
        FROM present JOIN item_misses AS miss ON miss.period_id = present.id
        WHERE certain > 0
        GROUP BY learner_id, name, topic_id HAVING sum(certain) >= ${CERTAIN_TIMES}::int
      )
      SELECT learner_id AS "learnerId", name, reason, key, count, topic_id AS "topicId", item_id AS "itemId",
        attempt_id AS "attemptId", assignment_id AS "assignmentId", challenge, minutes, count(*) OVER ()::int AS found
      FROM help
      WHERE NOT EXISTS (
        SELECT FROM help_dismissals AS dismissed
        WHERE dismissed.learner_id = help.learner_id AND dismissed.reason = help.reason AND dismissed.key = help.key
      )
      ORDER BY reason = 'inactive', reason = 'overdue', count DESC, name, learner_id
      LIMIT ${limit}::int`,
  );
  return z.array(helpRow).parse(rows);
}
