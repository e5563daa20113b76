import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccount } from './accounts';
import { signInAs } from './sign-in';
import { testDatabase } from './testing/database';

const db = await testDatabase();
const password = 'correct horse battery';

async function account(email: string): Promise<string> {
  await createAccount(db, { name: 'Learner', email, password });
  return email;
}

/** What came of each of `count` tries, one after the other. */
async function tries(count: number, email: string, address: string, secret = 'not the password'): Promise<string[]> {
  const seen: string[] = [];
  for (let n = 0; n < count; n++) {
    const result = await signInAs(db, { email, password: secret, address });
    seen.push(result === null ? 'wrong' : 'reason' in result ? 'later' : 'in');
  }
  return seen;
}

const counted = (seen: readonly string[], what: string) => seen.filter((each) => each === what).length;

// The clock stands still, so that no limit begins anew within a test.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

describe('signing in', () => {
  it('answers 10 of 30 wrong passwords for an account, then says when to try again', async () => {
    const email = await account('guessed@example.test');
    const seen = await tries(30, email, '192.0.2.1');
    expect([counted(seen, 'wrong'), counted(seen, 'later')]).toEqual([10, 20]);
    expect(await signInAs(db, { email, password, address: '192.0.2.1' })).toMatchObject({
      reason: 'later',
      afterMs: 15 * 60_000,
    });
    // Its owner, elsewhere, is let in.
    expect(await signInAs(db, { email, password, address: '192.0.2.2' })).toMatchObject({ email });
  });

  it('lets 40 learners behind one address in at once, each after a slip', async () => {
    const emails = await Promise.all(Array.from({ length: 40 }, (_, n) => account(`class-${n}@example.test`)));
    const address = '192.0.2.3';
    const slips = await Promise.all(emails.map((email) => signInAs(db, { email, password: 'a slip', address })));
    expect(slips.every((result) => result === null)).toBe(true);
    const results = await Promise.all(emails.map((email) => signInAs(db, { email, password, address })));
    expect(results.map((result) => result && 'email' in result && result.email)).toEqual(emails);
  });

  it('says the same of an address without an account', async () => {
    const seen = await tries(12, 'nobody@example.test', '192.0.2.4');
    expect(seen).toEqual([...Array(10).fill('wrong'), 'later', 'later']);
  });

  it('stops one address that tries many accounts', async () => {
    const seen: string[] = [];
    for (let n = 0; n < 25; n++) seen.push(...(await tries(10, `many-${n}@example.test`, '192.0.2.5')));
    expect([counted(seen, 'wrong'), counted(seen, 'later')]).toEqual([200, 50]);
  }, 60_000);

  it('stops many addresses that try one account', async () => {
    const email = await account('hunted@example.test');
    const seen: string[] = [];
    for (let n = 0; n < 12; n++) seen.push(...(await tries(10, email, `198.51.100.${n}`)));
    expect([counted(seen, 'wrong'), counted(seen, 'later')]).toEqual([100, 20]);
  }, 60_000);

  it('does not count what went well, and lets in again when the time is over', async () => {
    const email = await account('often@example.test');
    expect(counted(await tries(15, email, '192.0.2.6', password), 'in')).toBe(15);
    await tries(11, email, '192.0.2.6');
    vi.setSystemTime(Date.now() + 15 * 60_000 + 1);
    expect(await signInAs(db, { email, password, address: '192.0.2.6' })).toMatchObject({ email });
  }, 60_000);

  it('counts tries that come together', async () => {
    const email = await account('burst@example.test');
    const results = await Promise.all(
      Array.from({ length: 30 }, () => signInAs(db, { email, password: 'no', address: '192.0.2.7' })),
    );
    expect(results.filter((result) => result === null)).toHaveLength(10);
  });

  it('keeps no address in the table of limits', async () => {
    await tries(1, 'private@example.test', '203.0.113.9');
    const keys = (await db.rateLimit.findMany()).map(({ key }) => key).join(' ');
    expect(keys).not.toMatch(/private|example|203\.0/);
  });
});
