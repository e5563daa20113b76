import 'server-only';
import { type Db, type OpenDatabase, openEmbedded, openPostgres } from './db/open';
import { ensureDemoAccounts, shutDemoAccounts } from './demo-accounts';
import { readEnvironment } from './environment';
import { closeAtEnd } from './serving';

// On globalThis because the bundler makes several copies of this module within one process.
const shared = globalThis as { interleaveDatabase?: Promise<OpenDatabase> };

/** The app's database, opened and migrated at the first call. Lazy because `next build` loads modules in several processes. */
export async function database(): Promise<Db> {
  shared.interleaveDatabase ??= open();
  return (await shared.interleaveDatabase).db;
}

async function open(): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, isLocal } = readEnvironment();
  const opened = databaseUrl ? await openPostgres(databaseUrl) : await openEmbedded(dataDir);
  closeAtEnd(() => opened.close());
  if (databaseUrl) return opened;
  if (isLocal) await ensureDemoAccounts(opened.db, dataDir);
  else await shutDemoAccounts(opened.db);
  return opened;
}
