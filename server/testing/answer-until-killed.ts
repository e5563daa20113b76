/** A program for server/durability.test.ts: answers items on the database in the folder it is given, and prints each id once it is saved. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from '../answers';
import { startAttempt } from '../attempts';
import { openEmbedded } from '../db/open';

const items = [quizItem.parse(oneOfEach.single), quizItem.parse(oneOfEach.multiple)];
const topicId = '12-consensus-algorithms';

const [, , folder = '', userId = ''] = process.argv;
const { db } = await openEmbedded(folder);
// Two learners' worth of writes at once: some are under way whenever the process is killed.
await Promise.all(items.map(answerForever));

async function answerForever({ id: itemId }: { id: string }): Promise<never> {
  for (;;) {
    const start = { attemptId: randomUUID(), topicId, behaviour: 'checkpoint' as const, itemId };
    const started = await startAttempt(db, userId, start, items, Date.now());
    if (!started.ok) throw new Error(started.reason);
    const answerId = randomUUID();
    const { attempt } = started;
    const answer = { attemptId: attempt.id, answerId, itemId, response: ['a'], tries: 1, confidence: null };
    const result = await recordAnswer(db, userId, answer, Date.now());
    if (!result.ok) throw new Error(result.reason);
    // An attempt that was open when the power went is gone on with, with the answer that it may have.
    if (attempt.answered.length === 0) writeSync(1, `${answerId}\n`);
  }
}
