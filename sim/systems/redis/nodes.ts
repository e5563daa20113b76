import { chargeWork } from '../../core/work';
import { addToUint64, compareUint64, subtractInt64 } from './int64';
import { entryBytes, haveSameFields, integerBytes, masterBytes } from './listpack';
import type { Int64, NodeLimits, StreamId, StreamState, TailNode, Uint64 } from './types';

/** The entries of a macro node, deleted ones too, as it grows. Columns, one element an entry; not to be changed. */
export interface GrowingEntries {
  readonly ms: readonly Uint64[];
  readonly seq: readonly Uint64[];
  /** Fields and values in turn. */
  readonly pairs: readonly (readonly string[])[];
}

/** The same in a node's string: fields and values are read when they are wanted. */
interface SealedEntries {
  readonly ms: readonly Uint64[];
  readonly seq: readonly Uint64[];
  readonly data: string;
  /** Where in the string what follows the entry's seq begins. */
  readonly starts: readonly number[];
  /** The node's own fields. */
  readonly names: readonly string[];
  /** Which entries have other fields than those. */
  readonly others: ReadonlySet<number>;
}

export type NodeEntries = GrowingEntries | SealedEntries;

const SEPARATOR = '|';

/**
 * A node's entries as one string, parts divided by `|`: the node's ms, the number of its fields, their names, and for each entry the
 * difference of its ms, its seq, and its values; one with other fields has `+` before the first, and after the second the number of
 * its fields, and names and values in turn. `|` and `~` within a part are `~1` and `~0`.
 */
export function encodeNode(entries: GrowingEntries): string {
  const nodeMs = entries.ms[0] ?? 0;
  const master = entries.pairs[0] ?? [];
  const parts: (string | number)[] = [nodeMs, master.length / 2];
  for (let i = 0; i < master.length; i += 2) parts.push(escapePart(master[i] ?? ''));
  for (let e = 0; e < entries.ms.length; e++) {
    const pairs = entries.pairs[e] ?? [];
    const ms = subtractInt64(entries.ms[e] ?? 0, nodeMs);
    const isSame = haveSameFields(pairs, master);
    parts.push(isSame ? ms : `+${ms}`, entries.seq[e] ?? 0);
    if (!isSame) parts.push(pairs.length / 2);
    for (let i = isSame ? 1 : 0; i < pairs.length; i += isSame ? 2 : 1) parts.push(escapePart(pairs[i] ?? ''));
  }
  return parts.join(SEPARATOR);
}

function escapePart(text: string): string {
  if (!text.includes('|') && !text.includes('~')) return text;
  return text.replaceAll('~', '~0').replaceAll('|', '~1');
}

function plainPart(part: string): string {
  return part.includes('~') ? part.replaceAll('~1', '|').replaceAll('~0', '~') : part;
}

function integerPart(part: string): Int64 {
  return part.length <= 15 ? Number(part) : part;
}

/** Reads a node's string part by part. */
class PartReader {
  readonly #data: string;
  at: number;

  constructor(data: string, at: number) {
    this.#data = data;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at > this.#data.length;
  }

  next(): string {
    const start = this.at;
    this.skip(1);
    return this.#data.slice(start, this.at - 1);
  }

