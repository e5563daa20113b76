import { describe, expect, it } from 'vitest';
import {
  beginSession,
  endSession,
  endSessionOf,
  endSessionsOf,
  SESSION_S,
  sessionAccount,
  sessionsOf,
} from './sessions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 0, 1);

describe('a session', () => {
  it('is its account’s until it is ended, and nobody’s afterwards', async () => {
    const learner = await someone(db, 'learner');
    const [one, other] = [await beginSession(db, learner, NOW_MS), await beginSession(db, learner, NOW_MS)];
    expect(await sessionAccount(db, one, NOW_MS)).toMatchObject({ id: learner, name: 'learner' });
    await endSession(db, one);
    expect(await sessionAccount(db, one, NOW_MS)).toBe(null);
    expect(await sessionAccount(db, other, NOW_MS)).toMatchObject({ id: learner });
  });

  it('runs out, and is then cleared away', async () => {
    const learner = await someone(db, 'learner');
    const id = await beginSession(db, learner, NOW_MS);
    expect(await sessionAccount(db, id, NOW_MS + SESSION_S * 1000 - 1)).not.toBe(null);
    expect(await sessionAccount(db, id, NOW_MS + SESSION_S * 1000)).toBe(null);
    await beginSession(db, learner, NOW_MS + SESSION_S * 1000);
    expect(await db.session.count({ where: { userId: learner } })).toBe(1);
  });

  it('is one of a hundred at most', async () => {
    const learner = await someone(db, 'learner');
    const ids: string[] = [];
    for (let n = 0; n < 105; n++) ids.push(await beginSession(db, learner, NOW_MS + n));
    expect(await db.session.count({ where: { userId: learner } })).toBe(100);
    expect(await sessionAccount(db, ids[0], NOW_MS)).toBe(null);
  });

  it('is listed to its account with the browser, and ended by nobody else', async () => {
    const [learner, other] = [await someone(db, 'learner'), await someone(db, 'other')];
    const first = await beginSession(db, learner, NOW_MS, 'Firefox, Linux');
    const second = await beginSession(db, learner, NOW_MS + 1);
    const clients = async () => (await sessionsOf(db, learner, NOW_MS + 2)).map(({ id, client }) => [id, client]);
    expect(await clients()).toEqual([
      [second, ''],
      [first, 'Firefox, Linux'],
    ]);
    expect(await endSessionOf(db, other, first)).toBe(false);
    expect(await endSessionOf(db, learner, first)).toBe(true);
    expect(await clients()).toEqual([[second, '']]);
    await endSessionsOf(db, learner);
    expect(await clients()).toEqual([]);
  });

  it('goes with its account', async () => {
    const learner = await someone(db, 'learner');
    const id = await beginSession(db, learner, NOW_MS);
    await db.user.delete({ where: { id: learner } });
    expect(await sessionAccount(db, id, NOW_MS)).toBe(null);
  });

  it.each([undefined, null, '', 'no id', 42, "' OR 1=1 --"])('is not named by %j', async (id) => {
    expect(await sessionAccount(db, id, NOW_MS)).toBe(null);
    await endSession(db, id);
  });
});
