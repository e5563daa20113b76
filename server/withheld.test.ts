import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { topics } from '@/content/catalog';
import type { Behaviour } from '@/quiz/behaviour';
import { type QuizItem, quizItem } from '@/quiz/schema';
import { oneOfEach, words } from '@/quiz/testing/items';
import { recordAnswer, takeHint } from './answers';
import { keptItemsOf } from './attempt-items';
import { latestAttempt, startAttempt } from './attempts';
import type { Db } from './db/open';
import { calibrationOf, masteryOf } from './mastery';
import { predictionsOf, recordPrediction } from './predictions';
import { progressOf } from './progress';
import { answerReview, cardQuestion, reviewQueue } from './review';
import { startCard } from './review-cards';
import { someone, testDatabase } from './testing/database';
import { topicCards } from './topic-cards';
import { discardQuiz } from './withheld';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const NOW_MS = Date.UTC(2026, 0, 5, 9);
const LATER_MS = NOW_MS + 30 * 86_400_000;

const hints = [words('a hint')];
const single = quizItem.parse({ ...oneOfEach.single, hints });
const multiple = quizItem.parse({ ...oneOfEach.multiple, hints });
const prediction = quizItem.parse({ ...oneOfEach['predict-then-run'], lab: 'raft', prediction: 'votes-to-win' });
const generated = quizItem.parse({
  ...{ id: 'generated', type: 'generated', objective: 'an-objective', stem: words('What?') },
  ...{ source: { id: 'a-source', at: '§1' }, lab: 'raft', generator: 'who-can-win', difficulty: 1 },
});
/** What the quiz has, and what the topic has. */
const quizItems = [single, prediction, generated];
const bank = [...quizItems, multiple];
const banks = new Map([[topicId, bank]]);

async function begin(userId: string, behaviour: Behaviour, items: readonly QuizItem[] = bank, itemId?: string) {
  const start = { attemptId: randomUUID(), topicId, behaviour, itemId };
  const started = await startAttempt(db, userId, start, items, NOW_MS);
  if (!started.ok) throw new Error(started.reason);
  return started.attempt;
}

const answer = (attemptId: string, itemId: string, response: string[] | string, over: object = {}) => ({
  ...{ attemptId, answerId: randomUUID(), itemId, response, tries: 1, confidence: 3 },
  ...over,
});

const send = (userId: string, submission: Parameters<typeof recordAnswer>[2], on: Db = db) =>
  recordAnswer(on, userId, submission, NOW_MS);

