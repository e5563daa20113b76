/**
 * npm run bench:server — what the server's writes cost, through real Server Actions of the production build.
 *
 * Starts a PostgreSQL of its own, then one and two servers on it. Each row is a phase: so many calls, eight at a time; calls a second
 * by the clock, and processor time per call of the servers and of PostgreSQL. All share this machine with the client, so that calls
 * a second say less than processor time.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { topics } from '../../content/catalog';
import type { PublicItem } from '../../quiz/score';
import { createAccount } from '../../server/accounts';
import { openPostgres } from '../../server/db/open';
import { startPostgres } from '../postgres.mjs';
import { anyResponse } from '../server/any-response';
import { type ActionReply, AppProcess, newSite, Session } from '../server/app-process';
import { replayAnswer } from './answer-statements';

const LEARNERS = 12;
const AT_ONCE = 8;
/** What a server takes to make the shared variants of all topics ready after their first attempts, with room to spare. */
const WARMING_MS = 40_000;
/** Rounds of quizzes before anything is measured: V8 compiles what a busy server runs within the first thousand answers or so. */
const WARMING_ROUNDS = 3;
const PASSWORD = `bench-${randomUUID()}`;

interface Learner {
  readonly id: string;
  readonly session: Session;
}
interface OpenAttempt {
  readonly learner: Learner;
  readonly id: string;
  readonly topicId: string;
  readonly items: readonly PublicItem[];
}
type Call = () => Promise<ActionReply>;

let turn = 0;

const postgres = await startPostgres();
if (postgres === null) {
  process.stderr.write('bench:server needs the binaries of PostgreSQL: install the package "postgresql"\n');
  process.exit(1);
}
const running: AppProcess[] = [];
try {
  for (const count of [1, 2]) await measure(count);
  await replay();
} finally {
  await Promise.all(running.map((app) => app.kill()));
  await postgres.stop();
}

/** PostgreSQL alone, with the statements of an answer. */
async function replay(): Promise<void> {
  const { url, binaries } = postgres ?? { url: '', binaries: '' };
  const seconds = 10;
  const before = processorMs([]);
  const perSecond = await replayAnswer(url, binaries, AT_ONCE, seconds);
  const spentMs = processorMs([]).postgres - before.postgres;
  process.stdout.write(
    `\npgbench with the statements of an answer, ${AT_ONCE} at once: ${perSecond.toFixed(0)} answers a second, ` +
      `PostgreSQL ${(spentMs / (perSecond * seconds)).toFixed(1)} ms each\n`,
  );
}

async function measure(count: number): Promise<void> {
  const url = postgres?.url ?? '';
  const site = newSite(url);
  const apps: AppProcess[] = [];
  for (let index = 0; index < count; index += 1) {
    const app = await AppProcess.start(site);
    apps.push(app);
    running.push(app);
  }
  const learners = await signUp(url, apps);
  process.stdout.write(`\n${count} server process${count === 1 ? '' : 'es'}, ${AT_ONCE} calls at once\n`);
  process.stdout.write(
    `${'call'.padEnd(20)}${['calls', 'a second', 'median', 'server', 'PostgreSQL'].map(cell).join('')}\n`,
  );
  await runPhases(url, apps, learners);
  await Promise.all(apps.map((app) => app.kill()));
}

async function signUp(url: string, apps: readonly AppProcess[]): Promise<readonly Learner[]> {
  const { db, close } = await openPostgres(url);
  const made = await Promise.all(
    Array.from({ length: LEARNERS }, async (_, index) => {
      const account = { name: `Learner ${index}`, email: `bench-${randomUUID()}@example.test`, password: PASSWORD };
      const created = await createAccount(db, account);
      if (created === 'email-taken') throw new Error('a random address was taken');
      return { id: created.id, email: account.email };
    }),
  );
  await close();
  return inTurn(made, async ({ id, email }) => ({ id, session: await Session.signIn(pick(apps), email, PASSWORD) }));
}

