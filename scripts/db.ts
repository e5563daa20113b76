// npm run db: copies the database, with rows counted and compared. The embedded one must not be in use meanwhile.
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Counts, dump, load, verify } from '../server/db/copy';
import { connectEmbedded, connectPostgres, type RawConnection } from '../server/db/open';
import { shutDemoAccountsOf } from '../server/demo-accounts';
import { readEnvironment } from '../server/environment';
import { StartupError } from '../server/startup-error';

const USAGE = `usage: npm run db -- backup FILE          writes all of the database, embedded or at DATABASE_URL, into a new file
       npm run db -- restore FILE         fills a new database, embedded in a new DATA_DIR or at DATABASE_URL
       npm run db -- to-postgres URL      copies the embedded database into a new one on a PostgreSQL server`;

if (existsSync('.env')) process.loadEnvFile('.env');
const { databaseUrl, dataDir } = readEnvironment();
const [command, target] = process.argv.slice(2);

try {
  if (target === undefined) throw new StartupError(USAGE);
  if (command === 'backup') report('saved', await withConnection(open(), (connection) => backup(connection, target)));
  else if (command === 'restore')
    report('restored', await withConnection(open(), (connection) => restore(connection, target)));
  else if (command === 'to-postgres') await toPostgres(target);
  else throw new StartupError(USAGE);
} catch (error) {
  const said = error instanceof StartupError ? error.message : String(error instanceof Error ? error.stack : error);
  console.error(said.startsWith('usage') ? said : `error: ${said}`);
  process.exitCode = 1;
}

function open(): Promise<RawConnection> {
  return databaseUrl ? connectPostgres(databaseUrl) : connectEmbedded(dataDir);
}

async function withConnection<Result>(
  opening: Promise<RawConnection>,
  work: (connection: RawConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await opening;
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function backup(connection: RawConnection, file: string): Promise<Counts> {
  if (existsSync(file)) throw new StartupError(`${file} is there already: name a new file.`);
  let counts: Counts = {};
  async function* lines() {
    const dumped = dump(connection);
    for (let line = await dumped.next(); ; line = await dumped.next()) {
      if (line.done) {
        counts = line.value;
        return;
      }
      yield `${line.value}\n`;
    }
  }
  // Whole or not at all, and for its owner's eyes: addresses and password hashes are in it.
  const draft = `${file}.${randomUUID()}`;
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    await verify(linesOf(draft), counts);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return counts;
}

function restore(connection: RawConnection, file: string): Promise<Counts> {
  if (!existsSync(file)) throw new StartupError(`${file} is not there.`);
  return load(connection, linesOf(file));
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  const reading = pipeline(createReadStream(file), unzipped);
  yield* createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  await reading;
}

async function toPostgres(url: string): Promise<void> {
  const counts = await withConnection(connectEmbedded(dataDir), async (embedded) => {
    return withConnection(connectPostgres(url), async (postgres) => {
      const copied = await load(postgres, dump(embedded));
      await shutDemoAccountsOf(postgres);
      return copied;
    });
  });
  report('copied', counts);
  console.log('The demo accounts were shut: they are for this machine alone. Everybody signs in anew.');
  console.log('Start with DATABASE_URL set to that address and NEXTAUTH_SECRET to a long random text.');
}

function report(done: string, counts: Counts): void {
  for (const [table, { rows, sha256 }] of Object.entries(counts)) {
    console.log(`${table.padEnd(20)} ${String(rows).padStart(8)} rows  ${sha256.slice(0, 16)}`);
  }
  const rows = Object.values(counts).reduce((sum, each) => sum + each.rows, 0);
  console.log(`${rows} rows ${done}; what was counted before and after is the same.`);
}
