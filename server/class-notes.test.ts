import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { deleteAccount } from './account-deletion';
import { exportAccount } from './account-export';
import { changeClass, classChange } from './class-changes';
import { notesAbout, ownFeedback } from './class-notes';
import { classAccess } from './class-roles';
import { joinClass, openClass } from './classes';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 10, 30, 9);
const [owner, assistant, learner, other] = (await Promise.all(
  ['owner', 'assistant', 'learner', 'other'].map((role) => someone(db, role)),
)) as [string, string, string, string];

async function opened(who: string) {
  const id = randomUUID();
  await openClass(db, who, { id, name: 'A class' });
  const access = await classAccess(db, who, id);
  if (access === null) throw new Error('they teach it');
  return access;
}

const access = await opened(owner);
await joinClass(db, learner, { code: access.code ?? '' }, NOW_MS);
await joinClass(db, other, { code: access.code ?? '' }, NOW_MS);
await db.classStaff.create({ data: { classId: access.id, userId: assistant, role: 'assistant' } });
const { id: member } = await db.membership.findFirstOrThrow({ where: { userId: learner } });
for (const [index, isFeedback] of [false, true].entries()) {
  const text = isFeedback ? 'Read section two again.' : 'Ask about quorums.';
  const change = classChange.parse({ kind: 'add-note', learner: member, newId: randomUUID(), text, isFeedback });
  await changeClass(db, owner, access.id, change, NOW_MS + index);
}
const texts = async (notes: ReturnType<typeof ownFeedback>) => (await notes).map(({ text }) => text);

it('instructors see notes and feedback, the learner the feedback, and nobody else either', async () => {
  expect(await texts(notesAbout(db, access, member))).toEqual(['Read section two again.', 'Ask about quorums.']);
  expect(await texts(ownFeedback(db, learner, access.id))).toEqual(['Read section two again.']);
  const assisting = await classAccess(db, assistant, access.id);
  expect(assisting && (await texts(notesAbout(db, assisting, member)))).toEqual([]);
  expect(await texts(ownFeedback(db, other, access.id))).toEqual([]);
  expect(await texts(notesAbout(db, await opened(other), member))).toEqual([]);
});

it('an export holds the feedback, and no private note', async () => {
  const text = JSON.stringify(await exportAccount(db, learner, NOW_MS));
  expect(text).toContain('Read section two again.');
  expect(text).not.toContain('Ask about quorums.');
});

it('there is no note without a text', () => {
  const change = { kind: 'add-note', learner: member, newId: randomUUID(), text: ' \n ', isFeedback: false };
  expect(classChange.safeParse(change).success).toBe(false);
});

it('what is written stays when its author’s account is deleted, and goes with the learner’s', async () => {
  await deleteAccount(db, owner, NOW_MS);
  expect((await ownFeedback(db, learner, access.id)).map(({ authorName }) => authorName)).toEqual([null]);
  await deleteAccount(db, learner, NOW_MS);
  expect(await db.learnerNote.count()).toBe(0);
});
