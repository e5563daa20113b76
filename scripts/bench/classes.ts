/**
 * npm run bench:classes — what a class page of 1,000 learners and 22 topics asks of the database, and an answer by a learner of a class,
 * on the database that seed:large makes. Prints the median and the 95th percentile by the clock, and fails where a plan reads all answers.
 * `--learners` and `--answers` make the database smaller.
 */
import pg from 'pg';
import { overview, overviewQuery } from '../../server/class-overview';
import { classAccess } from '../../server/class-roles';
import { openPostgres } from '../../server/db/open';
import { itemNamed, seedClasses, sizeFrom, sizeOf, TOPICS, topicNamed } from '../large/seed-classes';
import { startPostgres } from '../postgres.mjs';

const RUNS = 40;
const WARMING_RUNS = 5;

const outlines = Array.from({ length: TOPICS }, (_, index) => ({
  id: topicNamed(index + 1),
  items: Array.from({ length: 45 }, (_item, item) => itemNamed(item + 1)),
  challenges: [1, 2, 3].map((n) => `lab-${index}/challenge-${n}`),
}));

const size = sizeFrom(process.argv.slice(2));
const postgres = await startPostgres();
if (postgres === null) throw new Error('PostgreSQL is not installed on this machine.');
try {
  await (await openPostgres(postgres.url)).close();
  const steps = await seedClasses(postgres.url, size);
  const seconds = [...steps.values()].reduce((sum, ms) => sum + ms, 0) / 1000;
  const { bytes } = await sizeOf(postgres.url);
  console.log(`seeded in ${seconds.toFixed(0)} s, ${Math.round(bytes / 1e6)} MB`);
  await measure(postgres.url);
} finally {
  await postgres.stop();
}

async function measure(url: string): Promise<void> {
  const { db, close } = await openPostgres(url);
  const { id: classId, staff } = await db.class.findUniqueOrThrow({
    where: { code: 'SEED0001' },
    include: { staff: true },
  });
  const owner = staff[0]?.userId ?? '';
  const page = async (asked: object) => {
    const access = await classAccess(db, owner, classId);
    if (access === null) throw new Error('the owner teaches it');
    return overview(db, access, overviewQuery.parse(asked), outlines, Date.now());
  };
  const sent = await statementsOf(() => page({ sort: topicNamed(7), order: 'desc' }));
  const rows: readonly (readonly [string, object])[] = [
    ['by name', {}],
    ['the last page', { page: 20 }],
    ['by last activity', { sort: 'active', order: 'desc' }],
    ['by results', { sort: 'results' }],
    ['by a topic’s level', { sort: topicNamed(7), order: 'desc' }],
    ['searched', { q: 'learner-5' }],
  ];
  console.log(`class page, ${sent.length} statements`.padEnd(34), 'median ms   95 % ms');
  for (const [name, asked] of rows) {
    const times: number[] = [];
    for (let run = -WARMING_RUNS; run < RUNS; run += 1) {
      const before = performance.now();
      await page(asked);
      if (run >= 0) times.push(performance.now() - before);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1).padStart(9);
    console.log(name.padEnd(34), at(0.5), at(0.95));
  }
  await explain(url, sent);
  await close();
}

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is sent to the server while something is done. */
async function statementsOf(act: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const client = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const { query } = client;
  client.query = function (this: unknown, ...args) {
    const [config] = args;
    if (config !== null && typeof config === 'object' && 'text' in config) {
      const { text, values = [] } = config as { text: string; values?: readonly unknown[] };
      sent.push({ text, values });
    }
    return query.apply(this, args);
  };
  await act();
  client.query = query;
  return sent;
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

async function explain(url: string, sent: readonly Sent[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [index, { text, values }] of sent.entries()) {
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
    const [{ Plan: plan, 'Execution Time': ms }] = rows[0]['QUERY PLAN'] as [{ Plan: Plan; 'Execution Time': number }];
    const scans = scansOf(plan);
    console.log(
      `statement ${index + 1}: ${ms.toFixed(1)} ms in the server; read whole: ${scans.join(', ') || 'nothing'}`,
    );
    if (scans.some((table) => table === 'answers' || table === 'quiz_attempts')) {
      console.error('A plan reads all answers.');
      process.exitCode = 1;
    }
  }
  await client.end();
}

/** Tables that a plan reads from one end to the other. */
function scansOf({ 'Node Type': type, 'Relation Name': table, Plans: plans = [] }: Plan): readonly string[] {
  return [...(type === 'Seq Scan' && table !== undefined ? [table] : []), ...plans.flatMap(scansOf)];
}
