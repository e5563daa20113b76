import { chargeWork } from '../../core/work';
import { nodeCount } from './nodes';
import type { StreamId, StreamState, Uint64 } from './types';

/** What one node's key costs to write and to compare, in elements. */
const KEY_WORK = 100;
/** The same in a list of what is pending, of which most are short. */
const ID_WORK = 20;

/** Hex digits of an id as a key: 128 bits, the ms first. */
const KEY_DIGITS = 32;

function keyOf(ms: Uint64, seq: Uint64): string {
  return hex(ms) + hex(seq);
}

function hex(value: Uint64): string {
  return BigInt(value)
    .toString(16)
    .padStart(KEY_DIGITS / 2, '0');
}

/**
 * How many nodes the radix tree of the stream has (`numnodes` of rax.c): the tree is as compressed as it can be at any time, so the
 * keys alone decide. A key's end is a node, each place where keys part is one, and each stretch of bytes between two of them.
 */
export function radixTreeNodes(stream: StreamState): number {
  const { sealed, tail } = stream;
  if (nodeCount(stream) === 0) return 1;
  chargeWork(nodeCount(stream) * KEY_WORK);
  const keys = sealed.ms.map((ms, i) => keyOf(ms, sealed.seq[i] ?? 0));
  if (tail !== null) keys.push(keyOf(tail.ms[0] ?? 0, tail.seq[0] ?? 0));
  return nodesOfKeys(keys);
}

/** The same of a tree whose keys are these ids, in their order. */
export function radixTreeNodesOfIds(ids: readonly StreamId[]): number {
  chargeWork(ids.length * ID_WORK);
  return ids.length === 0 ? 1 : nodesOfKeys(ids.map(({ ms, seq }) => keyOf(ms, seq)));
}

function nodesOfKeys(keys: readonly string[]): number {
  // The bytes at which a key parts from the one before it; -1 in front of the first key.
  const partings = keys.map((key, i) => (i === 0 ? -1 : commonBytes(keys[i - 1] ?? '', key)));
  let nodes = 0;
  const open: number[] = [];
  partings.forEach((parting, i) => {
    const depth = Math.max(parting, partings[i + 1] ?? -1);
    // The key's end, and the stretch before it; without any parting the stretch begins at the root.
    nodes += depth < 15 ? 2 : 1;
    while ((open[open.length - 1] ?? -1) > parting) nodes += branchNodes(open, parting);
    if (parting >= 0 && open[open.length - 1] !== parting) open.push(parting);
  });
  while (open.length > 0) nodes += branchNodes(open, -1);
  return nodes;
}

/** Closes the innermost parting: its node, and the stretch between it and the one around it. */
function branchNodes(open: number[], limit: number): number {
  const depth = open.pop() ?? 0;
  const around = Math.max(open[open.length - 1] ?? -1, limit);
  return depth > around + 1 ? 2 : 1;
}

function commonBytes(a: string, b: string): number {
  let digits = 0;
  while (digits < KEY_DIGITS && a[digits] === b[digits]) digits += 1;
  return digits >> 1;
}
