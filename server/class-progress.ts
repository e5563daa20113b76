import { type Db, Prisma, runSql } from './db/open';

/** The learner's membership periods that last, as a condition on `period`. */
const lasting = (userId: Prisma.Sql) => Prisma.sql`period.user_id = ${userId} AND period.left_at IS NULL`;

/**
 * The end of a statement that stores something of a topic: adds it to each class that the learner is in. `stored` is a table
 * expression with one row for each thing that was stored now, and none where it was there before. `more` are table expressions, each
 * with a comma in front, that may use `active`, the ids of these membership periods.
 */
export function addToProgress(
  userId: string,
  topicId: string,
  stored: Prisma.Sql,
  what: 'answers' | 'practised' | 'sections',
  nowMs: number,
  more: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  const counted = (column: string) => Prisma.sql`${column === what ? 1 : 0}::int`;
  return Prisma.sql`
    active AS (
      UPDATE membership_periods AS period SET last_active_at = ${new Date(nowMs)}::timestamptz
      FROM ${stored} WHERE ${lasting(Prisma.sql`${userId}::uuid`)} RETURNING period.id
    )${more}
    INSERT INTO topic_progress AS progress (period_id, topic_id, answers, practised, sections, last_active_at)
    SELECT id, ${topicId}, ${counted('answers')}, ${counted('practised')}, ${counted('sections')},
      ${new Date(nowMs)}::timestamptz
    FROM active
    ON CONFLICT (period_id, topic_id) DO UPDATE SET
      answers = progress.answers + EXCLUDED.answers,
      practised = progress.practised + EXCLUDED.practised,
      sections = progress.sections + EXCLUDED.sections,
      last_active_at = EXCLUDED.last_active_at`;
}

/** What {@link addToProgress} does besides with the first try at an item: counts that it was missed, or forgets that it ever was. */
export function noteMiss(
  { attemptId, topicId, itemId }: { readonly attemptId: string; readonly topicId: string; readonly itemId: string },
  outcome: { readonly isMissed: boolean; readonly wasCertain: boolean },
  nowMs: number,
): Prisma.Sql {
  if (!outcome.isMissed) {
    return Prisma.sql`, known AS (
      DELETE FROM item_misses AS miss USING active
      WHERE miss.period_id = active.id AND miss.topic_id = ${topicId} AND miss.item_id = ${itemId}
    )`;
  }
  return Prisma.sql`, missed AS (
    INSERT INTO item_misses AS miss (period_id, topic_id, item_id, missed, certain, attempt_id, missed_at)
    SELECT id, ${topicId}, ${itemId}, 1, ${outcome.wasCertain ? 1 : 0}::int, ${attemptId}::uuid,
      ${new Date(nowMs)}::timestamptz
    FROM active
    ON CONFLICT (period_id, topic_id, item_id) DO UPDATE SET
      missed = miss.missed + 1,
      certain = miss.certain + EXCLUDED.certain,
      attempt_id = EXCLUDED.attempt_id,
      missed_at = EXCLUDED.missed_at
  )`;
}

/**
 * Adds a quiz that ended now to each class in which the learner has been since its beginning: of one that was begun before joining,
 * part would be seen that is nobody's business there. `ended` is a table expression of rows of `quiz_attempts`.
 */
export function addQuizToProgress(ended: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO topic_progress AS progress (period_id, topic_id, best_share, last_share, attempts, last_active_at)
    SELECT period.id, ended.topic_id, points.share, points.share, 1, ended.finished_at
    FROM ${ended} AS ended
    JOIN membership_periods AS period
      ON ${lasting(Prisma.sql`ended.user_id`)} AND period.joined_at <= ended.started_at
    CROSS JOIN LATERAL (
      SELECT sum(earned) / NULLIF(sum(total), 0) AS share FROM answers WHERE attempt_id = ended.id
    ) AS points
    WHERE ended.behaviour = 'quiz' AND points.share IS NOT NULL
    ON CONFLICT (period_id, topic_id) DO UPDATE SET
      best_share = GREATEST(progress.best_share, EXCLUDED.best_share),
      last_share = EXCLUDED.last_share,
      attempts = progress.attempts + 1,
      last_active_at = EXCLUDED.last_active_at`;
}

/** A statement that says in each of the learner's classes when something was done last. */
export function touchPeriods(userId: Prisma.Sql, nowMs: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE membership_periods AS period SET last_active_at = ${new Date(nowMs)}::timestamptz
    WHERE ${lasting(userId)}`;
}

/** Says in each of the learner's classes that something was done now: a run kept, a prediction made. */
export async function noteActivity(db: Db, userId: string, nowMs: number): Promise<void> {
  await runSql(db, touchPeriods(Prisma.sql`${userId}::uuid`, nowMs));
}

/** Says in the learner's classes that a challenge is solved: nobody is stuck on it any more. */
export async function forgetStalls(db: Db, userId: string, labId: string, challengeId: string): Promise<void> {
  await db.challengeStall.deleteMany({ where: { labId, challengeId, period: { userId } } });
}

/** Any client of the database, within a transaction or not. */
export type Sql = Pick<Db, '$executeRaw' | '$queryRaw'>;

/** Shows in a period what the learner had begun before it, and what the last quizzes came to: mastery as it stands. */
export async function showStanding(sql: Sql, periodId: string): Promise<void> {
  await sql.$executeRaw`
    INSERT INTO topic_progress AS progress (period_id, topic_id, standing_share)
    SELECT ${periodId}::uuid, topic_id, (array_agg(share ORDER BY at DESC) FILTER (WHERE share IS NOT NULL))[1]
    FROM (
      SELECT attempt.topic_id, attempt.finished_at AS at, (
        SELECT sum(earned) / NULLIF(sum(total), 0) FROM answers
        WHERE attempt_id = attempt.id AND attempt.finished_at IS NOT NULL
      ) AS share
      FROM membership_periods AS period
      JOIN quiz_attempts AS attempt ON attempt.user_id = period.user_id AND attempt.started_at < period.joined_at
      WHERE period.id = ${periodId}::uuid AND attempt.behaviour = 'quiz' AND attempt.discarded_at IS NULL
      UNION ALL
      SELECT section.topic_id, NULL, NULL
      FROM membership_periods AS period
      JOIN section_progress AS section ON section.user_id = period.user_id AND section.read_at < period.joined_at
      WHERE period.id = ${periodId}::uuid
    ) AS before
    GROUP BY topic_id
    ON CONFLICT (period_id, topic_id) DO UPDATE SET standing_share = EXCLUDED.standing_share`;
}

/** Takes {@link showStanding} back. */
export async function hideStanding(sql: Sql, periodId: string): Promise<void> {
  await sql.$executeRaw`
    DELETE FROM topic_progress WHERE period_id = ${periodId}::uuid AND last_active_at IS NULL`;
  await sql.$executeRaw`UPDATE topic_progress SET standing_share = NULL WHERE period_id = ${periodId}::uuid`;
}
