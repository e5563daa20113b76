import type { Int64, Uint64 } from './types';

export const UINT64_MAX: Uint64 = '18446744073709551615';

/** Below zero: `a` is the smaller one; 0: equal. */
export function compareUint64(a: Uint64, b: Uint64): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareInt64(a: Int64, b: Int64): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `a + b`, wrapping around as a `long long` does. */
export function addInt64(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return int64FromBigInt(BigInt(a) + BigInt(b));
}

/** `a - b`, wrapping around as a `long long` does. */
export function subtractInt64(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return int64FromBigInt(BigInt(a) - BigInt(b));
}

/** `value + 1`, which must not be beyond the range. */
export function incrementUint64(value: Uint64): Uint64 {
  if (typeof value === 'number' && value < Number.MAX_SAFE_INTEGER) return value + 1;
  return uint64FromBigInt(BigInt(value) + 1n);
}

/** `value - 1`, which must not be below zero. */
export function decrementUint64(value: Uint64): Uint64 {
  return typeof value === 'number' ? value - 1 : uint64FromBigInt(BigInt(value) - 1n);
}

/** The unsigned sum of a number and what `subtractInt64` made of two unsigned ones. */
export function addToUint64(value: Uint64, difference: Int64): Uint64 {
  if (typeof value === 'number' && typeof difference === 'number') {
    const sum = value + difference;
    if (sum >= 0 && sum <= Number.MAX_SAFE_INTEGER) return sum;
  }
  return uint64FromBigInt(BigInt(value) + BigInt(difference));
}

export function uint64FromBigInt(value: bigint): Uint64 {
  const wrapped = BigInt.asUintN(64, value);
  return wrapped <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wrapped) : wrapped.toString();
}

export function int64FromBigInt(value: bigint): Int64 {
  const wrapped = BigInt.asIntN(64, value);
  const rounded = Number(wrapped);
  return Number.isSafeInteger(rounded) ? rounded : wrapped.toString();
}
