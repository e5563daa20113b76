import { chargeWork } from '../../core/work';
import { byteLength } from './bytes';
import { clearErrno, compareIds, type Errno, ID_MAX, ID_MIN } from './ids';
import { addInt64, compareUint64 } from './int64';
import { entryBytes, haveSameFields, masterBytes } from './listpack';
import {
  deletedOfNode,
  entriesOfNode,
  indexAtOrAfter,
  isDeletedAt,
  liveOfNode,
  markDeleted,
  type NodeEntries,
  newTail,
  nodeAtOrBefore,
  nodeCount,
  pairsAt,
  removeNodes,
  sealTail,
  tailBytes,
} from './nodes';
import { type DeleteStrategy, isReferenced } from './references';
import type { ServerOptions, StreamId, StreamState, Uint64 } from './types';

const LISTPACK_MAX_BYTES = 1 << 30;

export function newStream(): StreamState {
  return {
    type: 'stream',
    length: 0,
    firstId: ID_MIN,
    lastId: ID_MIN,
    maxDeletedId: ID_MIN,
    entriesAdded: 0,
    sealed: { ms: [], seq: [], size: [], live: [], deleted: [], data: [] },
    tail: null,
    groups: [],
  };
}

/**
 * `streamAppendItem` from where its id is settled: adds the entry to the last macro node, or to a new one when that is full. False:
 * the fields and values together are larger than a node can hold.
 */
export function appendEntry(
  stream: StreamState,
  id: StreamId,
  pairs: readonly string[],
  options: ServerOptions,
  errno: Errno,
): boolean {
  let textBytes = 0;
  for (const text of pairs) textBytes += byteLength(text);
  if (textBytes > LISTPACK_MAX_BYTES) return false;
  let { tail } = stream;
  if (tail !== null && isFull(tail.ms.length, tailBytes(tail), textBytes, options)) {
    sealTail(stream, tail);
    tail = null;
  }
  if (tail === null) {
    tail = newTail(options);
    tail.bytes = masterBytes(pairs);
    stream.tail = tail;
    // The node is inserted empty, and once more with its first entry.
    clearErrno(errno);
  }
  tail.ms.push(id.ms);
  tail.seq.push(id.seq);
  tail.pairs.push(pairs);
  if (tail.deleted !== '') tail.deleted += '0';
  tail.live += 1;
  tail.bytes += entryBytes(pairs, haveSameFields(pairs, tail.pairs[0] ?? []), id, tail.ms[0] ?? 0, tail.seq[0] ?? 0);
  stream.length += 1;
  stream.entriesAdded = addInt64(stream.entriesAdded, 1);
  stream.lastId = id;
  if (stream.length === 1) stream.firstId = id;
  return true;
}

function isFull(entries: number, bytes: number, textBytes: number, options: ServerOptions): boolean {
  const nodeMaxBytes = Number(options.nodeMaxBytes);
  const nodeMaxEntries = Number(options.nodeMaxEntries);
  const bytesMax = nodeMaxBytes === 0 || nodeMaxBytes > LISTPACK_MAX_BYTES ? LISTPACK_MAX_BYTES : nodeMaxBytes;
  return bytes + textBytes >= bytesMax || (nodeMaxEntries !== 0 && entries >= nodeMaxEntries);
}

/** What an entry that is visited costs beside its fields and values: it is read here, and once more by whoever it is for. */
const ENTRY_WORK = 30;

/** Gets an entry; returns true to go on. */
export type Visit = (ms: Uint64, seq: Uint64, pairs: readonly string[]) => boolean;

/**
 * Visits the entries from `start` to `end`, both included, in the order of their ids. Returns whether it came to the stream's end: neither
 * `visit` nor `end` stopped it before.
 */
export function visitForward(stream: StreamState, start: StreamId, end: StreamId, visit: Visit): boolean {
  const nodes = nodeCount(stream);
  const first = Math.max(nodeAtOrBefore(stream, start), 0);
  for (let node = first; node < nodes; node++) {
    if (liveOfNode(stream, node) === 0) continue;
    const entries = entriesOfNode(stream, node);
    const deleted = deletedOfNode(stream, node);
    for (let i = node === first ? indexAtOrAfter(entries, start) : 0; i < entries.ms.length; i++) {
      if (isDeletedAt(deleted, i)) continue;
      const ms = entries.ms[i] ?? 0;
      const seq = entries.seq[i] ?? 0;
      if ((compareUint64(ms, end.ms) || compareUint64(seq, end.seq)) > 0) return false;
      const pairs = pairsAt(entries, i);
      chargeWork(ENTRY_WORK + pairs.length);
      if (!visit(ms, seq, pairs)) return false;
    }
  }
  return true;
}

