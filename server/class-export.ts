import * as z from 'zod';
import { MASTERY_LEVELS } from '@/quiz/mastery';
import { levelTables, topicFigures } from './class-levels';
import { type ClassAccess, may } from './class-roles';
import { type Cell, toCsv } from './csv';
import { type Db, Prisma, runSql } from './db/open';
import type { MasteryOutline } from './mastery';

/** What can be exported of a class. `canvas` and `moodle` are the grades in the form that these import. */
export const EXPORTS = ['roster', 'progress', 'answers', 'grades', 'canvas', 'moodle'] as const;
export type ExportKind = (typeof EXPORTS)[number];

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

interface Topic extends MasteryOutline {
  readonly title: string;
}

/** Answers of one export at most: the newest. */
const ANSWERS_MAX = 200_000;

/**
 * A table about all learners who are in the class, as CSV or JSON, and an entry in the class's log; null for those who may see no
 * personal data. Of answers only those outside of practice, from joining on.
 */
export async function exportClass(
  db: Db,
  user: { readonly id: string; readonly access: ClassAccess },
  what: { readonly kind: ExportKind; readonly format: 'csv' | 'json' },
  topics: readonly Topic[],
  nowMs: number,
): Promise<string | null> {
  const { access } = user;
  if (!may(access.role, 'see personal data')) return null;
  const table = await tableOf(db, access, what.kind, topics, nowMs);
  const about = { name: `${what.kind}.${what.format}` };
  await db.classEvent.create({
    data: { classId: access.id, actorId: user.id, action: 'export', about, at: new Date(nowMs) },
  });
  if (what.format === 'csv') return toCsv(table.head, table.rows);
  return JSON.stringify(
    table.rows.map((row) => Object.fromEntries(table.head.map((name, at) => [name, row[at] ?? null]))),
  );
}

async function tableOf(
  db: Db,
  access: ClassAccess,
  kind: ExportKind,
  topics: readonly Topic[],
  nowMs: number,
): Promise<Table> {
  switch (kind) {
    case 'roster':
      return roster(await membersOf(db, access));
    case 'answers':
      return answers(db, access);
    case 'progress':
      return progress(db, access, topics, nowMs);
    default:
      return grades(db, access, kind, topics);
  }
}

const memberRow = z.object({
  periodId: z.string(),
  name: z.string(),
  email: z.string(),
  alias: z.string().nullable(),
  studentNumber: z.string().nullable(),
  section: z.string().nullable(),
  joinedAt: z.date(),
  lastActiveAt: z.date().nullable(),
});
type Member = z.infer<typeof memberRow>;

const present = (access: ClassAccess) => Prisma.sql`
  membership_periods AS period
  JOIN memberships AS membership USING (class_id, user_id)
  JOIN users ON users.id = period.user_id
  WHERE period.class_id = ${access.id}::uuid AND period.left_at IS NULL`;

