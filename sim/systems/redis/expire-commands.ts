import { isWord, parseInt64 } from './arguments';
import { type Context, deleteKey, expiryOf, lookUp, peek, setExpiry, touch } from './context';
import { integer } from './entry-replies';
import { type ErrorReply, errorWith, NOT_AN_INTEGER } from './errors';
import { expiryFrom, invalidExpireTime } from './expire-times';
import { compareInt64, subtractInt64 } from './int64';
import type { Int64, Reply } from './types';

/** EXPIRE key seconds [NX | XX | GT | LT] */
export function expire(context: Context, argv: readonly string[]): Reply {
  return expireKey(context, argv, true, context.env.nowMs);
}

/** PEXPIRE key milliseconds [NX | XX | GT | LT] */
export function pexpire(context: Context, argv: readonly string[]): Reply {
  return expireKey(context, argv, false, context.env.nowMs);
}

/** EXPIREAT key unix-time-seconds [NX | XX | GT | LT] */
export function expireat(context: Context, argv: readonly string[]): Reply {
  return expireKey(context, argv, true, 0);
}

/** PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] */
export function pexpireat(context: Context, argv: readonly string[]): Reply {
  return expireKey(context, argv, false, 0);
}

const CONDITIONS = ['NX', 'XX', 'GT', 'LT'] as const;
type Condition = (typeof CONDITIONS)[number];

/** `expireGenericCommand`. A time that is over deletes the key at once. */
function expireKey(context: Context, argv: readonly string[], isSeconds: boolean, baseMs: number): Reply {
  const { server, env } = context;
  const conditions = parseConditions(argv);
  if ('err' in conditions) return conditions;
  const value = parseInt64(argv[2] ?? '');
  if (value === null) return NOT_AN_INTEGER;
  const when = expiryFrom(value, isSeconds, baseMs, 'fails');
  if (when === null) return invalidExpireTime(context);
  const key = argv[1] ?? '';
  if (lookUp(server, key) === null || !isMet(conditions, expiryOf(server, key), when)) return 0;
  if (compareInt64(when, env.nowMs) <= 0) deleteKey(context, key);
  else setExpiry(server, key, when);
  touch(context, key);
  return 1;
}

function parseConditions(argv: readonly string[]): ReadonlySet<Condition> | ErrorReply {
  const found = new Set<Condition>();
  for (const option of argv.slice(3)) {
    const condition = CONDITIONS.find((one) => isWord(option, one));
    if (condition === undefined) return errorWith`ERR Unsupported option ${option}`;
    found.add(condition);
  }
  if (found.has('NX') && found.size > 1) {
    return { err: 'ERR NX and XX, GT or LT options at the same time are not compatible' };
  }
  if (found.has('GT') && found.has('LT')) {
    return { err: 'ERR GT and LT options at the same time are not compatible' };
  }
  return found;
}

/** A key that never expires counts as one that does so later than any time. */
function isMet(conditions: ReadonlySet<Condition>, current: Int64 | null, when: Int64): boolean {
  if (conditions.has('NX') && current !== null) return false;
  if (conditions.has('XX') && current === null) return false;
  if (conditions.has('GT') && (current === null || compareInt64(when, current) <= 0)) return false;
  return !(conditions.has('LT') && current !== null && compareInt64(when, current) >= 0);
}

/** TTL key: seconds left, rounded; -1: it does not expire; -2: there is no such key. */
export function ttl(context: Context, argv: readonly string[]): Reply {
  return timeLeft(context, argv, false, false);
}

/** PTTL key */
export function pttl(context: Context, argv: readonly string[]): Reply {
  return timeLeft(context, argv, true, false);
}

/** EXPIRETIME key: the Unix time itself. */
export function expiretime(context: Context, argv: readonly string[]): Reply {
  return timeLeft(context, argv, false, true);
}

/** PEXPIRETIME key */
export function pexpiretime(context: Context, argv: readonly string[]): Reply {
  return timeLeft(context, argv, true, true);
}

function timeLeft({ server, env }: Context, argv: readonly string[], isMs: boolean, isAbsolute: boolean): Reply {
  const key = argv[1] ?? '';
  if (peek(server, key) === null) return -2;
  const expiryMs = expiryOf(server, key);
  if (expiryMs === null) return -1;
  const left = isAbsolute ? expiryMs : subtractInt64(expiryMs, env.nowMs);
  const ms = compareInt64(left, 0) < 0 ? 0 : left;
  if (isMs) return integer(ms);
  if (typeof ms === 'number') return Math.floor((ms + 500) / 1000);
  // The sum wraps around as a `long long` does, and is cut towards zero.
  return integer(parseInt64(String(BigInt.asIntN(64, BigInt(ms) + 500n) / 1000n)) ?? 0);
}

/** PERSIST key */
export function persist(context: Context, argv: readonly string[]): Reply {
  const key = argv[1] ?? '';
  if (lookUp(context.server, key) === null || expiryOf(context.server, key) === null) return 0;
  setExpiry(context.server, key, null);
  touch(context, key);
  return 1;
}
