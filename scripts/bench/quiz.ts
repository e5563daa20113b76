import { randomUUID } from 'node:crypto';
import { type Memory, newMemory, review } from '../../quiz/schedule';
import { type QuizItem, quizItem } from '../../quiz/schema';
import { createAccount } from '../../server/accounts';
import { recordAnswer } from '../../server/answers';
import { startAttempt } from '../../server/attempts';
import { type Db, openEmbedded, openPostgres } from '../../server/db/open';
import { reviewQueue } from '../../server/review';

const ITEMS = 20;
const CARDS = 5_000;
const TOPICS = 20;
const ROUNDS = 5;
const NOW_MS = Date.UTC(2026, 0, 5, 9);

const words = (text: string) => ({ ko: text, en: text });

const itemWithId = (id: string): QuizItem =>
  quizItem.parse({
    id,
    type: 'multiple',
    objective: 'an-objective',
    stem: words('What?'),
    source: { id: 'a-source', at: '§1' },
    choices: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: words(id), correct: id < 'c', explanation: words(id) })),
  });

const quiz: readonly QuizItem[] = Array.from({ length: ITEMS }, (_, index) => itemWithId(`item-${index}`));

/** Items of one of the topics that the cards are spread over. */
function itemsOfTopic(): readonly QuizItem[] {
  return Array.from({ length: CARDS / TOPICS }, (_, index) => itemWithId(`item-${index}`));
}

/**
 * How long an attempt of twenty items takes the server, answer by answer, and today's queue out of five thousand cards: on the
 * embedded database, and on the server at DATABASE_URL where one is given (rows of its own account, deleted afterwards).
 */
export async function bench(): Promise<void> {
  const url = process.env.DATABASE_URL;
  const embedded = await openEmbedded('memory://');
  await measure('embedded', embedded.db);
  await embedded.close();
  if (url === undefined) return;
  const server = await openPostgres(url);
  await measure('PostgreSQL', server.db);
  await server.close();
}

async function measure(name: string, db: Db): Promise<void> {
  const account = { name: 'bench', email: `bench-${randomUUID()}@example.test`, password: 'long enough' };
  const created = await createAccount(db, account);
  if (created === 'email-taken') throw new Error('a random address was taken');
  const attempts = await times(ROUNDS, () => sitThrough(db, created.id));
  await keepCards(db, created.id);
  const bank = new Map(Array.from({ length: TOPICS }, (_, index) => [`topic-${index}`, itemsOfTopic()]));
  let length = 0;
  const queues = await times(ROUNDS, async () => {
    length = (await reviewQueue(db, created.id, bank, NOW_MS)).cards.length;
  });
  await db.user.delete({ where: { id: created.id } });
  process.stdout.write(
    `${name}: an attempt of ${ITEMS} items, begun, answered one by one and finished: ${median(attempts).toFixed(0)} ms; ` +
      `today's ${length} of ${CARDS.toLocaleString('en')} cards: ${median(queues).toFixed(0)} ms\n`,
  );
}

async function sitThrough(db: Db, userId: string): Promise<void> {
  const attemptId = randomUUID();
  await startAttempt(db, userId, { attemptId, topicId: '12-consensus-algorithms', behaviour: 'quiz' }, quiz, NOW_MS);
  for (const { id } of quiz) {
    const answer = { attemptId, answerId: randomUUID(), itemId: id, response: ['a', 'b'], tries: 1, confidence: null };
    await recordAnswer(db, userId, answer, NOW_MS);
  }
}

async function keepCards(db: Db, userId: string): Promise<void> {
  await db.reviewCard.deleteMany({ where: { userId } });
  const data = Array.from({ length: CARDS }, (_, index) => {
    const firstMs = NOW_MS - (1 + (index % 90)) * 86_400_000;
    const memory: Memory = review(newMemory(firstMs), 'good', firstMs, 0.9);
    const subject = { topicId: `topic-${index % TOPICS}`, kind: 'item', ref: `item-${Math.floor(index / TOPICS)}` };
    return { userId, ...subject, memory: { ...memory }, dueAt: new Date(memory.dueMs) };
  });
  for (let from = 0; from < data.length; from += 500) {
    await db.reviewCard.createMany({ data: data.slice(from, from + 500) });
  }
}

async function times(count: number, work: () => Promise<void>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
