import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { createAccount } from '../accounts';
import { type Db, openEmbedded, openPostgres } from '../db/open';

/**
 * A migrated database of the calling test file's own: embedded in memory, or, with TEST_DATABASE_URL, a new one on that
 * server. Gone when the file's tests have ended.
 */
export async function testDatabase(): Promise<Db> {
  const server = process.env.TEST_DATABASE_URL;
  const opened = server
    ? await openPostgres(await newDatabase(server))
    : await openEmbedded('memory://', await migrated());
  afterAll(() => opened.close());
  return opened.db;
}

/** An embedded database of the calling test file's own, and the statements that it was sent since it was made or they were emptied. */
export async function countedDatabase(): Promise<{ readonly db: Db; readonly statements: string[] }> {
  const { db, connection, close } = await openEmbedded('memory://', await migrated());
  afterAll(close);
  const statements: string[] = [];
  const { engine } = connection;
  const query = engine.query.bind(engine);
  engine.query = (sql, ...rest) => {
    statements.push(sql);
    return query(sql, ...rest);
  };
  return { db, statements };
}

let made: Promise<Blob> | undefined;

/** An empty embedded database, migrated: made once for all test files of a process, as that takes seconds and a copy half of one. */
function migrated(): Promise<Blob> {
  made ??= openEmbedded('memory://').then(async ({ connection, close }) => {
    const copy = await connection.engine.dumpDataDir('none');
    await close();
    return copy;
  });
  return made;
}

/** Makes a new database on a server and returns its address. */
export async function newDatabase(server: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

let count = 0;

/** A new account with a name of the given role. */
export async function someone(db: Db, role: string): Promise<string> {
  count += 1;
  const created = await createAccount(db, {
    name: role,
    email: `${role}-${count}@example.test`,
    password: 'long enough',
  });
  if (created === 'email-taken') throw new Error(`the test made ${role}-${count} twice`);
  return created.id;
}