async function membersOf(db: Db, access: ClassAccess): Promise<readonly Member[]> {
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT period.id AS "periodId", users.name, users.email, membership.alias,
        membership.student_number AS "studentNumber",
        (SELECT name FROM class_sections WHERE id = membership.section_id) AS section,
        period.joined_at AS "joinedAt", period.last_active_at AS "lastActiveAt"
      FROM ${present(access)} ORDER BY users.name, period.id`,
  );
  return z.array(memberRow).parse(rows);
}

function roster(members: readonly Member[]): Table {
  return {
    head: ['name', 'email', 'alias', 'student number', 'section', 'joined at', 'last active at'],
    rows: members.map((each) => [
      ...[each.name, each.email, each.alias, each.studentNumber, each.section],
      ...[each.joinedAt.toISOString(), each.lastActiveAt?.toISOString() ?? null],
    ]),
  };
}

const progressRow = topicFigures.extend({ periodId: z.string() });

async function progress(db: Db, access: ClassAccess, topics: readonly Topic[], nowMs: number): Promise<Table> {
  const members = await membersOf(db, access);
  const rows = await runSql(
    db,
    Prisma.sql`
      WITH learner AS MATERIALIZED (
        SELECT period.id AS period_id, period.user_id, period.joined_at, period.left_at,
          membership.shows_standing AS stands
        FROM ${present(access)}
      ),
      ${levelTables(Prisma.sql`learner`, topics, nowMs)}
      SELECT level.period_id AS "periodId", level.topic_id AS "topicId", level.level, progress.best_share AS best,
        progress.last_share AS last, COALESCE(progress.attempts, 0) AS attempts,
        COALESCE(progress.answers, 0) AS answers, COALESCE(progress.practised, 0) AS practised,
        COALESCE(progress.sections, 0) AS sections
      FROM level LEFT JOIN topic_progress AS progress USING (period_id, topic_id)`,
  );
  const found = new Map(
    z
      .array(progressRow)
      .parse(rows)
      .map((row) => [`${row.periodId} ${row.topicId}`, row]),
  );
  return {
    head: [
      'name',
      'email',
      'topic',
      'mastery',
      'best quiz',
      'last quiz',
      'quizzes',
      'answers',
      'in practice',
      'sections',
    ],
    rows: members.flatMap(({ periodId, name, email }) =>
      topics.flatMap((topic) => {
        const row = found.get(`${periodId} ${topic.id}`);
        if (row === undefined) return [];
        const { level, best, last, attempts, answers: count, practised, sections } = row;
        const points = [best, last, attempts, count, practised, sections];
        return [[name, email, topic.title, MASTERY_LEVELS[level] ?? null, ...points]];
      }),
    ),
  };
}

const answerRow = z.object({
  name: z.string(),
  email: z.string(),
  topicId: z.string(),
  behaviour: z.string(),
  attemptId: z.string(),
  itemId: z.string(),
  variant: z.number().nullable(),
  response: z.unknown(),
  earned: z.number(),
  total: z.number(),
  confidence: z.number().nullable(),
  answeredAt: z.date(),
});

async function answers(db: Db, access: ClassAccess): Promise<Table> {
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT users.name, users.email, attempt.topic_id AS "topicId", attempt.behaviour, attempt.id AS "attemptId",
        answer.item_id AS "itemId", answer.response, answer.earned, answer.total, answer.confidence,
        answer.answered_at AS "answeredAt", (
          SELECT (kept ->> 'seed')::float8 FROM jsonb_array_elements(attempt.items) AS kept
          WHERE kept ->> 'id' = answer.item_id
        ) AS variant
      FROM (SELECT period.*, users.name, users.email FROM ${present(access)}) AS users
      JOIN quiz_attempts AS attempt ON attempt.user_id = users.user_id
        AND attempt.behaviour <> 'practice' AND attempt.finished_at IS NOT NULL AND attempt.discarded_at IS NULL
        AND attempt.started_at >= users.joined_at
      JOIN answers AS answer ON answer.attempt_id = attempt.id
      ORDER BY answer.answered_at DESC LIMIT ${ANSWERS_MAX}::int`,
  );
  return {
    head: [
      ...['name', 'email', 'topic', 'kind', 'attempt', 'question', 'variant', 'answer', 'points', 'of', 'confidence'],
      'answered at',
    ],
    rows: z
      .array(answerRow)
      .parse(rows)
      .map((row) => [
        ...[row.name, row.email, row.topicId, row.behaviour, row.attemptId, row.itemId, row.variant],
        ...[JSON.stringify(row.response), row.earned, row.total, row.confidence, row.answeredAt.toISOString()],
      ]),
  };
}

const gradeRow = z.object({ periodId: z.string(), topicId: z.string(), best: z.number() });

/** The best quiz of each topic in percent; empty before the first. */
async function grades(
  db: Db,
  access: ClassAccess,
  kind: 'grades' | 'canvas' | 'moodle',
  topics: readonly Topic[],
): Promise<Table> {
  const members = await membersOf(db, access);
  const rows = await runSql(
    db,
    Prisma.sql`
      SELECT progress.period_id AS "periodId", progress.topic_id AS "topicId", progress.best_share AS best
      FROM topic_progress AS progress JOIN membership_periods AS period ON period.id = progress.period_id
      WHERE period.class_id = ${access.id}::uuid AND period.left_at IS NULL AND progress.best_share IS NOT NULL`,
  );
  const best = new Map(
    z
      .array(gradeRow)
      .parse(rows)
      .map((row) => [`${row.periodId} ${row.topicId}`, row.best]),
  );
  const points = ({ periodId }: Member) =>
    topics.map(({ id }) => {
      const share = best.get(`${periodId} ${id}`);
      return share === undefined ? null : Math.round(share * 1000) / 10;
    });
  const titles = topics.map(({ title }) => title);
  if (kind === 'canvas') {
    // Canvas finds learners by SIS login or id; its second row may say what each column is worth.
    return {
      head: ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...titles],
      rows: [
        ['Points Possible', '', '', '', '', ...titles.map(() => 100)],
        ...members.map((each) => [
          ...[each.name, '', each.studentNumber ?? '', each.email, each.section ?? access.name],
          ...points(each),
        ]),
      ],
    };
  }
  const who = kind === 'moodle' ? ['Email address', 'ID number'] : ['name', 'email', 'student number'];
  return {
    head: [...who, ...titles],
    rows: members.map((each) => [
      ...(kind === 'moodle' ? [each.email, each.studentNumber] : [each.name, each.email, each.studentNumber]),
      ...points(each),
    ]),
  };
}
