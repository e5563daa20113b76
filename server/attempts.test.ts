import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type QuizItem, quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { UNKNOWN } from '@/quiz/unknown';
import { recordAnswer, takeHint } from './answers';
import { keepItems } from './attempt-items';
import { type AttemptStart, latestAttempt, startAttempt } from './attempts';
import { hashOf, storeVersions } from './item-versions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 0, 5, 9);

const hints = [
  { ko: '첫 번째 힌트', en: 'the first hint' },
  { ko: '두 번째 힌트', en: 'the second hint' },
];
const single = quizItem.parse({ ...oneOfEach.single, hints });
const multiple = quizItem.parse(oneOfEach.multiple);
const quiz: readonly QuizItem[] = [single, multiple];

async function begin(userId: string, over: Partial<AttemptStart> = {}, items: readonly QuizItem[] = quiz) {
  const started = await startAttempt(
    db,
    userId,
    { attemptId: randomUUID(), topicId, behaviour: 'quiz', ...over },
    items,
    NOW_MS,
  );
  if (!started.ok) throw new Error(started.reason);
  return started.attempt;
}

const answer = (
  attemptId: string,
  itemId: string,
  response: string[],
  over: Partial<Parameters<typeof recordAnswer>[2]> = {},
) => ({ attemptId, answerId: randomUUID(), itemId, response, tries: 1, confidence: null, ...over });

const send = (userId: string, submission: Parameters<typeof recordAnswer>[2]) =>
  recordAnswer(db, userId, submission, NOW_MS);

describe('beginning an attempt', () => {
  it('gives the items without their keys', async () => {
    const attempt = await begin(await someone(db, 'learner'));
    expect(attempt.items.map(({ id }) => id)).toEqual(['single', 'multiple']);
    expect(JSON.stringify(attempt)).not.toMatch(/correct|explanation|believes|hint"/);
  });

  it('goes on with the one that is open, in whichever tab and however often it is asked for', async () => {
    const learner = await someone(db, 'learner');
    const attempts = await Promise.all(Array.from({ length: 6 }, () => begin(learner)));
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(1);
    expect(await db.quizAttempt.count({ where: { userId: learner } })).toBe(1);
  });

  it('finishes a quiz as it was begun, though its author has changed it since', async () => {
    const learner = await someone(db, 'learner');
    const before = await begin(learner);
    const after = await begin(learner, {}, [multiple]);
    expect(after.items).toEqual(before.items);
  });

  it('begins anew where what was kept can no longer be asked', async () => {
    const learner = await someone(db, 'learner');
    const before = await begin(learner);
    const { id, objective, stem, source } = single;
    const gone = quizItem.parse({
      ...{ id, objective, stem, source },
      ...{ type: 'generated', lab: 'raft', generator: 'gone', difficulty: 1 },
    });
    await storeVersions(db, [gone]);
    const items = [{ id, hash: hashOf(gone), seed: 1 }];
    await db.quizAttempt.update({ where: { id: before.id }, data: { items } });
    expect(await latestAttempt(db, learner, topicId)).toBe(null);
    expect(await send(learner, answer(before.id, id, ['a']))).toEqual({ ok: false, reason: 'unknown-item' });
    const after = await begin(learner);
    expect(after.id).not.toBe(before.id);
    expect((await begin(learner)).id).toBe(after.id);
  });

  it('is refused under the id of somebody else’s attempt', async () => {
    const { id } = await begin(await someone(db, 'learner'));
    const stranger = await someone(db, 'stranger');
    const start = { attemptId: id, topicId, behaviour: 'quiz' } as const;
    expect(await startAttempt(db, stranger, start, quiz, NOW_MS)).toEqual({ ok: false, reason: 'not-yours' });
  });

  it('has the one item that a checkpoint names', async () => {
    const learner = await someone(db, 'learner');
    const attempt = await begin(learner, { behaviour: 'checkpoint', itemId: 'multiple' });
    expect(attempt.items.map(({ id }) => id)).toEqual(['multiple']);
    const start = { attemptId: randomUUID(), topicId, behaviour: 'checkpoint', itemId: 'nowhere' } as const;
    expect(await startAttempt(db, learner, start, quiz, NOW_MS)).toEqual({ ok: false, reason: 'unknown-item' });
  });
});

describe('an answer in a quiz', () => {
  it('is kept, and told only when the quiz is finished', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const first = await send(learner, answer(id, 'single', ['a']));
    expect(first).toMatchObject({ ok: true, answered: { response: ['a'], told: null }, finished: null });
    const last = await send(learner, answer(id, 'multiple', ['a', 'b']));
    expect(last).toMatchObject({ ok: true, finished: { earned: 2, total: 3, isPassed: false } });
    const attempt = await latestAttempt(db, learner, topicId);
    expect(attempt?.answered.map(({ told }) => told?.score.earned)).toEqual([0, 2]);
    expect(JSON.stringify(attempt)).toContain('about b');
  });

  it('is stored once, sent twice or many times at once', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const sent = answer(id, 'single', ['b']);
    const results = await Promise.all(Array.from({ length: 8 }, () => send(learner, sent)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await db.answer.count({ where: { attemptId: id } })).toBe(1);
    expect(await db.reviewCard.count({ where: { userId: learner } })).toBe(1);
  });

  it('stays the first, whatever is sent after it', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    await send(learner, answer(id, 'single', ['b']));
    expect(await send(learner, answer(id, 'single', ['a']))).toMatchObject({ ok: true, answered: { response: ['b'] } });
    expect(await send(learner, answer(id, 'single', ['a'], { tries: 2 }))).toEqual({
      ok: false,
      reason: 'no-try-left',
    });
  });

  it('is refused from a stranger, to an unknown item, and when it is no answer', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    const { id } = await begin(learner);
    expect(await send(stranger, answer(id, 'single', ['b']))).toEqual({ ok: false, reason: 'not-yours' });
    expect(await send(learner, answer(randomUUID(), 'single', ['b']))).toEqual({ ok: false, reason: 'not-yours' });
    expect(await send(learner, answer(id, 'nowhere', ['b']))).toEqual({ ok: false, reason: 'unknown-item' });
    expect(await send(learner, answer(id, 'single', ['a', 'b']))).toEqual({ ok: false, reason: 'invalid' });
    expect(await db.answer.count({ where: { attemptId: id } })).toBe(0);
  });

  it('is refused under an id that another answer has', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const first = answer(id, 'single', ['b']);
    await send(learner, first);
    const taken = answer(id, 'multiple', ['a'], { answerId: first.answerId });
    expect(await send(learner, taken)).toEqual({ ok: false, reason: 'not-yours' });
  });
});

