import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { resetPassword } from './account-links';
import { verifyAccount } from './accounts';
import { runAdminCommand } from './admin-commands';
import { beginSession } from './sessions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 0, 8);

const files = new Map<string, string>();
const around = {
  nowMs: NOW_MS,
  origin: 'http://site.test',
  writeFile: async (file: string, text: string) => void files.set(file, text),
};

async function run(...args: string[]): Promise<string> {
  return (await runAdminCommand(db, args, around)).join('\n');
}

async function account(role = 'learner') {
  return db.user.findUniqueOrThrow({ where: { id: await someone(db, role) } });
}

it('promote makes an administrator of the account with that address', async () => {
  const { id, email } = await account();
  expect(await run('promote', ` ${email.toUpperCase()}`)).toContain('learner is an administrator');
  expect(await db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ isAdministrator: true });
});

it('reset prints a link that gives the account a new password, once', async () => {
  const { id, email } = await account();
  const said = await run('reset', email);
  const [, token = ''] = /^http:\/\/site\.test\/reset-password#(\S+)$/m.exec(said) ?? [];
  expect(await resetPassword(db, { token, password: 'another good one here' }, NOW_MS)).toEqual({ ok: true });
  expect(await verifyAccount(db, email, 'another good one here')).toMatchObject({ id });
  expect(await resetPassword(db, { token, password: 'another good one here' }, NOW_MS)).toMatchObject({ ok: false });
});

it('export writes what is kept about the account', async () => {
  const { email, passwordHash } = await account();
  await run('export', email, 'person.json');
  expect(JSON.parse(files.get('person.json') ?? '')).toMatchObject({ email, attempts: [] });
  expect(files.get('person.json')).not.toContain(passwordHash);
});

it('stats counts, and tells of nobody', async () => {
  const { id, email } = await account();
  await beginSession(db, id, NOW_MS);
  const attempt = { id: randomUUID(), userId: id, topicId: 't', itemCount: 1 };
  const answer = { itemId: 'i', response: 'a', earned: 1, total: 1, answeredAt: new Date(NOW_MS - 1) };
  await db.quizAttempt.create({ data: { ...attempt, answers: { create: { id: randomUUID(), ...answer } } } });
  const said = await run('stats');
  for (const line of [
    /^ +1 {2}learners who answered in 7 days$/m,
    /^ +1 {2}answers in 7 days$/m,
    /^ +1 {2}signed-in browsers$/m,
  ])
    expect(said).toMatch(line);
  expect(said).not.toContain(email);
});

it('reports lists what was reported, the newest first', async () => {
  const { id } = await account('reporter');
  expect(await run('reports')).toContain('Nobody');
  const report = { userId: id, topicId: '12-consensus-algorithms', kind: 'section', locale: 'ko' };
  for (const [ref, text, day] of [
    ['older', '', 1],
    ['newer', 'Two\nlines', 2],
  ] as const) {
    const reportedAt = new Date(Date.UTC(2026, 0, day));
    await db.mistakeReport.create({ data: { id: randomUUID(), ...report, ref, text, reportedAt } });
  }
  const said = await run('reports');
  expect(said.indexOf('newer')).toBeLessThan(said.indexOf('older'));
  expect(said).toContain(
    '2026-01-02T00:00:00.000Z  12-consensus-algorithms  section newer  ko  reporter\n    Two\n    lines',
  );
});

it.each([[], ['promote'], ['reset'], ['export', 'learner-1@example.test'], ['__proto__'], ['drop']])(
  '%j says how it is used',
  async (...args) => {
    await expect(run(...args)).rejects.toThrow(/^usage: npm run admin/);
  },
);

it('says that there is no such account', async () => {
  await expect(run('promote', 'nobody@example.test')).rejects.toThrow(
    'no account with the address nobody@example.test',
  );
});
