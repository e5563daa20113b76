import { hashes, utf8, xxHash64 } from './hashes';
import { compare, type Uint64 } from './uint64';

/** Positions of hosts on a circle of 2^64 places, in ascending order of their hash. */
export interface Ring {
  readonly positions: readonly RingPosition[];
  /** How many positions each host has, in the order of the hosts. */
  readonly positionsPerHost: readonly number[];
}

export interface RingPosition {
  readonly hash: Uint64;
  /** Index into the hosts that the ring was built from. */
  readonly host: number;
}

export interface RingSize {
  /** Positions that the ring has at least; rounded up so that the lightest host has a whole number of them. */
  readonly minimum: number;
  /** Positions that it has at most. */
  readonly maximum: number;
}

/**
 * Envoy's ring: its size stays about the same whatever the number of hosts, and each host has positions in proportion to its
 * weight (`RingHashLoadBalancer::Ring` in ring_hash_lb.cc). `weights` are positive, one for each host.
 */
export function envoyRing(hosts: readonly string[], weights: readonly number[], size: RingSize): Ring {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  const least = Math.min(...shares);
  const scale = Math.min(Math.ceil(least * size.minimum) / least, size.maximum);
  // Sums run over all hosts, so that hosts whose share is a fraction get one position more or less by turns.
  let current = 0;
  let target = 0;
  const positionsPerHost = shares.map((share) => {
    target += scale * share;
    let count = 0;
    for (; current < target; current += 1) count += 1;
    return count;
  });
  return ringOf(positionsPerHost, (host, index) => xxHash64(`${hosts[host]}_${index}`, 0));
}

/** Karger's ring as most write it: the same number of positions for every host, so that it grows with each. */
export function fixedPositionsRing(hosts: readonly string[], positions: number): Ring {
  return ringOf(
    hosts.map(() => positions),
    (host, index) => xxHash64(`${hosts[host]}_${index}`, 0),
  );
}

/** A ring whose positions are the first 8 bytes of the MD5 of `<node>:<index>`. */
export function md5Ring(nodes: readonly string[], virtualNodes: number): Ring {
  const hash = hashes['md5-first-8-bytes-big-endian'];
  return ringOf(
    nodes.map(() => virtualNodes),
    (node, index) => hash(`${nodes[node]}:${index}`),
  );
}

function ringOf(positionsPerHost: readonly number[], hashOf: (host: number, index: number) => Uint64): Ring {
  const positions = positionsPerHost.flatMap((count, host) =>
    Array.from({ length: count }, (_, index): RingPosition => ({ hash: hashOf(host, index), host })),
  );
  positions.sort((left, right) => compare(left.hash, right.hash));
  return { positions, positionsPerHost };
}

/** The index of the first position at or behind a hash, or past it where `isPast`; round the circle to the first. */
export function positionOf({ positions }: Ring, hash: Uint64, isPast: boolean): number {
  let from = 0;
  let to = positions.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const order = compare(positions[middle]?.hash ?? hash, hash);
    if (isPast ? order <= 0 : order < 0) from = middle + 1;
    else to = middle;
  }
  return from === positions.length ? 0 : from;
}

/** Byte order of two texts' UTF-8, as `std::string_view` compares. */
export function compareBytes(left: string, right: string): number {
  const leftBytes = utf8(left);
  const rightBytes = utf8(right);
  const length = Math.min(leftBytes.length, rightBytes.length);
  for (let at = 0; at < length; at += 1) {
    const order = (leftBytes[at] ?? 0) - (rightBytes[at] ?? 0);
    if (order !== 0) return order;
  }
  return leftBytes.length - rightBytes.length;
}