it('a retry after the end is another attempt with other variants', async () => {
  const learner = await someone(db, 'learner');
  const first = await begin(learner);
  await send(learner, answer(first.id, 'single', ['b']));
  await send(learner, answer(first.id, 'multiple', ['a', 'b']));
  expect((await begin(learner)).id).not.toBe(first.id);
  const { id, objective, stem, source } = single;
  const lab = { lab: 'raft', generator: 'who-can-win', difficulty: 1 };
  const generated = quizItem.parse({ id, objective, stem, source, type: 'generated', ...lab });
  const variants = [0, 1, 2].map((n) => keepItems([generated], learner, n));
  expect(new Set(variants.map((kept) => JSON.stringify(kept))).size).toBe(3);
});

it('a quiz is passed with eighty of a hundred points, and not with fewer; a retry may pass what failed', async () => {
  const learner = await someone(db, 'learner');
  const outcome = async (right: string[]) => {
    const { id } = await begin(learner);
    await send(learner, answer(id, 'single', right));
    const last = await send(learner, answer(id, 'multiple', ['a', 'b']));
    return last.ok ? last.finished : last.reason;
  };
  expect(await outcome(['a'])).toMatchObject({ isPassed: false });
  expect(await outcome(['b'])).toMatchObject({ isPassed: true });
});

