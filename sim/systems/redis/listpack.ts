import { byteLength } from './bytes';
import { subtractInt64 } from './int64';
import type { Int64, Uint64 } from './types';

/** A listpack's header (total bytes and elements) and its end mark. */
export const LISTPACK_EMPTY_BYTES = 7;

/** Bytes of an integer as an element: the encoding of `lpEncodeIntegerGetType` and one byte of length behind it. */
export function integerBytes(value: Int64): number {
  if (typeof value === 'string') return 10;
  if (value >= 0 && value <= 127) return 2;
  if (value >= -4096 && value <= 4095) return 3;
  if (value >= -32_768 && value <= 32_767) return 4;
  if (value >= -8_388_608 && value <= 8_388_607) return 5;
  if (value >= -2_147_483_648 && value <= 2_147_483_647) return 6;
  return 10;
}

/** Bytes of a string of `length` bytes as an element; one that is an integer written in its one way is stored as that. */
export function stringBytes(text: string, length: number): number {
  if (length <= 20 && isMaybeInteger(text)) {
    const value = integerOf(text);
    if (value !== null) return integerBytes(value);
  }
  const encoded = length < 64 ? 1 + length : length < 4096 ? 2 + length : 5 + length;
  return encoded + backwardLengthBytes(encoded);
}

function isMaybeInteger(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 45;
}

const INT64_LIMIT = 1n << 63n;

/** `lpStringToInt64`; null: not an integer, or not in its one way. */
function integerOf(text: string): Int64 | null {
  if (text === '0') return 0;
  if (!/^-?[1-9]\d*$/.test(text)) return null;
  if (text.length <= 15) return Number(text);
  const value = BigInt(text);
  if (value >= INT64_LIMIT || value < -INT64_LIMIT) return null;
  return text;
}

/** `lpEncodeBacklen`. */
function backwardLengthBytes(encoded: number): number {
  if (encoded <= 127) return 1;
  if (encoded < 16_383) return 2;
  if (encoded < 2_097_151) return 3;
  return encoded < 268_435_455 ? 4 : 5;
}

/** Bytes of a macro node that has no entry yet, its counters left out: the number of its fields, their names, the end of the master entry. */
export function masterBytes(pairs: readonly string[]): number {
  let bytes = LISTPACK_EMPTY_BYTES + integerBytes(pairs.length / 2) + integerBytes(0);
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i] ?? '';
    bytes += stringBytes(name, byteLength(name));
  }
  return bytes;
}

/**
 * Bytes of one entry within its node (`streamAppendItem`): flags, the differences of its id to the node's, the fields unless they are
 * the node's own, the values, and the count of elements.
 */
export function entryBytes(
  pairs: readonly string[],
  isSameFields: boolean,
  id: { readonly ms: Uint64; readonly seq: Uint64 },
  nodeMs: Uint64,
  nodeSeq: Uint64,
): number {
  const fields = pairs.length / 2;
  const elements = isSameFields ? fields + 3 : fields * 2 + 4;
  let bytes = 2 + integerBytes(subtractInt64(id.ms, nodeMs)) + integerBytes(subtractInt64(id.seq, nodeSeq));
  bytes += integerBytes(elements);
  if (!isSameFields) bytes += integerBytes(fields);
  for (let i = isSameFields ? 1 : 0; i < pairs.length; i += isSameFields ? 2 : 1) {
    const text = pairs[i] ?? '';
    bytes += stringBytes(text, byteLength(text));
  }
  return bytes;
}

/** Whether both have the same field names in the same order. */
export function haveSameFields(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 2) if (a[i] !== b[i]) return false;
  return true;
}
