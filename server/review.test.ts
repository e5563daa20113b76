import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Memory } from '@/quiz/schedule';
import { type QuizItem, quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { masteryOf } from './mastery';
import { answerReview, cardQuestion, recordChallengeReview, reviewQueue, undoReview } from './review';
import { memoryOf, nextMemory, retentionOf, setRetention, startCard } from './review-cards';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 0, 5, 9);
const topicId = '12-consensus-algorithms';

const items: readonly QuizItem[] = [oneOfEach.single, oneOfEach.multiple, oneOfEach.ordering].map((item) =>
  quizItem.parse(item),
);
const bank = new Map([[topicId, items]]);

async function learnerWithCards(): Promise<string> {
  const learner = await someone(db, 'learner');
  for (const ref of ['single', 'multiple', 'ordering']) {
    await startCard(db, learner, { topicId, kind: 'item', ref }, 'again', NOW_MS);
  }
  return learner;
}

async function firstCard(learner: string, nowMs: number) {
  const [card] = (await reviewQueue(db, learner, bank, nowMs)).cards;
  if (card === undefined) throw new Error('nothing is due');
  return card;
}

const review = (cardId: string, over: Partial<Parameters<typeof answerReview>[3]> = {}) => ({
  reviewId: randomUUID(),
  cardId,
  variant: 0,
  response: ['b'],
  confidence: null,
  ...over,
});

const rightAnswer: Readonly<Record<string, string[]>> = {
  single: ['b'],
  multiple: ['a', 'b'],
  ordering: ['one', 'two', 'three', 'four'],
};

describe('the queue', () => {
  it('holds what is due and nothing else', async () => {
    const learner = await learnerWithCards();
    expect((await reviewQueue(db, learner, bank, NOW_MS)).cards).toEqual([]);
    const tomorrow = (await reviewQueue(db, learner, bank, NOW_MS + DAY_MS)).cards;
    expect(tomorrow.map(({ ref }) => ref).sort()).toEqual(['multiple', 'ordering', 'single']);
  });

  it('leaves out cards of items that are no longer there', async () => {
    const learner = await learnerWithCards();
    const smaller = new Map([[topicId, items.slice(0, 1)]]);
    expect((await reviewQueue(db, learner, smaller, NOW_MS + DAY_MS)).cards.map(({ ref }) => ref)).toEqual(['single']);
  });

  it('is the learner’s own', async () => {
    await learnerWithCards();
    expect((await reviewQueue(db, await someone(db, 'stranger'), bank, NOW_MS + DAY_MS)).cards).toEqual([]);
  });
});

