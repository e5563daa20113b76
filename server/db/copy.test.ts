import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDatabase, someone } from '../testing/database';
import { countRows, dump, load, verify } from './copy';
import { appliedMigrations, migrate } from './migrate';
import { connectEmbedded, connectPostgres, openEmbedded, type RawConnection } from './open';

const opened: RawConnection[] = [];
afterAll(async () => {
  for (const connection of opened) await connection.close();
});

/** A new database: embedded, or on the server at TEST_DATABASE_URL. */
async function emptyDatabase(): Promise<RawConnection> {
  const server = process.env.TEST_DATABASE_URL;
  const connection = await (server ? connectPostgres(await newDatabase(server)) : connectEmbedded('memory://'));
  opened.push(connection);
  return connection;
}

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

let lines: string[];
let source: RawConnection;

beforeAll(async () => {
  const { db, connection } = await openEmbedded('memory://');
  source = connection;
  const learner = await someone(db, '홍길동 "quoted" \\ back\nslash 😀');
  const attempt = {
    id: randomUUID(),
    userId: learner,
    topicId: 't',
    itemCount: 1,
    startedAt: new Date('2026-01-02T03:04:05.678Z'),
  };
  await db.quizAttempt.create({ data: { ...attempt, items: [{ deep: ['\u2028', 1e21, 0.1, null] }] } });
  await db.$executeRaw`
    INSERT INTO answers (id, attempt_id, item_id, response, earned, total, tries)
    SELECT gen_random_uuid(), ${attempt.id}::uuid, 'item', '["a"]', n / 3.0, 7, n FROM generate_series(1, 1100) AS n`;
  await db.session.create({ data: { userId: learner, expiresAt: new Date('2027-01-01') } });
  await db.setting.create({ data: { key: 'seed_secret', value: 'kept' } });
  lines = [];
  for await (const line of dump(source)) lines.push(line);
  opened.push({ ...connection, close: () => db.$disconnect().then(() => connection.close()) });
}, 60_000);

describe('a backup', () => {
  it('that is restored has the same rows, counted and summed, and no session', async () => {
    const target = await emptyDatabase();
    const counts = await load(target, from(lines));
    expect(counts).toEqual(await countRows(source));
    expect(counts).toMatchObject({ users: { rows: 1 }, answers: { rows: 1_100 }, settings: { rows: 1 } });
    expect(await target.query('SELECT count(*)::int AS n FROM sessions')).toEqual([{ n: 0 }]);
    expect(await appliedMigrations(target)).toEqual(await appliedMigrations(source));
    // What is there is not written over.
    await expect(load(target, from(lines))).rejects.toThrow(/not empty/);
  });

  it('can be read again, and is not taken for one where a row is missing', async () => {
    const counts = await countRows(source);
    await verify(from(lines), counts);
    const without = lines.filter((_, index) => index !== lines.findIndex((line) => line.startsWith('R ')));
    await expect(verify(from(without), counts)).rejects.toThrow(/cannot be read again/);
  });

  it('that is cut off, changed or none is refused, and nothing of it stays', async () => {
    const changed = lines.map((line) => line.replace('"kept"', '"made up"'));
    const target = await emptyDatabase();
    for (const [bad, reason] of [
      [lines.slice(0, -1), /cut off/],
      [['not a backup'], /no backup/],
      [[], /no backup/],
      [['M ["29990101000000_future"]'], /does not know/],
    ] as const) {
      await expect(load(target, from(bad))).rejects.toThrow(reason);
      await migrate(target);
      expect(Object.values(await countRows(target)).reduce((sum, { rows }) => sum + rows, 0)).toBe(0);
    }
    await expect(load(target, from(changed))).rejects.toThrow(/not those of the backup/);
  }, 60_000);

  it('by an older copy of the app is brought up to this one', async () => {
    const old = await emptyDatabase();
    const [first = ''] = await appliedMigrations(source);
    await migrate(old, undefined, [first]);
    await old.query(
      "INSERT INTO users (id, email, name, password_hash) VALUES (gen_random_uuid(), 'a@b.example', 'Old', '')",
    );
    const before: string[] = [];
    for await (const line of dump(old)) before.push(line);
    const target = await emptyDatabase();
    expect(await load(target, from(before))).toMatchObject({ users: { rows: 1 } });
    expect(await appliedMigrations(target)).toEqual(await appliedMigrations(source));
  });
});
