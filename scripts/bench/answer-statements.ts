import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { topics } from '../../content/catalog';
import { createAccount } from '../../server/accounts';
import { recordAnswer } from '../../server/answers';
import { startAttempt } from '../../server/attempts';
import { openPostgres } from '../../server/db/open';
import { countAgainst } from '../../server/rate-limits';
import { beginSession, sessionAccount } from '../../server/sessions';
import { anyResponse } from '../server/any-response';

/** Learners with a session and an open quiz each, whose items are answered at random. */
const LEARNERS = 20_000;
const ITEMS = 15;

/** Anything by which an SQL text and its values can be sent. */
type Query = (...args: unknown[]) => unknown;

/**
 * What PostgreSQL alone does with the statements of an answer: those that the server really sends, replayed by pgbench for
 * `seconds` with other learners, attempts and items each time.
 *
 * @returns answers a second
 */
export async function replayAnswer(url: string, binaries: string, clients: number, seconds: number): Promise<number> {
  const { sent, ids, items } = await recordStatements(url);
  await makeLearners(url, ids, items);
  const folder = mkdtempSync(path.join(tmpdir(), 'interleave-pgbench-'));
  try {
    const script = path.join(folder, 'answer.sql');
    const lines = sent.map(({ text, values }) => `${inlined(text, values, ids).replaceAll(/\s+/g, ' ')};`);
    writeFileSync(script, [`\\set n random(1, ${LEARNERS})`, `\\set i random(1, ${ITEMS})`, ...lines, ''].join('\n'));
    const args = [
      '--no-vacuum',
      '--protocol=simple',
      `--client=${clients}`,
      `--time=${seconds}`,
      `--file=${script}`,
      url,
    ];
    const report = execFileSync(path.join(binaries, 'pgbench'), args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return Number(/tps = ([\d.]+)/.exec(report)?.[1] ?? Number.NaN);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Answers once as the Server Action does and notes what goes to the database. */
async function recordStatements(url: string) {
  const { db, close } = await openPostgres(url);
  const account = { name: 'Learner', email: `bench-${randomUUID()}@example.test`, password: `bench-${randomUUID()}` };
  const created = await createAccount(db, account);
  if (created === 'email-taken') throw new Error('a random address was taken');
  const [topic] = (await topics()).values();
  if (topic === undefined) throw new Error('there is no topic');
  const nowMs = Date.now();
  const session = await beginSession(db, created.id, nowMs);
  const start = { attemptId: randomUUID(), topicId: topic.id, behaviour: 'quiz' } as const;
  const begun = await startAttempt(db, created.id, start, topic.quiz, nowMs);
  if (!begun.ok) throw new Error(begun.reason);
  const [item] = begun.attempt.items;
  if (item === undefined) throw new Error('the quiz is empty');
  const ids = { user: created.id, session, attempt: start.attemptId, answer: randomUUID(), item: item.id, limit: '' };

  const sent: { text: string; values: readonly unknown[] }[] = [];
  const client = pg.Client.prototype as { query: Query };
  const { query } = client;
  client.query = function (this: unknown, ...args) {
    const [config] = args;
    if (config !== null && typeof config === 'object' && 'text' in config) {
      const { text, values } = config as { text: string; values?: readonly unknown[] };
      sent.push({ text, values: values ?? [] });
    }
    return query.apply(this, args);
  };
  await sessionAccount(db, session, nowMs);
  await countAgainst(db, 'answers', created.id);
  const response = anyResponse(item) as never;
  const answer = { attemptId: ids.attempt, answerId: ids.answer, itemId: item.id, response, tries: 1, confidence: 2 };
  const recorded = await recordAnswer(db, created.id, answer, nowMs);
  client.query = query;
  const [{ items } = { items: [] }] = await db.quizAttempt.findMany({ where: { id: ids.attempt } });
  await close();
  if (!recorded.ok) throw new Error(recorded.reason);
  const limit = sent
    .flatMap(({ values }) => values)
    .find((value) => typeof value === 'string' && value.startsWith('answers:'));
  return { sent, ids: { ...ids, limit: String(limit) }, items };
}

type Ids = Awaited<ReturnType<typeof recordStatements>>['ids'];

/** The learner's number as an id. */
const numbered = (n: string) => `('00000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))`;

async function makeLearners(url: string, ids: Ids, items: unknown): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const list = (items as object[]).map((item, index) => ({ ...item, id: `item-${index + 1}` }));
  const id = `${numbered('n')}::uuid`;
  const from = `generate_series(1, ${LEARNERS}) AS n`;
  await client.query(
    `INSERT INTO users (id, email, name, password_hash) SELECT ${id}, n || '@bench.test', 'Learner', '' FROM ${from}`,
  );
  await client.query(
    `INSERT INTO sessions (id, user_id, expires_at) SELECT ${id}, ${id}, now() + interval '1 day' FROM ${from}`,
  );
  await client.query(
    `INSERT INTO quiz_attempts (id, user_id, topic_id, behaviour, items, item_count, open_key)
     SELECT ${id}, ${id}, topic_id, behaviour, $1, $2, ${id} || ' open'
     FROM quiz_attempts, ${from} WHERE quiz_attempts.id = $3`,
    [JSON.stringify(list), list.length, ids.attempt],
  );
  await client.query('VACUUM ANALYZE');
  await client.end();
}

/** The statement with its values in it, those that name somebody or something made to name another each time. */
function inlined(text: string, values: readonly unknown[], ids: Ids): string {
  const expression = (value: unknown): string => {
    if (value === ids.user || value === ids.session || value === ids.attempt) return numbered(':n');
    if (value === ids.answer) return 'gen_random_uuid()';
    if (value === ids.item) return "('item-' || :i)";
    if (value === ids.limit) return "('answers:' || :n)";
    if (value === null || value === undefined) return 'NULL';
    if (value instanceof Date) return `'${value.toISOString()}'`;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    const quoted = String(value).replaceAll("'", "''");
    // The card's own id.
    return /^[0-9a-f-]{36}$/.test(quoted) ? 'gen_random_uuid()' : `'${quoted}'`;
  };
  return text.replaceAll(/\$(\d+)/g, (_all, number) => expression(values[Number(number) - 1]));
}
