import { randomBytes } from 'node:crypto';
import { createAccount } from './accounts';
import type { SqlConnection } from './db/migrate';
import type { Db } from './db/open';
import { keptSecret } from './environment';
import { hashPassword, passwordMatches } from './passwords';

export interface DemoAccount {
  readonly role: 'learner' | 'instructor';
  readonly email: string;
  readonly password: string;
}

const roles = [
  { role: 'learner', name: 'Demo learner', email: 'learner@interleave.test' },
  { role: 'instructor', name: 'Demo instructor', email: 'instructor@interleave.test' },
] as const;

const DEMO_ADDRESSES: string[] = roles.map(({ email }) => email);

/**
 * Two accounts to look around with, for the embedded database only. Their passwords are made at the first start and
 * kept in the data folder, so that no copy of the app shares them with another.
 */
export async function ensureDemoAccounts(db: Db, dataDir: string): Promise<DemoAccount[]> {
  return Promise.all(
    roles.map(async ({ role, name, email }) => {
      const password = await keptSecret(dataDir, `demo-${role}-password`, () => randomBytes(9).toString('base64url'));
      const known = await db.user.findUnique({ where: { email }, select: { passwordHash: true } });
      if (known === null) await createAccount(db, { name, email, password });
      // Shut, or restored from a backup of another folder.
      else if (!(await passwordMatches(known.passwordHash, password))) {
        await db.user.update({ where: { email }, data: { passwordHash: await hashPassword(password) } });
      }
      return { role, email, password };
    }),
  );
}

/** In place of a hash: no password belongs to it. */
const NO_PASSWORD = '';

/** Shuts the demo accounts, for a server that others can reach: nobody is or can be signed in to them. What they did is kept. */
export async function shutDemoAccounts(db: Db): Promise<void> {
  const where = { email: { in: DEMO_ADDRESSES } };
  await db.session.deleteMany({ where: { user: where } });
  await db.user.updateMany({ where, data: { passwordHash: NO_PASSWORD } });
}

/** The same for a database that nobody uses yet. */
export async function shutDemoAccountsOf(connection: SqlConnection): Promise<void> {
  await connection.query('UPDATE users SET password_hash = $1 WHERE email = ANY($2)', [NO_PASSWORD, DEMO_ADDRESSES]);
}