/** Visits the same entries from the last to the first. Returns whether it came to the stream's beginning. */
export function visitBackward(stream: StreamState, start: StreamId, end: StreamId, visit: Visit): boolean {
  const last = nodeAtOrBefore(stream, end);
  for (let node = last; node >= 0; node--) {
    if (liveOfNode(stream, node) === 0) continue;
    const entries = entriesOfNode(stream, node);
    const deleted = deletedOfNode(stream, node);
    for (let i = entries.ms.length - 1; i >= 0; i--) {
      if (isDeletedAt(deleted, i)) continue;
      const ms = entries.ms[i] ?? 0;
      const seq = entries.seq[i] ?? 0;
      if ((compareUint64(ms, end.ms) || compareUint64(seq, end.seq)) > 0) continue;
      if ((compareUint64(ms, start.ms) || compareUint64(seq, start.seq)) < 0) return false;
      const pairs = pairsAt(entries, i);
      chargeWork(ENTRY_WORK + pairs.length);
      if (!visit(ms, seq, pairs)) return false;
    }
  }
  return true;
}

/** Where an entry is: its macro node, and its place there. */
interface Found {
  readonly node: number;
  readonly entries: NodeEntries;
  readonly index: number;
}

/** Null: it is not in the stream. */
function findEntry(stream: StreamState, id: StreamId): Found | null {
  const node = nodeAtOrBefore(stream, id);
  if (node < 0) return null;
  const entries = entriesOfNode(stream, node);
  const index = indexAtOrAfter(entries, id);
  if (entries.ms[index] !== id.ms || entries.seq[index] !== id.seq) return null;
  return isDeletedAt(deletedOfNode(stream, node), index) ? null : { node, entries, index };
}

/** Whether the entry is there. The server goes through the stream for it, to the end when nothing comes after the id. */
export function hasEntry(stream: StreamState, id: StreamId, errno: Errno): boolean {
  const isThere = findEntry(stream, id) !== null;
  if (!isThere && errno.isErrnoEdom) noteSearch(stream, id, errno);
  return isThere;
}

function noteSearch(stream: StreamState, id: StreamId, errno: Errno): void {
  const last = stream.length === 0 ? null : lastEntryId(stream);
  if (last === null || compareIds(last, id) < 0) clearErrno(errno);
}

/** Fields and values of one entry; null: it is not in the stream. */
export function pairsOf(stream: StreamState, id: StreamId): readonly string[] | null {
  const found = findEntry(stream, id);
  return found === null ? null : pairsAt(found.entries, found.index);
}

/** The id of the last entry that is there; null: none is. */
export function lastEntryId(stream: StreamState): StreamId | null {
  const { tail } = stream;
  if (tail !== null && tail.deleted === '') {
    const last = tail.ms.length - 1;
    return { ms: tail.ms[last] ?? 0, seq: tail.seq[last] ?? 0 };
  }
  let found: StreamId | null = null;
  visitBackward(stream, ID_MIN, ID_MAX, (ms, seq) => {
    found = { ms, seq };
    return false;
  });
  return found;
}

/** Deletes an entry: it is marked, and its node goes with its last entry. False: it is not in the stream. */
export function deleteEntry(stream: StreamState, id: StreamId, errno: Errno): boolean {
  const found = findEntry(stream, id);
  if (found === null) {
    if (errno.isErrnoEdom) noteSearch(stream, id, errno);
    return false;
  }
  if (liveOfNode(stream, found.node) === 1) removeNodes(stream, found.node, 1);
  else markDeleted(stream, found.node, [found.index]);
  stream.length -= 1;
  return true;
}

/** Sets the stream's first id after entries at its beginning went. */
export function refreshFirstId(stream: StreamState): void {
  let first: StreamId = ID_MIN;
  if (stream.length > 0) {
    visitForward(stream, ID_MIN, ID_MAX, (ms, seq) => {
      first = { ms, seq };
      return false;
    });
  }
  stream.firstId = first;
}

export type TrimStrategy =
  | { readonly type: 'MAXLEN'; readonly length: number }
  | { readonly type: 'MINID'; readonly id: StreamId };

/** How to trim. `limit`: entries to take at most; 0: no limit. */
export interface Trim {
  readonly strategy: TrimStrategy;
  readonly isApproximate: boolean;
  readonly limit: number;
  /** What becomes of pending entries whose entry goes (8.2): they stay, they go too, or such an entry is left. */
  readonly references: DeleteStrategy;
}

