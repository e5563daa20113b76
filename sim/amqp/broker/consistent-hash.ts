import { fieldType } from './field-values';
import type { FieldValue } from './frames';

/**
 * The hash of RabbitMQ's consistent-hash exchange: Erlang's `phash2` of the key, then jump consistent hashing whose random
 * numbers are Erlang's `rand` with exs1024 (rabbit_exchange_type_consistent_hash:jump_consistent_hash, version 3.10;
 * `make_hash2` in OTP's erts/emulator/beam/utils.c).
 */

/** What is hashed: the routing key, or a header with its type, or nothing. */
export type HashKey = { readonly text: string } | { readonly header: FieldValue } | null;

/** The bucket, 0 to `buckets` - 1, of a key. */
export function hashBucket(key: HashKey, buckets: number): number {
  return jump(phash2(key), buckets);
}

function phash2(key: HashKey): number {
  if (key === null) return atomHash('undefined') & hashMask;
  const hash = 'text' in key ? binaryHash(utf8(key.text), 0) : typedHash(key.header);
  return hash & hashMask;
}

const hashMask = (1 << 27) - 1;
const golden = 0x9e3779b9;

/** HCONST_n in utils.c: n times the golden ratio, as 32 bits. */
function constant(factor: number): number {
  return Math.imul(golden, factor) >>> 0;
}

/**
 * A header as the exchange sees it: the tuple of its type and value. Arrays and tables that have something in them are spread as
 * evenly as by the broker, but not to the same places.
 */
function typedHash(value: FieldValue): number {
  let hash = mix32(2, 0, constant(9), 0);
  hash = mix32(atomHash(fieldType(value)), 0, constant(3), hash);
  if (typeof value === 'string') return binaryHash(utf8(value), hash);
  if (typeof value === 'boolean') return mix32(atomHash(String(value)), 0, constant(3), hash);
  if (value === null) return mix32(atomHash('undefined'), 0, constant(3), hash);
  if (typeof value === 'number')
    return fieldType(value) === 'double' ? floatHash(value, hash) : integerHash(value, hash);
  if (typeof value === 'object' && Object.keys(value).length === 0) return mix32(emptyList, 0, constant(2), hash);
  return binaryHash(utf8(JSON.stringify(value)), hash);
}

/** How the empty list is written down there. */
const emptyList = 2;

function floatHash(value: number, hash: number): number {
  const words = new DataView(new ArrayBuffer(8));
  words.setFloat64(0, value);
  return mix32(words.getUint32(0), words.getUint32(4), constant(12), hash);
}

function integerHash(value: number, hash: number): number {
  const magnitude = Math.abs(value);
  if (magnitude >= 2 ** 28) {
    const signed = value < 0 ? constant(10) : constant(11);
    return mix32(magnitude >>> 0, Math.floor(magnitude / 2 ** 32), signed, hash);
  }
  const first = value < 0 ? mix32(magnitude, 0, constant(1), hash) : hash;
  return mix32(value, 0, constant(1), first);
}

function mix32(first: number, second: number, addend: number, hash: number): number {
  return mix((addend + first) | 0, (addend + second) | 0, hash);
}

function binaryHash(bytes: readonly number[], hash: number): number {
  const initial = (constant(13) + hash) | 0;
  return bytes.length === 0 ? initial : blockHash(bytes, initial);
}

/** Bob Jenkins' hash of a block of bytes, as in utils.c. */
function blockHash(bytes: readonly number[], initial: number): number {
  let a = golden | 0;
  let b = golden | 0;
  let c = initial;
  let at = 0;
  const word = (from: number, count = 4) => {
    let value = 0;
    for (let index = 0; index < count; index++) value |= (bytes[from + index] ?? 0) << (8 * index);
    return value;
  };
  for (; bytes.length - at >= 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    [a, b, c] = mixed(a, b, c);
  }
  c = (c + bytes.length) | 0;
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  c = (c + (word(at + 8, 3) << 8)) | 0;
  return mix(a, b, c);
}

function mix(a: number, b: number, c: number): number {
  return mixed(a, b, c)[2];
}

function mixed(first: number, second: number, third: number): [number, number, number] {
  let a = first;
  let b = second;
  let c = third;
  a = (a - b - c) ^ (c >>> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >>> 13);
  a = (a - b - c) ^ (c >>> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >>> 5);
  a = (a - b - c) ^ (c >>> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >>> 15);
  return [a | 0, b | 0, c | 0];
}

/** An atom's hash: P. J. Weinberger's, as in OTP's atom.c. */
function atomHash(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) {
    hash = ((hash << 4) + name.charCodeAt(index)) >>> 0;
    const high = hash & 0xf0000000;
    if (high !== 0) hash = (hash ^ (high >>> 24) ^ high) >>> 0;
  }
  return hash;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function jump(key: number, buckets: number): number {
  if (buckets === 1) return 0;
  const next = exs1024(key);
  let bucket = -1;
  let candidate = 0;
  while (candidate < buckets) {
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
