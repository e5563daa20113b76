import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { schemaDiff } from '@/scripts/schema-diff';
import { migrate, type SqlConnection } from './migrate';

const engine = await PGlite.create('memory://');
const connection: SqlConnection = {
  query: async (sql, values) => (await engine.query<Record<string, unknown>>(sql, values)).rows,
  exec: async (sql) => void (await engine.exec(sql)),
};
const scratch = await mkdtemp(path.join(tmpdir(), 'interleave-migrations-'));
const folder = path.join(scratch, 'migrations');
afterAll(async () => {
  await engine.close();
  await rm(scratch, { recursive: true });
});

beforeEach(async () => {
  await engine.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await rm(folder, { recursive: true, force: true });
  await cp('prisma/migrations', folder, { recursive: true });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

const tables = async () =>
  (await connection.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(
    (row) => row.tablename,
  );

describe('migrations', () => {
  it('lead to exactly what the schema says', async () => {
    expect(await schemaDiff()).toBe('');
  });

  it('are applied once, in order', async () => {
    await addMigration('29990101000000_more', 'CREATE TABLE more (id INT)');
    const applied = await migrate(connection, folder);
    expect(applied.at(-1)).toBe('29990101000000_more');
    expect(applied).toEqual([...applied].sort());
    expect(await migrate(connection, folder)).toEqual([]);
  });

  it('leave nothing half-applied when one fails, and go on once it is mended', async () => {
    await migrate(connection, folder);
    const before = await tables();
    const broken = '29990101000000_broken';
    await addMigration(broken, 'CREATE TABLE half (id INT); INSERT INTO half VALUES (1); SELECT no_such_function();');
    await expect(migrate(connection, folder)).rejects.toThrow(/29990101000000_broken failed and was taken back whole/);
    expect(await tables()).toEqual(before);

    await addMigration(broken, 'CREATE TABLE half (id INT);');
    expect(await migrate(connection, folder)).toEqual([broken]);
  });

  it('refuse to go on over a migration that was changed after it was applied', async () => {
    await addMigration('29990101000000_more', 'CREATE TABLE more (id INT)');
    await migrate(connection, folder);
    await addMigration('29990101000000_more', 'CREATE TABLE more (id BIGINT)');
    await expect(migrate(connection, folder)).rejects.toThrow(/was changed after it was applied/);
  });

  it('refuse a database that a newer copy of the app has migrated', async () => {
    await addMigration('29990101000000_newer', 'CREATE TABLE newer (id INT)');
    await migrate(connection, folder);
    await rm(path.join(folder, '29990101000000_newer'), { recursive: true });
    await expect(migrate(connection, folder)).rejects.toThrow(/does not know/);
  });
});
