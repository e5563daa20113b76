import { add, multiply, shiftRight, type Uint64, uint64 } from './uint64';

const multiplier = uint64(0x27bb2ee6, 0x87b0b0fd);
const one = uint64(0, 1);

/** Jump consistent hash (Lamping & Veach 2014, figure 1): a bucket of 0 .. `buckets` - 1. */
export function jumpHash(key: Uint64, buckets: number): number {
  let state = key;
  let bucket = -1;
  for (let next = 0; next < buckets; ) {
    bucket = next;
    state = add(multiply(state, multiplier), one);
    next = Math.floor((bucket + 1) * (0x8000_0000 / (shiftRight(state, 33).lo + 1)));
  }
  return bucket;
}
