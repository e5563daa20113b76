import { byteLength, cString } from './bytes';
import { compareUint64, decrementUint64, incrementUint64, UINT64_MAX, uint64FromBigInt } from './int64';
import type { StreamId, Uint64 } from './types';

export const ID_MIN: StreamId = { ms: 0, seq: 0 };
export const ID_MAX: StreamId = { ms: UINT64_MAX, seq: UINT64_MAX };

/** Where commands leave what they did to the C library's `errno`. */
export interface Errno {
  isErrnoEdom: boolean;
}

/**
 * The radix tree (rax.c) sets `errno` to 0 when an iterator is at its end, and when a key is inserted that is there already. Called where
 * the server does either.
 */
export function clearErrno(errno: Errno): void {
  errno.isErrnoEdom = false;
}

export function formatId(id: StreamId): string {
  return `${id.ms}-${id.seq}`;
}

export function compareIds(a: StreamId, b: StreamId): number {
  return compareUint64(a.ms, b.ms) || compareUint64(a.seq, b.seq);
}

export function isZero(id: StreamId): boolean {
  return id.ms === 0 && id.seq === 0;
}

export function isMax(id: StreamId): boolean {
  return id.seq === UINT64_MAX && id.ms === UINT64_MAX;
}

/** `streamIncrID`; null after the last id. */
export function nextId(id: StreamId): StreamId | null {
  if (id.seq !== UINT64_MAX) return { ms: id.ms, seq: incrementUint64(id.seq) };
  return id.ms === UINT64_MAX ? null : { ms: incrementUint64(id.ms), seq: 0 };
}

/** `streamDecrID`; null before the first id. */
export function previousId(id: StreamId): StreamId | null {
  if (id.seq !== 0) return { ms: id.ms, seq: decrementUint64(id.seq) };
  return id.ms === 0 ? null : { ms: decrementUint64(id.ms), seq: UINT64_MAX };
}

/** An id as XADD takes it: with `<ms>-*` the sequence is the server's to choose. */
export interface ParsedId extends StreamId {
  readonly isSeqGiven: boolean;
}

/**
 * `streamParseStrictIDOrReply`: `<ms>-<seq>`, or `<ms>` alone with the sequence `missingSeq`. Null: not an id. As lenient as the
 * server: what strtoull reads is a number (blanks before it, signs, zeros before it).
 */
export function parseId(text: string, missingSeq: Uint64, errno: Errno): StreamId | null {
  return parsePlainId(text) ?? parseOddId(text, missingSeq, errno, false);
}

/** `parseId` that takes `<ms>-*` too. */
export function parseAddId(text: string, errno: Errno): ParsedId | null {
  return parsePlainId(text) ?? parseOddId(text, 0, errno, true);
}

/** `streamParseIDOrReply`: `-` and `+` are the first and the last id. */
export function parseIdOrEdge(text: string, missingSeq: Uint64, errno: Errno): StreamId | null {
  const edge = cString(text);
  if (edge === '-') return ID_MIN;
  if (edge === '+') return ID_MAX;
  return parseId(text, missingSeq, errno);
}

/** The common case at full speed: decimal digits, a dash, decimal digits, neither too long nor with zeros before them. */
function parsePlainId(text: string): ParsedId | null {
  const length = text.length;
  let ms = 0;
  let i = 0;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    ms = ms * 10 + digit;
  }
  if (i === 0 || i > 15 || i === length || text.charCodeAt(i) !== 45 || (i > 1 && text.charCodeAt(0) === 48))
    return null;
  const seqStart = i + 1;
  let seq = 0;
  for (i = seqStart; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    seq = seq * 10 + digit;
  }
  const digits = length - seqStart;
  if (digits === 0 || digits > 15 || (digits > 1 && text.charCodeAt(seqStart) === 48)) return null;
  return { ms, seq, isSeqGiven: true };
}

function parseOddId(text: string, missingSeq: Uint64, errno: Errno, isStarAllowed: boolean): ParsedId | null {
  if (text.length > 127 || byteLength(text) > 127) return null;
  const shown = cString(text);
  if (shown === '-' || shown === '+') return null;
  const dash = shown.indexOf('-');
  const ms = parseUint64(dash === -1 ? shown : shown.slice(0, dash), errno);
  if (ms === null) return null;
  if (dash === -1) return { ms, seq: missingSeq, isSeqGiven: true };
  const rest = shown.slice(dash + 1);
  if (isStarAllowed && rest === '*') return { ms, seq: 0, isSeqGiven: false };
  const seq = parseUint64(rest, errno);
  return seq === null ? null : { ms, seq, isSeqGiven: true };
}

const UINT64_LIMIT = 1n << 64n;
const INT64_LIMIT = 1n << 63n;

/** `string2ull`: first as a `long long`, written in its one way; then as strtoull reads it. */
function parseUint64(text: string, errno: Errno): Uint64 | null {
  if (/^(0|-?[1-9]\d{0,19})$/.test(text)) {
    const value = BigInt(text);
    if (value < INT64_LIMIT && value >= -INT64_LIMIT) return value < 0n ? null : uint64FromBigInt(value);
  }
  errno.isErrnoEdom = false;
  const match = /^[ \t\n\v\f\r]*([+-]?)(\d+)$/.exec(text);
  if (match === null) return null;
  const magnitude = BigInt(match[2] ?? '');
  if (magnitude >= UINT64_LIMIT) return null;
  return uint64FromBigInt(match[1] === '-' ? -magnitude : magnitude);
}

/** An end of a range, with `(` for one that is not part of it; null: not an id. */
export function parseInterval(
  text: string,
  missingSeq: Uint64,
  errno: Errno,
): { readonly id: StreamId; readonly isExclusive: boolean } | null {
  const isExclusive = text.length > 1 && text.charCodeAt(0) === 40;
  const id = isExclusive ? parseId(text.slice(1), missingSeq, errno) : parseIdOrEdge(text, missingSeq, errno);
  return id === null ? null : { id, isExclusive };
}
