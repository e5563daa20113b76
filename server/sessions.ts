import * as z from 'zod';
import type { Account } from './accounts';
import { type Db, Prisma, runSql } from './db/open';

/** A session ends this long after signing in, however much it is used. */
export const SESSION_S = 30 * 24 * 60 * 60;
/** Browsers that are signed in to one account: the oldest is signed out by one more. */
const SESSIONS_MAX = 100;

/** Begins a session and returns its id. Clears away the account's sessions that have run out or are too many. */
export async function beginSession(db: Db, userId: string, nowMs: number): Promise<string> {
  const { id } = await db.session.create({
    data: { userId, createdAt: new Date(nowMs), expiresAt: new Date(nowMs + SESSION_S * 1000) },
    select: { id: true },
  });
  await db.$executeRaw`
    DELETE FROM sessions
    WHERE user_id = ${userId}::uuid AND id <> ${id}::uuid AND (
      expires_at <= ${new Date(nowMs)} OR id NOT IN (
        SELECT id FROM sessions WHERE user_id = ${userId}::uuid ORDER BY created_at DESC LIMIT ${SESSIONS_MAX}
      )
    )`;
  return id;
}

/** The account that a session belongs to; null for one that was ended, has run out or never was. One statement. */
export async function sessionAccount(db: Db, sessionId: unknown, nowMs: number): Promise<Account | null> {
  const id = z.uuid().safeParse(sessionId);
  if (!id.success) return null;
  const [account] = await runSql(
    db,
    Prisma.sql`
      SELECT users.id, users.email, users.name
      FROM sessions JOIN users ON users.id = sessions.user_id
      WHERE sessions.id = ${id.data}::uuid AND sessions.expires_at > ${new Date(nowMs)}::timestamptz`,
  );
  return (account as Account | undefined) ?? null;
}

/** Ends a session: every copy of its cookie is worth nothing from now on. */
export async function endSession(db: Db, sessionId: unknown): Promise<void> {
  const id = z.uuid().safeParse(sessionId);
  if (id.success) await db.session.deleteMany({ where: { id: id.data } });
}
