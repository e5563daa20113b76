import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { StartupError } from '../startup-error';
import { lockFolder } from './folder-lock';
import { Prisma, PrismaClient } from './generated/client';
import { migrate, type SqlConnection } from './migrate';

export type Db = PrismaClient;
export { Prisma };

/** How long a transaction may wait and take, in milliseconds: patience with a machine that has much to do. */
export const TRANSACTION = { maxWait: 20_000, timeout: 20_000 };

/** On globalThis because the bundler makes several copies of this module within one process. */
const shared = globalThis as { interleavePools?: WeakMap<Db, pg.Pool> };
/** Connections of databases on a PostgreSQL server, by the client that uses them too. */
shared.interleavePools ??= new WeakMap();
const pools = shared.interleavePools;

/**
 * Runs one statement and returns its rows. On a PostgreSQL server it goes past Prisma, whose way costs several times what the statement
 * does; dates and JSON come as such either way, and 64-bit numbers as text, number or bigint. Not within a transaction of `db`'s.
 */
export async function runSql(
  db: Db,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<readonly unknown[]> {
  const pool = pools.get(db);
  if (pool !== undefined) return (await pool.query({ text, values: [...values] })).rows;
  return db.$queryRawUnsafe<unknown[]>(text, ...values);
}

export interface OpenDatabase {
  readonly db: Db;
  readonly kind: 'embedded' | 'postgresql';
  close(): Promise<void>;
}

/** A connection to a database that is not migrated yet. */
export interface RawConnection extends SqlConnection {
  close(): Promise<void>;
}

interface EmbeddedConnection extends RawConnection {
  readonly engine: PGlite;
}

/**
 * Connects to the PostgreSQL server at `url`.
 *
 * @throws StartupError when it cannot be reached
 */
export async function connectPostgres(url: string): Promise<RawConnection> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await connection.connect();
  } catch (error) {
    throw new StartupError(
      `DATABASE_URL: cannot reach the database (${reasonOf(error)}): check the address and that the server runs, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  return {
    query: async (sql, values) => (await connection.query<Record<string, unknown>>(sql, values)).rows,
    exec: async (sql) => void (await connection.query(sql)),
    close: () => connection.end(),
  };
}

/**
 * Opens and migrates the PostgreSQL server at `url`.
 *
 * @throws StartupError when it cannot be reached or a migration fails
 */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const connection = await connectPostgres(url);
  try {
    await migrate(connection);
  } finally {
    await connection.close();
  }
  const pool = new pg.Pool({ connectionString: url });
  // Of a connection that is lost while nothing uses it: the next statement takes another.
  pool.on('error', () => {});
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  pools.set(db, pool);
  const close = async () => {
    await db.$disconnect();
    await pool.end();
  };
  return { db, kind: 'postgresql', close };
}

/**
 * Opens the embedded database (PGlite) in `folder`, made where missing; `memory://` keeps it in memory, where it may begin as a
 * copy of another (`dumpDataDir`).
 *
 * @throws StartupError when another process holds the folder
 */
export async function connectEmbedded(folder: string, copyOf?: Blob): Promise<EmbeddedConnection> {
  const inMemory = folder === 'memory://';
  const release = inMemory ? async () => {} : await lockFolder(folder);
  try {
    const dataDir = inMemory ? folder : await databaseFolder(folder);
    const engine = await PGlite.create({ dataDir, ...(copyOf ? { loadDataDir: copyOf } : {}) });
    return {
      engine,
      query: async (sql, values) => (await engine.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await engine.exec(sql)),
      close: async () => {
        await engine.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Opens and migrates the embedded database in `folder`.
 *
 * @throws StartupError when another process holds the folder or a migration fails
 */
export async function openEmbedded(
  folder: string,
  copyOf?: Blob,
): Promise<OpenDatabase & { readonly connection: EmbeddedConnection }> {
  const connection = await connectEmbedded(folder, copyOf);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const db = new PrismaClient({ adapter: new PrismaPGlite(connection.engine) });
  const close = async () => {
    await db.$disconnect();
    await connection.close();
  };
  return { db, kind: 'embedded', connection, close };
}

/**
 * The database's own folder. It is made beside its place and moved there whole, so that a first start that is
 * cut off leaves nothing that looks like a database.
 */
async function databaseFolder(folder: string): Promise<string> {
  const database = path.join(folder, 'database');
  if (!existsSync(database)) {
    const draft = path.join(folder, 'database.new');
    await rm(draft, { recursive: true, force: true });
    await (await PGlite.create(draft)).close();
    await rename(draft, database);
  }
  return database;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
}
