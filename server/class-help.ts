import * as z from 'zod';
import { type ClassAccess, may } from './class-roles';
import { type Db, Prisma, runSql } from './db/open';

/** Why somebody may need help: nothing done for a week, an item missed three times, certain and wrong twice in a topic. */
export const HELP_REASONS = ['inactive', 'missed', 'certain'] as const;

export const INACTIVE_DAYS = 7;
const MISSED_TIMES = 3;
const CERTAIN_TIMES = 2;
const DAY_MS = 86_400_000;

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
  /** How many there are altogether. */
  found: z.number(),
});
export type Help = z.infer<typeof helpRow>;

/**
 * Which learners of the class may need help, and why, without what was dismissed: first what happened most often. One statement, which
 * reads no answers.
 */
export async function classHelp(db: Db, access: ClassAccess, limit: number, nowMs: number): Promise<readonly Help[]> {
  const name = may(access.role, 'see personal data')
    ? Prisma.sql`users.name`
    : Prisma.sql`COALESCE(membership.alias, '')`;
  const lastMs = Prisma.sql`extract(epoch FROM COALESCE(last_active_at, joined_at)) * 1000`;
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH present AS MATERIALIZED (
        SELECT period.id, period.joined_at, period.last_active_at, membership.id AS learner_id, ${name} AS name
        FROM membership_periods AS period
        JOIN memberships AS membership USING (class_id, user_id)
        JOIN users ON users.id = period.user_id
        WHERE period.class_id = ${access.id}::uuid AND period.left_at IS NULL
      ),
      help AS (
        SELECT learner_id, name, 'inactive' AS reason,
          (COALESCE(last_active_at, joined_at) AT TIME ZONE 'UTC')::date::text AS key,
          floor((${nowMs}::float8 - ${lastMs}::float8) / ${DAY_MS}::float8)::int AS count,
          NULL::text AS topic_id, NULL::text AS item_id, NULL::uuid AS attempt_id
        FROM present WHERE ${lastMs}::float8 <= ${nowMs - INACTIVE_DAYS * DAY_MS}::float8
        UNION ALL
        SELECT learner_id, name, 'missed', topic_id || ' ' || item_id || ' ' || missed, missed, topic_id, item_id, attempt_id
        FROM present JOIN item_misses AS miss ON miss.period_id = present.id
        WHERE missed >= ${MISSED_TIMES}::int
        UNION ALL
        SELECT learner_id, name, 'certain', topic_id || ' ' || sum(certain), sum(certain)::int, topic_id, NULL,
          (array_agg(attempt_id ORDER BY missed_at DESC))[1]
        FROM present JOIN item_misses AS miss ON miss.period_id = present.id
        WHERE certain > 0
        GROUP BY learner_id, name, topic_id HAVING sum(certain) >= ${CERTAIN_TIMES}::int
      )
      SELECT learner_id AS "learnerId", name, reason, key, count, topic_id AS "topicId", item_id AS "itemId",
        attempt_id AS "attemptId", count(*) OVER ()::int AS found
      FROM help
      WHERE NOT EXISTS (
        SELECT FROM help_dismissals AS dismissed
        WHERE dismissed.learner_id = help.learner_id AND dismissed.reason = help.reason AND dismissed.key = help.key
      )
      ORDER BY reason = 'inactive', count DESC, name, learner_id
      LIMIT ${limit}::int`,
  );
  return z.array(helpRow).parse(rows);
}
