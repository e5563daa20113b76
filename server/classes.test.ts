import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { recordAnswer } from './answers';
import { startAttempt } from './attempts';
import { classByCode, classesOf, classFor, joinClass, openClass, roster } from './classes';
import { recordPrediction } from './predictions';
import { markSectionRead } from './progress';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const instructor = await someone(db, 'instructor');
const learner = await someone(db, 'learner');
const classmate = await someone(db, 'classmate');
const stranger = await someone(db, 'stranger');
const otherInstructor = await someone(db, 'instructor');

const topics = [{ id: '12-consensus-algorithms', sectionIds: ['terms', 'votes'], labs: ['raft'] }];

async function openedClass(owner = instructor): Promise<{ id: string; code: string }> {
  const id = randomUUID();
  await openClass(db, owner, { id, name: 'Backend study group' });
  const found = await roster(db, owner, id, topics);
  return { id, code: found?.code ?? '' };
}

const shared = await openedClass();
await joinClass(db, learner, shared.code);
await joinClass(db, classmate, shared.code);
await openedClass(otherInstructor);

describe('opening a class', () => {
  it('makes the one who opens it its instructor', async () => {
    expect(await classFor(db, instructor, shared.id)).toMatchObject({ isInstructor: true, memberCount: 2 });
  });

  it('opens one class when the same request comes twice', async () => {
    const id = randomUUID();
    expect(await openClass(db, instructor, { id, name: 'Twice' })).toBe('opened');
    expect(await openClass(db, instructor, { id, name: 'Twice' })).toBe('opened');
    expect((await classesOf(db, instructor)).filter((each) => each.id === id)).toHaveLength(1);
  });

  it('does not hand over a class to someone who sends its id again', async () => {
    expect(await openClass(db, stranger, { id: shared.id, name: 'Mine now' })).toBe('not-yours');
    expect(await classFor(db, instructor, shared.id)).toMatchObject({
      name: 'Backend study group',
      isInstructor: true,
    });
  });
});

describe('joining a class', () => {
  it('takes the code in lower case, with spaces and hyphens', async () => {
    const { id, code } = await openedClass();
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await joinClass(db, learner, typed)).toEqual({ ok: true, classId: id });
  });

  it('joins once however often it is asked', async () => {
    const { id, code } = await openedClass();
    await joinClass(db, learner, code);
    await joinClass(db, learner, code);
    expect((await roster(db, instructor, id, topics))?.learners).toHaveLength(1);
  });

  it('refuses a code that no class has, and text that is no code', async () => {
    for (const code of ['ABCDEFGH', '', 'x'.repeat(500), "'; DROP TABLE classes; --"]) {
      expect(await joinClass(db, learner, code)).toEqual({ ok: false, reason: 'unknown-code' });
    }
  });

  it('does not make an instructor a learner of the own class', async () => {
    expect(await joinClass(db, instructor, shared.code)).toEqual({ ok: false, reason: 'own-class' });
  });

  it('shows the holder of a code what it opens, and nothing about the learners', async () => {
    expect(await classByCode(db, shared.code)).toEqual({ name: 'Backend study group', instructorName: 'instructor' });
    expect(await classByCode(db, 'ABCDEFGH')).toBeNull();
  });
});

describe('the roster', () => {
  it('shows the instructor each learner with the progress made', async () => {
    await markSectionRead(db, learner, { topicId: '12-consensus-algorithms', sectionId: 'terms' });
    await markSectionRead(db, classmate, { topicId: '12-consensus-algorithms', sectionId: 'gone-from-the-lesson' });
    const found = await roster(db, instructor, shared.id, topics);
    expect(found?.learners.map((each) => [each.name, each.progress[0]?.sectionsRead])).toEqual([
      ['learner', 1],
      ['classmate', 0],
    ]);
  });

  it('counts the best finished attempt of a quiz', async () => {
    const text = (words: string) => ({ ko: words, en: words });
    const only = quizItem.parse({
      id: 'only',
      type: 'single',
      objective: 'o',
      stem: text('?'),
      source: { id: 's', at: '1' },
      choices: [
        { id: 'a', text: text('a'), correct: true, explanation: text('a') },
        { id: 'b', text: text('b'), correct: false, explanation: text('b') },
      ],
    });
    for (const response of [['b'], ['a'], ['b']]) {
      const attemptId = randomUUID();
      const start = { attemptId, topicId: '12-consensus-algorithms', behaviour: 'quiz' } as const;
      await startAttempt(db, classmate, start, [only], Date.now());
      const answer = { attemptId, answerId: randomUUID(), itemId: 'only', response, tries: 1, confidence: null };
      await recordAnswer(db, classmate, answer, Date.now());
    }
    const found = await roster(db, instructor, shared.id, topics);
    expect(found?.learners[1]?.progress[0]).toMatchObject({ bestQuiz: { earned: 1, total: 1 }, openAnswers: null });
  });

  it('counts credited challenges and right predictions', async () => {
    const answer = (predictionId: string, option: string) =>
      recordPrediction(db, learner, { id: randomUUID(), labId: 'raft', predictionId, option });
    await answer('who-takes-over', 's3');
    await answer('votes-to-win', '7');
    await db.solvedChallenge.create({
      data: {
        id: randomUUID(),
        userId: learner,
        labId: 'raft',
        challengeId: 'elect-a-leader',
        version: '1',
        recording: {},
        commandsUsed: 1,
        atStep: 1,
      },
    });
    const found = await roster(db, instructor, shared.id, topics);
    expect(found?.learners.map(({ progress: [topic] }) => [topic?.challenges, topic?.predictions])).toEqual([
      [1, { right: 1, answered: 2 }],
      [0, { right: 0, answered: 0 }],
    ]);
  });

  it.each([
    ['a learner of the class', learner],
    ['somebody outside the class', stranger],
    ['the instructor of another class', otherInstructor],
  ])('is closed to %s', async (_, userId) => {
    expect(await roster(db, userId, shared.id, topics)).toBeNull();
  });

  it('tells nobody apart a class that does not exist from one that is closed to them', async () => {
    expect(await roster(db, stranger, randomUUID(), topics)).toBeNull();
    expect(await roster(db, stranger, 'no-uuid', topics)).toBeNull();
  });
});

describe('a class page', () => {
  it('is open to its learners and closed to everybody else', async () => {
    expect(await classFor(db, learner, shared.id)).toMatchObject({ isInstructor: false, instructorName: 'instructor' });
    expect(await classFor(db, stranger, shared.id)).toBeNull();
    expect(await classFor(db, otherInstructor, shared.id)).toBeNull();
    expect(await classFor(db, stranger, 'no-uuid')).toBeNull();
  });

  it('never carries the code to a learner', async () => {
    expect(JSON.stringify(await classFor(db, learner, shared.id))).not.toContain(shared.code);
    expect(JSON.stringify(await classesOf(db, learner))).not.toContain(shared.code);
  });

  it('is listed for those in the class only', async () => {
    expect((await classesOf(db, learner)).map((each) => each.id)).toContain(shared.id);
    expect(await classesOf(db, stranger)).toEqual([]);
  });
});
