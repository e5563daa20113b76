import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import {
  type Assignment,
  type AssignmentTargets,
  assignmentCounts,
  assignmentIn,
  assignmentResults,
  assignmentsOf,
  ownAssignments,
  resultsQuery,
  stateOf,
} from './class-assignments';
import { changeClass, changeMembership, classChange } from './class-changes';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const HOUR_MS = 3_600_000;
const topicId = 'a-topic';
const items = ['one', 'two'].map((id) => quizItem.parse({ ...oneOfEach.single, id }));
const targets: AssignmentTargets = new Map([
  ['quiz a-topic', { sections: [], quiz: topicId, challenge: null }],
  [
    'lesson a-topic/first',
    { sections: [[topicId, 'one'] as const, [topicId, 'two'] as const], quiz: null, challenge: null },
  ],
  ['topic a-topic', { sections: [[topicId, 'one'] as const], quiz: topicId, challenge: null }],
  ['challenge raft/split', { sections: [], quiz: null, challenge: { labId: 'raft', id: 'split' } }],
]);
const owner = await someone(db, 'owner');

let classId = '';
let code = '';
let who = '';
beforeEach(async () => {
  classId = randomUUID();
  who = await someone(db, 'learner');
  await openClass(db, owner, { id: classId, name: 'A class' });
  code = (await db.class.findUniqueOrThrow({ where: { id: classId } })).code;
});

async function access() {
  const found = await classAccess(db, owner, classId);
  if (found === null) throw new Error('the owner teaches it');
  return found;
}

const TERMS = { note: '', opensAt: null, dueAt: null, attemptsMax: null, counts: 'best' } as const;

/** The class's clocks are Seoul's: nine hours ahead. */
async function assign(of: Assignment['kind'], ref: string, terms: object = {}): Promise<string> {
  const newId = randomUUID();
  const change = classChange.parse({ kind: 'assign', newId, of, ref, ...TERMS, ...terms });
  expect(await changeClass(db, owner, classId, change, NOW_MS)).toMatchObject({ ok: true });
  return newId;
}

async function extend(
  assignment: string,
  learners: 'all' | string[],
  dueAt: string | null,
  section: string | null = null,
) {
  const change = classChange.parse({ kind: 'extend', assignment, learners, section, dueAt });
  return changeClass(db, owner, classId, change, NOW_MS);
}

/** A quiz of two items of which so many are answered rightly. */
async function quiz(right: 0 | 1 | 2, ms: number): Promise<void> {
  const attemptId = randomUUID();
  await startAttempt(db, who, { attemptId, topicId, behaviour: 'quiz' }, items, ms);
  for (const [index, { id: itemId }] of items.entries()) {
    const response = [index < right ? 'b' : 'a'];
    const given = { attemptId, answerId: randomUUID(), itemId, response, tries: 1, confidence: null };
    const answered = await recordAnswer(db, who, given, ms);
    if (!answered.ok) throw new Error(answered.reason);
  }
}

const read = (sectionId: string, ms: number) =>
  db.sectionProgress.create({ data: { userId: who, topicId, sectionId, readAt: new Date(ms) } });

const membership = async (userId = who) =>
  (await db.membership.findUniqueOrThrow({ where: { classId_userId: { classId, userId } } })).id;

async function own(nowMs: number) {
  const found = await ownAssignments(db, who, targets, nowMs);
  return found.map(({ standing, kind }) => [kind, stateOf(standing, nowMs), standing.share]);
}

