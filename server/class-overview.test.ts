import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { masteryOutlines } from '@/app/outlines';
import { topics } from '@/content/catalog';
import { MASTERY_LEVELS } from '@/quiz/mastery';
import type { Remembered } from '@/quiz/schedule';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { changeMembership } from './class-changes';
import { type OverviewQuery, overview, overviewQuery } from './class-overview';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { masteryOf } from './mastery';
import { startCard } from './review-cards';
import { beginSession, sessionAccount } from './sessions';
import { countedDatabase, someone } from './testing/database';

const { db, statements } = await countedDatabase();

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const topicId = 'a-topic';
const item = quizItem.parse(oneOfEach.single);
const outline = [
  { id: topicId, items: ['single', 'other'], challenges: ['raft/elect-a-leader', 'raft/none'] },
  { id: 'no-challenges', items: ['x'], challenges: [] },
];

const owner = await someone(db, 'owner');

async function openedClass() {
  const id = randomUUID();
  await openClass(db, owner, { id, name: 'A class' });
  const access = await classAccess(db, owner, id);
  if (access?.code == null) throw new Error('the owner has the code');
  return { ...access, code: access.code };
}

const seen = async (access: Parameters<typeof overview>[1], asked: Partial<OverviewQuery> = {}, nowMs = NOW_MS) =>
  overview(db, access, overviewQuery.parse(asked), outline, nowMs);

/** Answers the only item of a quiz, rightly or not. */
async function sitQuiz(userId: string, isRight: boolean, ms: number): Promise<void> {
  const attemptId = randomUUID();
  await startAttempt(db, userId, { attemptId, topicId, behaviour: 'quiz' }, [item], ms);
  const answer = { attemptId, answerId: randomUUID(), itemId: 'single', tries: 1, confidence: null };
  const response = [isRight ? 'b' : 'a'];
  expect(await recordAnswer(db, userId, { ...answer, response }, ms)).toMatchObject({ ok: true });
}

async function solve(userId: string, ms: number): Promise<void> {
  const run = { version: '1', recording: {}, commandsUsed: 1, atStep: 1, solvedAt: new Date(ms) };
  const which = { id: randomUUID(), userId, labId: 'raft', challengeId: 'elect-a-leader' };
  await db.solvedChallenge.create({ data: { ...which, ...run } });
}

describe('mastery in the overview', () => {
  it('is what the learner’s own page says, for those who let it be seen as it stands, while it is forgotten', async () => {
    const access = await openedClass();
    const known: readonly Remembered[] = ['again', 'hard', 'good', 'easy'];
    for (const [index, remembered] of known.entries()) {
      const who = await someone(db, `standing-${index}`);
      await sitQuiz(who, index !== 1, NOW_MS - 5 * DAY_MS);
      await startCard(db, who, { topicId, kind: 'item', ref: 'other' }, remembered, NOW_MS - 4 * DAY_MS);
      await startCard(db, who, { topicId, kind: 'item', ref: 'gone' }, 'again', NOW_MS - 40 * DAY_MS);
      if (index > 1) await solve(who, NOW_MS - 3 * DAY_MS);
      await joinClass(db, who, { code: access.code, showsStanding: true }, NOW_MS - 2 * DAY_MS);
      if (index === 3) await sitQuiz(who, true, NOW_MS - DAY_MS);
    }
    const found = new Set<number>();
    for (const days of [0, 10, 60, 400]) {
      const ms = NOW_MS + days * DAY_MS;
      for (const { id, levels } of (await seen(access, {}, ms)).learners) {
        const { userId } = await db.membership.findUniqueOrThrow({ where: { id } });
        const own = (await masteryOf(db, userId, outline, ms)).map(({ level }) => MASTERY_LEVELS.indexOf(level));
        expect(levels).toEqual(own);
        for (const level of levels) found.add(level);
      }
    }
    // Or the comparison would compare little.
    expect(found.size).toBeGreaterThan(2);
  });

  it('counts nothing from before joining without the learner’s word, and takes it back with it', async () => {
    const access = await openedClass();
    const who = await someone(db, 'private');
    await sitQuiz(who, true, NOW_MS - 2 * DAY_MS);
    await solve(who, NOW_MS - 2 * DAY_MS);
    await joinClass(db, who, { code: access.code }, NOW_MS);
    const levels = async () => (await seen(access)).learners.map((each) => each.levels);
    expect(await levels()).toEqual([[0, 0]]);
    const aboutMe = { kind: 'about-me', alias: '', studentNumber: '' } as const;
    await changeMembership(db, who, access.id, { ...aboutMe, showsStanding: true }, NOW_MS);
    expect((await levels())[0]?.[0]).toBeGreaterThan(1);
    await changeMembership(db, who, access.id, { ...aboutMe, showsStanding: false }, NOW_MS);
    expect(await levels()).toEqual([[0, 0]]);
  });

  it('keeps best and last result, and counts each quiz once', async () => {
    const access = await openedClass();
    const who = await someone(db, 'tester');
    await joinClass(db, who, { code: access.code }, NOW_MS);
    for (const [index, isRight] of [false, true, false].entries()) await sitQuiz(who, isRight, NOW_MS + index);
    expect(await db.topicProgress.findMany({ where: { period: { classId: access.id } } })).toMatchObject([
      { bestShare: 1, lastShare: 0, attempts: 3, answers: 3, practised: 0 },
    ]);
  });
});

