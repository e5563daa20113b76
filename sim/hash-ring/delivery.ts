import { hashes } from './hashes';
import { pairsOf, routerOf, sampleHash } from './plan';
import type { HashRingState } from './state';
import { modulo } from './uint64';

const MD5 = 'md5-first-8-bytes-big-endian';

/** Shards whose orders are few enough to try all. */
export const ORDERED_SHARDS_MAX = 6;

/** The shard of a job: MD5 modulo the shards, as the worker computes it. */
export function shardOf({ config }: Pick<HashRingState, 'config'>, text: string): number {
  return modulo(hashes[MD5](text), config.shards);
}

/** The pod that reads each shard; null: none does. */
export function holdersOf({ config, plan, shardHolders, order }: HashRingState): readonly (string | null)[] {
  const ids = plan.hosts.map(({ id }) => id);
  return Array.from({ length: config.shards }, (_, shard) => {
    if (shardHolders === 'rebalanced') return ids[shard % ids.length] ?? null;
    if (shardHolders === 'by-index') return ids[order?.[shard] ?? shard] ?? null;
    const atStart = config.hosts[shard];
    return atStart !== undefined && ids.includes(atStart) ? atStart : null;
  });
}

/** The pod that an event of the job goes to; null: no pod reads its shard. */
export function podOfJob(state: HashRingState, text: string): string | null {
  if (!state.config.sameHash) return holdersOf(state)[shardOf(state, text)] ?? null;
  const router = routerOf(state.plan);
  return state.plan.hosts[router.placeOf(router.hash(text), 0) ?? -1]?.id ?? null;
}

/** Of the sample: how many jobs' events reach the pod at which their client waits. */
export function matchesOf(state: HashRingState): number {
  const { sampleKeys, sameHash } = state.config;
  if (sameHash) return sampleKeys;
  const holders = holdersOf(state);
  const ids = state.plan.hosts.map(({ id }) => id);
  return pairs(state)
    .flatMap((row, shard) =>
      row.filter((_, host) => (state.fanOut ? holders[shard] !== null : ids[host] === holders[shard])),
    )
    .reduce((sum, count) => sum + count, 0);
}

/** Of all orders of pods the one in which the most events arrive, the first such. */
export function bestOrder(state: HashRingState): { readonly order: readonly number[]; readonly tried: number } {
  const counts = pairs(state);
  let best = { order: [] as readonly number[], matches: -1 };
  let tried = 0;
  for (const order of orders(Array.from({ length: state.config.shards }, (_, shard) => shard))) {
    tried += 1;
    const matches = order.reduce((sum, host, shard) => sum + (counts[shard]?.[host] ?? 0), 0);
    if (matches > best.matches) best = { order, matches };
  }
  return { order: best.order, tried };
}

function pairs({ plan, config }: HashRingState) {
  return pairsOf(plan, config.sampleKeys, config.shards, (index) => modulo(sampleHash(MD5, index), config.shards));
}

function* orders(items: readonly number[]): Generator<readonly number[]> {
  if (items.length < 2) yield items;
  else {
    for (const item of items) {
      for (const rest of orders(items.filter((each) => each !== item))) yield [item, ...rest];
    }
  }
}
