import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, expect, it } from 'vitest';
import { variantSeed } from '@/quiz/chance';
import { type QuizItem, quizItem } from '@/quiz/schema';
import { oneOfEach, words } from '@/quiz/testing/items';
import { recordAnswer } from '../answers';
import { latestAttempt, startAttempt } from '../attempts';
import { learnerKey } from '../learner-key';
import { reviewQueue } from '../review';
import { newDatabase } from '../testing/database';
import { PrismaClient } from './generated/client';
import { migrate, type SqlConnection } from './migrate';
import { type OpenDatabase, openPostgres } from './open';

const MIGRATION = '20261129064546_item_versions';
const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 10, 28, 9);

const single = quizItem.parse({ ...oneOfEach.single, hints: [words('a hint')] });
const generated = quizItem.parse({
  ...{ id: 'generated', type: 'generated', objective: 'an-objective', stem: words('What?') },
  ...{ source: { id: 'a-source', at: '§1' }, lab: 'raft', generator: 'who-can-win', difficulty: 1 },
});
const prediction = quizItem.parse({ ...oneOfEach['predict-then-run'], lab: 'raft', prediction: 'votes-to-win' });
const learner = randomUUID();
const seed = variantSeed(learnerKey(learner), 'generated', 0);

const scratch = await mkdtemp(path.join(tmpdir(), 'interleave-old-schema-'));
type Opened = Pick<OpenDatabase, 'db' | 'close'>;
let opened: Opened | null = null;
afterAll(async () => {
  await opened?.close();
  await rm(scratch, { recursive: true, force: true });
});

/** A database as it was before items were stored once, with `rows` in it, opened by today's code. */
async function openOld(rows: (connection: SqlConnection) => Promise<void>): Promise<Opened> {
  const migrations = path.join(scratch, 'migrations');
  await cp('prisma/migrations', migrations, { recursive: true });
  for (const name of await readdir(migrations)) {
    if (/^\d/.test(name) && name >= MIGRATION) await rm(path.join(migrations, name), { recursive: true });
  }
  const server = process.env.TEST_DATABASE_URL;
  if (server) {
    const url = await newDatabase(server);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const connection: SqlConnection = {
      query: async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await client.query(sql)),
    };
    await migrate(connection, migrations);
    await rows(connection);
    await client.end();
    return openPostgres(url);
  }
  const engine = await PGlite.create('memory://');
  const connection: SqlConnection = {
    query: async (sql, values) => (await engine.query<Record<string, unknown>>(sql, values)).rows,
    exec: async (sql) => void (await engine.exec(sql)),
  };
  await migrate(connection, migrations);
  await rows(connection);
  await migrate(connection);
  return { db: new PrismaClient({ adapter: new PrismaPGlite(engine) }), close: () => engine.close() };
}

const attempts = { quiz: randomUUID(), practice: randomUUID(), finished: randomUUID(), bare: randomUUID() };
const copies = (...items: readonly QuizItem[]) =>
  items.map((item) => (item.type === 'generated' ? { item, seed } : { item }));

