import pg from 'pg';

/** How much there is: by default fifty classes with 10,000 learners and five million answers, the first class with 1,000 of them. */
export interface SeedSize {
  readonly classes: number;
  readonly learners: number;
  readonly answers: number;
}
export const LARGE: SeedSize = { classes: 50, learners: 10_000, answers: 5_000_000 };

export const TOPICS = 22;
const ITEMS = 15;
/** Learners of the first class, as a share of all. */
const FIRST_CLASS = 0.1;

/** An id made of a name and a number, spread and marked (version 4) as random ids are. */
const idOf = (name: string, n: string) =>
  `overlay(overlay(md5('${name} ' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;
export const topicNamed = (n: number) => `topic-${String(n).padStart(2, '0')}`;
export const itemNamed = (n: number) => `item-${n}`;

/**
 * Fills a migrated, empty database on a server of its own with synthetic classes. Indexes and foreign keys of the tables with many rows
 * are made once these are full, which takes a third of the time. The rows are made by the server (`generate_series`).
 *
 * @returns milliseconds by step
 */
export async function seedClasses(url: string, size: SeedSize): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const times = new Map<string, number>();
  const step = async (name: string, ...statements: readonly string[]) => {
    const before = performance.now();
    for (const statement of statements) await client.query(statement);
    times.set(name, performance.now() - before);
  };
  await client.query("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SELECT setseed(0.5)");
  const constraints = await dropConstraints(client, ['answers', 'review_cards', 'quiz_attempts', 'topic_progress']);
  await step('accounts and classes', ...people(size));
  await step('attempts', attempts(size));
  await step('answers', answers(size));
  await step('review cards', cards(size));
  await step('topic progress', progress());
  await step('indexes', ...constraints);
  await step('analyze', 'VACUUM ANALYZE');
  await client.end();
  return times;
}

async function dropConstraints(client: pg.Client, tables: readonly string[]): Promise<readonly string[]> {
  const { rows: constraints } = await client.query<{ source: string; name: string; definition: string; kind: string }>(
    `SELECT conrelid::regclass::text AS source, conname AS name, pg_get_constraintdef(oid) AS definition, contype AS kind
     FROM pg_constraint WHERE contype IN ('f', 'p', 'u') AND conrelid::regclass::text = ANY($1)
     ORDER BY contype = 'f' DESC`,
    [tables],
  );
  // Keys that others refer to stay.
  const own = constraints.filter(({ source, kind }) => kind === 'f' || source === 'answers');
  for (const { source, name } of own) await client.query(`ALTER TABLE ${source} DROP CONSTRAINT "${name}"`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = 'public' AND tablename = ANY($1)
       AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))`,
    [tables],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...own
      .toReversed()
      .map(({ source, name, definition }) => `ALTER TABLE ${source} ADD CONSTRAINT "${name}" ${definition}`),
  ];
}

/** Which class a learner is in, as an expression over `n` from 1. */
const classOf = ({ classes, learners }: SeedSize) =>
  `CASE WHEN n <= ${learners * FIRST_CLASS} THEN 1 ELSE 2 + n % ${Math.max(1, classes - 1)} END`;

function people(size: SeedSize): readonly string[] {
  const learners = `generate_series(1, ${size.learners}) AS n`;
  const classes = `generate_series(1, ${size.classes}) AS n`;
  const classId = idOf('class', `(${classOf(size)})`);
  return [
    `INSERT INTO users (id, email, name, password_hash)
     SELECT ${idOf('learner', 'n')}, 'learner-' || n || '@example.test', 'Learner ' || lpad(n::text, 5, '0'), '' FROM ${learners}`,
    `INSERT INTO users (id, email, name, password_hash)
     SELECT ${idOf('owner', 'n')}, 'owner-' || n || '@example.test', 'Owner ' || n, '' FROM ${classes}`,
    `INSERT INTO classes (id, name, code) SELECT ${idOf('class', 'n')}, 'Class ' || n, 'SEED' || lpad(n::text, 4, '0') FROM ${classes}`,
    `INSERT INTO class_staff (class_id, user_id, role) SELECT ${idOf('class', 'n')}, ${idOf('owner', 'n')}, 'owner' FROM ${classes}`,
    `INSERT INTO memberships (id, class_id, user_id, shows_standing, student_number)
     SELECT ${idOf('member', 'n')}, ${classId}, ${idOf('learner', 'n')}, n % 3 > 0, 'N' || n FROM ${learners}`,
    `INSERT INTO membership_periods (id, class_id, user_id, joined_at, open_key, last_active_at)
     SELECT ${idOf('period', 'n')}, ${classId}, ${idOf('learner', 'n')}, now() - interval '100 days',
       ${classId} || ' ' || ${idOf('learner', 'n')}, now() - random() * interval '30 days'
     FROM ${learners}`,
  ];
}

