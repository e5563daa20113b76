import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyAccount } from './accounts';
import { ensureDemoAccounts, shutDemoAccounts } from './demo-accounts';
import { readEnvironment } from './environment';
import { beginSession, sessionAccount } from './sessions';
import { testDatabase } from './testing/database';

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'interleave-demo-'));
afterAll(() => rm(folder, { recursive: true }));

describe('demo accounts', () => {
  it('let in with the passwords of the data folder, and nobody once they are shut', async () => {
    const [learner] = await ensureDemoAccounts(db, folder);
    if (learner === undefined) throw new Error('there is no demo learner');
    const account = await verifyAccount(db, learner.email, learner.password);
    if (account === null) throw new Error('the demo learner is not let in');
    const session = await beginSession(db, account.id, Date.now());
    await shutDemoAccounts(db);
    expect(await verifyAccount(db, learner.email, learner.password)).toBe(null);
    expect(await verifyAccount(db, learner.email, '')).toBe(null);
    expect(await sessionAccount(db, session, Date.now())).toBe(null);
    // Back on this machine alone, they are as before.
    await ensureDemoAccounts(db, folder);
    expect(await verifyAccount(db, learner.email, learner.password)).toMatchObject({ id: account.id });
  });

  it.each([
    [{}, true],
    [{ HOST: '127.0.0.1' }, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '192.168.0.2' }, false],
    [{ HOST: '127.0.0.1.example' }, false],
    [{ TRUSTED_PROXIES: '1' }, false],
  ])('are there with %j: %j', (settings, isLocal) => {
    expect(readEnvironment({ NODE_ENV: 'test', ...settings }).isLocal).toBe(isLocal);
  });
});
