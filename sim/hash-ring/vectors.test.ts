import { describe, expect, it, test } from 'vitest';
import { jumpHash } from './jump';
import { maglevTable } from './maglev';
import { envoyRing } from './ring';
import { createRouter, routing } from './router';
import vectors from './testdata/vectors.json';
import { decimal, parseDecimal, uint64 } from './uint64';

const hashOf = (text: string) => parseDecimal(text) ?? uint64(0, 0);
const only = <Value extends object>(value: Value) =>
  Object.fromEntries(
    Object.entries(value).filter(([key]) => !['test', 'positions', 'lookUps', 'retries', 'entries'].includes(key)),
  );

describe.each(vectors.rings.map((each) => [each.test, each] as const))("Envoy's ring, %s", (_, vector) => {
  const router = createRouter(routing.parse({ algorithm: 'ring-hash', ...only(vector) }));
  const hostOf = (hash: string, attempt: number) => vector.hosts[router.placeOf(hashOf(hash), attempt) ?? -1];

  it('has the positions that its test lists', () => {
    expect(router.ring?.positions.map(({ hash, host }) => [decimal(hash), vector.hosts[host]])).toEqual(
      vector.positions,
    );
  });

  it('gives each hash the host that its test expects, on retries too', () => {
    expect(vector.lookUps.map(([hash = '']) => [hash, hostOf(hash, 0)])).toEqual(vector.lookUps);
    expect(vector.retries.map(([hash, attempt]) => [hash, attempt, hostOf(String(hash), Number(attempt))])).toEqual(
      vector.retries,
    );
  });
});

describe.each(vectors.tables.map((each) => [each.test, each] as const))("Envoy's Maglev table, %s", (_, vector) => {
  const router = createRouter(routing.parse({ algorithm: 'maglev', ...only(vector) }));

  it('has the entries that its test lists, and the same retries', () => {
    expect([...(router.table ?? [])]).toEqual(vector.entries);
    expect(
      vector.retries.map(([hash, attempt]) => [hash, attempt, router.placeOf(hashOf(String(hash)), Number(attempt))]),
    ).toEqual(vector.retries);
  });

  it('is the same whatever the order of the hosts', () => {
    const turned = { ...only(vector), hosts: vector.hosts.toReversed() };
    const weights = 'weights' in vector ? { weights: vector.weights?.toReversed() } : {};
    const other = createRouter(routing.parse({ algorithm: 'maglev', ...turned, ...weights }));
    const names = (table: Uint32Array | undefined, hosts: readonly string[]) =>
      [...(table ?? [])].map((host) => hosts[host]);
    expect(names(other.table, turned.hosts)).toEqual(names(router.table, vector.hosts));
  });
});

test("jump hash gives the buckets of Guava's own test", () => {
  expect(vectors.jump.map(([key, buckets]) => [key, buckets, jumpHash(hashOf(String(key)), Number(buckets))])).toEqual(
    vectors.jump,
  );
});

it("spreads evenly spaced hashes over weighted hosts as Envoy's HostWeightedLargeRing counts them", () => {
  const hosts = [90, 91, 92].map((port) => `127.0.0.1:${port}`);
  const router = createRouter(
    routing.parse({ algorithm: 'ring-hash', hosts, weights: [1, 2, 3], minimumRingSize: 6144 }),
  );
  const counts = [0, 0, 0];
  const step = (2n ** 64n - 1n) / 6000n;
  for (let index = 0n; index < 6000n; index += 1n) {
    const place = router.placeOf(hashOf(String(index * step)), 0) ?? 0;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  expect(counts).toEqual([987, 1932, 3081]);
  expect(envoyRing(hosts, [1, 2, 3], { minimum: 6144, maximum: 8_388_608 }).positionsPerHost).toEqual([
    1024, 2048, 3072,
  ]);
});

it("gives 1,023 light hosts an entry each and the heavy one the rest, as Envoy's LocalityWeightedLopsided", () => {
  const hosts = Array.from({ length: 1024 }, (_, port) => `127.0.0.1:${port}`);
  const { entriesPerHost } = maglevTable(
    hosts,
    hosts.map((_, index) => (index === 0 ? 127 * 1023 : 1)),
    65_537,
  );
  expect(entriesPerHost[0]).toBe(65_537 - 1_023);
  expect(new Set(entriesPerHost.slice(1))).toEqual(new Set([1]));
});