describe('the overview', async () => {
  const access = await openedClass();
  const names = Array.from({ length: 53 }, (_, index) => `person-${String(index).padStart(2, '0')}`);
  const ids = [];
  for (const [index, name] of names.entries()) {
    const { id } = await db.user.create({ data: { name, email: `${name}@example.test`, passwordHash: '' } });
    ids.push(id);
    const alias = index % 2 === 0 ? `Fox ${index}` : '';
    await joinClass(db, id, { code: access.code, alias, studentNumber: `N${index}` }, NOW_MS + index);
  }
  await sitQuiz(String(ids[7]), true, NOW_MS + DAY_MS);
  await sitQuiz(String(ids[8]), false, NOW_MS + 2 * DAY_MS);

  it('shows fifty learners at a time, and all of them once', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => seen(access, { page })));
    expect(pages.map(({ learners }) => learners.length)).toEqual([50, 3, 0]);
    expect(pages[0]).toMatchObject({ found: 53, pages: 2 });
    expect(new Set(pages.flatMap(({ learners }) => learners.map(({ id }) => id))).size).toBe(53);
  });

  it('is sorted by name, by activity, by results and by a topic’s level', async () => {
    const first = async (asked: Partial<OverviewQuery>) => (await seen(access, asked)).learners[0]?.name;
    expect(await first({})).toBe('person-00');
    expect(await first({ order: 'desc' })).toBe('person-52');
    expect(await first({ sort: 'active', order: 'desc' })).toBe('person-08');
    expect(await first({ sort: 'results', order: 'desc' })).toBe('person-07');
    expect(await first({ sort: topicId, order: 'desc' })).toBe('person-07');
    expect(await first({ sort: 'no-such-column' })).toBe('person-00');
  });

  it('finds part of a name, an address, an alias and a number, whatever characters are in it', async () => {
    const found = async (q: string) => (await seen(access, { q })).learners.map(({ name }) => name);
    expect(await found('ERSON-1')).toHaveLength(10);
    expect(await found('person-09@')).toEqual(['person-09']);
    expect(await found('fox 12')).toEqual(['person-12']);
    expect(await found('N33')).toEqual(['person-33']);
    for (const q of ['%', '_', '\\', "'"]) expect(await found(q)).toEqual([]);
  });

  it('tells an assistant aliases alone, and finds nothing else', async () => {
    const asAssistant = { ...access, role: 'assistant', code: null } as const;
    const shown = JSON.stringify(await seen(asAssistant));
    expect(shown).toContain('Fox 12');
    for (const personal of ['person-12', 'example.test', 'N12']) expect(shown).not.toContain(personal);
    for (const q of ['person', 'example', 'N33']) expect((await seen(asAssistant, { q })).found).toBe(0);
  });

  it('of a class takes four statements with the session, however many learners there are', async () => {
    const catalogue = masteryOutlines((await topics()).values());
    const session = await beginSession(db, owner, NOW_MS);
    statements.length = 0;
    await sessionAccount(db, session, NOW_MS);
    const opened = await classAccess(db, owner, access.id);
    if (opened === null) throw new Error('the owner teaches it');
    await overview(db, opened, overviewQuery.parse({ sort: catalogue[0]?.id }), catalogue, NOW_MS);
    expect(statements).toHaveLength(4);
  });
});
