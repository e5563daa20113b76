// npm run admin: what an administrator does at the command line. The embedded database must not be in use meanwhile.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { runAdminCommand } from '../server/admin-commands';
import { openEmbedded, openPostgres } from '../server/db/open';
import { readEnvironment } from '../server/environment';
import { StartupError } from '../server/startup-error';

if (existsSync('.env')) process.loadEnvFile('.env');
const { databaseUrl, dataDir } = readEnvironment();
const { NEXTAUTH_URL, PORT } = process.env;

try {
  const { db, close } = databaseUrl ? await openPostgres(databaseUrl) : await openEmbedded(dataDir);
  try {
    const lines = await runAdminCommand(db, process.argv.slice(2), {
      nowMs: Date.now(),
      origin: new URL(NEXTAUTH_URL || `http://localhost:${PORT?.trim() || '3000'}`).origin,
      writeFile: (file, text) => writeFile(file, text, { mode: 0o600, flag: 'wx' }),
    });
    console.log(lines.join('\n'));
  } finally {
    await close();
  }
} catch (error) {
  const said = error instanceof StartupError ? error.message : String(error instanceof Error ? error.stack : error);
  console.error(said.startsWith('usage') ? said : `error: ${said}`);
  process.exitCode = 1;
}
