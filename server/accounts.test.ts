import { describe, expect, it } from 'vitest';
import { createAccount, readNewAccount, storePasswordHash, verifyAccount } from './accounts';
import { confirmOwner } from './confirm-owner';
import { hashPassword } from './passwords';
import { beginSession, sessionAccount } from './sessions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const account = { name: 'Learner', email: 'learner@example.test', password: 'correct horse battery' };
await createAccount(db, account);

describe('accounts', () => {
  it('let in with the right password and with no other', async () => {
    expect(await verifyAccount(db, account.email, account.password)).toMatchObject({ name: 'Learner' });
    for (const password of ['', 'correct horse batter', 'correct horse battery ', account.email]) {
      expect(await verifyAccount(db, account.email, password)).toBeNull();
    }
  });

  it('let nobody in under an address that has no account or is none', async () => {
    expect(await verifyAccount(db, 'nobody@example.test', account.password)).toBeNull();
    expect(await verifyAccount(db, 'not an address', account.password)).toBeNull();
  });

  it('do not mind case and spaces around the address', async () => {
    expect(await verifyAccount(db, ' Learner@Example.TEST ', account.password)).not.toBeNull();
  });

  it('are one to an address', async () => {
    expect(await createAccount(db, { ...account, name: 'Another' })).toBe('email-taken');
  });

  it('are one to an address when two sign up at once', async () => {
    const twice = { ...account, email: 'twice@example.test' };
    const results = await Promise.all([createAccount(db, twice), createAccount(db, twice)]);
    expect(results.filter((result) => result === 'email-taken')).toHaveLength(1);
  });

  it('keep an argon2id hash and never the password', async () => {
    const row = await db.user.findUniqueOrThrow({ where: { email: account.email } });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(row)).not.toContain(account.password);
  });

  it('are refused with what is wrong with each field', async () => {
    expect(await readNewAccount({ name: ' ', email: 'learner@', password: 'short' })).toEqual({
      problems: { name: 'name', email: 'email', password: 'length' },
    });
    expect(await readNewAccount({ ...account, password: 'Learner2026' })).toEqual({
      problems: { password: 'personal' },
    });
    expect(await readNewAccount({ ...account, name: ' Learner ' })).toEqual(account);
  });

  it.each([undefined, null, 7, 'text', [], { password: {} }, { email: ['a'], name: 1, password: 'x'.repeat(20_000) }])(
    'are not made of %j',
    async (input) => {
      expect(await readNewAccount(input)).toEqual({ problems: { name: 'name', email: 'email', password: 'length' } });
    },
  );

  it('with a password from before there were rules are let in as before', async () => {
    const old = { name: 'Old', email: 'old@example.test', password: '1234567890' };
    await createAccount(db, old);
    expect(await verifyAccount(db, old.email, old.password)).toMatchObject({ name: 'Old' });
  });
});

describe('another password', () => {
  const next = 'another good one here';

  it('takes the place of the one before and ends every session but the one that it was set in', async () => {
    const learner = await someone(db, 'learner');
    const { email } = await db.user.findUniqueOrThrow({ where: { id: learner } });
    const [here, elsewhere] = [await beginSession(db, learner, 0), await beginSession(db, learner, 0)];
    await storePasswordHash(db, learner, await hashPassword(next), { keptSessionId: here });
    expect(await verifyAccount(db, email, 'long enough')).toBeNull();
    expect(await verifyAccount(db, email, next)).toMatchObject({ id: learner });
    expect(await sessionAccount(db, here, 0)).not.toBeNull();
    expect(await sessionAccount(db, elsewhere, 0)).toBeNull();
    await storePasswordHash(db, learner, await hashPassword(next));
    expect(await sessionAccount(db, here, 0)).toBeNull();
  });

  it('is for who knows the present one, or has just signed in where there is none', async () => {
    const id = await someone(db, 'learner');
    const user = await db.user.findUniqueOrThrow({ where: { id } });
    const sessionId = await beginSession(db, id, 0);
    const proof = { password: 'long enough', address: '192.0.2.1', sessionId, nowMs: 60_000 };
    expect(await confirmOwner(db, user, proof)).toBe('confirmed');
    expect(await confirmOwner(db, user, { ...proof, password: 'a guess' })).toBe('wrong-password');
    await db.user.update({ where: { id }, data: { passwordHash: '' } });
    expect(await confirmOwner(db, user, { ...proof, password: '' })).toBe('confirmed');
    expect(await confirmOwner(db, user, { ...proof, nowMs: 16 * 60_000 })).toBe('sign-in-again');
    const other = await someone(db, 'other');
    expect(await confirmOwner(db, { ...user, id: other }, { ...proof, password: '' })).toBe('wrong-password');
  });

  it('is refused after ten wrong guesses at the present one', async () => {
    const user = await db.user.findUniqueOrThrow({ where: { id: await someone(db, 'learner') } });
    const proof = { password: 'a guess', address: '192.0.2.2', sessionId: '', nowMs: 0 };
    for (let n = 0; n < 10; n++) await confirmOwner(db, user, proof);
    expect(await confirmOwner(db, user, { ...proof, password: 'long enough' })).toMatchObject({ reason: 'later' });
  });
});
