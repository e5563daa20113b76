import { chargeWork } from '../core/work';
import type { Algorithm, HashRingConfig } from './config';
import { type HashName, hashes } from './hashes';
import { createRouter, type Router, type Routing } from './router';
import type { Uint64 } from './uint64';

/** Everything that decides where a key goes. */
export interface Plan {
  readonly algorithm: Algorithm;
  readonly hosts: readonly { readonly id: string; readonly weight: number }[];
  readonly ringSize: number;
  readonly positions: number;
  readonly tableSize: number;
  /** Maglev's hosts take turns in the order of their names, not in the one in which they are given. */
  readonly isSorted: boolean;
}

/** What a change of plan did to the sample's keys. `stray`: moved between hosts that are in both plans. */
export type Change = {
  readonly moved: number;
  readonly stray: number;
  readonly of: number;
  readonly keepsAlgorithm: boolean;
};

/** How many keys of the sample the second proxy sends elsewhere; `stray`: although both have both hosts. */
export type Difference = { readonly differ: number; readonly stray: number; readonly of: number };

/** The plan that a run begins with. */
export function planOf(config: HashRingConfig): Plan {
  const { virtualPositions, sortedHosts } = config.rules;
  return {
    algorithm: config.algorithm,
    hosts: config.hosts.map((id) => ({ id, weight: 1 })),
    ringSize: virtualPositions ? config.ringSize : 1,
    positions: virtualPositions ? config.positions : 1,
    tableSize: config.tableSize,
    isSorted: sortedHosts,
  };
}

/** What the second proxy goes by: without the hosts that it has ejected, and told of them in the opposite order where order may matter. */
export function otherPlan(plan: Plan, ejected: readonly string[]): Plan {
  const hosts = plan.hosts.filter(({ id }) => !ejected.includes(id));
  return { ...plan, hosts: plan.isSorted ? hosts : [...hosts].reverse() };
}

const ROUTERS_KEPT = 12;
const routers = new Map<string, Router>();

/** The router of a plan. The last ones are kept: a plan always makes the same one. */
export function routerOf(plan: Plan): Router {
  const name = JSON.stringify(plan);
  const known = routers.get(name);
  if (known !== undefined) return known;
  const made = createRouter(wanted(plan), plan.isSorted);
  routers.set(name, made);
  const [oldest] = routers.keys();
  if (routers.size > ROUTERS_KEPT && oldest !== undefined) routers.delete(oldest);
  return made;
}

function wanted({ algorithm, hosts: both, ringSize, positions, tableSize }: Plan): Routing {
  const hosts = both.map(({ id }) => id);
  const weights = both.map(({ weight }) => weight);
  switch (algorithm) {
    case 'jump':
      return { algorithm, buckets: hosts.length };
    case 'modulo':
      return { algorithm, buckets: hosts.length, hash: 'xxh64' };
    case 'positions-per-host':
      return { algorithm, hosts, positions };
    case 'md5-ring':
      return { algorithm, nodes: hosts, virtualNodes: positions };
    case 'maglev':
      return { algorithm, hosts, weights, tableSize };
    case 'ring-hash':
      return { algorithm, hosts, weights, minimumRingSize: ringSize, maximumRingSize: 8_388_608 };
  }
}

/** Charges for building a plan's router and for sending the sample through it. */
export function chargeRouting({ algorithm, hosts, ringSize, positions, tableSize }: Plan, sampleKeys: number): void {
  const built = { 'ring-hash': ringSize + 16 * hosts.length, maglev: tableSize, jump: 0, modulo: 0 };
  chargeWork(10 * sampleKeys + 10 * (algorithm in built ? built[algorithm as 'maglev'] : positions * hosts.length));
}

export function sampleKey(index: number): string {
  return `job-${index}`;
}

const hashed = new Map<HashName, Uint64[]>();

/** The hash of a key of the sample, made once. */
export function sampleHash(name: HashName, index: number): Uint64 {
  const known = hashed.get(name) ?? [];
  hashed.set(name, known);
  const hash = known[index] ?? hashes[name](sampleKey(index));
  known[index] = hash;
  return hash;
}

/** The index of the host of each key of the sample; -1: none, which only a table that was not filled gives. */
function placesOf(plan: Plan, sampleKeys: number): Int32Array {
  const router = routerOf(plan);
  return Int32Array.from(
    { length: sampleKeys },
    (_, index) => router.placeOf(sampleHash(router.hashName, index), 0) ?? -1,
  );
}

/** How many of the sample's keys each host has. */
export function shares(plan: Plan, sampleKeys: number): readonly number[] {
  const counts = plan.hosts.map(() => 0);
  for (const place of placesOf(plan, sampleKeys)) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}

/** Keys that two plans send to different hosts, and of those the ones whose both hosts are in both plans. */
function movesBetween(before: Plan, after: Plan, sampleKeys: number) {
  const [old, now] = [placesOf(before, sampleKeys), placesOf(after, sampleKeys)];
  const stays = new Set(before.hosts.map(({ id }) => id).filter((id) => after.hosts.some((each) => each.id === id)));
  let moved = 0;
  let stray = 0;
  for (let index = 0; index < sampleKeys; index += 1) {
    const from = before.hosts[old[index] ?? -1]?.id ?? '';
    const to = after.hosts[now[index] ?? -1]?.id ?? '';
    if (from === to) continue;
    moved += 1;
    if (stays.has(from) && stays.has(to)) stray += 1;
  }
  return { moved, stray, of: sampleKeys };
}

export function compareRouters(before: Plan, after: Plan, sampleKeys: number): Change {
  return { ...movesBetween(before, after, sampleKeys), keepsAlgorithm: before.algorithm === after.algorithm };
}

/** What a second proxy sends elsewhere. */
export function differenceOf(plan: Plan, ejected: readonly string[], sampleKeys: number): Difference {
  const { moved, ...rest } = movesBetween(plan, otherPlan(plan, ejected), sampleKeys);
  return { differ: moved, ...rest };
}

/** For each shard of the sample's MD5 and each host: how many keys have both. */
export function pairsOf(plan: Plan, sampleKeys: number, shards: number, shardOf: (index: number) => number) {
  const pairs = Array.from({ length: shards }, () => plan.hosts.map(() => 0));
  for (const [index, place] of placesOf(plan, sampleKeys).entries()) {
    const row = pairs[shardOf(index)];
    if (row !== undefined && place >= 0) row[place] = (row[place] ?? 0) + 1;
  }
  return pairs;
}
