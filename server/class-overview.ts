import * as z from 'zod';
import { levelTables } from './class-levels';
import { type ClassAccess, may } from './class-roles';
import { type Db, Prisma, runSql } from './db/open';
import type { MasteryOutline } from './mastery';

/** Learners on one page of the overview. */
export const PAGE_SIZE = 50;

/** Which learners of a class are asked for, and in which order: as the page's address says it, whatever it says. */
export const overviewQuery = z.object({
  /** Part of a name, an address, an alias or a number. */
  q: z.string().max(100).catch('').default(''),
  /** A section's id. */
  section: z.uuid().nullable().catch(null).default(null),
  status: z.enum(['in', 'left']).catch('in').default('in'),
  /** A topic's id sorts by the level in that topic. */
  sort: z.string().max(100).catch('name').default('name'),
  order: z.enum(['asc', 'desc']).catch('asc').default('asc'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type OverviewQuery = z.output<typeof overviewQuery>;

const learnerRow = z.object({
  /** Of the membership. */
  id: z.string(),
  periodId: z.string(),
  /** The account's; for those who may not see it the alias, or an empty text. */
  name: z.string(),
  email: z.string().nullable(),
  alias: z.string().nullable(),
  studentNumber: z.string().nullable(),
  sectionId: z.string().nullable(),
  joinedAt: z.date(),
  leftAt: z.date().nullable(),
  lastActiveAt: z.date().nullable(),
  /** All that the search finds, on all pages. */
  found: z.number(),
});
const levelsRow = z.object({ periodId: z.string(), levels: z.record(z.string(), z.number()) });

export type OverviewLearner = Omit<z.infer<typeof learnerRow>, 'found' | 'periodId'> & {
  /** How well each topic is known, 0 .. 4, in the order of the topics. */
  readonly levels: readonly number[];
};

export interface Overview {
  readonly learners: readonly OverviewLearner[];
  readonly found: number;
  readonly pages: number;
}

/** One page of a class's learners with their level in each topic, for its staff: two statements. */
export async function overview(
  db: Db,
  access: ClassAccess,
  query: OverviewQuery,
  topics: readonly MasteryOutline[],
  nowMs: number,
): Promise<Overview> {
  const rows = z.array(learnerRow).parse(await runSql(db, learnersStatement(access, query, topics, nowMs)));
  const periods = rows.map(({ periodId }) => periodId);
  const levels = periods.length === 0 ? [] : await runSql(db, levelsStatement(periods, topics, nowMs));
  const byPeriod = new Map(
    z
      .array(levelsRow)
      .parse(levels)
      .map((each) => [each.periodId, each.levels]),
  );
  const found = rows[0]?.found ?? 0;
  return {
    learners: rows.map(({ found: _, periodId, ...learner }) => ({
      ...learner,
      levels: topics.map(({ id }) => byPeriod.get(periodId)?.[id] ?? 0),
    })),
    found,
    pages: Math.max(1, Math.ceil(found / PAGE_SIZE)),
  };
}

/** The class's learners, each with the present or last membership period, as the access and the query let them be seen. */
function learnersTable(access: ClassAccess, { q, section, status }: Omit<OverviewQuery, 'sort' | 'order' | 'page'>) {
  const isPersonal = may(access.role, 'see personal data');
  const pattern = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const searched = isPersonal
    ? Prisma.sql`concat_ws(' ', users.name, users.email, membership.alias, membership.student_number)`
    : Prisma.sql`COALESCE(membership.alias, '')`;
  const personal = (column: string) => (isPersonal ? Prisma.raw(column) : Prisma.sql`NULL::text`);
  return Prisma.sql`
    SELECT membership.id, membership.user_id, membership.alias, membership.section_id AS "sectionId",
      ${personal('users.email')} AS email, ${personal('membership.student_number')} AS "studentNumber",
      COALESCE(${personal('users.name')}, membership.alias, '') AS name,
      period.id AS period_id, period.joined_at, period.left_at, period.last_active_at,
      membership.shows_standing AND period.left_at IS NULL AS stands
    FROM memberships AS membership
    JOIN users ON users.id = membership.user_id
    CROSS JOIN LATERAL (
      SELECT * FROM membership_periods
      WHERE class_id = membership.class_id AND user_id = membership.user_id ORDER BY joined_at DESC LIMIT 1
    ) AS period
    WHERE membership.class_id = ${access.id}::uuid AND (period.left_at IS NULL) = ${status === 'in'}
      AND (${section}::uuid IS NULL OR membership.section_id = ${section}::uuid)
      AND (${q.trim()} = '' OR ${searched} ILIKE ${pattern})`;
}

function learnersStatement(
  access: ClassAccess,
  query: OverviewQuery,
  topics: readonly MasteryOutline[],
  nowMs: number,
): Prisma.Sql {
  const { sort, order, page } = query;
  const topic = topics.find(({ id }) => id === sort);
  const direction = Prisma.raw(order === 'desc' ? 'DESC' : 'ASC');
  const key = {
    active: Prisma.sql`learner.last_active_at ${direction} NULLS LAST,`,
    results: Prisma.sql`(
      SELECT COALESCE(sum(COALESCE(last_share, standing_share)), 0) FROM topic_progress
      WHERE period_id = learner.period_id
    ) ${direction},`,
    topic: Prisma.sql`level.level ${direction},`,
    name: Prisma.empty,
  };
  const isKnown = sort === 'active' || sort === 'results';
  const by = topic ? key.topic : isKnown ? key[sort] : key.name;
  const nameDirection = sort === 'name' ? direction : Prisma.raw('ASC');
  return Prisma.sql`
    WITH learner AS MATERIALIZED (${learnersTable(access, query)})
    ${topic ? Prisma.sql`, ${levelTables(Prisma.sql`learner`, [topic], nowMs)}` : Prisma.empty}
    SELECT learner.id, learner.period_id AS "periodId", name, email, alias, "studentNumber", "sectionId",
      joined_at AS "joinedAt", left_at AS "leftAt", last_active_at AS "lastActiveAt", count(*) OVER ()::int AS found
    FROM learner ${topic ? Prisma.sql`JOIN level ON level.period_id = learner.period_id` : Prisma.empty}
    ORDER BY ${by} name = '' , name ${nameDirection}, learner.id
    LIMIT ${PAGE_SIZE}::int OFFSET ${(page - 1) * PAGE_SIZE}::int`;
}

function levelsStatement(periods: readonly string[], topics: readonly MasteryOutline[], nowMs: number): Prisma.Sql {
  return Prisma.sql`
    WITH learner AS MATERIALIZED (
      SELECT period.id AS period_id, period.user_id, period.joined_at, period.left_at,
        membership.shows_standing AND period.left_at IS NULL AS stands
      FROM membership_periods AS period JOIN memberships AS membership USING (class_id, user_id)
      WHERE period.id = ANY(${periods}::uuid[])
    ),
    ${levelTables(Prisma.sql`learner`, topics, nowMs)}
    SELECT period_id AS "periodId", jsonb_object_agg(topic_id, level) AS levels FROM level GROUP BY period_id`;
}
