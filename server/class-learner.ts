import * as z from 'zod';
import { levelTables, topicFigures } from './class-levels';
import { type ClassAccess, may } from './class-roles';
import { type Db, Prisma, runSql } from './db/open';
import type { MasteryOutline } from './mastery';

const periodRow = z.object({
  id: z.string(),
  joinedAt: z.coerce.date(),
  leftAt: z.coerce.date().nullable(),
  endedBy: z.string().nullable(),
});
const learnerRow = z.object({
  /** Of the membership. */
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  alias: z.string().nullable(),
  studentNumber: z.string().nullable(),
  sectionId: z.string().nullable(),
  showsStanding: z.boolean(),
  /** The first first; the last one may last. */
  periods: z.array(periodRow).min(1),
});
export type ClassLearner = z.infer<typeof learnerRow>;

/** A learner of the class, present or past, as its staff may know them; null for everybody else's. */
export async function learnerIn(db: Db, access: ClassAccess, learnerId: string): Promise<ClassLearner | null> {
  if (!z.uuid().safeParse(learnerId).success || !may(access.role, 'see learners')) return null;
  const isPersonal = may(access.role, 'see personal data');
  const personal = (column: string) => (isPersonal ? Prisma.raw(column) : Prisma.sql`NULL::text`);
  const [row] = await runSql(
    db,
    Prisma.sql`
      SELECT membership.id, membership.user_id AS "userId", membership.alias, membership.section_id AS "sectionId",
        membership.shows_standing AS "showsStanding", ${personal('users.email')} AS email,
        ${personal('membership.student_number')} AS "studentNumber",
        COALESCE(${personal('users.name')}, membership.alias, '') AS name,
        (
          SELECT jsonb_agg(jsonb_build_object(
            'id', id, 'joinedAt', joined_at, 'leftAt', left_at, 'endedBy', ended_by
          ) ORDER BY joined_at)
          FROM membership_periods WHERE class_id = membership.class_id AND user_id = membership.user_id
        ) AS periods
      FROM memberships AS membership JOIN users ON users.id = membership.user_id
      WHERE membership.id = ${learnerId}::uuid AND membership.class_id = ${access.id}::uuid`,
  );
  return row === undefined ? null : learnerRow.parse(row);
}

export type LearnerTopic = z.infer<typeof topicFigures>;

/** What a learner did in each topic in the last membership period, with the level in it; in the order of `topics`. */
export async function learnerTopics(
  db: Db,
  learner: ClassLearner,
  topics: readonly MasteryOutline[],
  nowMs: number,
): Promise<readonly LearnerTopic[]> {
  const period = learner.periods.at(-1)?.id;
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH learner AS (
        SELECT period.id AS period_id, period.user_id, period.joined_at, period.left_at,
          membership.shows_standing AND period.left_at IS NULL AS stands
        FROM membership_periods AS period JOIN memberships AS membership USING (class_id, user_id)
        WHERE period.id = ${period}::uuid
      ),
      ${levelTables(Prisma.sql`learner`, topics, nowMs)}
      SELECT level.topic_id AS "topicId", level.level, progress.best_share AS best,
        COALESCE(progress.last_share, progress.standing_share) AS last, COALESCE(progress.attempts, 0) AS attempts,
        COALESCE(progress.answers, 0) AS answers, COALESCE(progress.practised, 0) AS practised,
        COALESCE(progress.sections, 0) AS sections
      FROM level LEFT JOIN topic_progress AS progress USING (period_id, topic_id)`,
  );
  const byTopic = new Map(
    z
      .array(topicFigures)
      .parse(rows)
      .map((row) => [row.topicId, row]),
  );
  return topics.flatMap(({ id }) => byTopic.get(id) ?? []);
}
