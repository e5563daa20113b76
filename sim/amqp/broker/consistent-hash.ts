import { chargeWork } from '../../core/work';
import { inMilliseconds } from './death-records';
import { phash2, typedTerm, valueTerm } from './erlang-hash';
import { AmqpError } from './errors';
import type { FieldValue } from './frames';
import type { BrokerSettings } from './types';

/**
 * The hash of RabbitMQ's consistent-hash exchange: Erlang's `phash2` of the key, then jump consistent hashing whose random
 * numbers are Erlang's `rand` with exs1024 (rabbit_exchange_type_consistent_hash:jump_consistent_hash).
 */

/** What is hashed: a text, a header, or nothing. */
export type HashKey = { readonly text: string } | { readonly header: FieldValue } | null;

/**
 * The bucket, 0 to `buckets` - 1, of a key. A header is hashed with its type by 3.10. To 4.0 it is its value alone, and a whole
 * number is its own hash; of an array or a table the first field is taken. Throws INTERNAL_ERROR for an empty one, on which 4.0 fails.
 */
export function hashBucket(key: HashKey, buckets: number, version: BrokerSettings['version'] = '3.10'): number {
  return buckets === 1 ? 0 : jump(hashOf(key, version), buckets);
}

function hashOf(key: HashKey, version: BrokerSettings['version']): number {
  if (key === null) return phash2({ atom: 'undefined' });
  if ('text' in key) return phash2({ binary: key.text });
  if (version === '3.10') return phash2(typedTerm(key.header));
  const term = valueTerm(inMilliseconds(key.header));
  if ('integer' in term) return term.integer;
  if (!('list' in term)) return phash2(term);
  const [first] = term.list;
  if (first === undefined) throw new AmqpError('internal_error', 'the header to be hashed is empty');
  return phash2(first);
}

/** What one of Erlang's random numbers costs, in elements. */
const JUMP_WORK = 15;

function jump(key: number, buckets: number): number {
  const next = exs1024(key);
  let bucket = -1;
  let candidate = 0;
  while (candidate < buckets) {
    chargeWork(JUMP_WORK);
    bucket = candidate;
    candidate = Math.trunc((bucket + 1) / next());
  }
  return bucket;
}

const mask64 = (1n << 64n) - 1n;

/** Erlang's `rand:seed_s(exs1024, {Key, Key, Key})` and its uniform numbers below 1. */
function exs1024(key: number): () => number {
  const mask21 = (1n << 21n) - 1n;
  const part = (factor: bigint) => (((BigInt(key) & mask21) + 1n) * factor) & mask21;
  let seed = (part(2097131n) << 43n) | (part(2097133n) << 22n) | (part(2097143n) << 1n) | 1n;
  const state: bigint[] = [];
  for (let count = 0; count < 16; count++) {
    seed ^= seed >> 12n;
    seed = (seed ^ (seed << 25n)) & mask64;
    seed ^= seed >> 27n;
    state.unshift((seed * 2685821657736338717n) & mask64);
  }
  let at = 0;
  return () => {
    const first = state[at] as bigint;
    at = (at + 1) % state.length;
    const second = state[at] as bigint;
    const shifted = second ^ ((second & ((1n << 33n) - 1n)) << 31n);
    const value = first ^ (first >> 30n) ^ shifted ^ (shifted >> 11n);
    state[at] = value;
    return Number((value * 1181783497276652981n) & mask64) / 2 ** 64;
  };
}
