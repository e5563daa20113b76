import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { assignmentsOf } from './class-assignments';
import { changeClass, changeMembership } from './class-changes';
import { classHelp } from './class-help';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const topicId = 'a-topic';
const item = quizItem.parse(oneOfEach.single);
const owner = await someone(db, 'owner');

async function openedClass() {
  const id = randomUUID();
  await openClass(db, owner, { id, name: 'A class' });
  const access = await classAccess(db, owner, id);
  if (access === null) throw new Error('the owner teaches it');
  return { access, code: access.code ?? '' };
}

async function answer(
  who: string,
  isRight: boolean,
  ms: number,
  how: { behaviour?: 'practice'; isCertain?: boolean } = {},
) {
  const attemptId = randomUUID();
  const { behaviour = 'quiz', isCertain = false } = how;
  await startAttempt(db, who, { attemptId, topicId, behaviour }, [item], ms);
  const given = { attemptId, answerId: randomUUID(), itemId: 'single', tries: 1, confidence: isCertain ? 3 : 1 };
  const answered = await recordAnswer(db, who, { ...given, response: [isRight ? 'b' : 'a'] }, ms);
  if (!answered.ok) throw new Error(answered.reason);
  return attemptId;
}

const found = async (access: Awaited<ReturnType<typeof openedClass>>['access'], nowMs = NOW_MS) =>
  (await classHelp(db, access, 50, nowMs)).map(({ reason, count, attemptId }) => ({ reason, count, attemptId }));

it('a learner who did nothing for a week is named, until something is done', async () => {
  const { access, code } = await openedClass();
  const who = await someone(db, 'quiet');
  await joinClass(db, who, { code }, NOW_MS);
  expect(await found(access, NOW_MS + 7 * DAY_MS - 1)).toEqual([]);
  expect(await found(access, NOW_MS + 7 * DAY_MS)).toEqual([{ reason: 'inactive', count: 7, attemptId: null }]);
  await answer(who, true, NOW_MS + 8 * DAY_MS);
  expect(await found(access, NOW_MS + 9 * DAY_MS)).toEqual([]);
});

it('an item that is missed three times is named with the last attempt, until it is answered rightly', async () => {
  const { access, code } = await openedClass();
  const who = await someone(db, 'stuck');
  await joinClass(db, who, { code }, NOW_MS);
  await answer(who, false, NOW_MS + 1);
  await answer(who, false, NOW_MS + 2);
  expect(await found(access)).toEqual([]);
  const attemptId = await answer(who, false, NOW_MS + 3);
  expect(await found(access)).toEqual([{ reason: 'missed', count: 3, attemptId }]);
  await answer(who, true, NOW_MS + 4);
  expect(await found(access)).toEqual([]);
});

it('who is certain and wrong twice in a topic is named', async () => {
  const { access, code } = await openedClass();
  const who = await someone(db, 'certain');
  await joinClass(db, who, { code }, NOW_MS);
  await answer(who, false, NOW_MS + 1, { isCertain: true });
  const attemptId = await answer(who, false, NOW_MS + 2, { isCertain: true });
  expect(await found(access)).toEqual([{ reason: 'certain', count: 2, attemptId }]);
});

it('nothing is made of practice, of what was before joining, nor of who has left', async () => {
  const { access, code } = await openedClass();
  const who = await someone(db, 'private');
  for (let n = 1; n <= 3; n += 1) await answer(who, false, NOW_MS - n, { isCertain: true });
  await joinClass(db, who, { code }, NOW_MS);
  await answer(who, false, NOW_MS + 1, { behaviour: 'practice', isCertain: true });
  expect(await found(access)).toEqual([]);
  await changeMembership(db, who, access.id, { kind: 'leave' }, NOW_MS + 2);
  expect(await found(access, NOW_MS + 30 * DAY_MS)).toEqual([]);
});

it('what is dismissed stays away until it happens again', async () => {
  const { access, code } = await openedClass();
  const who = await someone(db, 'again');
  await joinClass(db, who, { code }, NOW_MS);
  for (let n = 1; n <= 3; n += 1) await answer(who, false, NOW_MS + n);
  const [help] = await classHelp(db, access, 50, NOW_MS);
  if (help === undefined) throw new Error('the learner needs help');
  const { learnerId: learner, reason, key } = help;
  const dismiss = { kind: 'dismiss', learner, reason, key } as const;
  expect(await changeClass(db, owner, access.id, dismiss, NOW_MS)).toMatchObject({ ok: true });
  expect(await found(access)).toEqual([]);
  await answer(who, false, NOW_MS + 9);
  expect(await found(access)).toMatchObject([{ reason: 'missed', count: 4 }]);
});

it('what was due and is not done is named until it is done or extended, and is no reason before joining', async () => {
  const { access, code } = await openedClass();
  const [late, done, newcomer] = await Promise.all(['late', 'done', 'newcomer'].map((role) => someone(db, role)));
  if (late === undefined || done === undefined || newcomer === undefined) throw new Error('three people');
  for (const who of [late, done]) await joinClass(db, who, { code }, NOW_MS);
  const assignment = randomUUID();
  // By the class's clocks, Seoul's: an hour after NOW_MS.
  const terms = { note: '', opensAt: null, dueAt: '2026-11-30T19:00', attemptsMax: null, counts: 'best' } as const;
  await changeClass(
    db,
    owner,
    access.id,
    { kind: 'assign', newId: assignment, of: 'quiz', ref: topicId, ...terms },
    NOW_MS,
  );
  await answer(done, true, NOW_MS + 1);
  await joinClass(db, newcomer, { code }, NOW_MS + HOUR_MS + 1);
  const targets = new Map([[`quiz ${topicId}`, { sections: [], quiz: topicId, challenge: null }]]);
  const named = async (nowMs: number) => {
    const assigned = { assignments: await assignmentsOf(db, access.id), targets };
    return (await classHelp(db, access, 50, nowMs, assigned)).map(({ name, reason, count }) => [name, reason, count]);
  };
  expect(await named(NOW_MS + HOUR_MS)).toEqual([]);
  expect(await named(NOW_MS + 3 * DAY_MS)).toEqual([['late', 'overdue', 2]]);
  const { id: learner } = await db.membership.findFirstOrThrow({ where: { userId: late } });
  const extension = { assignment, learners: [learner], section: null, dueAt: '2026-12-09T19:00' };
  await changeClass(db, owner, access.id, { kind: 'extend', ...extension }, NOW_MS);
  expect(await named(NOW_MS + 3 * DAY_MS)).toEqual([]);
});
