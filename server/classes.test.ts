import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { changeMembership, ownMembership } from './class-changes';
import { overview, overviewQuery } from './class-overview';
import { classAccess } from './class-roles';
import { classByCode, classesOf, joinClass, openClass } from './classes';
import { markSectionRead } from './progress';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const instructor = await someone(db, 'instructor');
const learner = await someone(db, 'learner');
const classmate = await someone(db, 'classmate');
const stranger = await someone(db, 'stranger');
const otherInstructor = await someone(db, 'instructor');

const NOW_MS = Date.UTC(2026, 10, 30, 9);
const topics = [{ id: '12-consensus-algorithms', items: [], challenges: [] }];

async function openedClass(owner = instructor): Promise<{ id: string; code: string }> {
  const id = randomUUID();
  await openClass(db, owner, { id, name: 'Backend study group' });
  return { id, code: (await classAccess(db, owner, id))?.code ?? '' };
}

const shared = await openedClass();
await joinClass(db, learner, { code: shared.code }, NOW_MS);
await joinClass(db, classmate, { code: shared.code }, NOW_MS);
await openedClass(otherInstructor);

async function learnersOf(classId: string) {
  const access = await classAccess(db, instructor, classId);
  if (access === null) throw new Error('the instructor teaches it');
  return (await overview(db, access, overviewQuery.parse({}), topics, NOW_MS)).learners;
}

describe('opening a class', () => {
  it('makes the one who opens it its owner', async () => {
    expect(await classAccess(db, instructor, shared.id)).toMatchObject({ role: 'owner', ownerName: 'instructor' });
  });

  it('opens one class when the same request comes twice', async () => {
    const id = randomUUID();
    expect(await openClass(db, instructor, { id, name: 'Twice' })).toBe('opened');
    expect(await openClass(db, instructor, { id, name: 'Twice' })).toBe('opened');
    expect((await classesOf(db, instructor)).filter((each) => each.id === id)).toHaveLength(1);
  });

  it('does not hand over a class to someone who sends its id again', async () => {
    expect(await openClass(db, stranger, { id: shared.id, name: 'Mine now' })).toBe('not-yours');
    expect(await classAccess(db, instructor, shared.id)).toMatchObject({ name: 'Backend study group', role: 'owner' });
  });
});

describe('joining a class', () => {
  it('takes the code in lower case, with spaces and hyphens', async () => {
    const { id, code } = await openedClass();
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await joinClass(db, learner, { code: typed }, NOW_MS)).toEqual({ ok: true, classId: id });
  });

  it('joins once however often it is asked, and keeps what was said first', async () => {
    const { id, code } = await openedClass();
    await Promise.all([1, 2].map(() => joinClass(db, learner, { code, alias: 'Fox' }, NOW_MS)));
    await joinClass(db, learner, { code, alias: 'Owl' }, NOW_MS + 1);
    expect(await learnersOf(id)).toMatchObject([{ name: 'learner', alias: 'Fox' }]);
  });

  it('refuses a code that no class has, and text that is no code', async () => {
    for (const code of ['ABCDEFGH', '', 'x'.repeat(500), "'; DROP TABLE classes; --"]) {
      expect(await joinClass(db, learner, { code }, NOW_MS)).toEqual({ ok: false, reason: 'unknown-code' });
    }
  });

  it('does not make an instructor a learner of the own class', async () => {
    expect(await joinClass(db, instructor, shared, NOW_MS)).toEqual({ ok: false, reason: 'own-class' });
  });

  it('shows the holder of a code what it opens, and nothing about the learners', async () => {
    expect(await classByCode(db, shared.code)).toEqual({ name: 'Backend study group', ownerName: 'instructor' });
    expect(await classByCode(db, 'ABCDEFGH')).toBeNull();
  });
});

describe('a learner’s place in a class', () => {
  it('is the learner’s to change, and to leave and take again', async () => {
    const { id, code } = await openedClass();
    await joinClass(db, learner, { code }, NOW_MS);
    const change = { kind: 'about-me', alias: 'Fox', studentNumber: '7', showsStanding: true } as const;
    expect(await changeMembership(db, learner, id, change, NOW_MS)).toEqual({ ok: true, classId: id });
    expect(await ownMembership(db, learner, id)).toMatchObject({ alias: 'Fox', studentNumber: '7' });
    expect(await changeMembership(db, learner, id, { kind: 'leave' }, NOW_MS)).toEqual({ ok: true, classId: null });
    expect(await classAccess(db, learner, id)).toBeNull();
    expect(await joinClass(db, learner, { code }, NOW_MS + 1)).toEqual({ ok: true, classId: id });
    expect(await db.membershipPeriod.count({ where: { classId: id } })).toBe(2);
  });

  it('is nobody else’s', async () => {
    for (const who of [stranger, instructor])
      expect(await changeMembership(db, who, shared.id, { kind: 'leave' }, NOW_MS)).toEqual({
        ok: false,
        reason: 'not-yours',
      });
  });

  it('shows what is done while it lasts, and nothing of before and after', async () => {
    const { id, code } = await openedClass();
    const who = await someone(db, 'passer-by');
    const read = (sectionId: string, ms: number) =>
      markSectionRead(db, who, { topicId: '12-consensus-algorithms', sectionId }, ms);
    await read('before', NOW_MS - 1);
    await joinClass(db, who, { code }, NOW_MS);
    await read('while', NOW_MS + 1);
    await read('while', NOW_MS + 2);
    await changeMembership(db, who, id, { kind: 'leave' }, NOW_MS + 3);
    await read('after', NOW_MS + 4);
    expect(await db.topicProgress.findMany({ where: { period: { classId: id } } })).toMatchObject([
      { sections: 1, lastActiveAt: new Date(NOW_MS + 1) },
    ]);
  });
});

describe('a class', () => {
  it('is open to its learners and closed to everybody else, and nobody can tell that from one that is not there', async () => {
    expect(await classAccess(db, learner, shared.id)).toMatchObject({ role: 'learner', ownerName: 'instructor' });
    for (const who of [stranger, otherInstructor]) {
      expect(await classAccess(db, who, shared.id)).toBeNull();
      expect(await classAccess(db, who, randomUUID())).toBeNull();
    }
    expect(await classAccess(db, stranger, 'no-uuid')).toBeNull();
  });

  it('never carries the code to a learner', async () => {
    expect(JSON.stringify(await classAccess(db, learner, shared.id))).not.toContain(shared.code);
    expect(JSON.stringify(await classesOf(db, learner))).not.toContain(shared.code);
  });

  it('is listed for those in it only', async () => {
    expect((await classesOf(db, learner)).map((each) => each.id)).toContain(shared.id);
    expect(await classesOf(db, stranger)).toEqual([]);
  });
});