describe('an assigned quiz', () => {
  it.each([
    ['best', null, 1],
    ['last', null, 0.5],
    ['first', null, 0],
    ['best', 1, 0],
    ['last', 2, 1],
  ] as const)('whose %s of %s attempts counts has that one’s points', async (counts, attemptsMax, share) => {
    await joinClass(db, who, { code }, NOW_MS);
    await assign('quiz', topicId, { counts, attemptsMax });
    for (const [index, right] of ([0, 2, 1] as const).entries()) await quiz(right, NOW_MS + index + 1);
    expect(await own(NOW_MS + 9)).toEqual([['quiz', 'done', share]]);
  });

  it('is done with the first that is handed in, late where the one that counts was after the due date, and never refused', async () => {
    await joinClass(db, who, { code }, NOW_MS - HOUR_MS);
    // 18:30 in Seoul: half an hour after NOW_MS.
    await assign('quiz', topicId, { dueAt: '2026-11-30T18:30', counts: 'last' });
    expect(await own(NOW_MS)).toEqual([['quiz', 'open', null]]);
    expect(await own(NOW_MS + HOUR_MS)).toEqual([['quiz', 'overdue', null]]);
    await quiz(1, NOW_MS + 1);
    expect(await own(NOW_MS + HOUR_MS)).toEqual([['quiz', 'done', 0.5]]);
    await quiz(2, NOW_MS + HOUR_MS);
    expect(await own(NOW_MS + HOUR_MS)).toEqual([['quiz', 'late', 1]]);
  });

  it('is not seen before it opens, and counts no attempt from before', async () => {
    await joinClass(db, who, { code }, NOW_MS);
    await assign('quiz', topicId, { opensAt: '2026-11-30T19:00' });
    await quiz(2, NOW_MS + 1);
    expect(await own(NOW_MS + 2)).toEqual([]);
    expect(await own(NOW_MS + HOUR_MS)).toEqual([['quiz', 'open', null]]);
    await quiz(1, NOW_MS + HOUR_MS + 1);
    expect(await own(NOW_MS + HOUR_MS + 2)).toEqual([['quiz', 'done', 0.5]]);
  });
});

describe('what counts for an assignment', () => {
  it('is every section of a lesson, and of a topic its quiz besides', async () => {
    await joinClass(db, who, { code }, NOW_MS);
    await assign('lesson', 'a-topic/first');
    await assign('topic', topicId);
    await read('one', NOW_MS + 1);
    expect((await own(NOW_MS + 2)).map(([, state]) => state)).toEqual(['open', 'open']);
    await read('two', NOW_MS + 2);
    expect((await own(NOW_MS + 3)).map(([kind, state]) => `${kind} ${state}`).sort()).toEqual([
      'lesson done',
      'topic open',
    ]);
    await quiz(0, NOW_MS + 3);
    expect((await own(NOW_MS + 4)).map(([kind, state]) => `${kind} ${state}`).sort()).toEqual([
      'lesson done',
      'topic done',
    ]);
  });

  it('is the first run that met a challenge, however late a better one comes', async () => {
    await joinClass(db, who, { code }, NOW_MS);
    await assign('challenge', 'raft/split', { dueAt: '2026-11-30T19:00' });
    const run = { version: '1', recording: {}, commandsUsed: 3, atStep: 9 };
    const times = { firstSolvedAt: new Date(NOW_MS + 1), solvedAt: new Date(NOW_MS + 9 * HOUR_MS) };
    await db.solvedChallenge.create({
      data: { id: randomUUID(), userId: who, labId: 'raft', challengeId: 'split', ...run, ...times },
    });
    expect(await own(NOW_MS + 10 * HOUR_MS)).toEqual([['challenge', 'done', null]]);
  });

  it('is what was done from joining on, and before only where the learner lets it be seen', async () => {
    await quiz(2, NOW_MS - 1);
    await joinClass(db, who, { code }, NOW_MS);
    await assign('quiz', topicId);
    expect(await own(NOW_MS + 1)).toEqual([['quiz', 'open', null]]);
    const change = { kind: 'about-me', alias: '', studentNumber: '', showsStanding: true } as const;
    await changeMembership(db, who, classId, change, NOW_MS);
    expect(await own(NOW_MS + 1)).toEqual([['quiz', 'done', 1]]);
  });

  it('of who joined after the due date is nothing that is missed', async () => {
    await assign('quiz', topicId, { dueAt: '2026-11-30T17:00' });
    await joinClass(db, who, { code }, NOW_MS);
    expect(await own(NOW_MS + 1)).toEqual([['quiz', 'open', null]]);
    await quiz(2, NOW_MS + 2);
    expect(await own(NOW_MS + 3)).toEqual([['quiz', 'done', 1]]);
  });
});

