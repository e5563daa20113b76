import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ClassChange, changeClass, classChange, handOverClasses } from './class-changes';
import { CLASS_ROLES, type ClassRole, classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);

const ROLES = [...CLASS_ROLES, 'former learner', 'other class’s owner', 'nobody of either'] as const;
type Role = (typeof ROLES)[number];
const people = Object.fromEntries(
  await Promise.all(ROLES.map(async (role) => [role, await someone(db, role.replace(/\W/g, '-'))])),
) as Record<Role, string>;

interface Ids {
  readonly classId: string;
  readonly section: string;
  readonly member: string;
  readonly removed: string;
  readonly assistant: string;
  readonly assignment: string;
  readonly note: string;
}

const TERMS = { note: '', opensAt: null, dueAt: '2026-12-24T23:59', attemptsMax: null, counts: 'best' } as const;

/** A class with everybody in it, another one with a learner and a section of its own, anew for each change. */
async function twoClasses(): Promise<{ readonly own: Ids; readonly other: Ids }> {
  const make = async (owner: string, staff: readonly Role[]): Promise<Ids> => {
    const [classId, section] = [randomUUID(), randomUUID()];
    await openClass(db, owner, { id: classId, name: 'Theirs' });
    const { code } = await db.class.findUniqueOrThrow({ where: { id: classId } });
    for (const role of staff) await db.classStaff.create({ data: { classId, userId: people[role], role } });
    await db.classSection.create({ data: { id: section, classId, name: 'Tuesday' } });
    await joinClass(db, people.learner, { code }, NOW_MS);
    await joinClass(db, people['former learner'], { code }, NOW_MS);
    const idOf = async (userId: string) =>
      (await db.membership.findUniqueOrThrow({ where: { classId_userId: { classId, userId } } })).id;
    const removed = await idOf(people['former learner']);
    await changeClass(db, owner, classId, { kind: 'remove-learner', learner: removed }, NOW_MS);
    const assignment = randomUUID();
    await changeClass(
      db,
      owner,
      classId,
      { kind: 'assign', newId: assignment, of: 'quiz', ref: 't', ...TERMS },
      NOW_MS,
    );
    const member = await idOf(people.learner);
    const note = randomUUID();
    const written = { learner: member, newId: note, text: 'Ask about quorums.', isFeedback: false };
    await changeClass(db, owner, classId, { kind: 'add-note', ...written }, NOW_MS);
    return { classId, section, member, removed, assistant: people.assistant, assignment, note };
  };
  return {
    own: await make(people.owner, ['co-instructor', 'assistant']),
    other: await make(people['other class’s owner'], []),
  };
}

/** What each change asks for. */
const CHANGES: { readonly [Kind in ClassChange['kind']]: (ids: Ids) => Extract<ClassChange, { kind: Kind }> } = {
  rename: () => ({ kind: 'rename', name: 'New name', language: 'en', timeZone: 'Europe/Berlin' }),
  'new-code': () => ({ kind: 'new-code' }),
  joining: () => ({ kind: 'joining', isClosed: true }),
  archive: () => ({ kind: 'archive', isArchived: true }),
  duplicate: () => ({ kind: 'duplicate', newId: randomUUID(), name: 'Copy' }),
  'add-section': () => ({ kind: 'add-section', newId: randomUUID(), name: 'Friday' }),
  'remove-section': ({ section }) => ({ kind: 'remove-section', section }),
  'assign-section': ({ section, member }) => ({ kind: 'assign-section', learner: member, section }),
  'remove-learner': ({ member }) => ({ kind: 'remove-learner', learner: member }),
  'restore-learner': ({ removed }) => ({ kind: 'restore-learner', learner: removed }),
  'make-staff': ({ member }) => ({ kind: 'make-staff', learner: member, role: 'assistant' }),
  'remove-staff': ({ assistant }) => ({ kind: 'remove-staff', user: assistant }),
  dismiss: ({ member }) => ({ kind: 'dismiss', learner: member, reason: 'inactive', key: '2026-11-01' }),
  'add-note': ({ member }) => ({
    kind: 'add-note',
    learner: member,
    newId: randomUUID(),
    text: 'Well done.',
    isFeedback: true,
  }),
  'remove-note': ({ member, note }) => ({ kind: 'remove-note', learner: member, note }),
  assign: () => ({ kind: 'assign', newId: randomUUID(), of: 'lesson', ref: 't/l', ...TERMS }),
  'change-assignment': ({ assignment }) => ({
    kind: 'change-assignment',
    assignment,
    ...TERMS,
    note: 'Read it twice.',
  }),
  'remove-assignment': ({ assignment }) => ({ kind: 'remove-assignment', assignment }),
  extend: ({ assignment, member }) => ({
    kind: 'extend',
    assignment,
    learners: [member],
    section: null,
    dueAt: '2026-12-31T23:59',
  }),
  delete: () => ({ kind: 'delete', name: 'Theirs' }),
};

