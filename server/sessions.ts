import * as z from 'zod';
import type { Account } from './accounts';
import { type Db, Prisma, runSql } from './db/open';

/** A session ends this long after signing in, however much it is used. */
export const SESSION_S = 30 * 24 * 60 * 60;
/** Browsers that are signed in to one account: the oldest is signed out by one more. */
const SESSIONS_MAX = 100;

/**
 * Begins a session and returns its id. Clears away the account's sessions that have run out or are too many. `client` is what its owner
 * knows the browser by.
 */
export async function beginSession(db: Db, userId: string, nowMs: number, client = ''): Promise<string> {
  const { id } = await db.session.create({
    data: { userId, client, createdAt: new Date(nowMs), expiresAt: new Date(nowMs + SESSION_S * 1000) },
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

/** A browser that is signed in. */
export interface OpenSession {
  readonly id: string;
  /** Such as "Firefox, Linux"; empty where that is not known. */
  readonly client: string;
  readonly createdAt: Date;
}

/** The browsers that are signed in to an account, the newest first. */
export function sessionsOf(db: Db, userId: string, nowMs: number): Promise<OpenSession[]> {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: new Date(nowMs) } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, client: true, createdAt: true },
  });
}

/** Ends a session of the account's; false where it has none of that id. */
export async function endSessionOf(db: Db, userId: string, sessionId: string): Promise<boolean> {
  return (await db.session.deleteMany({ where: { id: sessionId, userId } })).count > 0;
}

/** Ends all of the account's sessions. */
export async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.session.deleteMany({ where: { userId } });
}

/** When the account's session began; null for one that is not its own or has ended. */
export async function sessionBegan(db: Db, userId: string, sessionId: string): Promise<Date | null> {
  const found = await db.session.findFirst({ where: { id: sessionId, userId }, select: { createdAt: true } });
  return found?.createdAt ?? null;
}
