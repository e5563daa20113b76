/**
 * npm run chaos [-- SEED] — answers survive what can happen to servers.
 *
 * Two server processes on one PostgreSQL. Learners answer through the real Server Action, send again what was not acknowledged, and
 * now and then send the same to both servers at once; meanwhile servers are killed and started again and the database crashes, in an
 * order that the seed gives. In the end what was acknowledged must be what is stored, each answer once.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { topics } from '../../content/catalog';
import type { PublicItem } from '../../quiz/score';
import { createAccount } from '../../server/accounts';
import { openPostgres } from '../../server/db/open';
import { createRandom, type Random } from '../../sim/core/random';
import { startPostgres } from '../postgres.mjs';
import { anyResponse } from './any-response';
import { type ActionReply, AppProcess, newSite, Session } from './app-process';

const LEARNERS = 16;
const CHAOS_MS = 60_000;
/** How long an answer may take from first to last try: longer than any outage here. */
const GIVE_UP_MS = 45_000;
const PASSWORD = `chaos-${randomUUID()}`;

interface Acknowledged {
  readonly answerId: string;
  readonly attemptId: string;
  readonly itemId: string;
  readonly response: string;
}

const counts = { sent: 0, unanswered: 0, serverKills: 0, databaseCrashes: 0 };
const acknowledged: Acknowledged[] = [];
const mistakes: string[] = [];

const seed = Number(process.argv[2] ?? 1);
if (!Number.isInteger(seed) || seed < 0) {
  process.stderr.write('usage: npm run chaos [-- SEED], a whole number\n');
  process.exit(2);
}
const postgres = await startPostgres();
if (postgres === null) {
  process.stderr.write('chaos needs the binaries of PostgreSQL: install the package "postgresql"\n');
  process.exit(1);
}
const site = newSite(postgres.url);
const apps: AppProcess[] = [];
try {
  for (let index = 0; index < 2; index += 1) apps.push(await AppProcess.start(site));
  const sessions = await signUp();
  const isOver = { now: false };
  const learning = sessions.map((session, index) => learn(session, createRandom(seed * 1_000 + index), isOver));
  await breakThings(createRandom(seed));
  isOver.now = true;
  await Promise.all(learning);
  await compare();
} finally {
  await Promise.all(apps.map((app) => app.kill()));
  await postgres.stop();
}
for (const mistake of mistakes.slice(0, 20)) process.stderr.write(`${mistake}\n`);
process.exitCode = mistakes.length === 0 ? 0 : 1;

async function signUp(): Promise<readonly Session[]> {
  const { db, close } = await openPostgres(site.databaseUrl);
  const sessions: Session[] = [];
  for (let index = 0; index < LEARNERS; index += 1) {
    const account = { name: `Learner ${index}`, email: `chaos-${randomUUID()}@example.test`, password: PASSWORD };
    if ((await createAccount(db, account)) === 'email-taken') throw new Error('a random address was taken');
    sessions.push(await Session.signIn(appAt(index), account.email, PASSWORD));
  }
  await close();
  return sessions;
}

function appAt(index: number): AppProcess {
  const app = apps[index % apps.length];
  if (app === undefined) throw new Error('there is no server');
  return app;
}

/** Kills and starts again, one thing after the other. */
async function breakThings(random: Random): Promise<void> {
  for (const endMs = Date.now() + CHAOS_MS; Date.now() < endMs; ) {
    await sleep(300 + random.below(1_200));
    const victim = appAt(random.below(2));
    switch (random.below(4)) {
      case 0:
        counts.databaseCrashes += 1;
        await postgres?.crash();
        break;
      case 1:
        counts.serverKills += 2;
        await Promise.all(apps.map((app) => app.kill()));
        await Promise.all(apps.map((app) => app.start()));
        break;
      default:
        counts.serverKills += 1;
        await victim.kill();
        await sleep(random.below(500));
        await victim.start();
    }
  }
}

