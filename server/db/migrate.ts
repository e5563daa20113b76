import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from '../startup-error';

/** One connection to a PostgreSQL database, embedded or not. */
export interface SqlConnection {
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Runs a script of several statements. */
  exec(sql: string): Promise<void>;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hex, as Prisma records it. */
  readonly checksum: string;
}

/** Any number will do so long as every copy of the app uses the same. */
const advisoryLock = 4_207_849_484;

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what `prisma/migrations` holds beyond the database's history, each migration in a transaction with its own
 * row of history, so that one that fails leaves nothing behind. The history table is Prisma's: `prisma migrate deploy`
 * and this function can take turns.
 *
 * @param only where given, names of those that may be applied: for a backup by an older copy of the app
 * @returns names of the migrations applied now, in order
 * @throws StartupError naming the migration that failed, that was changed after it was applied, or that this copy of the app does not know
 */
export async function migrate(
  connection: SqlConnection,
  folder = path.join(process.cwd(), 'prisma', 'migrations'),
  only?: readonly string[],
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  await connection.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
  try {
    await connection.exec(historyTable);
    const rows = await connection.query(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const unknown = only?.find((name) => !migrations.some((migration) => migration.name === name));
    if (unknown !== undefined) throw unknownMigration(unknown);
    const pending = pendingMigrations(migrations, rows).filter(({ name }) => only?.includes(name) ?? true);
    for (const migration of pending) await applyMigration(connection, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1)', [advisoryLock]);
  }
}

function pendingMigrations(migrations: Migration[], history: Record<string, unknown>[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const applied = new Set<string>();
  for (const row of history) {
    const name = String(row.migration_name);
    const migration = known.get(name);
    if (!migration) {
      throw unknownMigration(name);
    }
    if (!row.finished_at) {
      throw new StartupError(
        `Migration ${name} was begun by another tool and never finished: mend the database, then run "npx prisma migrate resolve".`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new StartupError(
        `Migration ${name} was changed after it was applied: restore prisma/migrations/${name}/migration.sql and put the change into a new migration.`,
      );
    }
    applied.add(name);
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

function unknownMigration(name: string): StartupError {
  return new StartupError(
    `The database has migration ${name}, which this copy of the app does not know: start the newer copy, or restore an older backup.`,
  );
}

/** Names of the migrations that made the database, in order. */
export async function appliedMigrations(connection: SqlConnection): Promise<string[]> {
  const rows = await connection.query(
    'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map(({ migration_name: name }) => String(name));
}

async function applyMigration(connection: SqlConnection, { name, sql, checksum }: Migration): Promise<void> {
  await connection.exec('BEGIN');
  try {
    await connection.exec(sql);
    await connection.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await connection.exec('COMMIT');
  } catch (error) {
    await connection.exec('ROLLBACK');
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `Migration ${name} failed and was taken back whole (${reason}): mend prisma/migrations/${name}/migration.sql or the data it trips over, then start again.`,
    );
  }
}

/** As Prisma creates it. */
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
