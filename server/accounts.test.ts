import { describe, expect, it } from 'vitest';
import { createAccount, newAccount, verifyAccount } from './accounts';
import { testDatabase } from './testing/database';

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

  it.each([
    ['an empty name', { name: '  ' }],
    ['an address without a domain', { email: 'learner@' }],
    ['a short password', { password: 'short' }],
    ['a password without end', { password: 'x'.repeat(201) }],
  ])('are not opened with %s', (_, wrong) => {
    expect(newAccount.safeParse({ ...account, ...wrong }).success).toBe(false);
  });
});
