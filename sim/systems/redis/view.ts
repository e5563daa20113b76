import { chargeWork } from '../../core/work';
import { peek } from './context';
import { ENTRIES_READ_UNKNOWN, lagOf } from './groups';
import { formatId, parseId } from './ids';
import {
  deletedOfNode,
  entriesOfNode,
  indexAtOrAfter,
  isDeletedAt,
  liveOfNode,
  nodeAtOrBefore,
  nodeCount,
  pairsAt,
} from './nodes';
import {
  consumerByNumber,
  consumerNumberOf,
  deliveredMsOf,
  deliveriesOf,
  idOf,
  nextPlace,
  pendingAt,
  skipPending,
} from './pending';
import type { GroupState, Int64, ServerState, StreamState } from './types';

/** An entry: its id, and fields and values in turn. */
export interface EntryView {
  readonly id: string;
  readonly fields: readonly string[];
}

export interface PendingView {
  readonly id: string;
  readonly consumer: string;
  /** Unix milliseconds. */
  readonly deliveredMs: number;
  readonly deliveries: Int64;
}

export interface ConsumerView {
  readonly name: string;
  /** Unix milliseconds. */
  readonly seenMs: number;
  readonly pending: number;
}

export interface GroupView {
  readonly name: string;
  readonly lastDeliveredId: string;
  /** Null: the server does not know it. */
  readonly entriesRead: Int64 | null;
  readonly lag: Int64 | null;
  readonly pendingCount: number;
  /** Pending entries in the order of their ids: `count` of them from the `start`th on. */
  pendingBetween(start: number, count: number): readonly PendingView[];
  readonly consumers: readonly ConsumerView[];
}

/** A stream to look at; it reads the state as it is at the time of each call. */
export interface StreamView {
  readonly length: number;
  readonly firstId: string;
  readonly lastId: string;
  readonly maxDeletedId: string;
  readonly entriesAdded: Int64;
  /** Macro nodes. */
  readonly nodes: number;
  readonly groups: readonly GroupView[];
  /** The entries at the positions `start` … of the stream as it is, without deleted ones; fewer than `count` at the end. */
  entriesBetween(start: number, count: number): readonly EntryView[];
  /** The position of the first entry with this id or a greater one: `length` when there is none. Throws RangeError: not an id. */
  positionOf(id: string): number;
}

/** What it costs to look at a group, at an entry or at what is pending, in elements; nodes that are passed over cost less. */
const GROUP_WORK = 30;
const VIEW_WORK = 5;
const NODES_PER_ELEMENT = 8;

/** Null when there is no stream at that key. */
export function readStream(server: ServerState, key: string): StreamView | null {
  const stream = peek(server, key);
  if (stream === null || stream.type !== 'stream') return null;
  for (const { consumers } of stream.groups) chargeWork(GROUP_WORK + consumers.length);
  return {
    length: stream.length,
    firstId: formatId(stream.firstId),
    lastId: formatId(stream.lastId),
    maxDeletedId: formatId(stream.maxDeletedId),
    entriesAdded: stream.entriesAdded,
    nodes: nodeCount(stream),
    groups: stream.groups.map((group) => viewGroup(server, stream, group)),
    entriesBetween: (start, count) => entriesBetween(stream, start, count),
    positionOf: (id) => positionOf(stream, id),
  };
}

function viewGroup(server: ServerState, stream: StreamState, group: GroupState): GroupView {
  return {
    name: group.name,
    lastDeliveredId: formatId(group.lastId),
    entriesRead: group.entriesRead === ENTRIES_READ_UNKNOWN ? null : group.entriesRead,
    lag: lagOf(stream, group, server),
    pendingCount: group.pendingCount,
    pendingBetween: (start, count) => pendingBetween(group, start, count),
    consumers: group.consumers.map(({ name, seenMs, pending }) => ({ name, seenMs, pending })),
  };
}

function entriesBetween(stream: StreamState, start: number, count: number): EntryView[] {
  const views: EntryView[] = [];
  const nodes = nodeCount(stream);
  chargeWork(Math.ceil(nodes / NODES_PER_ELEMENT));
  let skip = Math.max(start, 0);
  for (let node = 0; node < nodes && views.length < count; node++) {
    const live = liveOfNode(stream, node);
    if (skip >= live) {
      skip -= live;
      continue;
    }
    const entries = entriesOfNode(stream, node);
    const deleted = deletedOfNode(stream, node);
    for (let i = 0; i < entries.ms.length && views.length < count; i++) {
      if (isDeletedAt(deleted, i)) continue;
      if (skip > 0) skip -= 1;
      else {
        chargeWork(VIEW_WORK);
        views.push({ id: `${entries.ms[i]}-${entries.seq[i]}`, fields: pairsAt(entries, i) });
      }
    }
  }
  return views;
}

function positionOf(stream: StreamState, text: string): number {
  const id = parseId(text, 0, { isErrnoEdom: false });
  if (id === null) throw new RangeError(`Not an id of a stream's entry: ${text}`);
  const last = nodeAtOrBefore(stream, id);
  if (last < 0) return 0;
  let position = 0;
  chargeWork(Math.ceil(last / NODES_PER_ELEMENT));
  for (let node = 0; node < last; node++) position += liveOfNode(stream, node);
  const before = indexAtOrAfter(entriesOfNode(stream, last), id);
  const deleted = deletedOfNode(stream, last);
  for (let i = 0; i < before; i++) if (!isDeletedAt(deleted, i)) position += 1;
  return position;
}

function pendingBetween(group: GroupState, start: number, count: number): PendingView[] {
  const views: PendingView[] = [];
  let { skip, place } = skipPending(group, Math.max(start, 0));
  while (views.length < count) {
    const pending = pendingAt(group, place);
    if (pending === null) break;
    place = nextPlace(group, place);
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    chargeWork(VIEW_WORK);
    views.push({
      id: formatId(idOf(pending)),
      consumer: consumerByNumber(group, consumerNumberOf(pending))?.name ?? '',
      deliveredMs: deliveredMsOf(pending),
      deliveries: deliveriesOf(pending),
    });
  }
  return views;
}
