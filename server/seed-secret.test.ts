import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { seedSecret } from './seed-secret';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const env = (settings: Partial<NodeJS.ProcessEnv>) => ({ NODE_ENV: 'test', ...settings }) as NodeJS.ProcessEnv;

beforeEach(async () => {
  await db.quizAttempt.deleteMany();
  await db.setting.deleteMany();
});

describe('the secret that questions are drawn by', () => {
  it('is made once, and stays when the secret of the sessions changes', async () => {
    const [first, other] = await Promise.all([
      seedSecret(db, env({ NEXTAUTH_SECRET: 'one' })),
      seedSecret(db, env({ NEXTAUTH_SECRET: 'one' })),
    ]);
    expect(other).toBe(first);
    expect(first).not.toBe('one');
    expect(await seedSecret(db, env({ NEXTAUTH_SECRET: 'another' }))).toBe(first);
  });

  it('is what questions were drawn by before, where some were', async () => {
    const userId = await someone(db, 'learner');
    await db.quizAttempt.create({ data: { id: randomUUID(), userId, topicId: 'a topic', itemCount: 0 } });
    expect(await seedSecret(db, env({ NEXTAUTH_SECRET: 'of old' }))).toBe('of old');
    expect(await seedSecret(db, env({ NEXTAUTH_SECRET: 'rotated' }))).toBe('of old');
  });

  it('is SEED_SECRET where that is set', async () => {
    expect(await seedSecret(db, env({ SEED_SECRET: 'given', NEXTAUTH_SECRET: 'one' }))).toBe('given');
    expect(await db.setting.count()).toBe(0);
  });
});