const STAFF: readonly Role[] = ['owner', 'co-instructor'];
const MAY: Readonly<Record<ClassChange['kind'], readonly Role[]>> = {
  rename: STAFF,
  'new-code': STAFF,
  joining: STAFF,
  archive: STAFF,
  duplicate: STAFF,
  'add-section': STAFF,
  'remove-section': STAFF,
  'assign-section': STAFF,
  'remove-learner': STAFF,
  'restore-learner': STAFF,
  'make-staff': ['owner'],
  'remove-staff': ['owner'],
  dismiss: STAFF,
  'add-note': STAFF,
  'remove-note': STAFF,
  assign: STAFF,
  'change-assignment': STAFF,
  'remove-assignment': STAFF,
  extend: STAFF,
  delete: ['owner'],
};

/** All that is kept of a class. */
async function keptOf({ classId }: Ids): Promise<string> {
  const include = {
    ...{ staff: true, sections: true, events: true, memberships: { include: { periods: true, notes: true } } },
    assignments: { include: { extensions: true } },
  };
  return JSON.stringify(await db.class.findUnique({ where: { id: classId }, include }));
}

describe.each(Object.keys(CHANGES) as ClassChange['kind'][])('%s', (kind) => {
  let ids: Awaited<ReturnType<typeof twoClasses>>;
  beforeEach(async () => {
    ids = await twoClasses();
  });

  it('is done for whom the table says, and changes nothing for everybody else', async () => {
    for (const role of ROLES.filter((each) => !MAY[kind].includes(each))) {
      const before = await keptOf(ids.own);
      const answer = await changeClass(db, people[role], ids.own.classId, CHANGES[kind](ids.own), NOW_MS);
      expect([role, answer]).toEqual([role, { ok: false, reason: 'not-yours' }]);
      expect(await keptOf(ids.own)).toBe(before);
    }
    for (const role of MAY[kind]) {
      const { own } = await twoClasses();
      const before = await keptOf(own);
      const answer = await changeClass(db, people[role], own.classId, CHANGES[kind](own), NOW_MS);
      expect([role, answer]).toMatchObject([role, { ok: true }]);
      expect(await keptOf(own)).not.toBe(before);
    }
  });

  it('reaches nothing of another class', async () => {
    const [before, own] = [await keptOf(ids.other), await keptOf(ids.own)];
    const change = CHANGES[kind](ids.other);
    const isAboutSomething =
      ['section', 'learner', 'user', 'assignment'].some((key) => key in change) && kind !== 'remove-staff';
    const answer = await changeClass(db, people.owner, ids.own.classId, change, NOW_MS);
    if (isAboutSomething) {
      expect(answer).toEqual({ ok: false, reason: 'not-there' });
      expect(await keptOf(ids.own)).toBe(own);
    }
    expect(await changeClass(db, people.owner, ids.other.classId, change, NOW_MS)).toEqual({
      ok: false,
      reason: 'not-yours',
    });
    expect(await keptOf(ids.other)).toBe(before);
  });
});

