import * as z from 'zod/mini';
import { DEFAULT_TABLE_SIZE, isPrime } from './maglev';

export const HOSTS_MAX = 12;

export const ALGORITHMS = ['ring-hash', 'maglev', 'positions-per-host', 'jump', 'modulo', 'md5-ring'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/**
 * Which pod reads a shard: `by-index`, shard n is the n-th pod's; `fixed`, it stays with the pod that had it at the start, as where nobody
 * assigns streams anew (Redis Streams); `rebalanced`, all shards are dealt out to the pods that are there (Kafka's consumer groups).
 */
export const SHARD_HOLDERS = ['by-index', 'fixed', 'rebalanced'] as const;

const hostName = z.string().check(z.minLength(1), z.maxLength(64));

/** Rules that hold in what the lab models; one that is off makes a run that breaks an invariant possible. */
const rules = z.strictObject({
  /** A host has many positions on its ring, not one. */
  virtualPositions: z._default(z.boolean(), true),
  /** Maglev's table has a prime size. */
  primeTable: z._default(z.boolean(), true),
  /** Proxies that hear of hosts in another order build the same table all the same. */
  sortedHosts: z._default(z.boolean(), true),
});

export const hashRingConfig = z
  .strictObject({
    /** How a key finds its host. `ring-hash` and `maglev` are Envoy's. */
    algorithm: z._default(z.enum(ALGORITHMS), 'ring-hash'),
    /** Addresses, in the order in which the proxy hears of them. */
    hosts: z._default(
      z.array(hostName).check(z.minLength(1), z.maxLength(HOSTS_MAX)),
      [17, 18, 19, 20].map((last) => `10.244.0.${last}:8000`),
    ),
    /** `minimum_ring_size`, which is also about the size of the ring. */
    ringSize: z._default(z.int().check(z.minimum(1), z.maximum(65_536)), 1024),
    /** Of `positions-per-host` and `md5-ring`. */
    positions: z._default(z.int().check(z.minimum(1), z.maximum(4_096)), 256),
    /** Of `maglev`. */
    tableSize: z._default(z.int().check(z.minimum(2), z.maximum(DEFAULT_TABLE_SIZE)), DEFAULT_TABLE_SIZE),
    /** Keys job-0 … by which a change is measured. */
    sampleKeys: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 10_000),
    /** Shards of the worker. */
    shards: z._default(z.int().check(z.minimum(1), z.maximum(HOSTS_MAX)), 4),
    shardHolders: z._default(z.enum(SHARD_HOLDERS), 'by-index'),
    /** A pod that reads an event passes it on to all pods, so that it arrives wherever the client waits. */
    fanOut: z._default(z.boolean(), false),
    /** The worker finds a job's shard by the same algorithm as the proxy finds its pod; else by MD5 modulo the shards. */
    sameHash: z._default(z.boolean(), false),
    /** With two, the second one may have ejected hosts that the first one still has. */
    proxies: z._default(z.int().check(z.minimum(1), z.maximum(2)), 1),
    rules: z.prefault(rules, {}),
  })
  .check(
    z.refine(({ hosts }) => new Set(hosts).size === hosts.length, {
      path: ['hosts'],
      message: 'a host is named twice',
    }),
    z.refine(({ tableSize, rules: { primeTable } }) => !primeTable || isPrime(tableSize), {
      path: ['tableSize'],
      message: 'The table size of maglev must be prime number',
    }),
  );

export type HashRingConfig = z.infer<typeof hashRingConfig>;

const key = z.string().check(z.minLength(1), z.maxLength(64));

/** What a person can do. What has no effect at its moment is a step that traces `ignored`. */
export const hashRingCommand = z.discriminatedUnion('type', [
  /** The next address joins. */
  z.strictObject({ type: z.literal('addHost') }),
  z.strictObject({ type: z.literal('removeHost'), host: hostName }),
  /** Envoy's `load_balancing_weight`; for `ring-hash` and `maglev`. */
  z.strictObject({ type: z.literal('weigh'), host: hostName, weight: z.int().check(z.minimum(1), z.maximum(16)) }),
  z.strictObject({ type: z.literal('setAlgorithm'), algorithm: z.enum(ALGORITHMS) }),
  /** A request with this key arrives, and stays to be seen. */
  z.strictObject({ type: z.literal('lookUp'), key }),
  /** So many keys of the sample are looked up that were not before. */
  z.strictObject({ type: z.literal('addKeys'), count: z.int().check(z.minimum(1), z.maximum(20)) }),
  /** The same request is tried on another host (`retry_host_predicate`). */
  z.strictObject({ type: z.literal('retry'), key }),
  /** A client asks for its job's events, and waits at the pod that it comes to. */
  z.strictObject({ type: z.literal('connect'), key }),
  /** A client waits for its job's events, and an event of it is published. */
  z.strictObject({ type: z.literal('publish'), key }),
  /** From now on a pod passes every event that it reads on to all pods. */
  z.strictObject({ type: z.literal('addFanOut') }),
  /** All shards are dealt out to the pods that are there, now and after every change. */
  z.strictObject({ type: z.literal('rebalance') }),
  /** Shards are given to pods in the order in which the most events arrive, of all orders. */
  z.strictObject({ type: z.literal('bestOrder') }),
  /** The second proxy takes a host out, as outlier detection does; or takes it back. */
  z.strictObject({ type: z.literal('eject'), host: hostName }),
  z.strictObject({ type: z.literal('readmit'), host: hostName }),
]);

export type HashRingCommand = z.infer<typeof hashRingCommand>;
