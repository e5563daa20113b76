import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BadLine } from '../core/line-session';
import { hashes, xxHash64 } from './hashes';
import { createHashRingSession } from './session';
import { add, decimal, modulo, multiply, parseDecimal, rotateLeft, shiftRight, subtract, uint64, xor } from './uint64';

const pods = ['10.244.0.17:8000', '10.244.0.18:8000', '10.244.0.19:8000', '10.244.0.20:8000', '10.244.0.21:8000'];
const ports = [90, 91, 92, 93, 94, 95].map((port) => `127.0.0.1:${port}`);

function answers(...lines: readonly unknown[]) {
  const session = createHashRingSession();
  return lines.flatMap((line) => session.feed(JSON.stringify(line)));
}

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const parsed = (value: bigint) => parseDecimal(String(value)) ?? uint64(0, 0);
const low64 = (value: bigint) => String(BigInt.asUintN(64, value));

it('calculates with 64 bits as BigInt does', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 63 }), fc.integer({ min: 1, max: 2 ** 26 }), (a, b, bits, by) => {
      expect(decimal(add(parsed(a), parsed(b)))).toBe(low64(a + b));
      expect(decimal(subtract(parsed(a), parsed(b)))).toBe(low64(a - b));
      expect(decimal(multiply(parsed(a), parsed(b)))).toBe(low64(a * b));
      expect(decimal(xor(parsed(a), parsed(b)))).toBe(low64(a ^ b));
      expect(decimal(shiftRight(parsed(a), bits))).toBe(low64(a >> BigInt(bits)));
      expect(decimal(rotateLeft(parsed(a), bits))).toBe(low64((a << BigInt(bits)) | (a >> BigInt(64 - bits))));
      expect(modulo(parsed(a), by)).toBe(Number(a % BigInt(by)));
    }),
  );
});

it('hashes the empty text and every length of rest and stripe as xxHash64 does', () => {
  const text = 'a key that is longer than a stripe of 32 bytes, 이코에코';
  const texts = [0, 3, 7, 12, 31, 32, 45, text.length].map((length) => text.slice(0, length));
  expect(texts.map((each) => decimal(xxHash64(each, 0)))).toEqual([
    '17241709254077376921',
    '4518180988861282604',
    '13480626869070539959',
    '18048676335916721415',
    '14905756317136206643',
    '13801209178150306477',
    '7180031893576125269',
    '12232734406416753801',
  ]);
  expect(decimal(xxHash64(text, 1))).toBe('16449298655657210659');
});

it('takes the first eight bytes of an MD5 in the order of the network', () => {
  expect(decimal(hashes['md5-first-8-bytes-big-endian'](''))).toBe(String(0xd41d8cd98f00b204n));
});

it('gives a ring the size that the lightest host needs, and no more than its maximum', () => {
  const three = ports.slice(0, 3);
  const sizes = answers(
    { algorithm: 'ring-hash', hosts: three, weights: null },
    { algorithm: 'ring-hash', hosts: ['127.0.0.1:80', '127.0.0.1:81'], minimumRingSize: 3 },
    { algorithm: 'ring-hash', hosts: three, weights: [1, 2, 3], minimumRingSize: 6, maximumRingSize: 6 },
    { algorithm: 'ring-hash', hosts: three, weights: [1, 2, 3], minimumRingSize: 6144 },
    { algorithm: 'ring-hash', hosts: ports.slice(0, 4), minimumRingSize: 2, maximumRingSize: 2 },
    { algorithm: 'ring-hash', hosts: ports.slice(0, 2), minimumRingSize: 1023, maximumRingSize: 1023 },
  );
  expect(sizes).toMatchObject([
    { ringSize: 1026, hashesPerHost: [342, 342, 342] },
    { ringSize: 4, hashesPerHost: [2, 2] },
    { ringSize: 6, hashesPerHost: [1, 2, 3] },
    { ringSize: 6144, hashesPerHost: [1024, 2048, 3072] },
    { ringSize: 2, hashesPerHost: [1, 0, 1, 0] },
    { ringSize: 1023, hashesPerHost: [512, 511] },
  ]);
});

