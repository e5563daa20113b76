import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { QuizItem } from '@/quiz/schema';
import { latestAttempt, recordAnswer } from './attempts';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const learner = await someone(db, 'learner');
const stranger = await someone(db, 'stranger');

const text = (words: string) => ({ ko: words, en: words });
const choice = (id: string, correct: boolean) => ({ id, text: text(id), correct, explanation: text(`why ${id}`) });
const base = { objective: 'o', source: { id: 's', at: '§1' } };
const single: QuizItem = {
  ...base,
  id: 'single',
  type: 'single',
  stem: text('?'),
  choices: [choice('a', true), choice('b', false)],
};
const multiple: QuizItem = {
  ...base,
  id: 'multiple',
  type: 'multiple',
  stem: text('?'),
  choices: [choice('a', true), choice('b', true), choice('c', false)],
};
const quiz = [single, multiple];

const submission = (over: Partial<Parameters<typeof recordAnswer>[2]> = {}) => ({
  attemptId: randomUUID(),
  answerId: randomUUID(),
  topicId: '12-consensus-algorithms',
  itemId: 'single',
  response: ['a'],
  ...over,
});

describe('recording an answer', () => {
  it('scores it and reveals the key of that item alone', async () => {
    const result = await recordAnswer(db, learner, submission({ itemId: 'multiple', response: ['a'] }), quiz);
    expect(result).toMatchObject({ ok: true, answered: { score: { earned: 1, total: 2 } } });
    expect(JSON.stringify(result)).toContain('why b');
    expect(JSON.stringify(result)).not.toContain('single');
  });

  it('stores an answer that is sent twice once', async () => {
    const sent = submission();
    const first = await recordAnswer(db, learner, sent, quiz);
    const second = await recordAnswer(db, learner, sent, quiz);
    expect(second).toEqual(first);
    expect(await db.answer.count({ where: { attemptId: sent.attemptId } })).toBe(1);
  });

  it('stores an answer that is sent many times at once once', async () => {
    const sent = submission();
    const results = await Promise.all(Array.from({ length: 8 }, () => recordAnswer(db, learner, sent, quiz)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await db.answer.count({ where: { attemptId: sent.attemptId } })).toBe(1);
  });

  it('keeps the first answer to an item when another follows in the same attempt', async () => {
    const sent = submission({ response: ['b'] });
    await recordAnswer(db, learner, sent, quiz);
    const second = await recordAnswer(db, learner, { ...sent, answerId: randomUUID(), response: ['a'] }, quiz);
    expect(second).toMatchObject({ ok: true, answered: { response: ['b'], score: { earned: 0 } } });
  });

  it('finishes the attempt with its last item and not before', async () => {
    const topicId = 'finishing';
    const sent = submission({ topicId });
    await recordAnswer(db, learner, sent, quiz);
    expect(await latestAttempt(db, learner, topicId, quiz)).toMatchObject({ finished: false });
    await recordAnswer(db, learner, { ...sent, answerId: randomUUID(), itemId: 'multiple' }, quiz);
    const attempt = await latestAttempt(db, learner, topicId, quiz);
    expect(attempt).toMatchObject({ id: sent.attemptId, finished: true });
    expect(attempt?.answered.map((each) => each.itemId)).toEqual(['single', 'multiple']);
  });

  it('stores nothing for a response that does not answer the item', async () => {
    for (const response of [[], ['a', 'b'], ['z'], ['a', 'a']]) {
      const sent = submission({ response });
      expect(await recordAnswer(db, learner, sent, quiz)).toEqual({ ok: false, reason: 'invalid' });
      expect(await db.quizAttempt.findUnique({ where: { id: sent.attemptId } })).toBeNull();
    }
  });

  it('refuses an item that the quiz does not have', async () => {
    expect(await recordAnswer(db, learner, submission({ itemId: 'other' }), quiz)).toEqual({
      ok: false,
      reason: 'unknown-item',
    });
  });

  it('refuses to write into an attempt that is somebody else’s', async () => {
    const theirs = submission();
    await recordAnswer(db, learner, theirs, quiz);
    const intruding = submission({ attemptId: theirs.attemptId, itemId: 'multiple', response: ['a'] });
    expect(await recordAnswer(db, stranger, intruding, quiz)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await db.answer.count({ where: { attemptId: theirs.attemptId } })).toBe(1);
  });

  it('refuses an answer id that already names another answer', async () => {
    const first = submission();
    await recordAnswer(db, learner, first, quiz);
    const result = await recordAnswer(db, stranger, submission({ answerId: first.answerId }), quiz);
    expect(result).toEqual({ ok: false, reason: 'not-yours' });
  });

  it('moves an attempt begun under one topic to no other', async () => {
    const first = submission();
    await recordAnswer(db, learner, first, quiz);
    const moved = submission({ attemptId: first.attemptId, topicId: '07-redis-streams', itemId: 'multiple' });
    expect(await recordAnswer(db, learner, moved, quiz)).toEqual({ ok: false, reason: 'not-yours' });
  });
});

describe('the latest attempt', () => {
  it('is nobody’s but the learner’s', async () => {
    const topicId = 'private';
    await recordAnswer(db, learner, submission({ topicId }), quiz);
    expect(await latestAttempt(db, stranger, topicId, quiz)).toBeNull();
  });

  it('reveals no key of an item not answered yet', async () => {
    const topicId = 'partial';
    await recordAnswer(db, learner, submission({ topicId }), quiz);
    expect(JSON.stringify(await latestAttempt(db, learner, topicId, quiz))).not.toContain('why c');
  });
});
