import * as z from 'zod/mini';
import { type HashName, hashes } from './hashes';
import { jumpHash } from './jump';
import { DEFAULT_TABLE_SIZE, FREE_ENTRY, isPrime, maglevTable, retryHash, TABLE_SIZE_MAX } from './maglev';
import { envoyRing, fixedPositionsRing, md5Ring, positionOf, type Ring } from './ring';
import { modulo, type Uint64 } from './uint64';

const HOSTS_MAX = 10_000;
const POSITIONS_MAX = 8_388_608;
const BUCKETS_MAX = 1_000_000;

const host = z
  .string()
  .check(z.minLength(1), z.maxLength(255), z.refine(isWellFormed, 'a lone surrogate has no UTF-8'));
const hosts = z.array(host).check(
  z.minLength(1),
  z.maxLength(HOSTS_MAX),
  z.refine((list) => new Set(list).size === list.length, 'a host is named twice'),
);
const weights = z._default(z.nullable(z.array(z.int().check(z.minimum(1), z.maximum(65_535)))), null);
const buckets = z.int().check(z.minimum(1), z.maximum(BUCKETS_MAX));
const hashName = z.enum(['xxh64', 'md5-first-8-bytes-big-endian']);

/** A way to send keys to hosts or buckets, with all its numbers. */
export const routing = z
  .discriminatedUnion('algorithm', [
    z.strictObject({
      algorithm: z.literal('ring-hash'),
      hosts,
      weights,
      minimumRingSize: z._default(z.int().check(z.minimum(1), z.maximum(POSITIONS_MAX)), 1024),
      maximumRingSize: z._default(z.int().check(z.minimum(1), z.maximum(POSITIONS_MAX)), POSITIONS_MAX),
    }),
    z.strictObject({
      algorithm: z.literal('maglev'),
      hosts,
      weights,
      tableSize: z._default(
        z
          .int()
          .check(
            z.minimum(2),
            z.maximum(TABLE_SIZE_MAX),
            z.refine(isPrime, 'The table size of maglev must be prime number'),
          ),
        DEFAULT_TABLE_SIZE,
      ),
    }),
    z.strictObject({
      algorithm: z.literal('positions-per-host'),
      hosts,
      positions: z.int().check(z.minimum(1), z.maximum(POSITIONS_MAX)),
    }),
    z.strictObject({
      algorithm: z.literal('md5-ring'),
      nodes: hosts,
      virtualNodes: z.int().check(z.minimum(1), z.maximum(POSITIONS_MAX)),
    }),
    z.strictObject({ algorithm: z.literal('jump'), buckets }),
    z.strictObject({ algorithm: z.literal('modulo'), buckets, hash: z._default(hashName, 'xxh64') }),
  ])
  .check(
    z.superRefine((value, context) => {
      const problem = problemOf(value);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    }),
  );

export type Routing = z.infer<typeof routing>;