  skip(parts: number): void {
    for (let left = parts; left > 0; left--) {
      const end = this.#data.indexOf(SEPARATOR, this.at);
      this.at = (end === -1 ? this.#data.length : end) + 1;
    }
  }
}

/**
 * Nodes that were read lately, by their string, and before that: when there are enough of the first, they take the place of the
 * second. It only saves the work of reading one again.
 */
let decodedLately = new Map<string, NodeEntries>();
let decodedBefore = new Map<string, NodeEntries>();
let decodedEntries = 0;
const DECODED_ENTRIES_MAX = 50_000;

/** The entries in a node's string. */
export function decodeNode(data: string): NodeEntries {
  const known = decodedLately.get(data) ?? decodedBefore.get(data);
  if (known !== undefined) return known;
  const reader = new PartReader(data, 0);
  const nodeMs = integerPart(reader.next());
  const names: string[] = [];
  for (let left = Number(reader.next()); left > 0; left--) names.push(plainPart(reader.next()));
  const ms: Uint64[] = [];
  const seq: Uint64[] = [];
  const starts: number[] = [];
  const others = new Set<number>();
  while (!reader.isAtEnd) {
    const difference = reader.next();
    const isOther = difference.charCodeAt(0) === 43;
    ms.push(addToUint64(nodeMs, integerPart(isOther ? difference.slice(1) : difference)));
    seq.push(integerPart(reader.next()));
    if (isOther) others.add(starts.length);
    starts.push(reader.at);
    reader.skip(isOther ? Number(reader.next()) * 2 : names.length);
  }
  const entries = { ms, seq, data, starts, names, others };
  remember(data, entries);
  return entries;
}

/** Fields and values of an entry of a node, in turn. */
export function pairsAt(entries: NodeEntries, index: number): readonly string[] {
  if ('pairs' in entries) return entries.pairs[index] ?? [];
  const { data, starts, names, others } = entries;
  const reader = new PartReader(data, starts[index] ?? data.length + 1);
  const pairs: string[] = [];
  if (!others.has(index)) for (const name of names) pairs.push(name, plainPart(reader.next()));
  else for (let left = Number(reader.next()) * 2; left > 0; left--) pairs.push(plainPart(reader.next()));
  return pairs;
}

function remember(data: string, entries: NodeEntries): void {
  if (decodedEntries >= DECODED_ENTRIES_MAX) {
    decodedBefore = decodedLately;
    decodedLately = new Map();
    decodedEntries = 0;
  }
  decodedLately.set(data, entries);
  decodedEntries += entries.ms.length;
}

/** A node begins with room for so many bytes (`STREAM_LISTPACK_MAX_PRE_ALLOCATE`), or for `stream-node-max-bytes` if that is less. */
const NODE_BYTES_FIRST = 4096;

export function newTail(options: NodeLimits): TailNode {
  const limit = Number(options.nodeMaxBytes);
  const room = limit > 0 ? Math.min(limit, NODE_BYTES_FIRST) : NODE_BYTES_FIRST;
  return { ms: [], seq: [], pairs: [], deleted: '', live: 0, bytes: 0, room };
}

/** Bytes of the whole listpack. */
export function tailBytes(tail: TailNode): number {
  return tail.bytes + integerBytes(tail.live) + integerBytes(tail.ms.length - tail.live);
}

/** Bytes of a sealed node's whole listpack. */
export function nodeBytes(stream: StreamState, node: number): number {
  const entries = entriesOfNode(stream, node);
  const growing = { ms: entries.ms, seq: entries.seq, pairs: entries.ms.map((_, index) => pairsAt(entries, index)) };
  const live = liveOfNode(stream, node);
  return bytesOfEntries(growing) + integerBytes(live) + integerBytes(entries.ms.length - live);
}

/** Moves the last node to the sealed ones: it does not grow any more. */
export function sealTail(stream: StreamState, tail: TailNode): void {
  const { sealed } = stream;
  sealed.ms.push(tail.ms[0] ?? 0);
  sealed.seq.push(tail.seq[0] ?? 0);
  sealed.size.push(tail.ms.length);
  sealed.live.push(tail.live);
  sealed.deleted.push(tail.deleted);
  sealed.data.push(encodeNode(tail));
  stream.tail = null;
}

/** Takes the last sealed node, if there is one, as the one that grows: what was behind it is gone. */
export function openLastNode(stream: StreamState): void {
  const { sealed } = stream;
  const data = sealed.data.pop();
  stream.tail = null;
  if (data === undefined) return;
  sealed.ms.pop();
  sealed.seq.pop();
  sealed.size.pop();
  const entries = decodeNode(data);
  const tail: TailNode = {
    ms: [...entries.ms],
    seq: [...entries.seq],
    pairs: entries.ms.map((_, index) => pairsAt(entries, index)),
    deleted: sealed.deleted.pop() ?? '',
    live: sealed.live.pop() ?? 0,
    bytes: 0,
    room: 0,
  };
  tail.bytes = bytesOfEntries(tail);
  stream.tail = tail;
}

function bytesOfEntries(entries: GrowingEntries): number {
  const [master = []] = entries.pairs;
  let bytes = masterBytes(master);
  for (let e = 0; e < entries.ms.length; e++) {
    const pairs = entries.pairs[e] ?? [];
    const id = { ms: entries.ms[e] ?? 0, seq: entries.seq[e] ?? 0 };
    bytes += entryBytes(pairs, haveSameFields(pairs, master), id, entries.ms[0] ?? 0, entries.seq[0] ?? 0);
  }
  return bytes;
}

/** Macro nodes of the stream; the last one is the tail. */
export function nodeCount(stream: StreamState): number {
  return stream.sealed.ms.length + (stream.tail === null ? 0 : 1);
}

/** How many nodes that move up count as one element. */
const MOVED_PER_ELEMENT = 8;

/** What it costs to read a node of so many entries: of the usual ones, most have been read lately; of larger ones only few can be. */
function decodeWork(entries: number): number {
  return entries <= 200 ? Math.ceil(entries / 4) : entries * 2;
}

/** The entries of the `node`th macro node. */
export function entriesOfNode(stream: StreamState, node: number): NodeEntries {
  if (node === stream.sealed.ms.length && stream.tail !== null) return stream.tail;
  // Whether it was read lately or not: what a run costs must not depend on what others have done.
  chargeWork(decodeWork(stream.sealed.size[node] ?? 0));
  return decodeNode(stream.sealed.data[node] ?? '');
}

/** Which of its entries are deleted: a `1` at the place of each; '' for none. */
export function deletedOfNode(stream: StreamState, node: number): string {
  if (node === stream.sealed.ms.length && stream.tail !== null) return stream.tail.deleted;
  return stream.sealed.deleted[node] ?? '';
}

/** Entries of the node that are not deleted. */
export function liveOfNode(stream: StreamState, node: number): number {
  if (node === stream.sealed.ms.length && stream.tail !== null) return stream.tail.live;
  return stream.sealed.live[node] ?? 0;
}

export function isDeletedAt(deleted: string, index: number): boolean {
  return deleted !== '' && deleted.charCodeAt(index) === 49;
}

/** Marks entries of a node as deleted; their number is `indexes.length`. */
export function markDeleted(stream: StreamState, node: number, indexes: readonly number[]): void {
  const isTail = node === stream.sealed.ms.length;
  const size = isTail ? (stream.tail?.ms.length ?? 0) : (stream.sealed.size[node] ?? 0);
  const marks = deletedOfNode(stream, node).padEnd(size, '0').split('');
  for (const index of indexes) marks[index] = '1';
  const deleted = marks.join('');
  if (isTail && stream.tail !== null) {
    stream.tail.deleted = deleted;
    stream.tail.live -= indexes.length;
    return;
  }
  stream.sealed.deleted[node] = deleted;
  stream.sealed.live[node] = (stream.sealed.live[node] ?? 0) - indexes.length;
}

/** Takes whole macro nodes out, `count` from the `first`th on. The length of the stream is the caller's to change. */
export function removeNodes(stream: StreamState, first: number, count: number): void {
  if (count === 0) return;
  const { sealed } = stream;
  chargeWork(count + Math.ceil(sealed.ms.length / MOVED_PER_ELEMENT));
  const isTailOut = stream.tail !== null && first + count > sealed.ms.length;
  const sealedOut = isTailOut ? count - 1 : count;
  if (sealedOut > 0) for (const column of Object.values(sealed)) column.splice(first, sealedOut);
  if (isTailOut) openLastNode(stream);
}

/** The last node that is known by an id not greater than this one; -1: all begin after it. */
export function nodeAtOrBefore(stream: StreamState, id: StreamId): number {
  const { sealed, tail } = stream;
  if (tail !== null && !isBefore(id, tail.ms[0] ?? 0, tail.seq[0] ?? 0)) return sealed.ms.length;
  let low = 0;
  let high = sealed.ms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(id, sealed.ms[middle] ?? 0, sealed.seq[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** The place of the first entry of the node whose id is not less than this one; the node's size when there is none. */
export function indexAtOrAfter(entries: NodeEntries, id: StreamId): number {
  let low = 0;
  let high = entries.ms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareUint64(entries.ms[middle] ?? 0, id.ms) || compareUint64(entries.seq[middle] ?? 0, id.seq);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(id: StreamId, ms: Uint64, seq: Uint64): boolean {
  return (compareUint64(id.ms, ms) || compareUint64(id.seq, seq)) < 0;
}
