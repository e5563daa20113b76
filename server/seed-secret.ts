import { randomBytes } from 'node:crypto';
import type { Db } from './db/open';

const KEY = 'seed_secret';

/**
 * The secret that questions are drawn by: SEED_SECRET, else one that is made once and kept in the database, so that it goes with it into
 * backups and other databases, and another NEXTAUTH_SECRET changes no question. A database whose questions were drawn before there was
 * such a secret keeps the one they were drawn by: the NEXTAUTH_SECRET of that time.
 */
export async function seedSecret(db: Db, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.SEED_SECRET) return env.SEED_SECRET;
  const kept = await db.setting.findUnique({ where: { key: KEY } });
  if (kept) return kept.value;
  const wasDrawn = (await db.quizAttempt.findFirst({ select: { id: true } })) !== null;
  const value = (wasDrawn && env.NEXTAUTH_SECRET) || randomBytes(32).toString('base64');
  // Of two processes that start together, one's is kept.
  await db.setting.createMany({ data: [{ key: KEY, value }], skipDuplicates: true });
  return (await db.setting.findUniqueOrThrow({ where: { key: KEY } })).value;
}