const discard = (userId: string, attemptId: string) => discardQuiz(db, userId, { attemptId }, NOW_MS);

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('while a quiz is open, its items', () => {
  it('are not asked in practice, which says so', async () => {
    const learner = await someone(db, 'learner');
    const quiz = await begin(learner, 'quiz', quizItems);
    const practice = await begin(learner, 'practice');
    expect(ids(practice.items)).toEqual(['multiple']);
    expect(practice.withheld).toEqual([{ quizId: quiz.id, topicId, count: 3 }]);
    expect(quiz.withheld).toEqual([]);
  });

  it('and what was told of them before are taken out of a practice that was begun earlier', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'practice');
    await send(learner, answer(id, 'single', ['b']));
    await takeHint(db, learner, { attemptId: id, itemId: 'single', hintsTaken: 0 });
    await begin(learner, 'quiz', quizItems);
    const again = await begin(learner, 'practice');
    expect(again.id).toBe(id);
    expect(JSON.stringify(again)).not.toMatch(/"single"|a hint|about b/);
  });

  it('have no hints', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'practice');
    await begin(learner, 'quiz', quizItems);
    const ask = (itemId: string) => takeHint(db, learner, { attemptId: id, itemId, hintsTaken: 0 });
    expect(await ask('single')).toEqual({ ok: false, reason: 'withheld' });
    expect(await ask('multiple')).toMatchObject({ ok: true });
  });

  it('are not asked at a checkpoint', async () => {
    const learner = await someone(db, 'learner');
    await begin(learner, 'quiz', quizItems);
    expect(await begin(learner, 'checkpoint', bank, 'single')).toMatchObject({ items: [], withheld: [{ count: 1 }] });
    expect(await begin(learner, 'checkpoint', bank, 'multiple')).toMatchObject({ items: [{ id: 'multiple' }] });
  });

  it('are not told again by an earlier quiz, whose points stay', async () => {
    const learner = await someone(db, 'learner');
    const first = await begin(learner, 'quiz', [single]);
    const sent = answer(first.id, 'single', ['a']);
    await send(learner, sent);
    await begin(learner, 'quiz', quizItems);
    const start = { attemptId: first.id, topicId, behaviour: 'quiz' } as const;
    const again = await startAttempt(db, learner, start, bank, NOW_MS);
    expect(again).toMatchObject({ ok: true, attempt: { items: [], answered: [], finished: { total: 1 } } });
    expect(await send(learner, sent)).toMatchObject({ ok: true, answered: { told: null } });
  });

  it('are not asked in review, which says so, however long ago the quiz was begun', async () => {
    const learner = await someone(db, 'learner');
    for (const ref of ['single', 'multiple']) {
      await startCard(db, learner, { topicId, kind: 'item', ref }, 'again', NOW_MS);
    }
    const [card] = (await reviewQueue(db, learner, banks, LATER_MS)).cards.filter(({ ref }) => ref === 'single');
    if (card === undefined) throw new Error('nothing is due');
    const quiz = await begin(learner, 'quiz', quizItems);
    const queue = await reviewQueue(db, learner, banks, LATER_MS);
    expect(queue.cards.map(({ ref }) => ref)).toEqual(['multiple']);
    expect(queue.withheld).toEqual([{ quizId: quiz.id, topicId, count: 1 }]);
    expect(await cardQuestion(db, learner, banks, card.id)).toEqual({ ok: false, reason: 'withheld' });
    expect(await topicCards(db, learner, topicId, LATER_MS)).toEqual({ count: 2, due: 1 });
    const sent = { reviewId: randomUUID(), cardId: card.id, variant: 0, response: ['b'], confidence: null };
    // From a page that was open already: it counts, and is told later.
    expect(await answerReview(db, learner, banks, sent, LATER_MS)).toEqual({ ok: true, told: null });
    await discard(learner, quiz.id);
    expect(await answerReview(db, learner, banks, sent, LATER_MS)).toMatchObject({ told: { score: { earned: 1 } } });
  });

  it('tell nothing through predictions, those kept before included', async () => {
    const learner = await someone(db, 'learner');
    const say = (predictionId: string, option: string) =>
      recordPrediction(db, learner, { id: randomUUID(), labId: 'raft', predictionId, option });
    const options = (await topicPrediction()).body.options;
    const kept = await say('votes-to-win', options[0] ?? '');
    expect(kept).toMatchObject({ ok: true });
    const quiz = await begin(learner, 'quiz', quizItems);
    expect(await say('votes-to-win', options[0] ?? '')).toEqual({ ok: false, reason: 'withheld' });
    expect(await predictionsOf(db, learner, 'raft')).toEqual({});
    await discard(learner, quiz.id);
    expect(await predictionsOf(db, learner, 'raft')).toMatchObject({ 'votes-to-win': { option: options[0] } });
  });

  it('count neither in calibration nor in mastery', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'practice');
    await send(learner, answer(id, 'single', ['b']));
    const outline = [{ id: topicId, items: ids(bank), challenges: [] }];
    const retention = async () => (await masteryOf(db, learner, outline, LATER_MS))[0]?.evidence.retention;
    expect(await calibrationOf(db, learner)).toEqual([{ confidence: 3, answers: 1, right: 1 }]);
    expect(await retention()).toBeGreaterThan(0);
    await begin(learner, 'quiz', quizItems);
    expect(await calibrationOf(db, learner)).toEqual([]);
    expect(await retention()).toBe(null);
  });

  it('are asked and told again once it is handed in', async () => {
    const learner = await someone(db, 'learner');
    const quiz = await begin(learner, 'quiz', [single]);
    expect(ids((await begin(learner, 'practice')).items)).not.toContain('single');
    await send(learner, answer(quiz.id, 'single', ['b']));
    expect(await begin(learner, 'practice')).toMatchObject({ items: bank.map(({ id }) => ({ id })), withheld: [] });
  });

  it('cannot be had from any of the topics as they are', async () => {
    const learner = await someone(db, 'learner');
    for (const [id, { quiz }] of await topics()) {
      const start = (behaviour: Behaviour, itemId?: string) =>
        startAttempt(db, learner, { attemptId: randomUUID(), topicId: id, behaviour, itemId }, quiz, NOW_MS);
      const opened = await start('quiz');
      if (!opened.ok) throw new Error(opened.reason);
      const drawn = ids(opened.attempt.items);
      const practice = await start('practice');
      if (!practice.ok) throw new Error(practice.reason);
      expect(ids(practice.attempt.items).filter((each) => drawn.includes(each))).toEqual([]);
      expect(practice.attempt.items.length + drawn.length).toBeLessThanOrEqual(quiz.length);
      for (const itemId of drawn) {
        expect(await start('checkpoint', itemId)).toMatchObject({ ok: true, attempt: { items: [], answered: [] } });
        const hint = { attemptId: practice.attempt.id, itemId, hintsTaken: 0 };
        expect(await takeHint(db, learner, hint)).toEqual({ ok: false, reason: 'withheld' });
      }
    }
  });
});