describe('"I don\'t know"', () => {
  it('is kept as what was given, earns nothing, and is neither wrong nor unanswered', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const sent = await send(learner, { ...answer(id, 'single', []), response: UNKNOWN });
    expect(sent).toMatchObject({ ok: true, answered: { response: UNKNOWN, tries: 1, told: null } });
    await send(learner, answer(id, 'multiple', ['a', 'b']));
    const attempt = await latestAttempt(db, learner, topicId);
    const told = { score: { earned: 0, total: 1, misconceptions: [] }, credit: 0, reveal: { type: 'single' } };
    expect(attempt?.answered.find(({ itemId }) => itemId === 'single')).toMatchObject({
      response: UNKNOWN,
      tries: 1,
      told,
    });
    expect(attempt?.finished).toMatchObject({ earned: 2, total: 3 });
  });

  it('tells the key in practice at once, and gives no other try', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, { behaviour: 'practice' });
    const sent = await send(learner, { ...answer(id, 'single', []), response: UNKNOWN });
    expect(sent).toMatchObject({ ok: true, answered: { told: { credit: 0, reveal: { type: 'single' } } } });
    const again = await send(learner, answer(id, 'single', ['b'], { tries: 2 }));
    expect(again).toEqual({ ok: false, reason: 'no-try-left' });
  });
});

describe('practice', () => {
  it('of one objective has its items alone, beside that of the whole topic', async () => {
    const learner = await someone(db, 'learner');
    const other = quizItem.parse({ ...oneOfEach.numeric, objective: 'another-objective' });
    const whole = await begin(learner, { behaviour: 'practice' }, [...quiz, other]);
    const part = await begin(learner, { behaviour: 'practice', objective: 'another-objective' }, [...quiz, other]);
    expect(whole.items).toHaveLength(3);
    expect(part.items.map(({ id }) => id)).toEqual([other.id]);
    expect((await latestAttempt(db, learner, topicId, 'practice'))?.id).toBe(part.id);
    const start = { attemptId: randomUUID(), topicId, behaviour: 'practice', objective: 'none' } as const;
    expect(await startAttempt(db, learner, start, quiz, NOW_MS)).toEqual({ ok: false, reason: 'unknown-item' });
  });

  it('tells at once, and gives another try for less credit', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, { behaviour: 'practice' });
    const first = await send(learner, answer(id, 'multiple', ['a']));
    expect(first).toMatchObject({ ok: true, answered: { told: { credit: 1, reveal: null } } });
    expect(JSON.stringify(first)).not.toMatch(/about [a-d]|believes/);
    const second = await send(learner, answer(id, 'multiple', ['a', 'b'], { tries: 2 }));
    expect(second).toMatchObject({ ok: true, answered: { tries: 2, told: { score: { earned: 2 }, credit: 1.33 } } });
    expect(JSON.stringify(second)).toContain('about b');
    expect(await send(learner, answer(id, 'multiple', ['a'], { tries: 3 }))).toEqual({
      ok: false,
      reason: 'no-try-left',
    });
  });

  it('counts a hint once, however often it is asked for, and only for its learner', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    const { id } = await begin(learner, { behaviour: 'practice' });
    const ask = (userId: string, hintsTaken: number) =>
      takeHint(db, userId, { attemptId: id, itemId: 'single', hintsTaken });
    expect(await ask(learner, 1)).toEqual({ ok: false, reason: 'no-hint' });
    expect(await ask(learner, 0)).toEqual({ ok: true, hint: hints[0] });
    expect(await ask(learner, 0)).toEqual({ ok: true, hint: hints[0] });
    expect(await ask(learner, 1)).toEqual({ ok: true, hint: hints[1] });
    expect(await ask(learner, 2)).toEqual({ ok: false, reason: 'no-hint' });
    expect(await ask(stranger, 0)).toEqual({ ok: false, reason: 'not-yours' });
    const told = await send(learner, answer(id, 'single', ['b']));
    expect(told).toMatchObject({ answered: { told: { score: { earned: 1 }, credit: 0.33 } } });
  });

  it('has no hints in a quiz', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    const asked = await takeHint(db, learner, { attemptId: id, itemId: 'single', hintsTaken: 0 });
    expect(asked).toEqual({ ok: false, reason: 'not-yours' });
  });
});

describe('a card', () => {
  it('comes of an answer, due sooner when it was wrong', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner);
    await send(learner, answer(id, 'single', ['a']));
    await send(learner, answer(id, 'multiple', ['a', 'b'], { confidence: 3 }));
    const cards = await db.reviewCard.findMany({ where: { userId: learner }, orderBy: { dueAt: 'asc' } });
    expect(cards.map(({ ref }) => ref)).toEqual(['single', 'multiple']);
    expect(cards[0]?.dueAt.getTime()).toBeLessThan(NOW_MS + 3_600_000);
    expect(cards[1]?.dueAt.getTime()).toBeGreaterThan(NOW_MS + 86_400_000);
  });
});
