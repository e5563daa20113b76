import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { joinClass, openClass } from './classes';
import { mistakeReport, recordReport, reportsFor } from './mistake-reports';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const nowMs = Date.UTC(2026, 0, 1);

const report = (text = 'The figure is of another year.') =>
  mistakeReport.parse({
    id: randomUUID(),
    topicId: '12-consensus-algorithms',
    kind: 'section',
    ref: 'split-vote',
    locale: 'en',
    text,
  });

const read = async (userId: string) => (await reportsFor(db, userId)).map(({ text, reporter }) => [text, reporter]);

it('a report is read by its writer, by the instructor of the writer’s class and by administrators, and by nobody else', async () => {
  const [learner, instructor, other, administrator] = await Promise.all(
    ['learner', 'instructor', 'other', 'administrator'].map((name) => someone(db, name)),
  );
  const classId = randomUUID();
  await openClass(db, String(instructor), { id: classId, name: 'Theirs' });
  await openClass(db, String(other), { id: randomUUID(), name: 'Another' });
  const { code } = await db.class.findUniqueOrThrow({ where: { id: classId } });
  await joinClass(db, String(learner), { code }, nowMs);
  await db.user.update({ where: { id: String(administrator) }, data: { isAdministrator: true } });
  await recordReport(db, String(learner), report(), true, nowMs);
  const [, name] = (await read(String(learner)))[0] ?? [];
  const said = [['The figure is of another year.', name]];
  expect(await read(String(instructor))).toEqual(said);
  expect(await read(String(administrator))).toEqual(said);
  expect(await read(String(other))).toEqual([]);
});

it('a report sent twice is kept once, and an id of somebody else’s report is refused', async () => {
  const [learner, other] = [await someone(db, 'learner'), await someone(db, 'other')];
  const sent = report('');
  await Promise.all([sent, sent].map((each) => recordReport(db, learner, each, true, nowMs)));
  expect(await read(learner)).toHaveLength(1);
  expect(await recordReport(db, other, sent, true, nowMs)).toEqual({ ok: false, reason: 'not-yours' });
});

it('a report of what the course does not have, or with a text that is too long or cannot be stored, is refused', async () => {
  const learner = await someone(db, 'learner');
  expect(await recordReport(db, learner, report(), false, nowMs)).toEqual({ ok: false, reason: 'unknown-place' });
  expect(await read(learner)).toEqual([]);
  const given = { id: randomUUID(), topicId: 't', kind: 'item', ref: 'i', locale: 'ko' };
  for (const text of ['x'.repeat(1_001), 'a\0b', '\ud800']) {
    expect(mistakeReport.safeParse({ ...given, text }).success).toBe(false);
  }
  expect(mistakeReport.parse({ ...given, text: '  두 줄\n  ' }).text).toBe('두 줄');
});