describe('an answer that was on its way when a quiz was begun', () => {
  it('is kept, and told once the quiz is handed in or discarded', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'practice');
    const quiz = await begin(learner, 'quiz', quizItems);
    const sent = answer(id, 'single', ['b']);
    expect(await send(learner, sent)).toMatchObject({ ok: true, answered: { response: ['b'], told: null } });
    expect(await send(learner, sent)).toMatchObject({ ok: true, answered: { told: null } });
    expect(await calibrationOf(db, learner)).toEqual([]);
    await discard(learner, quiz.id);
    expect(await send(learner, sent)).toMatchObject({ ok: true, answered: { told: { credit: 1 } } });
    expect((await begin(learner, 'practice')).answered).toMatchObject([{ itemId: 'single', told: { credit: 1 } }]);
  });

  it('tells nothing though it began to be scored before', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'checkpoint', bank, 'single');
    const racing = new Proxy(db, {
      get(target, key) {
        if (key !== '$queryRawUnsafe') return Reflect.get(target, key);
        return async (text: string, ...values: unknown[]) => {
          if (text.includes('INSERT INTO answers')) await begin(learner, 'quiz', quizItems);
          return target.$queryRawUnsafe(text, ...values);
        };
      },
    });
    const told = await send(learner, answer(id, 'single', ['a']), racing);
    expect(told).toMatchObject({ ok: true, answered: { told: null }, finished: null });
    expect(await db.answer.count({ where: { attemptId: id } })).toBe(1);
  });

  it('does not tell by the sum of a practice that it completes', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'practice', [single]);
    await begin(learner, 'quiz', [single]);
    expect(await send(learner, answer(id, 'single', ['b']))).toMatchObject({
      answered: { told: null },
      finished: null,
    });
    const again = { attemptId: id, topicId, behaviour: 'practice' } as const;
    expect(await startAttempt(db, learner, again, [single], NOW_MS)).toMatchObject({ attempt: { finished: null } });
  });
});

describe('a discarded quiz', () => {
  it('counts as no attempt', async () => {
    const learner = await someone(db, 'learner');
    const quiz = await begin(learner, 'quiz', quizItems);
    await send(learner, answer(quiz.id, 'single', ['b']));
    expect(await discard(learner, quiz.id)).toEqual({ ok: true });
    expect(await latestAttempt(db, learner, topicId)).toBe(null);
    expect(await calibrationOf(db, learner)).toEqual([]);
    const outline = { id: topicId, sectionIds: [], labs: [] };
    const [progress] = (await progressOf(db, [learner], [outline])).get(learner) ?? [];
    expect(progress).toMatchObject({ bestQuiz: null, openAnswers: null });
  });

  it('comes back with other variants', async () => {
    const learner = await someone(db, 'learner');
    const first = await begin(learner, 'quiz', quizItems);
    await discard(learner, first.id);
    const second = await begin(learner, 'quiz', quizItems);
    expect(second.id).not.toBe(first.id);
    const rows = await db.quizAttempt.findMany({ where: { userId: learner } });
    const seeds = rows.flatMap(({ items }) => keptItemsOf(items).flatMap(({ seed }) => seed ?? []));
    expect(new Set(seeds).size).toBe(2);
  });

  it('takes no more answers, and its page is told so', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'quiz', quizItems);
    await discard(learner, id);
    expect(await send(learner, answer(id, 'single', ['b']))).toEqual({ ok: false, reason: 'discarded' });
    expect(await db.answer.count({ where: { attemptId: id } })).toBe(0);
    const start = { attemptId: id, topicId, behaviour: 'quiz' } as const;
    expect(await startAttempt(db, learner, start, bank, NOW_MS)).toEqual({ ok: false, reason: 'discarded' });
  });

  it('is discarded by its learner alone, once, and not after it was handed in', async () => {
    const learner = await someone(db, 'learner');
    const { id } = await begin(learner, 'quiz', [single]);
    expect(await discard(await someone(db, 'stranger'), id)).toEqual({ ok: false, reason: 'not-yours' });
    const practice = await begin(learner, 'practice');
    expect(await discard(learner, practice.id)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await Promise.all([1, 2, 3].map(() => discard(learner, id)))).toEqual([1, 2, 3].map(() => ({ ok: true })));
    const next = await begin(learner, 'quiz', [single]);
    await send(learner, answer(next.id, 'single', ['b']));
    expect(await discard(learner, next.id)).toEqual({ ok: false, reason: 'finished' });
  });
});

it('an open quiz keeps nothing back from another learner', async () => {
  await begin(await someone(db, 'learner'), 'quiz', quizItems);
  expect(await begin(await someone(db, 'stranger'), 'practice')).toMatchObject({ withheld: [] });
});

async function topicPrediction() {
  const attempt = await begin(await someone(db, 'somebody'), 'practice', [prediction]);
  const [item] = attempt.items;
  if (item?.type !== 'predict-then-run') throw new Error('no prediction');
  return item;
}
