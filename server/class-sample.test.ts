import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { quizItem } from '@/quiz/schema';
import { oneOfEach } from '@/quiz/testing/items';
import { deleteAccount } from './account-deletion';
import { assignmentsOf } from './class-assignments';
import { changeClass } from './class-changes';
import { learnerAttempt, learnerAttempts } from './class-evidence';
import { classHelp } from './class-help';
import { learnerIn } from './class-learner';
import { overview, overviewQuery } from './class-overview';
import { classAccess } from './class-roles';
import { openSampleClass, type SampleTopic } from './class-sample';
import { joinClass } from './classes';
import { signInAs } from './sign-in';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const items = ['one', 'two', 'three', 'four'].map((id) => quizItem.parse({ ...oneOfEach.single, id }));
const topic: SampleTopic = {
  id: '12-consensus-algorithms',
  sections: ['a', 'b', 'c'],
  items: items.filter((item) => item.type === 'single'),
};
const outlines = [{ id: topic.id, items: items.map(({ id }) => id), challenges: [] }];
const learnerName = (n: number) => `Sample learner ${String(n).padStart(2, '0')}`;

async function opened(owner: string) {
  const sample = { id: randomUUID(), name: 'Sample class', language: 'en', learnerName } as const;
  const id = await openSampleClass(db, owner, sample, topic, NOW_MS);
  const access = id === null ? null : await classAccess(db, owner, id);
  if (access === null) throw new Error('it is theirs');
  return access;
}

it('a sample class has learners that do not exist, marked as such, and every reason to help', async () => {
  const access = await opened(await someone(db, 'owner'));
  expect(access.isSample).toBe(true);
  const { learners } = await overview(db, access, overviewQuery.parse({}), outlines, NOW_MS);
  expect(learners.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, index) => learnerName(index + 1)));
  const targets = new Map([[`quiz ${topic.id}`, { sections: [], quiz: topic.id, challenge: null }]]);
  const assigned = { assignments: await assignmentsOf(db, access.id), targets };
  const reasons = (await classHelp(db, access, 50, NOW_MS, assigned)).map(({ reason }) => reason);
  expect([...new Set(reasons)].sort()).toEqual(['certain', 'inactive', 'missed', 'overdue', 'stuck']);
  const learner = await learnerIn(db, access, learners[0]?.id ?? '');
  const [attempt] = learner ? await learnerAttempts(db, learner) : [];
  expect(attempt).toMatchObject({ behaviour: 'quiz', earned: 4, total: 4 });
  const shown = learner && (await learnerAttempt(db, learner, attempt?.id ?? ''));
  expect(shown?.questions).toHaveLength(4);
});

it('opened again it is the same one, and nobody can join it or sign in as one of its learners', async () => {
  const owner = await someone(db, 'owner');
  const access = await opened(owner);
  expect((await opened(owner)).id).toBe(access.id);
  const { code } = await db.class.findUniqueOrThrow({ where: { id: access.id } });
  expect(await joinClass(db, await someone(db, 'guest'), { code }, NOW_MS)).toMatchObject({ ok: false });
  const learner = await db.user.findFirstOrThrow({ where: { sampleClassId: access.id } });
  expect(await signInAs(db, { email: learner.email, password: '', address: '192.0.2.1' })).toBeNull();
});

it('its learners go with the class, and the class with its owner’s account', async () => {
  const owner = await someone(db, 'owner');
  const access = await opened(owner);
  await changeClass(db, owner, access.id, { kind: 'delete', name: 'Sample class' }, NOW_MS);
  expect(await db.user.count({ where: { sampleClassId: access.id } })).toBe(0);
  const again = await opened(owner);
  expect(await db.user.count({ where: { sampleClassId: again.id } })).toBe(12);
  await deleteAccount(db, owner, NOW_MS);
  expect(await db.class.count({ where: { id: again.id } })).toBe(0);
  expect(await db.user.count({ where: { sampleClassId: again.id } })).toBe(0);
});
