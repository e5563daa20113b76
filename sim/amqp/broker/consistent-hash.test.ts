import { describe, expect, it } from 'vitest';
import { type HashKey, hashBucket } from './consistent-hash';
import { AmqpError } from './errors';
import type { FieldValue } from './frames';

/** As Erlang/OTP 25 computes them with the plugin's own functions, for 2, 3, 7, 20 and 100 buckets. */
const known: readonly (readonly [HashKey, readonly number[]])[] = [
  [{ text: '' }, [0, 0, 6, 18, 45]],
  [{ text: 'a' }, [1, 1, 6, 15, 47]],
  [{ text: 'abc' }, [1, 1, 5, 10, 88]],
  [{ text: 'hello world, this is more' }, [0, 0, 0, 0, 32]],
  [{ text: 'k2' }, [1, 1, 5, 5, 5]],
  [{ text: 'é' }, [1, 1, 1, 17, 90]],
  [null, [1, 1, 1, 1, 39]],
  [{ header: 'hello' }, [1, 1, 3, 10, 82]],
  [{ header: 5 }, [1, 1, 3, 3, 61]],
  [{ header: -300 }, [0, 2, 2, 14, 48]],
  [{ header: 70000 }, [1, 1, 1, 15, 51]],
  [{ header: 5000000000 }, [1, 2, 4, 13, 13]],
  [{ header: true }, [0, 0, 4, 4, 4]],
];

/** The same for the values that 4.0 hashes: alone, whole numbers as they are, the first field of an array or a table. */
const knownTo40: readonly (readonly [FieldValue, readonly number[]])[] = [
  [5, [0, 2, 4, 4, 65]],
  [{ '!': 'long', value: 300 }, [0, 0, 4, 17, 40]],
  [-7, [1, 1, 1, 17, 45]],
  [0, [0, 0, 4, 19, 47]],
  [
    ['x', 'y'],
    [0, 0, 5, 12, 56],
  ],
  [{ k: 1, z: 2 }, [0, 0, 0, 12, 64]],
  [1.5, [0, 0, 0, 0, 86]],
  [{ '!': 'timestamp', value: 5 }, [0, 2, 2, 2, 51]],
  ['hello', [1, 1, 5, 9, 43]],
  [true, [0, 0, 0, 16, 34]],
  [null, [1, 1, 1, 1, 39]],
];

describe('the consistent hash', () => {
  it.each(known)('of %j is the one that Erlang computes', (key, buckets) => {
    expect([2, 3, 7, 20, 100].map((count) => hashBucket(key, count))).toEqual(buckets);
  });

  it.each(knownTo40)('of the header %j is the one that 4.0 takes', (header, buckets) => {
    expect([2, 3, 7, 20, 100].map((count) => hashBucket({ header }, count, '4.0'))).toEqual(buckets);
  });

  it('of an empty array or table is an error of 4.0, unless there is one bucket only', () => {
    expect(() => hashBucket({ header: [] }, 2, '4.0')).toThrow(AmqpError);
    expect(() => hashBucket({ header: {} }, 2, '4.0')).toThrow(AmqpError);
    expect(hashBucket({ header: [] }, 1, '4.0')).toBe(0);
  });

  it('moves a key only to the new bucket when there is one more', () => {
    for (let key = 0; key < 200; key++) {
      const before = hashBucket({ text: `key ${key}` }, 9);
      expect([before, 9]).toContain(hashBucket({ text: `key ${key}` }, 10));
    }
  });
});
