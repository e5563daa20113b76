import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { StartupError } from '../startup-error';
import { lockFolder } from './folder-lock';
import { PrismaClient } from './generated/client';
import { migrate } from './migrate';

export type Db = PrismaClient;

/** How long a transaction may wait and take, in milliseconds: patience with a machine that has much to do. */
export const TRANSACTION = { maxWait: 20_000, timeout: 20_000 };

export interface OpenDatabase {
  readonly db: Db;
  readonly kind: 'embedded' | 'postgresql';
  close(): Promise<void>;
}

/**
 * Opens and migrates the PostgreSQL server at `url`.
 *
 * @throws StartupError when it cannot be reached or a migration fails
 */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await connection.connect();
  } catch (error) {
    throw new StartupError(
      `DATABASE_URL: cannot reach the database (${reasonOf(error)}): check the address and that the server runs, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  try {
    await migrate({
      query: async (sql, values) => (await connection.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await connection.query(sql)),
    });
  } finally {
    await connection.end();
  }
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  return { db, kind: 'postgresql', close: () => db.$disconnect() };
}

/**
 * Opens and migrates the embedded database (PGlite) in `folder`, made where missing; `memory://` keeps it in memory.
 *
 * @throws StartupError when another process holds the folder or a migration fails
 */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const inMemory = folder === 'memory://';
  const release = inMemory ? async () => {} : await lockFolder(folder);
  try {
    const engine = await PGlite.create(inMemory ? folder : await databaseFolder(folder));
    await migrate({
      query: async (sql, values) => (await engine.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await engine.exec(sql)),
    });
    const db = new PrismaClient({ adapter: new PrismaPGlite(engine) });
    const close = async () => {
      await db.$disconnect();
      await engine.close();
      await release();
    };
    return { db, kind: 'embedded', close };
  } catch (error) {
    await release();
    throw error;
  }
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