function attempts({ learners, answers: count }: SeedSize): string {
  const each = Math.max(1, Math.round(count / learners / ITEMS));
  return `
    INSERT INTO quiz_attempts (id, user_id, topic_id, behaviour, item_count, started_at, finished_at)
    SELECT ${idOf('attempt', "n || ' ' || a")}, ${idOf('learner', 'n')}, 'topic-' || lpad((1 + a % ${TOPICS})::text, 2, '0'),
      CASE WHEN a % 3 = 2 THEN 'practice' ELSE 'quiz' END, ${ITEMS}, at, at + interval '20 minutes'
    FROM (
      SELECT n, a, now() - interval '99 days' + (a + random()) * interval '98 days' / ${each} AS at
      FROM generate_series(1, ${learners}) AS n, generate_series(0, ${each - 1}) AS a
    ) AS planned`;
}

/** Each attempt's items, two thirds right; a learner is a little better or worse than others. */
const answers = (_: SeedSize) => `
  INSERT INTO answers (id, attempt_id, item_id, response, earned, total, confidence, answered_at)
  SELECT gen_random_uuid(), attempt.id, 'item-' || item, '["a"]',
    CASE WHEN random() < 0.4 + 0.5 * ('x' || substr(md5(attempt.user_id::text), 1, 2))::bit(8)::int / 255.0 THEN 1 ELSE 0 END,
    1, 1 + (random() * 2)::int, attempt.started_at + item * interval '1 minute'
  FROM quiz_attempts AS attempt, generate_series(1, ${ITEMS}) AS item`;

/** Of the first class as many cards as there are items, of the others a third: only it is measured. */
const cards = ({ learners }: SeedSize) => `
  INSERT INTO review_cards (id, user_id, topic_id, kind, ref, memory, due_at, created_at)
  SELECT gen_random_uuid(), ${idOf('learner', 'n')}, 'topic-' || lpad(topic::text, 2, '0'), 'item', 'item-' || item,
    jsonb_build_object(
      'dueMs', (extract(epoch FROM now()) * 1000)::bigint, 'stability', 1 + random() * 60, 'difficulty', 5, 'scheduledDays', 3,
      'learningSteps', 0, 'reps', 2, 'lapses', 0, 'state', 2,
      'lastReviewMs', ((extract(epoch FROM now()) - random() * 86400 * 40) * 1000)::bigint
    ), now(), now() - interval '50 days'
  FROM generate_series(1, ${learners}) AS n, generate_series(1, ${TOPICS}) AS topic,
    generate_series(1, CASE WHEN n <= ${learners * FIRST_CLASS} THEN ${ITEMS} ELSE ${ITEMS / 3} END) AS item`;

const progress = () => `
  INSERT INTO topic_progress (period_id, topic_id, best_share, last_share, attempts, answers, sections, last_active_at)
  SELECT period.id, attempt.topic_id, max(share), (array_agg(share ORDER BY finished_at DESC))[1], count(*), sum(count), 3,
    max(finished_at)
  FROM membership_periods AS period
  JOIN quiz_attempts AS attempt ON attempt.user_id = period.user_id AND attempt.behaviour = 'quiz'
  JOIN (
    SELECT attempt_id, sum(earned) / sum(total) AS share, count(*) FROM answers GROUP BY attempt_id
  ) AS points ON points.attempt_id = attempt.id
  GROUP BY period.id, attempt.topic_id`;

/** What a database takes on the disk, in bytes, and its largest tables with their indexes. */
export async function sizeOf(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: all } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
  const { rows: tables } = await client.query<{ name: string; rows: string; size: string }>(
    `SELECT relname AS name, reltuples::bigint AS rows, pg_total_relation_size(oid) AS size FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 3 DESC LIMIT 5`,
  );
  await client.end();
  return {
    bytes: Number(all[0]?.size),
    tables: tables.map((each) => ({ ...each, rows: Number(each.rows), bytes: Number(each.size) })),
  };
}

/** Reads `--classes 50 --learners 10000 --answers 5000000`; what is not given is as in {@link LARGE}. */
export function sizeFrom(args: readonly string[]): SeedSize {
  const value = (name: keyof SeedSize) => {
    const at = args.indexOf(`--${name}`);
    const given = at < 0 ? LARGE[name] : Number(args[at + 1]);
    if (!Number.isInteger(given) || given < 1) throw new Error(`--${name} takes a whole number`);
    return given;
  };
  return { classes: value('classes'), learners: value('learners'), answers: value('answers') };
}
