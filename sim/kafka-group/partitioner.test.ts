import { expect, test } from 'vitest';
import { murmur2, partitionForKey } from './partitioner';

const bytes = (text: string) => new TextEncoder().encode(text);

// The values of Kafka's own test (UtilsTest.testMurmur2).
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of %s is what Kafka computes', (text, hash) => {
  expect(murmur2(bytes(text))).toBe(hash);
});

test('a key goes to the partition that the hash of its UTF-8 bytes names, without its sign', () => {
  expect(partitionForKey('foobar', 7)).toBe((-790332482 & 0x7fffffff) % 7);
  for (const key of ['주문-1', 'é', '🙂', 'a']) {
    expect(partitionForKey(key, 12)).toBe((murmur2(bytes(key)) & 0x7fffffff) % 12);
  }
});
