import { compareBytes } from './bytes';
import { compareIds, isZero } from './ids';
import { addInt64, subtractInt64 } from './int64';
import { removePendingOf } from './pending';
import type { ConsumerState, GroupState, Int64, ServerState, StreamId, StreamState } from './types';
import { isSince } from './versions';

type Version = Pick<ServerState, 'version'>;

/** `entriesRead` of a group whose count is not known. */
export const ENTRIES_READ_UNKNOWN = -1;

/** Null: the stream has no such group. */
export function findGroup(stream: StreamState, name: string): GroupState | null {
  return findNamed(stream.groups, name);
}

/** Null: the group has no such consumer. */
export function findConsumer(group: GroupState, name: string): ConsumerState | null {
  return findNamed(group.consumers, name);
}

function findNamed<T extends { readonly name: string }>(sorted: readonly T[], name: string): T | null {
  const found = sorted[placeOfName(sorted, name)];
  return found?.name === name ? found : null;
}

function placeOfName(sorted: readonly { readonly name: string }[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareBytes(sorted[middle]?.name ?? '', name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** False: there is a group of that name. */
export function createGroup(stream: StreamState, name: string, lastId: StreamId, entriesRead: Int64): boolean {
  if (findGroup(stream, name) !== null) return false;
  stream.groups.splice(placeOfName(stream.groups, name), 0, {
    name,
    lastId,
    entriesRead,
    propagatedRead: entriesRead,
    untold: null,
    consumers: [],
    nextConsumer: 1,
    pending: [],
    pendingCount: 0,
  });
  return true;
}

export function removeGroup(stream: StreamState, name: string): boolean {
  const place = placeOfName(stream.groups, name);
  if (stream.groups[place]?.name !== name) return false;
  stream.groups.splice(place, 1);
  return true;
}

/** Adds a consumer, whose name must be free. */
export function createConsumer(group: GroupState, name: string, nowMs: number): ConsumerState {
  const number = group.nextConsumer;
  const consumer = { name, number, seenMs: nowMs, activeMs: -1, isPropagated: false, pending: 0 };
  group.nextConsumer += 1;
  group.consumers.splice(placeOfName(group.consumers, name), 0, consumer);
  return consumer;
}

/** The consumer of that name, seen now; it is created when there is none. */
export function seeConsumer(group: GroupState, name: string, nowMs: number): ConsumerState {
  const consumer = findConsumer(group, name) ?? createConsumer(group, name, nowMs);
  consumer.seenMs = nowMs;
  return consumer;
}

/** Replicas and the append-only file learn of a delivery, and with it of the consumer, by an XCLAIM that says all about it. */
export function tellDelivery(group: GroupState, consumer: ConsumerState, id: string): void {
  consumer.isPropagated = true;
  if (group.untold !== null && id in group.untold) delete group.untold[id];
}

/** Removes a consumer with its pending entries. Returns how many there were; none when there is no such consumer. */
export function removeConsumer(group: GroupState, name: string): number {
  const consumer = findConsumer(group, name);
  if (consumer === null) return 0;
  const { pending } = consumer;
  removePendingOf(group, consumer);
  group.consumers.splice(placeOfName(group.consumers, name), 1);
  return pending;
}

/**
 * `streamRangeHasTombstones` to the stream's end: an entry from `start` on may have been deleted with XDEL. From 7.4 on also where the
 * entry was before the first that is left.
 */
function hasTombstonesFrom(stream: StreamState, start: StreamId, version: Version): boolean {
  if (stream.length === 0 || isZero(stream.maxDeletedId)) return false;
  if (!isSince(version, '7.4') && compareIds(stream.firstId, stream.maxDeletedId) > 0) return false;
  return compareIds(start, stream.maxDeletedId) <= 0;
}

/** `streamEstimateDistanceFromFirstEverEntry`: how many entries were ever added up to this id, or `ENTRIES_READ_UNKNOWN`. */
function entriesUpTo(stream: StreamState, id: StreamId, version: Version): Int64 {
  if (stream.entriesAdded === 0) return 0;
  const toLast = compareIds(id, stream.lastId);
  if (stream.length === 0 && toLast <= 0) return stream.entriesAdded;
  if (isSince(version, '7.4') && !isZero(id) && compareIds(id, stream.maxDeletedId) < 0) return ENTRIES_READ_UNKNOWN;
  if (toLast === 0) return stream.entriesAdded;
  if (toLast > 0) return ENTRIES_READ_UNKNOWN;
  if (isZero(stream.maxDeletedId) || compareIds(stream.maxDeletedId, stream.firstId) < 0) {
    const gone = subtractInt64(stream.entriesAdded, stream.length);
    const toFirst = compareIds(id, stream.firstId);
    if (toFirst < 0) return gone;
    if (toFirst === 0) return addInt64(gone, 1);
  }
  return ENTRIES_READ_UNKNOWN;
}

/**
 * Moves the group on to an entry that it delivers now, unless it was there already. What is counted as deleted is what is so from the
 * entry on; from 7.4 on, from the group's last id on.
 */
export function advanceGroup(stream: StreamState, group: GroupState, id: StreamId, version: Version): void {
  if (compareIds(id, group.lastId) <= 0) return;
  const from = isSince(version, '7.4') ? group.lastId : id;
  if (group.entriesRead !== ENTRIES_READ_UNKNOWN && !hasTombstonesFrom(stream, from, version)) {
    group.entriesRead = addInt64(group.entriesRead, 1);
  } else if (stream.entriesAdded !== 0) group.entriesRead = entriesUpTo(stream, id, version);
  group.lastId = id;
}

/** `streamReplyWithCGLag`: entries not yet delivered to the group; null: the server cannot tell. */
export function lagOf(stream: StreamState, group: GroupState, version: Version): Int64 | null {
  if (stream.entriesAdded === 0) return 0;
  if (isSince(version, '7.4')) {
    if (stream.length === 0) return 0;
    const isBehind = (id: StreamId) => compareIds(id, stream.firstId) < 0;
    if (isBehind(group.lastId) && isBehind(stream.maxDeletedId)) return stream.length;
  }
  if (group.entriesRead !== ENTRIES_READ_UNKNOWN && !hasTombstonesFrom(stream, group.lastId, version)) {
    return subtractInt64(stream.entriesAdded, group.entriesRead);
  }
  const read = entriesUpTo(stream, group.lastId, version);
  return read === ENTRIES_READ_UNKNOWN ? null : subtractInt64(stream.entriesAdded, read);
}
