import { xxHash64 } from './hashes';
import { compareBytes } from './ring';
import { modulo, subtract, type Uint64, uint64, xor } from './uint64';

/** Envoy's bound on Maglev's table. */
export const TABLE_SIZE_MAX = 5_000_011;

export const DEFAULT_TABLE_SIZE = 65_537;

/** An entry that no host took: only a table whose size is not prime has any. */
export const FREE_ENTRY = 0xffff_ffff;

export interface MaglevTable {
  /** For each entry the index of its host. */
  readonly entries: Uint32Array;
  /** How many entries each host has, in the order of the hosts. */
  readonly entriesPerHost: readonly number[];
}

/**
 * Maglev's table (Eisenbud et al., NSDI 2016, §3.4, with Envoy's weights: `MaglevTable` in maglev_lb.cc). Each host has a
 * permutation of the table, of an offset and a skip; by turns each takes the next free entry of its own. `tableSize` is prime,
 * so that every skip visits every entry; with another size a host that has come round its own entries without a free one takes no more
 * (Envoy's loop would not end). `isSorted`: turns go by the hosts' names, in byte order, so that every proxy fills the same table.
 */
export function maglevTable(
  hosts: readonly string[],
  weights: readonly number[],
  tableSize: number,
  isSorted = true,
): MaglevTable {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const builders = hosts.map((host, index) => ({
    host,
    index,
    share: (weights[index] ?? 1) / sum,
    /** The entry that it would take next. */
    next: modulo(xxHash64(host, 0), tableSize),
    skip: modulo(xxHash64(host, 1), tableSize - 1) + 1,
    target: 0,
  }));
  if (isSorted) builders.sort((left, right) => compareBytes(left.host, right.host));
  const largest = Math.max(...builders.map(({ share }) => share));
  const entries = new Uint32Array(tableSize).fill(FREE_ENTRY);
  const entriesPerHost = hosts.map(() => 0);
  let filled = 0;
  let ended = 0;
  for (let turn = 1; filled < tableSize && ended < builders.length; turn += 1) {
    for (const builder of builders) {
      if (filled === tableSize) break;
      if (builder.next < 0) continue;
      // A host of a third of the largest weight takes an entry in every third turn.
      if (turn * builder.share < builder.target) continue;
      builder.target += largest;
      const next = nextFree(entries, builder);
      if (next < 0) {
        builder.next = -1;
        ended += 1;
        continue;
      }
      entries[next] = builder.index;
      builder.next = (next + builder.skip) % tableSize;
      entriesPerHost[builder.index] = (entriesPerHost[builder.index] ?? 0) + 1;
      filled += 1;
    }
  }
  return { entries, entriesPerHost };
}

/** The first free entry of a host's permutation; -1 when it comes round to where it began. */
function nextFree(
  entries: Uint32Array,
  { next: from, skip }: { readonly next: number; readonly skip: number },
): number {
  let next = from;
  while (entries[next] !== FREE_ENTRY) {
    next = (next + skip) % entries.length;
    if (next === from) return -1;
  }
  return next;
}

/** The hash that a retry looks up: with nearly all its bits turned. `attempt` is 1 or more. */
export function retryHash(hash: Uint64, attempt: number): Uint64 {
  return xor(hash, subtract(uint64(0, 0), uint64(0, attempt)));
}

export function isPrime(value: number): boolean {
  if (value < 2) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return true;
}
