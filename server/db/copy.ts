import { createHash, type Hash } from 'node:crypto';
import { StartupError } from '../startup-error';
import { appliedMigrations, migrate, type SqlConnection } from './migrate';

/**
 * Not copied: a restored session or link would bring back one that was ended since, and limits are of the moment. The history of migrations is
 * written anew by migrating.
 */
const LEFT_OUT = ['_prisma_migrations', 'sessions', 'account_tokens', 'rate_limits'];

/** Rows that are fetched at once. */
const FETCHED = 500;

/** How many rows a table has, and the SHA-256 of all of them, in hex. */
export interface TableCount {
  readonly rows: number;
  readonly sha256: string;
}

export type Counts = Readonly<Record<string, TableCount>>;

/**
 * All rows of a database as lines of text, at one moment: what migrations made it ("M"), then each table's name ("T") and its rows as
 * JSON ("R"), then what was counted ("E"). The same rows make the same lines on every PostgreSQL, embedded or not.
 */
export async function* dump(connection: SqlConnection): AsyncGenerator<string, Counts> {
  const [history] = await connection.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`);
  if (!history?.isThere) throw new StartupError('There is no database of Interleave there.');
  await connection.exec("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TIME ZONE 'UTC'");
  try {
    yield `M ${JSON.stringify(await appliedMigrations(connection))}`;
    const counts: Record<string, TableCount> = {};
    for (const table of await tables(connection)) {
      yield `T ${table}`;
      const hash = createHash('sha256');
      let rows = 0;
      for await (const row of rowsOf(connection, table)) {
        rows += 1;
        hash.update(row).update('\n');
        yield `R ${row}`;
      }
      counts[table] = { rows, sha256: hash.digest('hex') };
    }
    yield `E ${JSON.stringify(counts)}`;
    return counts;
  } finally {
    await connection.exec('ROLLBACK');
  }
}

/**
 * Reads a dump again and counts what is in it.
 *
 * @throws StartupError when that is not what the dump, or `expected`, says
 */
export async function verify(lines: AsyncIterable<string>, expected: Counts): Promise<void> {
  const hashes = new Map<string, { rows: number; hash: Hash }>();
  let table = { rows: 0, hash: createHash('sha256') };
  let said = '';
  for await (const line of lines) {
    const [kind, text] = [line[0], line.slice(2)];
    if (kind === 'T') {
      table = { rows: 0, hash: createHash('sha256') };
      hashes.set(text, table);
    }
    if (kind === 'R') {
      table.rows += 1;
      table.hash.update(text).update('\n');
    }
    if (kind === 'E') said = text;
  }
  const found = Object.fromEntries(
    [...hashes].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest('hex') }]),
  );
  if (said !== JSON.stringify(expected) || !areEqual(found, expected)) {
    throw new StartupError('The backup that was written cannot be read again: try another disk.');
  }
}

/** Counts what a database holds, as `dump` does. */
export async function countRows(connection: SqlConnection): Promise<Counts> {
  const lines = dump(connection);
  for (;;) {
    const line = await lines.next();
    if (line.done) return line.value;
  }
}

/**
 * Fills an empty database with what `dump` wrote, whole or not at all, counts again what is there, and brings it up to this copy's
 * migrations. A dump by an older copy of the app is good.
 *
 * @returns what was counted, equal before and after
 * @throws StartupError when the database is not empty, the dump is cut off or of a newer copy, or something differs afterwards
 */
export async function load(connection: SqlConnection, lines: AsyncIterable<string>): Promise<Counts> {
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done || !first.value.startsWith('M [')) throw new StartupError('This is no backup of Interleave.');
  const migrations: string[] = JSON.parse(first.value.slice(2));
  await migrate(connection, undefined, migrations);
  await expectEmpty(connection, migrations);
  await connection.exec("BEGIN; SET LOCAL TIME ZONE 'UTC'");
  let said: Counts;
  try {
    said = await insertRows(connection, iterator);
    await connection.exec('COMMIT');
  } catch (error) {
    await connection.exec('ROLLBACK');
    throw error;
  }
  const found = await countRows(connection);
  if (!areEqual(found, said)) {
    throw new StartupError('The rows that were restored are not those of the backup: throw this database away.');
  }
  await migrate(connection);
  return found;
}

async function insertRows(connection: SqlConnection, lines: AsyncIterator<string>): Promise<Counts> {
  const known = new Set(await tables(connection));
  let table = '';
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const sql = `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`;
    await connection.query(sql, [`[${batch.join(',')}]`]);
    batch = [];
  };
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const [kind, text] = [line.value[0], line.value.slice(2)];
    if (kind === 'R') {
      batch.push(text);
      if (batch.length >= FETCHED) await flush();
      continue;
    }
    await flush();
    if (kind === 'E') return JSON.parse(text);
    table = text;
    if (!known.has(table)) throw new StartupError(`The backup has a table "${table}" that its migrations do not make.`);
  }
  throw new StartupError('The backup is cut off: nothing was restored.');
}

async function expectEmpty(connection: SqlConnection, migrations: readonly string[]): Promise<void> {
  const applied = await appliedMigrations(connection);
  const counts = await countRows(connection);
  const isEmpty = Object.values(counts).every(({ rows }) => rows === 0);
  if (isEmpty && applied.length === migrations.length) return;
  throw new StartupError('The database to restore to is not empty: name a new one, by DATABASE_URL or DATA_DIR.');
}

/** Names of the tables, those that others refer to before them. */
async function tables(connection: SqlConnection): Promise<string[]> {
  const names = await connection.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1",
    [LEFT_OUT],
  );
  const references = await connection.query(
    `SELECT conrelid::regclass::text AS source, confrelid::regclass::text AS target FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  );
  const done: string[] = [];
  const left = new Set(names.map(({ name }) => String(name)));
  while (left.size > 0) {
    const waits = (name: string) =>
      references.some(({ source, target }) => source === name && left.has(String(target)));
    const free = [...left].filter((name) => !waits(name));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].join(', ')}`);
    for (const name of free) left.delete(name);
    done.push(...free);
  }
  return done;
}

/** The rows as JSON, in an order that depends on nothing but them. */
async function* rowsOf(connection: SqlConnection, table: string): AsyncGenerator<string> {
  await connection.exec(
    `DECLARE rows CURSOR FOR SELECT row_to_json("${table}")::text AS row FROM "${table}" ORDER BY row_to_json("${table}")::text COLLATE "C"`,
  );
  for (;;) {
    const fetched = await connection.query(`FETCH ${FETCHED} FROM rows`);
    if (fetched.length === 0) break;
    for (const { row } of fetched) yield String(row);
  }
  await connection.exec('CLOSE rows');
}

function areEqual(one: Counts, other: Counts): boolean {
  const text = (counts: Counts) => JSON.stringify(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