/** `streamTrim`: takes whole nodes from the beginning, then, unless it is approximate, entries of the next one. Returns how many. */
export function trimStream(
  stream: StreamState,
  trim: Trim,
  errno: Errno,
  removeReferencesTo: (id: StreamId) => void,
): number {
  const { strategy, isApproximate, limit } = trim;
  if (trim.references === 'ACKED') return trimAcknowledged(stream, trim, errno);
  const gone = trim.references === 'DELREF' ? removeReferencesTo : null;
  let taken = takeWholeNodes(stream, trim, gone);
  const isEnough = strategy.type === 'MAXLEN' && stream.length <= strategy.length;
  if (nodeCount(stream) === 0) clearErrno(errno);
  else if (!isApproximate && !isEnough && !(limit !== 0 && taken + liveOfNode(stream, 0) > limit)) {
    taken += trimWithinFirstNode(stream, strategy, gone);
    clearErrno(errno);
  }
  if (stream.length === 0 || taken > 0) refreshFirstId(stream);
  return taken;
}

/** Takes as many nodes from the beginning as go as a whole. Returns how many entries they had. */
function takeWholeNodes(stream: StreamState, { strategy, limit }: Trim, gone: ((id: StreamId) => void) | null): number {
  const nodes = nodeCount(stream);
  let node = 0;
  let taken = 0;
  for (; node < nodes; node++) {
    chargeWork(1);
    if (strategy.type === 'MAXLEN' && stream.length <= strategy.length) break;
    const live = liveOfNode(stream, node);
    if ((limit !== 0 && taken + live > limit) || !isWholeNodeOut(stream, node, live, strategy)) break;
    if (gone !== null) for (const id of liveIdsOf(stream, node)) gone(id);
    stream.length -= live;
    taken += live;
  }
  removeNodes(stream, 0, node);
  return taken;
}

function isWholeNodeOut(stream: StreamState, node: number, live: number, strategy: TrimStrategy): boolean {
  if (strategy.type === 'MAXLEN') return stream.length - live >= strategy.length;
  const entries = entriesOfNode(stream, node);
  const last = entries.ms.length - 1;
  return compareIds({ ms: entries.ms[last] ?? 0, seq: entries.seq[last] ?? 0 }, strategy.id) < 0;
}

function liveIdsOf(stream: StreamState, node: number): StreamId[] {
  const { ms, seq } = entriesOfNode(stream, node);
  const deleted = deletedOfNode(stream, node);
  return ms.map((value, i) => ({ ms: value, seq: seq[i] ?? 0 })).filter((_, i) => !isDeletedAt(deleted, i));
}

/**
 * Trims with ACKED: entries that a group still needs are left, and so is what comes after the place where trimming stops. An
 * approximate trim takes whole nodes here too, those of which no entry is needed. By the documentation of XTRIM (8.2).
 */
function trimAcknowledged(stream: StreamState, { strategy, isApproximate, limit }: Trim, errno: Errno): number {
  const removed: StreamId[] = [];
  let left = stream.length;
  for (let node = 0; node < nodeCount(stream); node++) {
    const ids = liveIdsOf(stream, node);
    const isOut = (id: StreamId, after: number) =>
      strategy.type === 'MAXLEN' ? after >= strategy.length : compareIds(id, strategy.id) < 0;
    const free = ids.filter((id) => !isReferenced(stream, id));
    if (isApproximate) {
      const last = ids[ids.length - 1];
      const isWhole = free.length === ids.length && last !== undefined && isOut(last, left - ids.length);
      if (!isWhole || (limit !== 0 && removed.length + ids.length > limit)) break;
      removed.push(...ids);
      left -= ids.length;
      continue;
    }
    const out = free.filter((id) => isOut(id, left - 1) && left-- > 0);
    removed.push(...out);
    if (ids.length > 0 && out.length < free.length) break;
  }
  for (const id of removed) deleteEntry(stream, id, errno);
  if (stream.length === 0 || removed.length > 0) refreshFirstId(stream);
  return removed.length;
}

function trimWithinFirstNode(
  stream: StreamState,
  strategy: TrimStrategy,
  gone: ((id: StreamId) => void) | null,
): number {
  const entries = entriesOfNode(stream, 0);
  const deleted = deletedOfNode(stream, 0);
  const indexes: number[] = [];
  for (let i = 0; i < entries.ms.length; i++) {
    const isEnough =
      strategy.type === 'MAXLEN'
        ? stream.length - indexes.length <= strategy.length
        : compareIds({ ms: entries.ms[i] ?? 0, seq: entries.seq[i] ?? 0 }, strategy.id) >= 0;
    if (isEnough) break;
    if (isDeletedAt(deleted, i)) continue;
    indexes.push(i);
    gone?.({ ms: entries.ms[i] ?? 0, seq: entries.seq[i] ?? 0 });
  }
  markDeleted(stream, 0, indexes);
  stream.length -= indexes.length;
  return indexes.length;
}