/** Answers attempt after attempt until it is over; what was begun to be sent is sent to its end. */
async function learn(session: Session, random: Random, isOver: { readonly now: boolean }): Promise<void> {
  const content = [...(await topics()).values()];
  while (!isOver.now) {
    const topicId = content[random.below(content.length)]?.id ?? '';
    const behaviour = random.below(2) === 0 ? 'quiz' : 'practice';
    const start = { attemptId: randomUUID(), topicId, behaviour };
    const begun = await deliver(session, 'beginAttempt', start, random);
    if (begun === null) continue;
    const { id, items, answered } = begun.attempt as {
      id: string;
      items: PublicItem[];
      answered: { itemId: string }[];
    };
    const open = items.filter((item) => answered.every((each) => each.itemId !== item.id));
    for (const item of open) {
      if (isOver.now) return;
      const response = anyResponse(item);
      const body = { attemptId: id, answerId: randomUUID(), itemId: item.id, response, tries: 1, confidence: null };
      if ((await deliver(session, 'submitAnswer', body, random)) === null) continue;
      acknowledged.push({ ...body, response: JSON.stringify(response) });
    }
    if (open.length === 0) await sleep(200);
  }
}

/** Sends until it is acknowledged, as a browser's outbox does. Null, and a mistake, when it is refused or never comes through. */
async function deliver(session: Session, action: string, body: object, random: Random): Promise<ActionReply | null> {
  for (const endMs = Date.now() + GIVE_UP_MS; Date.now() < endMs; ) {
    const first = random.below(2);
    // Now and then to both at once: a browser whose request seemed lost sends it again.
    const at = random.below(8) === 0 ? [first, first + 1] : [first];
    counts.sent += at.length;
    const replies = await Promise.all(at.map((index) => session.call(appAt(index), action, body)));
    counts.unanswered += replies.filter((reply) => reply === null).length;
    const reply = replies.find((each) => each?.ok) ?? replies.find((each) => each !== null);
    if (reply?.ok) return reply;
    if (reply && reply.reason !== 'later') {
      mistakes.push(`${action} was refused: ${JSON.stringify(reply)}`);
      return null;
    }
    await sleep(50 + random.below(200));
  }
  mistakes.push(`${action} never came through`);
  return null;
}

/** What is stored against what was acknowledged. */
async function compare(): Promise<void> {
  const client = new pg.Client({ connectionString: site.databaseUrl });
  await client.connect();
  const { rows: stored } = await client.query<{ id: string; attempt_id: string; item_id: string; response: unknown }>(
    'SELECT id, attempt_id, item_id, response FROM answers',
  );
  const { rows: unfinished } = await client.query(
    `SELECT id FROM quiz_attempts AS attempt WHERE behaviour = 'quiz' AND finished_at IS NULL
       AND item_count = (SELECT count(DISTINCT item_id) FROM answers WHERE attempt_id = attempt.id)`,
  );
  const { rows: cardless } = await client.query(
    `SELECT answers.id FROM answers JOIN quiz_attempts AS attempt ON attempt.id = attempt_id
     WHERE NOT EXISTS (
       SELECT 1 FROM review_cards AS card
       WHERE card.user_id = attempt.user_id AND card.topic_id = attempt.topic_id AND card.ref = item_id
     )`,
  );
  await client.end();
  const byId = new Map(stored.map((row) => [row.id, row]));
  const isSame = ({ answerId, attemptId, itemId, response }: Acknowledged) => {
    const row = byId.get(answerId);
    return row?.attempt_id === attemptId && row.item_id === itemId && sameJson(row.response, JSON.parse(response));
  };
  const lost = acknowledged.filter((each) => !isSame(each));
  const slots = stored.map((row) => `${row.attempt_id} ${row.item_id}`);
  const doubled = slots.length - new Set(slots).size;
  const unasked = stored.length - (acknowledged.length - lost.length);
  for (const each of lost) mistakes.push(`lost: ${JSON.stringify(each)}`);
  if (doubled > 0) mistakes.push(`${doubled} answers are stored twice`);
  if (unasked > 0) mistakes.push(`${unasked} answers are stored that were not acknowledged`);
  if (unfinished.length > 0) mistakes.push(`${unfinished.length} quizzes are answered and not finished`);
  if (cardless.length > 0) mistakes.push(`${cardless.length} answers have no card`);
  if (acknowledged.length < 100) mistakes.push('too little came through to say anything');
  process.stdout.write(
    `seed ${seed}: ${counts.serverKills} servers killed, ${counts.databaseCrashes} database crashes; ` +
      `${counts.sent} calls, ${counts.unanswered} without an answer; ` +
      `${acknowledged.length} answers acknowledged, ${stored.length} stored, ${lost.length} lost, ${doubled} doubled\n`,
  );
}

/** Whatever the order of keys, which the database does not keep. */
function sameJson(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
          .map(([key, inner]) => [key, sorted(inner)])
          .sort()
      : value;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}
