import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from './startup-error';

export interface Environment {
  /** A PostgreSQL address, or null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Where the embedded database and its secrets live. Absolute. */
  readonly dataDir: string;
  /** Whether nobody but this machine can reach the embedded database's app: only then are there demo accounts. */
  readonly isLocal: boolean;
}

/** Reads what the README documents under "Configuration". */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  return {
    databaseUrl: env.DATABASE_URL?.trim() || null,
    // The comment keeps the bundler from taking the whole project for something this path may name.
    dataDir: path.resolve(/* turbopackIgnore: true */ env.DATA_DIR?.trim() || '.data'),
    // As `readSettings` in scripts/setup.mjs, which decides where to listen.
    isLocal:
      Number(env.TRUSTED_PROXIES || 0) === 0 && /^(127\.[\d.]+|::1|localhost)$/.test(env.HOST?.trim() || '127.0.0.1'),
  };
}

/**
 * The secret that signs sessions. In embedded mode it is made once and kept in the data folder, readable by its owner alone.
 *
 * @throws StartupError in production on a database of one's own without NEXTAUTH_SECRET
 */
export async function sessionSecret(
  { databaseUrl, dataDir }: Environment,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  if (env.NEXTAUTH_SECRET) return env.NEXTAUTH_SECRET;
  if (databaseUrl && env.NODE_ENV === 'production') {
    throw new StartupError(
      'NEXTAUTH_SECRET is not set: with DATABASE_URL in production set it to a long random text, e.g. from "openssl rand -base64 32".',
    );
  }
  return keptSecret(dataDir, 'session-secret', () => randomBytes(32).toString('base64'));
}

/** A text made once by `make` and kept in `folder` with mode 0600. Two starts at once agree on one text. */
export async function keptSecret(folder: string, name: string, make: () => string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(folder, { recursive: true });
  try {
    const made = make();
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}
