import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { newDatabase } from '../testing/database';
import { migrate, type SqlConnection } from './migrate';

const MIGRATION = '20261130210439_class_roles_and_periods';

/** A database as it was before membership had periods. */
async function oldDatabase(): Promise<SqlConnection> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'interleave-old-schema-'));
  await cp('prisma/migrations', scratch, { recursive: true });
  for (const name of await readdir(scratch)) {
    if (/^\d/.test(name) && name >= MIGRATION) await rm(path.join(scratch, name), { recursive: true });
  }
  const connection = await connect();
  await migrate(connection, scratch);
  await rm(scratch, { recursive: true });
  return connection;
}

async function connect(): Promise<SqlConnection> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) {
    const engine = await PGlite.create('memory://');
    onTestFinished(() => engine.close());
    return {
      query: async (sql, values) => (await engine.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await engine.exec(sql)),
    };
  }
  const client = new pg.Client({ connectionString: await newDatabase(server) });
  await client.connect();
  onTestFinished(() => client.end());
  return {
    query: async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
    exec: async (sql) => void (await client.query(sql)),
  };
}

const [instructor, learner, newcomer, classId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

async function fill({ exec, query }: SqlConnection): Promise<void> {
  for (const id of [instructor, learner, newcomer])
    await query("INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, 'n', '')", [
      id,
      `${id}@example.test`,
    ]);
  await query("INSERT INTO classes (id, name, code, instructor_id) VALUES ($1, 'Theirs', 'ABCDEFGH', $2)", [
    classId,
    instructor,
  ]);
  for (const id of [learner, newcomer])
    await query("INSERT INTO memberships (class_id, user_id, joined_at) VALUES ($1, $2, '2026-11-10')", [classId, id]);
  const attempt = async (behaviour: string, day: string, earned: readonly number[], isFinished = true) => {
    const id = randomUUID();
    await query(
      `INSERT INTO quiz_attempts (id, user_id, topic_id, behaviour, item_count, started_at, finished_at)
       VALUES ($1, $2, 'a-topic', $3, 2, $4::timestamptz, CASE WHEN $5 THEN $4::timestamptz + interval '1 hour' END)`,
      [id, learner, behaviour, day, isFinished],
    );
    for (const [index, points] of earned.entries())
      await query(
        `INSERT INTO answers (id, attempt_id, item_id, response, earned, total, answered_at)
         VALUES (gen_random_uuid(), $1, $2, '[]', $3, 4, $4::timestamptz + interval '30 minutes')`,
        [id, `item-${index}`, points, day],
      );
  };
  await attempt('quiz', '2026-11-01', [4, 4]);
  await attempt('quiz', '2026-11-02', [1, 1]);
  await attempt('quiz', '2026-11-11', [4, 2]);
  await attempt('quiz', '2026-11-12', [2, 2]);
  await attempt('checkpoint', '2026-11-11', [1, 1]);
  await attempt('checkpoint', '2026-11-13', [1]);
  await attempt('practice', '2026-11-13', [1, 1, 1], false);
  await exec(`INSERT INTO section_progress (user_id, topic_id, section_id, read_at) VALUES
    ('${learner}', 'a-topic', 'before', '2026-11-01'), ('${learner}', 'a-topic', 'while', '2026-11-14'),
    ('${learner}', 'another', 'before', '2026-11-01')`);
}

it('what was done since joining is added up, and who teaches stays who teaches', async () => {
  const connection = await oldDatabase();
  await fill(connection);
  await migrate(connection);
  const progress = await connection.query(
    `SELECT topic_id, best_share, last_share, standing_share, attempts, answers, practised, sections,
       progress.last_active_at::date::text AS day
     FROM topic_progress AS progress JOIN membership_periods AS period ON period.id = period_id
     WHERE user_id = $1 ORDER BY topic_id`,
    [learner],
  );
  const none = { best_share: null, last_share: null, standing_share: null };
  expect(progress).toEqual([
    {
      ...{ topic_id: 'a-topic', best_share: 0.75, last_share: 0.5, standing_share: 0.25 },
      ...{ attempts: 2, answers: 7, practised: 3, sections: 1, day: '2026-11-14' },
    },
    { topic_id: 'another', ...none, attempts: 0, answers: 0, practised: 0, sections: 0, day: null },
  ]);
  expect(await connection.query('SELECT user_id, role FROM class_staff')).toEqual([
    { user_id: instructor, role: 'owner' },
  ]);
  const periods = await connection.query(
    'SELECT joined_at::date::text AS day, open_key FROM membership_periods WHERE user_id = $1',
    [newcomer],
  );
  expect(periods).toEqual([{ day: '2026-11-10', open_key: `${classId} ${newcomer}` }]);
  const misses = await connection.query('SELECT item_id, missed, certain FROM item_misses');
  // The other was answered rightly afterwards.
  expect(misses).toEqual([{ item_id: 'item-0', missed: 1, certain: 0 }]);
  expect(await connection.query('SELECT DISTINCT shows_standing FROM memberships')).toEqual([{ shows_standing: true }]);
});
