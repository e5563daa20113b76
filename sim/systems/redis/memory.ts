import { chargeWork } from '../../core/work';
import { parseInt64 } from './arguments';
import { byteLength } from './bytes';
import { nodeBytes, nodeCount, tailBytes } from './nodes';
import { consumerNumberOf, idOf, nextPlace, pendingAt } from './pending';
import { radixTreeNodes, radixTreeNodesOfIds } from './radix-tree';
import type { GroupState, KeyState, ServerState, StreamId, StreamState } from './types';
import { isSince } from './versions';

/** Bytes that jemalloc sets aside for `bytes`: its size classes on a 64-bit machine, four to each doubling. */
export function allocatedBytes(bytes: number): number {
  if (bytes <= 8) return 8;
  if (bytes <= 128) return Math.ceil(bytes / 16) * 16;
  const step = 2 ** (Math.ceil(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

const OBJECT_BYTES = 16;
const DICT_ENTRY_BYTES = 24;
const EMBEDDED_BYTES_MAX = 44;
const STREAM_BYTES = 80;
const GROUP_BYTES = 40;
const NACK_BYTES = 24;

/** A string of its own: a header that grows with it, its bytes, and a zero. */
function sdsBytes(length: number): number {
  const header = length < 32 ? 1 : length < 256 ? 3 : length < 65_536 ? 5 : 9;
  return allocatedBytes(header + length + 1);
}

/** How a server holds the value: what OBJECT ENCODING says. */
export function encodingOf(value: KeyState): string {
  if (value.type === 'stream') return 'stream';
  const length = byteLength(value.value);
  if (length <= 20 && parseInt64(value.value) !== null) return 'int';
  return length <= EMBEDDED_BYTES_MAX ? 'embstr' : 'raw';
}

/** Bytes of a key with its value, as MEMORY USAGE counts them: the nodes of a stream by a sample of so many (0: all). */
export function keyBytes(server: ServerState, key: string, value: KeyState, samples: number): number {
  const size =
    value.type === 'stream' ? streamBytes(server, value, samples) : stringBytes(value.value, encodingOf(value));
  return size + sdsBytes(byteLength(key)) + DICT_ENTRY_BYTES;
}

function stringBytes(text: string, encoding: string): number {
  const length = byteLength(text);
  if (encoding === 'int') return OBJECT_BYTES;
  if (encoding === 'embstr') return allocatedBytes(OBJECT_BYTES + 3 + length + 1);
  return OBJECT_BYTES + allocatedBytes((length < 256 ? 3 : length < 65_536 ? 5 : 9) + length + 1);
}

/** `streamRadixTreeMemoryUsage`: the key of each element, and for each node itself and what goes with it. */
function treeBytes(elements: number, nodes: number): number {
  return elements * 16 + nodes * (4 + 8 * 30);
}

function streamBytes(server: ServerState, stream: StreamState, samples: number): number {
  const nodes = nodeCount(stream);
  let bytes = OBJECT_BYTES + STREAM_BYTES + treeBytes(nodes, radixTreeNodes(stream));
  const sampled = samples === 0 ? nodes : Math.min(samples, nodes);
  let listpacks = 0;
  for (let node = 0; node < sampled; node++) listpacks += allocatedNodeBytes(stream, node);
  if (nodes > sampled && sampled > 0) {
    const rest = nodes - 1;
    listpacks = Math.floor(listpacks / sampled) * rest + allocatedNodeBytes(stream, rest);
  }
  bytes += listpacks;
  for (const group of stream.groups) bytes += groupBytes(server, group);
  return bytes;
}

function allocatedNodeBytes(stream: StreamState, node: number): number {
  const { tail } = stream;
  if (tail === null || node < stream.sealed.ms.length) return allocatedBytes(nodeBytes(stream, node));
  return Math.max(allocatedBytes(tail.room), allocatedBytes(tailBytes(tail)));
}

/** What it costs to count one that is pending, or a consumer: both trees are built. */
const PENDING_WORK = 10;

function groupBytes(server: ServerState, group: GroupState): number {
  const all: StreamId[] = [];
  chargeWork((group.pendingCount + group.consumers.length) * PENDING_WORK);
  const byConsumer = new Map<number, StreamId[]>();
  for (let place = 0; ; place = nextPlace(group, place)) {
    const pending = pendingAt(group, place);
    if (pending === null) break;
    const id = idOf(pending);
    all.push(id);
    const own = byConsumer.get(consumerNumberOf(pending)) ?? [];
    own.push(id);
    byConsumer.set(consumerNumberOf(pending), own);
  }
  let bytes = GROUP_BYTES + treeBytes(all.length, radixTreeNodesOfIds(all)) + all.length * NACK_BYTES;
  const consumerBytes = isSince(server, '7.2') ? 32 : 24;
  for (const { name, number } of group.consumers) {
    const own = byConsumer.get(number) ?? [];
    bytes += consumerBytes + byteLength(name) + treeBytes(own.length, radixTreeNodesOfIds(own));
  }
  return bytes;
}

/** What 7.0.15 holds before there is any key, by INFO's `used_memory_startup`. */
export const STARTUP_BYTES = 876_152;
const ENTRIES_ESTIMATED_FROM = 1_000;
/** Of a long list of pending entries: the tree's node and a half, twice over, and what is kept of the delivery. */
const PENDING_BYTES = 2 * (16 + 366) + NACK_BYTES;

/**
 * What `used_memory` would be: what a server begins with, and its keys. Connections and buffers are not counted, and long lists of
 * pending entries are estimated.
 */
export function usedMemory(server: ServerState): number {
  let bytes = STARTUP_BYTES;
  chargeWork(server.names.length * 5);
  server.names.forEach((name, i) => {
    const value = server.values[i];
    if (value !== undefined) bytes += roughKeyBytes(server, name, value);
  });
  return bytes;
}

function roughKeyBytes(server: ServerState, name: string, value: KeyState): number {
  if (value.type !== 'stream') return keyBytes(server, name, value, 1);
  const groups = value.groups.filter(({ pendingCount }) => pendingCount <= ENTRIES_ESTIMATED_FROM);
  const others = value.groups.filter(({ pendingCount }) => pendingCount > ENTRIES_ESTIMATED_FROM);
  const rest = others.reduce((sum, { pendingCount }) => sum + GROUP_BYTES + pendingCount * PENDING_BYTES, 0);
  return keyBytes(server, name, { ...value, groups }, 5) + rest;
}