async function oldRows({ query }: SqlConnection): Promise<void> {
  await query("INSERT INTO users (id, email, name, password_hash) VALUES ($1, 'old@example.test', 'Old', '')", [
    learner,
  ]);
  const attempt = (id: string, behaviour: string, items: unknown, openKey: string | null, hints = {}) =>
    query(
      `INSERT INTO quiz_attempts (id, user_id, topic_id, behaviour, items, hints, item_count, open_key, started_at, finished_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, learner, topicId, behaviour, JSON.stringify(items), JSON.stringify(hints)],
        ...[
          (items as unknown[]).length,
          openKey,
          new Date(NOW_MS - (openKey === null ? 2 : 1)),
          openKey ? null : new Date(NOW_MS),
        ],
      ],
    );
  const answer = (attemptId: string, itemId: string, response: unknown, earned: number) =>
    query('INSERT INTO answers (id, attempt_id, item_id, response, earned, total) VALUES ($1, $2, $3, $4, $5, 1)', [
      ...[randomUUID(), attemptId, itemId, JSON.stringify(response), earned],
    ]);
  await attempt(attempts.bare, 'quiz', [], null);
  await attempt(attempts.finished, 'quiz', copies(single), null);
  await answer(attempts.finished, 'single', ['b'], 1);
  const openKey = (behaviour: string) => [learner, topicId, behaviour, ''].join(' ');
  await attempt(attempts.quiz, 'quiz', copies(single, generated, prediction), openKey('quiz'));
  await answer(attempts.quiz, 'single', ['a'], 0);
  await attempt(attempts.practice, 'practice', copies(single, generated), openKey('practice'), { single: 1 });
  await query(
    `INSERT INTO review_cards (id, user_id, topic_id, kind, ref, memory, due_at) VALUES ($1, $2, $3, 'item', 'card', $4, $5)`,
    [
      ...[randomUUID(), learner, topicId],
      JSON.stringify({
        ...{ dueMs: NOW_MS, stability: 1, difficulty: 5, scheduledDays: 1, learningSteps: 0, reps: 1, lapses: 0 },
        ...{ state: 2, lastReviewMs: NOW_MS - 86_400_000 },
      }),
      new Date(NOW_MS),
    ],
  );
}

it('attempts from before items were stored once go on as they were', async () => {
  opened = await openOld(oldRows);
  const { db } = opened;
  // Two of the three attempts have the same item: it is stored once.
  expect(await db.itemVersion.count()).toBe(3);
  const rows = await db.quizAttempt.findMany({ where: { userId: learner } });
  const itemsOf = (id: string) => rows.find((row) => row.id === id)?.items;
  expect(itemsOf(attempts.bare)).toEqual([]);
  expect(itemsOf(attempts.quiz)).toMatchObject([
    { id: 'single' },
    { id: 'generated', seed },
    { id: 'predict-then-run', prediction: 'raft/votes-to-win' },
  ]);

  const bank = [single, generated, prediction];
  const start = (attemptId: string, behaviour: 'quiz' | 'practice') =>
    startAttempt(db, learner, { attemptId, topicId, behaviour }, bank, NOW_MS);
  const open = await start(randomUUID(), 'quiz');
  if (!open.ok) throw new Error(open.reason);
  expect(open.attempt.id).toBe(attempts.quiz);
  expect(open.attempt.answered).toMatchObject([{ itemId: 'single', response: ['a'], told: null }]);
  const practice = await start(attempts.practice, 'practice');
  expect(practice).toMatchObject({ ok: true, attempt: { id: attempts.practice, items: [], withheld: [{ count: 2 }] } });

  const answer = { attemptId: attempts.quiz, tries: 1, confidence: null };
  const send = (itemId: string, response: never) =>
    recordAnswer(db, learner, { ...answer, answerId: randomUUID(), itemId, response }, NOW_MS);
  const asked = open.attempt.items.find(({ type }) => type === 'generated');
  if (asked?.type !== 'generated') throw new Error('the generated item is gone');
  const [option] = asked.body.options;
  const given = asked.body.form === 'numeric' ? '1' : [option?.id];
  expect(await send('generated', given as never)).toMatchObject({ ok: true, finished: null });
  const options = open.attempt.items.find(({ type }) => type === 'predict-then-run');
  if (options?.type !== 'predict-then-run') throw new Error('the prediction is gone');
  expect(await send('predict-then-run', options.body.options[0] as never)).toMatchObject({
    ok: true,
    finished: { isPassed: false },
  });
  expect(await latestAttempt(db, learner, topicId)).toMatchObject({ id: attempts.quiz, withheld: [] });
  const after = await start(attempts.practice, 'practice');
  expect(after).toMatchObject({
    ok: true,
    attempt: { hints: { single: [words('a hint')] }, items: [{ id: 'single' }, { id: 'generated' }] },
  });
  const card = quizItem.parse({ ...oneOfEach.single, id: 'card' });
  const { cards } = await reviewQueue(db, learner, new Map([[topicId, [card]]]), NOW_MS + 1);
  expect(cards).toMatchObject([{ ref: 'card' }]);
});
