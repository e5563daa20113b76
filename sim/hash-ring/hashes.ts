import { md5 } from '@noble/hashes/legacy.js';
import { add, multiply, rotateLeft, shiftRight, subtract, type Uint64, uint64, xor } from './uint64';

/** How a key becomes a number on the ring. */
export type HashName = 'xxh64' | 'md5-first-8-bytes-big-endian';

export const hashes: Readonly<Record<HashName, (text: string) => Uint64>> = {
  xxh64: (text) => xxHash64(text, 0),
  'md5-first-8-bytes-big-endian': md5FirstBytes,
};

/** The first 8 bytes of the MD5 of a text's UTF-8, read as a big-endian integer. */
function md5FirstBytes(text: string): Uint64 {
  const digest = md5(utf8(text));
  return uint64(
    ((digest[0] ?? 0) << 24) | ((digest[1] ?? 0) << 16) | ((digest[2] ?? 0) << 8) | (digest[3] ?? 0),
    ((digest[4] ?? 0) << 24) | ((digest[5] ?? 0) << 16) | ((digest[6] ?? 0) << 8) | (digest[7] ?? 0),
  );
}

const prime1 = uint64(0x9e3779b1, 0x85ebca87);
const prime2 = uint64(0xc2b2ae3d, 0x27d4eb4f);
const prime3 = uint64(0x165667b1, 0x9e3779f9);
const prime4 = uint64(0x85ebca77, 0xc2b2ae63);
const prime5 = uint64(0x27d4eb2f, 0x165667c5);

/** xxHash64 of a text's UTF-8 (xxHash's specification, "XXH64 algorithm description"). `seed` is a 32-bit integer. */
export function xxHash64(text: string, seed: number): Uint64 {
  const bytes = utf8(text);
  const stripesEnd = bytes.length - (bytes.length % 32);
  const start = stripesEnd > 0 ? overStripes(bytes, stripesEnd, uint64(0, seed)) : add(uint64(0, seed), prime5);
  const rest = overRest(bytes, stripesEnd, add(start, uint64(0, bytes.length)));
  return avalanche(rest);
}

/** Four lanes over stripes of 32 bytes, merged. */
function overStripes(bytes: Uint8Array, end: number, seed: Uint64): Uint64 {
  let lane1 = add(add(seed, prime1), prime2);
  let lane2 = add(seed, prime2);
  let lane3 = seed;
  let lane4 = subtract(seed, prime1);
  for (let at = 0; at < end; at += 32) {
    lane1 = round(lane1, word64(bytes, at));
    lane2 = round(lane2, word64(bytes, at + 8));
    lane3 = round(lane3, word64(bytes, at + 16));
    lane4 = round(lane4, word64(bytes, at + 24));
  }
  const sum = add(add(rotateLeft(lane1, 1), rotateLeft(lane2, 7)), add(rotateLeft(lane3, 12), rotateLeft(lane4, 18)));
  return [lane1, lane2, lane3, lane4].reduce(merge, sum);
}

function overRest(bytes: Uint8Array, from: number, start: Uint64): Uint64 {
  let at = from;
  let hash = start;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = add(multiply(rotateLeft(xor(hash, round(zero, word64(bytes, at))), 27), prime1), prime4);
  }
  if (at + 4 <= bytes.length) {
    hash = add(multiply(rotateLeft(xor(hash, multiply(uint64(0, word32(bytes, at)), prime1)), 23), prime2), prime3);
    at += 4;
  }
  for (; at < bytes.length; at += 1) {
    hash = multiply(rotateLeft(xor(hash, multiply(uint64(0, bytes[at] ?? 0), prime5)), 11), prime1);
  }
  return hash;
}

const zero = uint64(0, 0);

function round(lane: Uint64, input: Uint64): Uint64 {
  return multiply(rotateLeft(add(lane, multiply(input, prime2)), 31), prime1);
}

function merge(hash: Uint64, lane: Uint64): Uint64 {
  return add(multiply(xor(hash, round(zero, lane)), prime1), prime4);
}

function avalanche(hash: Uint64): Uint64 {
  const once = multiply(xor(hash, shiftRight(hash, 33)), prime2);
  const twice = multiply(xor(once, shiftRight(once, 29)), prime3);
  return xor(twice, shiftRight(twice, 32));
}

function word64(bytes: Uint8Array, at: number): Uint64 {
  return uint64(word32(bytes, at + 4), word32(bytes, at));
}

/** Little-endian. */
function word32(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

/** Throws URIError for a text with a lone surrogate. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return utf8OfAny(text);
    bytes[at] = code;
  }
  return bytes;
}

function utf8OfAny(text: string): Uint8Array {
  const units = encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return Uint8Array.from(units, (one) => (one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)));
}