/** What goes wrong between fields. */
function problemOf(value: Routing): string | null {
  if ('weights' in value && value.weights !== null && value.weights.length !== value.hosts.length) {
    return 'weights: one for each host';
  }
  if (value.algorithm === 'ring-hash' && value.minimumRingSize > value.maximumRingSize) {
    return `ring hash: minimum_ring_size (${value.minimumRingSize}) > maximum_ring_size (${value.maximumRingSize})`;
  }
  const positions =
    value.algorithm === 'positions-per-host'
      ? value.positions * value.hosts.length
      : value.algorithm === 'md5-ring'
        ? value.virtualNodes * value.nodes.length
        : 0;
  return positions > POSITIONS_MAX ? `at most ${POSITIONS_MAX} positions in all` : null;
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** Where keys go. */
export interface Router {
  /** Every place that a key can go to: hosts by name, or buckets by number. */
  readonly places: readonly (string | number)[];
  readonly hashName: HashName;
  /** Its positions, of a ring. */
  readonly ring?: Ring;
  /** Its entries, of a table; FREE_ENTRY for one that nobody took. */
  readonly table?: Uint32Array;
  hash(key: string): Uint64;
  /**
   * The index of the place of a hash. `attempt` counts retries that want another host, from 0; a router without retries gives
   * null for one.
   */
  placeOf(hash: Uint64, attempt: number): number | null;
  /** What is worth telling of what was built, as the headless session prints it. */
  readonly built: Readonly<Record<string, unknown>>;
}

const FIRST_POSITIONS = 5;
const FIRST_ENTRIES = 20;

/** `isSorted`: Maglev's hosts take turns in the order of their names. */
export function createRouter(wanted: Routing, isSorted = true): Router {
  switch (wanted.algorithm) {
    case 'ring-hash': {
      const size = { minimum: wanted.minimumRingSize, maximum: wanted.maximumRingSize };
      const ring = envoyRing(wanted.hosts, weightsOf(wanted), size);
      return ringRouter(wanted.hosts, ring, { hash: 'xxh64', isPast: false });
    }
    case 'positions-per-host':
      return ringRouter(wanted.hosts, fixedPositionsRing(wanted.hosts, wanted.positions), {
        hash: 'xxh64',
        isPast: false,
      });
    case 'md5-ring':
      return ringRouter(wanted.nodes, md5Ring(wanted.nodes, wanted.virtualNodes), {
        hash: 'md5-first-8-bytes-big-endian',
        isPast: true,
      });
    case 'maglev':
      return maglevRouter(wanted, isSorted);
    case 'jump':
      return bucketRouter(wanted.buckets, 'xxh64', (hash) => jumpHash(hash, wanted.buckets));
    case 'modulo':
      return bucketRouter(wanted.buckets, wanted.hash, (hash) => modulo(hash, wanted.buckets));
  }
}

function weightsOf({
  hosts,
  weights,
}: {
  readonly hosts: readonly string[];
  readonly weights: readonly number[] | null;
}) {
  return weights ?? hosts.map(() => 1);
}

function ringRouter(
  hosts: readonly string[],
  ring: Ring,
  lookUp: { readonly hash: HashName; readonly isPast: boolean },
): Router {
  const { positions, positionsPerHost } = ring;
  return {
    places: hosts,
    hashName: lookUp.hash,
    ring,
    hash: hashes[lookUp.hash],
    placeOf: (hash, attempt) =>
      positions[(positionOf(ring, hash, lookUp.isPast) + attempt) % positions.length]?.host ?? null,
    built: {
      ringSize: positions.length,
      hashesPerHost: positionsPerHost,
      first: positions.slice(0, FIRST_POSITIONS).map(({ hash, host }) => [hash, hosts[host]]),
    },
  };
}

function maglevRouter(wanted: Extract<Routing, { readonly algorithm: 'maglev' }>, isSorted: boolean): Router {
  const { hosts, tableSize } = wanted;
  const { entries, entriesPerHost } = maglevTable(hosts, weightsOf(wanted), tableSize, isSorted);
  return {
    places: hosts,
    hashName: 'xxh64',
    table: entries,
    hash: hashes.xxh64,
    placeOf(hash, attempt) {
      const entry = entries[modulo(attempt > 0 ? retryHash(hash, attempt) : hash, tableSize)];
      return entry === undefined || entry === FREE_ENTRY ? null : entry;
    },
    built: {
      tableSize,
      entriesPerHost: Object.fromEntries(hosts.map((name, index) => [name, entriesPerHost[index] ?? 0])),
      first20: [...entries.subarray(0, FIRST_ENTRIES)],
    },
  };
}

function bucketRouter(buckets: number, hash: HashName, bucketOf: (hash: Uint64) => number): Router {
  return {
    places: Array.from({ length: buckets }, (_, bucket) => bucket),
    hashName: hash,
    hash: hashes[hash],
    placeOf: (key, attempt) => (attempt > 0 ? null : bucketOf(key)),
    built: { buckets },
  };
}
