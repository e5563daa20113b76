import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type Later, later } from '@/lib/later';
import { type Db, runSql } from './db/open';
import { log, pseudonym } from './log';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/**
 * How often something may be done within a time, in seconds. By address the limits leave room for a lecture hall behind one address, by
 * account for a learner whose outbox is emptied after a day without a network.
 */
const LIMITS = {
  /** Passwords that were wrong. */
  'sign-in by address': { points: 200, duration: 15 * MINUTE_S },
  'sign-in by account and address': { points: 10, duration: 15 * MINUTE_S },
  'sign-in by account': { points: 100, duration: HOUR_S },
  'sign-up by address': { points: 300, duration: HOUR_S },
  'classes opened': { points: 30, duration: 24 * HOUR_S },
  'join codes': { points: 30, duration: 10 * MINUTE_S },
  'join codes by address': { points: 300, duration: 10 * MINUTE_S },
  replays: { points: 120, duration: 10 * MINUTE_S },
  /** Pictures of links that were not drawn before. */
  'previews by address': { points: 120, duration: 10 * MINUTE_S },
  'mistake reports': { points: 30, duration: HOUR_S },
  /** Mails with a link, by where they are asked for and by the address that was typed, whether or not it has an account. */
  'mails by address': { points: 60, duration: HOUR_S },
  'mails by account': { points: 5, duration: HOUR_S },
  'links by address': { points: 100, duration: 15 * MINUTE_S },
  exports: { points: 10, duration: HOUR_S },
  answers: { points: 600, duration: 10 * MINUTE_S },
} as const;

export type LimitName = keyof typeof LIMITS;

/** Limiters by database. Their counts are in the database, so they hold over all processes that use it. */
const limiters = new WeakMap<Db, Map<LimitName, RateLimiterPostgres>>();

function limiterOf(db: Db, name: LimitName): RateLimiterPostgres {
  const known = limiters.get(db) ?? new Map<LimitName, RateLimiterPostgres>();
  limiters.set(db, known);
  const limiter = known.get(name) ?? makeLimiter(db, name, known.size === 0);
  known.set(name, limiter);
  return limiter;
}

function makeLimiter(db: Db, name: LimitName, isFirst: boolean): RateLimiterPostgres {
  const { points, duration } = LIMITS[name];
  return new RateLimiterPostgres({
    storeClient: connectionThrough(db),
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    // One of them sweeps the table for all.
    clearExpiredByTimeout: isFirst,
    keyPrefix: name,
    points,
    duration,
    // Whoever is over the limit is refused from memory, without a statement.
    inMemoryBlockOnConsumed: points + 1,
  });
}

/**
 * The database as rate-limiter-flexible's PostgreSQL store wants it. That store counts in one statement; its Prisma store takes two,
 * between which a count can be lost.
 */
function connectionThrough(db: Db) {
  return {
    async query({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) {
      const sent = values.map((value) => (typeof value === 'number' && value > 2 ** 31 - 1 ? BigInt(value) : value));
      const rows = (await runSql(db, { text, values: sent })) as { expire?: bigint | string | null }[];
      const asNumbers = rows.map((row) => (row.expire == null ? row : { ...row, expire: Number(row.expire) }));
      return { rows: asNumbers, rowCount: rows.length };
    },
  };
}

/** Whom a limit counts, so that the table tells nobody's address or e-mail address. */
function keyOf(whom: string): string {
  return createHmac('sha256', process.env.NEXTAUTH_SECRET ?? '')
    .update(`limit ${whom}`)
    .digest('base64url');
}

/** Counts one against a limit; "later" when it is used up. */
export async function countAgainst(db: Db, name: LimitName, whom: string): Promise<Later | null> {
  try {
    await limiterOf(db, name).consume(keyOf(whom));
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    log.info({ event: 'limit', limit: name, who: pseudonym(whom) });
    return later(refusal.msBeforeNext);
  }
}

/** Takes one count back. */
export async function giveBack(db: Db, name: LimitName, whom: string): Promise<void> {
  await limiterOf(db, name).reward(keyOf(whom));
}

/** Begins to count anew. */
export async function resetLimit(db: Db, name: LimitName, whom: string): Promise<void> {
  await limiterOf(db, name).delete(keyOf(whom));
}