describe('a review', () => {
  const later = NOW_MS + DAY_MS;

  it('scores, tells, and puts the card off', async () => {
    const learner = await learnerWithCards();
    const card = await firstCard(learner, later);
    const question = await cardQuestion(db, learner, bank, card.id);
    expect(JSON.stringify(question)).not.toMatch(/correct|explanation/);
    const result = await answerReview(
      db,
      learner,
      bank,
      review(card.id, { response: rightAnswer[card.ref] ?? [] }),
      later,
    );
    if (!result.ok || result.told === null) throw new Error('not told');
    const { score, reveal, dueMs } = result.told;
    expect(score.earned).toBe(score.total);
    expect(dueMs).toBeGreaterThan(later);
    expect(JSON.stringify(reveal)).toContain('explanation');
    expect((await reviewQueue(db, learner, bank, later)).cards.map(({ id }) => id)).not.toContain(card.id);
  });

  it('counts once, however often it is sent', async () => {
    const learner = await learnerWithCards();
    const card = await firstCard(learner, later);
    const sent = review(card.id, { response: rightAnswer[card.ref] ?? [] });
    const results = await Promise.all(Array.from({ length: 5 }, () => answerReview(db, learner, bank, sent, later)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await db.review.count({ where: { cardId: card.id } })).toBe(1);
    const stored = await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
    expect(memoryOf(stored.memory).reps).toBe(2);
  });

  it('is refused from a stranger, of another variant, and when it is no answer', async () => {
    const learner = await learnerWithCards();
    const stranger = await someone(db, 'stranger');
    const card = await firstCard(learner, later);
    const response = rightAnswer[card.ref] ?? [];
    const send = (userId: string, sent: ReturnType<typeof review>) => answerReview(db, userId, bank, sent, later);
    expect(await send(stranger, review(card.id, { response }))).toEqual({ ok: false, reason: 'not-yours' });
    expect(await cardQuestion(db, stranger, bank, card.id)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await send(learner, review(card.id, { response, variant: 3 }))).toEqual({
      ok: false,
      reason: 'other-variant',
    });
    expect(await send(learner, review(card.id, { response: ['nothing'] }))).toEqual({ ok: false, reason: 'invalid' });
    expect(await db.review.count({ where: { cardId: card.id } })).toBe(0);
  });

  it('can be taken back, and asks another variant then', async () => {
    const learner = await learnerWithCards();
    const stranger = await someone(db, 'stranger');
    const card = await firstCard(learner, later);
    const before = await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
    const sent = review(card.id, { response: rightAnswer[card.ref] ?? [] });
    await answerReview(db, learner, bank, sent, later);
    expect(await undoReview(db, stranger, sent.reviewId, later)).toBe(null);
    expect(await undoReview(db, learner, randomUUID(), later)).toBe(null);
    const undone = await Promise.all([1, 2, 3].map(() => undoReview(db, learner, sent.reviewId, later)));
    expect(undone).toEqual([card, card, card]);
    const cardNow = () => db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
    expect(await cardNow()).toEqual(before);
    // Its key has been told: what is asked now is the next variant.
    expect(await cardQuestion(db, learner, bank, card.id)).toMatchObject({ ok: true, variant: 1 });
    // The same sent again, by a browser that missed the undoing, counts no more.
    expect(await answerReview(db, learner, bank, sent, later)).toMatchObject({ ok: true });
    expect(await cardNow()).toEqual(before);
  });

  it('is refused ahead of time: of two tabs that show the same card, one counts', async () => {
    const learner = await learnerWithCards();
    const card = await firstCard(learner, later);
    const response = rightAnswer[card.ref] ?? [];
    const sent = review(card.id, { response });
    const first = await answerReview(db, learner, bank, sent, later);
    expect(first).toMatchObject({ ok: true });
    expect(await answerReview(db, learner, bank, sent, later)).toEqual(first);
    const ahead = review(card.id, { response, variant: 1 });
    expect(await answerReview(db, learner, bank, ahead, later)).toEqual({ ok: false, reason: 'not-due' });
    expect(await db.review.count({ where: { cardId: card.id } })).toBe(1);
  });

  it('is not taken back once the card has been reviewed again', async () => {
    const learner = await learnerWithCards();
    const card = await firstCard(learner, later);
    const response = rightAnswer[card.ref] ?? [];
    const first = review(card.id, { response });
    await answerReview(db, learner, bank, first, later);
    const second = review(card.id, { response, variant: 1 });
    await answerReview(db, learner, bank, second, later + 30 * DAY_MS);
    const stored = () => db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
    const after = await stored();
    expect(await undoReview(db, learner, first.reviewId, later)).toBe(null);
    expect(await stored()).toEqual(after);
    expect(await undoReview(db, learner, second.reviewId, later)).toEqual(card);
  });

  it('of a challenge is what its learner says of it', async () => {
    const learner = await someone(db, 'learner');
    const stranger = await someone(db, 'stranger');
    await startCard(db, learner, { topicId, kind: 'challenge', ref: 'raft/elect-a-leader' }, 'good', NOW_MS);
    const card = await firstCard(learner, later);
    const said = { reviewId: randomUUID(), cardId: card.id, remembered: 'good' } as const;
    expect(await recordChallengeReview(db, stranger, said, later)).toBe(false);
    expect(await recordChallengeReview(db, learner, said, later)).toBe(true);
    expect(await recordChallengeReview(db, learner, said, later)).toBe(true);
    const again = { ...said, reviewId: randomUUID(), remembered: 'easy' } as const;
    expect(await recordChallengeReview(db, learner, again, later)).toBe(false);
    expect((await reviewQueue(db, learner, bank, later)).cards).toEqual([]);
  });
});

it('who wants to keep more is asked sooner', async () => {
  const dueFor = async (retention: number) => {
    const learner = await someone(db, 'learner');
    await setRetention(db, learner, retention);
    let memory: Memory | null = null;
    for (let days = 0; days < 40; days += 10) {
      memory = nextMemory(memory, 'good', NOW_MS + days * DAY_MS, await retentionOf(db, learner)) ?? memory;
    }
    return memory?.dueMs ?? 0;
  };
  expect(await dueFor(0.95)).toBeLessThan(await dueFor(0.8));
});

it('answering again before a card is due does not move it', () => {
  const memory = nextMemory(null, 'again', NOW_MS, 0.9);
  expect(nextMemory(memory, 'easy', NOW_MS + 1000, 0.9)).toBe(null);
  expect(nextMemory(memory, 'good', (memory?.dueMs ?? 0) + 1, 0.9)).toMatchObject({ reps: 2 });
});

it('mastery falls as cards are forgotten', async () => {
  const learner = await learnerWithCards();
  const topics = [{ id: topicId, items: items.map(({ id }) => id), challenges: ['raft/split-vote', 'raft/other'] }];
  const at = async (nowMs: number) => (await masteryOf(db, learner, topics, nowMs))[0];
  expect(await at(NOW_MS)).toMatchObject({ level: 'learning', missing: ['quizShare'] });
  const retentionAt = async (nowMs: number) => (await at(nowMs))?.evidence.retention ?? 0;
  expect(await retentionAt(NOW_MS + 100 * DAY_MS)).toBeLessThan(await retentionAt(NOW_MS + DAY_MS));
  const nobody = await someone(db, 'stranger');
  expect((await masteryOf(db, nobody, topics, NOW_MS))[0]?.level).toBe('not-started');
});
