import type { Invariant } from '../core/simulation';
import { routerOf } from './plan';
import type { HashRingState } from './state';

/** So many positions for each host, and so large a sample, that a host with twice its share cannot be chance. */
const POSITIONS_ENOUGH = 100;
const SAMPLE_ENOUGH = 1_000;

/** What the ways to send keys promise, each kept by one of the rules that can be switched off, but for the first. */
export const hashRingInvariants: readonly Invariant<HashRingState>[] = [
  {
    id: 'noStrayMoves',
    name: 'Only keys of the host that changed move',
    source:
      'Karger et al., STOC 1997, "monotone"; Envoy keeps the ring’s size instead, so it promises this for neither of its algorithms',
    check: ({ lastChange, plan }) =>
      (plan.algorithm !== 'positions-per-host' && plan.algorithm !== 'md5-ring') ||
      lastChange === null ||
      !lastChange.keepsAlgorithm ||
      lastChange.stray === 0
        ? null
        : { keys: lastChange.stray },
  },
  {
    id: 'sameHashDelivers',
    name: 'Every event arrives at the pod where its client waits',
    source: 'the case: the API’s Envoy and the worker’s shards',
    check: ({ keys, fanOut }) => {
      const missed = keys.find(
        ({ sentTo, host, attempt }) => sentTo !== null && attempt === 0 && sentTo !== host && !fanOut,
      );
      return missed === undefined ? null : { job: missed.key, sentTo: missed.sentTo ?? '', host: missed.host };
    },
  },
  {
    id: 'evenShares',
    name: 'No host has twice its share of keys',
    source: 'Karger et al., STOC 1997, "balance"; Dynamo, SOSP 2007, §6.2',
    check: ({ config, plan, shares }) => {
      if (config.sampleKeys < SAMPLE_ENOUGH || !hasEnoughPositions(config, plan.hosts.length, plan.algorithm))
        return null;
      const weights = plan.hosts.reduce((sum, { weight }) => sum + weight, 0);
      const isWeighted = plan.algorithm === 'ring-hash';
      const heavy = plan.hosts.find(({ weight }, index) => {
        const fair = isWeighted ? weight / weights : 1 / plan.hosts.length;
        return (shares[index] ?? 0) > 2 * fair * config.sampleKeys;
      });
      return heavy === undefined ? null : { host: heavy.id };
    },
  },
  {
    id: 'evenTable',
    name: 'Maglev’s hosts of one weight have as many entries, or one more',
    source: 'Eisenbud et al., NSDI 2016, §3.4: the table size is prime',
    check: ({ plan }) => {
      if (plan.algorithm !== 'maglev' || plan.hosts.some(({ weight }) => weight !== 1)) return null;
      const counts = plan.hosts.map(() => 0);
      for (const host of routerOf(plan).table ?? []) counts[host] = (counts[host] ?? 0) + 1;
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return most - least <= 1 ? null : { least, most };
    },
  },
  {
    id: 'proxiesAgree',
    name: 'Two proxies with the same hosts send a key to the same one',
    source: 'Envoy, maglev_lb.cc: hosts are sorted by their key before the table is built',
    check: ({ difference, ejected }) =>
      difference === null || ejected.length > 0 || difference.differ === 0
        ? null
        : { differ: difference.differ, of: difference.of },
  },
];

/** By configuration, whether or not the rule of virtual positions holds. */
function hasEnoughPositions(config: HashRingState['config'], hosts: number, algorithm: string): boolean {
  if (algorithm === 'ring-hash') return config.ringSize / (16 * hosts) >= POSITIONS_ENOUGH / 16;
  return (algorithm === 'positions-per-host' || algorithm === 'md5-ring') && config.positions >= POSITIONS_ENOUGH;
}
