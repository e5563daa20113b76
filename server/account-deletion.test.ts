import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { deleteOwnAccount } from '@/app/[locale]/account/actions';
import { deleteAccount, deletionPlan } from './account-deletion';
import { runAdminCommand } from './admin-commands';
import { openClass } from './classes';
import { beginSession, sessionAccount } from './sessions';
import { someone, testDatabase } from './testing/database';

const caller = vi.hoisted(() => ({ user: null as unknown, db: undefined as unknown }));
vi.mock('@/server/session', () => ({ currentUser: async () => caller.user, currentSessionId: async () => '' }));
vi.mock('@/server/database', () => ({ database: async () => caller.db }));
vi.mock('@/server/client-address', () => ({ clientAddress: async () => '192.0.2.1' }));

const db = await testDatabase();
caller.db = db;
const NOW_MS = Date.UTC(2026, 0, 1);

async function classOf(owner: string, name: string): Promise<string> {
  const id = randomUUID();
  expect(await openClass(db, owner, { id, name })).toBe('opened');
  return id;
}

async function answersOf(userId: string): Promise<void> {
  const answers = { create: { id: randomUUID(), itemId: 'i', response: 'a', earned: 1, total: 1 } };
  await db.quizAttempt.create({ data: { id: randomUUID(), userId, topicId: 't', itemCount: 1, answers } });
}

/** Rows of every table that name the account, by table: found by the database's own references. */
async function rowsAbout(userId: string): Promise<readonly string[]> {
  const references = await db.$queryRaw<{ source: string; column: string }[]>`
    SELECT conrelid::regclass::text AS source, attname AS column FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
    WHERE contype = 'f' AND confrelid = 'users'::regclass`;
  const found: string[] = [];
  for (const { source, column } of references) {
    const sql = `SELECT 1 FROM "${source}" WHERE "${column}" = $1::uuid LIMIT 1`;
    if ((await db.$queryRawUnsafe<unknown[]>(sql, userId)).length > 0) found.push(source);
  }
  return found;
}

describe('deleting an account', () => {
  it('leaves nothing about its owner and takes nothing from anybody else', async () => {
    const [learner, other, teacher] = [
      await someone(db, 'learner'),
      await someone(db, 'other'),
      await someone(db, 'teacher'),
    ];
    const classId = await classOf(teacher, 'Systems');
    for (const userId of [learner, other]) {
      await answersOf(userId);
      await db.membership.create({ data: { classId, userId, periods: { create: { openKey: randomUUID() } } } });
    }
    const sessionId = await beginSession(db, learner, Date.now());
    expect(await deletionPlan(db, learner)).toEqual({ answers: 1, labRuns: 0, taken: 1, owned: [] });
    expect(await rowsAbout(learner)).not.toEqual([]);
    expect(await deleteAccount(db, learner, NOW_MS)).toBe(true);
    expect(await rowsAbout(learner)).toEqual([]);
    expect(await db.user.count({ where: { id: learner } })).toBe(0);
    expect(await sessionAccount(db, sessionId, Date.now())).toBeNull();
    expect(await db.answer.count({ where: { attempt: { userId: other } } })).toBe(1);
    expect(await db.membership.count({ where: { classId } })).toBe(1);
    expect(await deleteAccount(db, learner, NOW_MS)).toBe(false);
  });

  it('hands a class to the co-instructor who has been longest, as it says before', async () => {
    const [owner, second, third] = [
      await someone(db, 'owner'),
      await someone(db, 'second'),
      await someone(db, 'third'),
    ];
    const classId = await classOf(owner, 'Shared');
    const staff = (userId: string, role: string, day: number) => ({
      classId,
      userId,
      role,
      createdAt: new Date(Date.UTC(2025, 0, day)),
    });
    await db.classStaff.createMany({ data: [staff(third, 'co-instructor', 3), staff(second, 'co-instructor', 2)] });
    expect((await deletionPlan(db, owner)).owned).toEqual([{ name: 'Shared', heir: 'second' }]);
    await deleteAccount(db, owner, NOW_MS);
    const roles = await db.classStaff.findMany({ where: { classId }, orderBy: { createdAt: 'asc' } });
    expect(roles.map(({ userId, role }) => [userId, role])).toEqual([
      [second, 'owner'],
      [third, 'co-instructor'],
    ]);
    expect(await db.class.findUniqueOrThrow({ where: { id: classId } })).toMatchObject({ archivedAt: null });
  });

  it('archives a class that nobody else teaches, and keeps its learners’ places', async () => {
    const [owner, learner, assistant] = [
      await someone(db, 'owner'),
      await someone(db, 'learner'),
      await someone(db, 'assistant'),
    ];
    const classId = await classOf(owner, 'Alone');
    await db.membership.create({ data: { classId, userId: learner } });
    await db.classStaff.create({ data: { classId, userId: assistant, role: 'assistant' } });
    expect((await deletionPlan(db, owner)).owned).toEqual([{ name: 'Alone', heir: null }]);
    await deleteAccount(db, owner, NOW_MS);
    expect(await db.class.findUniqueOrThrow({ where: { id: classId } })).toMatchObject({
      archivedAt: new Date(NOW_MS),
    });
    expect(await db.membership.count({ where: { classId } })).toBe(1);
  });

  it('is for who knows the password, at the page', async () => {
    caller.user = await db.user.findUniqueOrThrow({ where: { id: await someone(db, 'learner') } });
    expect(await deleteOwnAccount({ password: 'a guess' })).toEqual({ ok: false, reason: 'wrong-password' });
    expect(await deleteOwnAccount({ password: 'long enough' })).toEqual({ ok: true });
    expect(await rowsAbout((caller.user as { id: string }).id)).toEqual([]);
  });

  it('is for an administrator who says so twice, at the command line', async () => {
    const { id, email } = await db.user.findUniqueOrThrow({ where: { id: await someone(db, 'owner') } });
    await classOf(id, 'Mine');
    const around = { nowMs: NOW_MS, origin: '', writeFile: async () => {} };
    const run = async (...args: string[]) => (await runAdminCommand(db, ['delete', email, ...args], around)).join('\n');
    expect(await run()).toMatch(/Class "Mine": archived\.\nNothing was deleted/);
    expect(await db.user.count({ where: { id } })).toBe(1);
    expect(await run('--yes')).toContain('Deleted.');
    expect(await db.user.count({ where: { id } })).toBe(0);
  });
});
