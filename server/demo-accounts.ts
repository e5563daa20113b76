import { randomBytes } from 'node:crypto';
import { createAccount } from './accounts';
import type { Db } from './db/open';
import { keptSecret } from './environment';

export interface DemoAccount {
  readonly role: 'learner' | 'instructor';
  readonly email: string;
  readonly password: string;
}

const roles = [
  { role: 'learner', name: 'Demo learner', email: 'learner@interleave.test' },
  { role: 'instructor', name: 'Demo instructor', email: 'instructor@interleave.test' },
] as const;

/**
 * Two accounts to look around with, for the embedded database only. Their passwords are made at the first start and
 * kept in the data folder, so that no copy of the app shares them with another.
 */
export async function ensureDemoAccounts(db: Db, dataDir: string): Promise<DemoAccount[]> {
  return Promise.all(
    roles.map(async ({ role, name, email }) => {
      const password = await keptSecret(dataDir, `demo-${role}-password`, () => randomBytes(9).toString('base64url'));
      if (!(await db.user.findUnique({ where: { email }, select: { id: true } }))) {
        await createAccount(db, { name, email, password });
      }
      return { role, email, password };
    }),
  );
}