it('moves keys only to the new bucket in jump hash, and nearly all of them by modulo', () => {
  const [, jump] = answers({ algorithm: 'jump', buckets: 4 }, { moved: { to: 5, keys: ['job-', 10_000] } });
  const [, remainder] = answers({ algorithm: 'modulo', buckets: 4 }, { moved: { to: 5, keys: ['job-', 10_000] } });
  expect(jump).toMatchObject({ betweenHostsThatStay: 0 });
  expect((jump as { moved: number }).moved).toBeGreaterThan(1_850);
  expect((jump as { moved: number }).moved).toBeLessThan(2_150);
  expect((remainder as { moved: number }).moved).toBeGreaterThan(7_800);
});

it("moves keys between hosts that stay in Envoy's ring, whose hosts give up positions, and not in one of fixed positions", () => {
  const to = { moved: { to: pods, keys: ['job-', 10_000] } };
  const hosts = pods.slice(0, 4);
  const [, ring] = answers({ algorithm: 'ring-hash', hosts }, to);
  const [, fixed] = answers({ algorithm: 'positions-per-host', positions: 256, hosts }, to);
  expect((ring as { betweenHostsThatStay: number }).betweenHostsThatStay).toBeGreaterThan(500);
  expect(fixed).toMatchObject({ betweenHostsThatStay: 0 });
});

it('finds a quarter of the keys where another hash of four shards expects them', () => {
  const shards = { shards: 4, hash: 'md5-first-8-bytes-big-endian', podOfShard: [0, 1, 2, 3], keys: ['job-', 10_000] };
  const [, apart] = answers({ algorithm: 'ring-hash', hosts: pods.slice(0, 4) }, { match: shards });
  const [, same] = answers(
    { algorithm: 'modulo', hash: 'md5-first-8-bytes-big-endian', buckets: 4 },
    { match: shards },
  );
  expect((apart as { matches: number }).matches).toBeGreaterThan(2_300);
  expect((apart as { matches: number }).matches).toBeLessThan(2_700);
  expect(same).toEqual({ matches: 10_000 });
});

it('looks past an equal position in the MD5 ring', () => {
  const at = decimal(hashes['md5-first-8-bytes-big-endian']('only:0'));
  const [built, equal] = answers({ algorithm: 'md5-ring', nodes: ['only', 'other'], virtualNodes: 1 }, { hash: at });
  expect(built).toMatchObject({ ringSize: 2 });
  expect(equal).toEqual({ host: 'other' });
});

it.each([
  'not JSON',
  '[]',
  '{"key":"before any algorithm"}',
  '{"algorithm":"maglev","hosts":["a"],"tableSize":8}',
  '{"algorithm":"ring-hash","hosts":[]}',
  '{"algorithm":"ring-hash","hosts":["a","a"]}',
  '{"algorithm":"ring-hash","hosts":["a"],"weights":[1,2]}',
  '{"algorithm":"ring-hash","hosts":["a"],"minimumRingSize":9,"maximumRingSize":8}',
  '{"algorithm":"md5-ring","nodes":["a","b"],"virtualNodes":8388608}',
  '{"algorithm":"jump","buckets":0}',
  '{"algorithm":"jump","buckets":4,"hosts":[]}',
])('refuses %s', (line) => {
  expect(() => createHashRingSession().feed(line)).toThrow(BadLine);
});

it.each([
  '{"hash":"-1"}',
  '{"hash":"18446744073709551616"}',
  '{"key":"k","attempt":1}',
  '{"moved":{"to":0,"keys":["k",1]}}',
])('refuses %s of a jump hash', (line) => {
  const session = createHashRingSession();
  session.feed('{"algorithm":"jump","buckets":4}');
  expect(() => session.feed(line)).toThrow(BadLine);
});