describe('an extension', () => {
  it('moves the due date of those it is for, and is taken back', async () => {
    const other = await someone(db, 'other');
    for (const each of [who, other]) await joinClass(db, each, { code }, NOW_MS - HOUR_MS);
    const id = await assign('quiz', topicId, { dueAt: '2026-11-30T18:00' });
    expect(await extend(id, [await membership()], '2026-12-01T18:00')).toMatchObject({ ok: true });
    const results = async () => {
      const assignment = await assignmentIn(db, classId, id);
      if (assignment === null) throw new Error('it is in the class');
      const rows = await assignmentResults(db, await access(), assignment, targets, resultsQuery.parse({}));
      return rows.map((row) => [row.name, stateOf(row, NOW_MS + HOUR_MS), row.isExtended]);
    };
    expect(await results()).toEqual([
      ['learner', 'open', true],
      ['other', 'overdue', false],
    ]);
    await extend(id, 'all', '2026-12-02T18:00');
    expect((await results()).map(([, state]) => state)).toEqual(['open', 'open']);
    await extend(id, 'all', null);
    expect((await results()).map(([, state]) => state)).toEqual(['overdue', 'overdue']);
  });

  it('for a section is for that section, and for nobody of another class', async () => {
    const section = randomUUID();
    await changeClass(db, owner, classId, { kind: 'add-section', newId: section, name: 'Tuesday' }, NOW_MS);
    const other = await someone(db, 'other');
    for (const each of [who, other]) await joinClass(db, each, { code }, NOW_MS);
    await changeClass(db, owner, classId, { kind: 'assign-section', learner: await membership(), section }, NOW_MS);
    const id = await assign('quiz', topicId, { dueAt: '2026-11-30T18:00' });
    expect(await extend(id, 'all', '2026-12-01T18:00', section)).toMatchObject({ ok: true });
    expect(await db.assignmentExtension.findMany({ where: { assignmentId: id } })).toMatchObject([
      { learnerId: await membership(), dueAt: new Date('2026-12-01T09:00:00Z') },
    ]);
    const strange = [await membership(), randomUUID()];
    expect(await extend(id, strange, '2026-12-05T18:00')).toEqual({ ok: false, reason: 'not-there' });
    expect(await extend(id, 'all', '2026-12-05T18:00', randomUUID())).toEqual({ ok: false, reason: 'not-there' });
  });
});

it('an instructor is told how many have done what, and who has not', async () => {
  const other = await someone(db, 'other');
  for (const each of [who, other]) await joinClass(db, each, { code }, NOW_MS);
  const id = await assign('quiz', topicId);
  await quiz(2, NOW_MS + 1);
  const list = await assignmentsOf(db, classId);
  expect(await assignmentCounts(db, classId, list, targets)).toEqual(
    new Map([[id, { assignmentId: id, learners: 2, done: 1 }]]),
  );
  const [assignment] = list;
  if (assignment === undefined) throw new Error('it is assigned');
  const missing = await assignmentResults(
    db,
    await access(),
    assignment,
    targets,
    resultsQuery.parse({ who: 'missing' }),
  );
  expect(missing.map(({ name, found }) => [name, found])).toEqual([['other', 1]]);
});

it('what is not in the course any more, or not of this class, is shown to nobody', async () => {
  await joinClass(db, who, { code }, NOW_MS);
  await assign('case', 'gone');
  expect(await own(NOW_MS)).toEqual([]);
  const [assignment] = await assignmentsOf(db, classId);
  expect(await assignmentIn(db, randomUUID(), assignment?.id ?? '')).toBeNull();
  await changeMembership(db, who, classId, { kind: 'leave' }, NOW_MS + 1);
  await assign('quiz', topicId);
  expect(await own(NOW_MS + 2)).toEqual([]);
});