async function runPhases(url: string, apps: readonly AppProcess[], learners: readonly Learner[]): Promise<void> {
  const content = [...(await topics()).values()];
  const call = ({ session }: Learner, action: string, input: unknown, page?: string): Call => {
    return async () => {
      const reply = await session.call(pick(apps), action, input, page);
      if (reply?.ok !== true) throw new Error(`${action} was answered with ${JSON.stringify(reply)}`);
      return reply;
    };
  };
  const start = (learner: Learner, topicId: string, behaviour: string, itemId?: string) =>
    call(learner, 'beginAttempt', { attemptId: randomUUID(), topicId, behaviour, itemId });
  const answersTo = (attempts: readonly OpenAttempt[]) =>
    attempts.flatMap(({ learner, id, items }) =>
      items.map((item) =>
        call(learner, 'submitAnswer', {
          attemptId: id,
          answerId: randomUUID(),
          itemId: item.id,
          response: anyResponse(item),
          tries: 1,
          confidence: 2,
        }),
      ),
    );
  const pairs = learners.flatMap((learner) => content.map((topic) => ({ learner, topic })));
  const opened = (replies: readonly ActionReply[], of: readonly { learner: Learner; topic: { id: string } }[]) =>
    replies.map((reply, index): OpenAttempt => {
      const { id, items } = reply.attempt as { id: string; items: PublicItem[] };
      const pair = of[index];
      if (pair === undefined) throw new Error('more replies than calls');
      return { learner: pair.learner, id, topicId: pair.topic.id, items };
    });
  const phase = (name: string, calls: readonly Call[]) => runPhase(name, calls, apps);

  // A server that is at work has compiled what it runs and knows the topics' items: this one gets there first.
  const quizRound = async (name: string, of: typeof pairs) => {
    const begun = await phase(
      name.replace('answer', 'begin quiz'),
      of.map(({ learner, topic }) => start(learner, topic.id, 'quiz')),
    );
    await phase(name, answersTo(opened(begun, of)));
  };
  await quizRound('(answer, cold)', pairs.slice(0, 4 * content.length));
  await new Promise((resolve) => setTimeout(resolve, WARMING_MS));
  for (let round = 1; round <= WARMING_ROUNDS; round += 1) await quizRound(`(answer, ${round})`, pairs);
  await quizRound('answer', pairs);
  const practised = pairs.slice(0, LEARNERS);
  const practices = await phase(
    'begin practice',
    practised.map(({ learner, topic }) => start(learner, topic.id, 'practice')),
  );
  await phase('practice answer', answersTo(opened(practices, practised)));
  const items = pairs.flatMap((pair) => pair.topic.quiz.slice(0, 5).map((item) => ({ ...pair, item })));
  const checkpoints = await phase(
    'begin checkpoint',
    items.map(({ learner, topic, item }) => start(learner, topic.id, 'checkpoint', item.id)),
  );
  await phase('checkpoint answer', answersTo(opened(checkpoints, items)));
  const cards = await dueCards(url, learners);
  const asked = await phase(
    'open review card',
    cards.map(({ learner, id }) => call(learner, 'openCard', id, '/en/review')),
  );
  await phase(
    'review answer',
    asked.map((reply, index) => {
      const card = cards[index];
      if (card === undefined) throw new Error('more replies than cards');
      const response = anyResponse(reply.item as PublicItem);
      const { variant } = reply;
      const body = { reviewId: randomUUID(), cardId: card.id, variant, response, confidence: null };
      return call(card.learner, 'submitReview', body, '/en/review');
    }),
  );
  await phase(
    'mark section',
    pairs.flatMap(({ learner, topic }) =>
      topic.sections.map(({ id }) => call(learner, 'markRead', { topicId: topic.id, sectionId: id })),
    ),
  );
}

/** Makes every card due and returns some of each learner's. */
async function dueCards(url: string, learners: readonly Learner[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("UPDATE review_cards SET due_at = now() - interval '1 day'");
  const { rows } = await client.query<{ id: string; user_id: string }>(
    `SELECT id, user_id FROM (
       SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY ref) AS place FROM review_cards WHERE kind = 'item'
     ) AS numbered WHERE place <= 20`,
  );
  await client.end();
  return rows.flatMap(({ id, user_id }) => {
    const learner = learners.find((each) => each.id === user_id);
    return learner === undefined ? [] : [{ id, learner }];
  });
}

async function runPhase(
  name: string,
  calls: readonly Call[],
  apps: readonly AppProcess[],
): Promise<readonly ActionReply[]> {
  const spentMs: number[] = [];
  const replies: ActionReply[] = [];
  const before = processorMs(apps);
  const startMs = performance.now();
  let next = 0;
  const work = async () => {
    for (let index = next++; index < calls.length; index = next++) {
      const sentMs = performance.now();
      const reply = await calls[index]?.();
      if (reply !== undefined) replies[index] = reply;
      spentMs.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const wallMs = performance.now() - startMs;
  const after = processorMs(apps);
  const each = (ms: number) => `${(ms / calls.length).toFixed(1)} ms`;
  const cells = [
    String(calls.length),
    ((calls.length * 1000) / wallMs).toFixed(0),
    `${(spentMs.sort((one, other) => one - other)[spentMs.length >> 1] ?? 0).toFixed(0)} ms`,
    each(after.servers - before.servers),
    each(after.postgres - before.postgres),
  ];
  process.stdout.write(`${name.padEnd(20)}${cells.map(cell).join('')}\n`);
  return replies;
}

function cell(text: string): string {
  return text.padStart(13);
}

function processorMs(apps: readonly AppProcess[]): { servers: number; postgres: number } {
  const sum = (ids: readonly number[]) => ids.reduce((all, pid) => all + cpuMs(pid), 0);
  return { servers: sum(apps.flatMap(({ pid }) => family(pid))), postgres: sum(family(postgres?.pid() ?? 0)) };
}

/** Processor time of a process, in milliseconds, with that of its children that have ended. */
function cpuMs(pid: number): number {
  const stat = readStat(pid);
  // utime, stime, cutime and cstime in clock ticks, of which Linux tells a hundred a second.
  return stat === null ? 0 : stat.slice(11, 15).reduce((all, ticks) => all + Number(ticks) * 10, 0);
}

/** Fields of /proc/PID/stat from the third on; null for a process that is gone. */
function readStat(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** A process and all that came of it. */
function family(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(readStat(Number(name))?.[1] ?? 0));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function pick<T>(things: readonly T[]): T {
  const thing = things[turn++ % things.length];
  if (thing === undefined) throw new Error('there is none');
  return thing;
}

async function inTurn<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const thing of things) results.push(await work(thing));
  return results;
}