it('a class is deleted only by its name', async () => {
  const { own } = await twoClasses();
  const remove = (name: string) => changeClass(db, people.owner, own.classId, { kind: 'delete', name }, NOW_MS);
  expect(await remove('Their')).toEqual({ ok: false, reason: 'other-name' });
  expect(await remove(' Theirs ')).toEqual({ ok: true, classId: null });
});

it('a copy has the class’s sections and staff, no learners, and whoever made it as its owner', async () => {
  const { own } = await twoClasses();
  const newId = randomUUID();
  const copy = { kind: 'duplicate', newId, name: 'Copy' } as const;
  for (let times = 0; times < 2; times += 1)
    expect(await changeClass(db, people['co-instructor'], own.classId, copy, NOW_MS)).toEqual({
      ok: true,
      classId: newId,
    });
  const roleOf = async (role: ClassRole) => (await classAccess(db, people[role], newId))?.role;
  expect([await roleOf('co-instructor'), await roleOf('owner'), await roleOf('assistant')]).toEqual([
    'owner',
    'co-instructor',
    'assistant',
  ]);
  expect((await classAccess(db, people.owner, newId))?.sections.map(({ name }) => name)).toEqual(['Tuesday']);
  expect(await db.membership.count({ where: { classId: newId } })).toBe(0);
});

it('whom the staff removed cannot come back by the code, and can once restored', async () => {
  const { own } = await twoClasses();
  const { code } = await db.class.findUniqueOrThrow({ where: { id: own.classId } });
  const join = () => joinClass(db, people['former learner'], { code }, NOW_MS);
  expect(await join()).toEqual({ ok: false, reason: 'removed' });
  await changeClass(db, people.owner, own.classId, { kind: 'restore-learner', learner: own.removed }, NOW_MS);
  expect(await classAccess(db, people['former learner'], own.classId)).toMatchObject({ role: 'learner' });
});

it('the code and the link of a closed, archived or changed class let nobody in', async () => {
  const newcomer = await someone(db, 'newcomer');
  for (const kind of ['joining', 'archive', 'new-code'] as const) {
    const { own } = await twoClasses();
    const { code } = await db.class.findUniqueOrThrow({ where: { id: own.classId } });
    await changeClass(db, people.owner, own.classId, CHANGES[kind](own), NOW_MS);
    expect([kind, await joinClass(db, newcomer, { code }, NOW_MS)]).toEqual([
      kind,
      { ok: false, reason: 'unknown-code' },
    ]);
  }
});

it('a time zone is one that there is', () => {
  const rename = { kind: 'rename', name: 'A name', language: 'ko' };
  expect(classChange.safeParse({ ...rename, timeZone: 'Asia/Seoul' }).success).toBe(true);
  expect(classChange.safeParse({ ...rename, timeZone: 'Middle/Earth' }).success).toBe(false);
});

it('the classes of an account that goes are a co-instructor’s, or archived, and never deleted', async () => {
  const leaver = await someone(db, 'leaver');
  const [shared, alone] = [randomUUID(), randomUUID()];
  for (const id of [shared, alone]) await openClass(db, leaver, { id, name: 'Theirs' });
  await db.classStaff.create({ data: { classId: shared, userId: people['co-instructor'], role: 'co-instructor' } });
  await db.$transaction(async (sql) => {
    await handOverClasses(sql, leaver, NOW_MS);
    await sql.user.delete({ where: { id: leaver } });
  });
  expect(await classAccess(db, people['co-instructor'], shared)).toMatchObject({ role: 'owner', isArchived: false });
  expect(await db.class.findUnique({ where: { id: alone } })).toMatchObject({ archivedAt: new Date(NOW_MS) });
});
