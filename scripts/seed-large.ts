/**
 * npm run seed:large — a database as large as a university's, to look at and to measure: fifty classes, 10,000 learners, five million
 * answers, in a PostgreSQL of its own on loopback, a free port and a folder of its own. Says how long it took and what it takes on the
 * disk, serves until Ctrl+C, and is gone then. `--classes`, `--learners` and `--answers` make it smaller.
 */
import { openPostgres } from '../server/db/open';
import { seedClasses, sizeFrom, sizeOf } from './large/seed-classes';
import { startPostgres } from './postgres.mjs';

const size = sizeFrom(process.argv.slice(2));
const postgres = await startPostgres();
if (postgres === null) throw new Error('PostgreSQL is not installed on this machine.');
await (await openPostgres(postgres.url)).close();
for (const [name, ms] of await seedClasses(postgres.url, size))
  console.log(`${name.padEnd(24)}${(ms / 1000).toFixed(1)} s`);
const { bytes, tables } = await sizeOf(postgres.url);
for (const table of tables)
  console.log(`${table.name.padEnd(24)}${table.rows} rows, ${Math.round(table.bytes / 1e6)} MB`);
console.log(`${Math.round(bytes / 1e6)} MB on the disk. DATABASE_URL=${postgres.url}`);
console.log('Ctrl+C ends the server and takes its folder away.');
process.once('SIGINT', () => void postgres.stop());
