import type { Context } from './context';
import type { ErrorReply } from './errors';
import { int64FromBigInt } from './int64';
import type { Int64 } from './types';
import { isSince } from './versions';

const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/**
 * The time, in Unix milliseconds, that is `value` seconds or milliseconds after `baseMs`. Null: seconds that are no `long long` of
 * milliseconds, or a sum beyond one unless `overflow` is `wraps`.
 */
export function expiryFrom(
  value: Int64,
  isSeconds: boolean,
  baseMs: number,
  overflow: 'wraps' | 'fails',
): Int64 | null {
  const given = BigInt(value);
  if (isSeconds && (given > INT64_MAX / 1000n || given < INT64_MIN / 1000n)) return null;
  const when = (isSeconds ? given * 1000n : given) + BigInt(baseMs);
  if (overflow === 'fails' && when > INT64_MAX) return null;
  return int64FromBigInt(when);
}

export function invalidExpireTime({ server, fullName }: Context): ErrorReply {
  const name = isSince(server, '7.0') ? `'${fullName}' command` : fullName;
  return { err: `ERR invalid expire time in ${name}` };
}
