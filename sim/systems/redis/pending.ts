import { chargeWork } from '../../core/work';
import { clearErrno, type Errno } from './ids';
import { compareUint64 } from './int64';
import type { ConsumerState, GroupState, Int64, StreamId, Uint64 } from './types';

/**
 * The pending entries of a group, in the order of their ids. Chunks of flat records of five: ms, seq, the consumer's number, when it
 * was delivered (Unix milliseconds), how often. Redis keeps a tree for each consumer too; here the number in the record does.
 */
const RECORD = 5;
const CONSUMER = 2;
const DELIVERED_MS = 3;
const DELIVERIES = 4;
const CHUNK_RECORDS_MAX = 128;

/** What it costs to keep one more, in elements, and how many consumers to look through count as one. */
const RECORD_WORK = 4;
const CONSUMERS_PER_ELEMENT = 8;

/** A place among the pending entries: `chunk * PLACE + index in the chunk`. Any change makes it void. */
export type Place = number;
const PLACE = 1024;

/** The place of the first pending entry whose id is not less than this one; it may be behind the last. */
export function placeOf(group: GroupState, id: StreamId): Place {
  const { pending } = group;
  let low = 0;
  let high = pending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderAt(pending[middle] ?? [], 0, id) <= 0) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const chunk = pending[low - 1] ?? [];
  let first = 0;
  let end = chunk.length / RECORD;
  while (first < end) {
    const middle = (first + end) >> 1;
    if (orderAt(chunk, middle * RECORD, id) < 0) first = middle + 1;
    else end = middle;
  }
  return first * RECORD === chunk.length ? low * PLACE : (low - 1) * PLACE + first;
}

function orderAt(chunk: readonly Int64[], offset: number, id: StreamId): number {
  return compareUint64(chunk[offset] ?? 0, id.ms) || compareUint64(chunk[offset + 1] ?? 0, id.seq);
}

/** A pending entry's record where it lies; `chunk[offset + …]` is read and written by the functions below. */
export interface Pending {
  readonly chunk: Int64[];
  readonly offset: number;
}

/** The pending entry at a place; null behind the last. */
export function pendingAt(group: GroupState, place: Place): Pending | null {
  chargeWork(1);
  const chunk = group.pending[Math.floor(place / PLACE)];
  const offset = (place % PLACE) * RECORD;
  return chunk === undefined || offset >= chunk.length ? null : { chunk, offset };
}

/** Clears `errno` when nobody, or this consumer, has anything pending from a place on: there an iterator is at its end. */
export function clearErrnoUnlessMore(
  errno: Errno,
  group: GroupState,
  consumer: ConsumerState | null,
  place: Place,
): void {
  if (!errno.isErrnoEdom) return;
  for (let at = place; ; at = nextPlace(group, at)) {
    const pending = pendingAt(group, at);
    if (pending === null) break;
    if (consumer === null || consumerNumberOf(pending) === consumer.number) return;
  }
  clearErrno(errno);
}

/** The place after this one. */
export function nextPlace(group: GroupState, place: Place): Place {
  const chunk = group.pending[Math.floor(place / PLACE)] ?? [];
  return ((place % PLACE) + 1) * RECORD < chunk.length ? place + 1 : (Math.floor(place / PLACE) + 1) * PLACE;
}

/** The first place of the chunk that holds the `count`th pending entry, and how many are to be skipped from there. */
export function skipPending(group: GroupState, count: number): { readonly place: Place; readonly skip: number } {
  let skip = count;
  let chunk = 0;
  for (; chunk < group.pending.length; chunk++) {
    const records = (group.pending[chunk] ?? []).length / RECORD;
    if (records > skip) break;
    skip -= records;
  }
  return { place: chunk * PLACE, skip };
}

/** The pending entry with this id; null: it is not pending. */
export function findPending(group: GroupState, id: StreamId): Pending | null {
  const found = pendingAt(group, placeOf(group, id));
  return found !== null && orderAt(found.chunk, found.offset, id) === 0 ? found : null;
}

export function idOf({ chunk, offset }: Pending): StreamId {
  return { ms: chunk[offset] ?? 0, seq: chunk[offset + 1] ?? 0 };
}

export function consumerNumberOf({ chunk, offset }: Pending): number {
  return Number(chunk[offset + CONSUMER]);
}

export function deliveredMsOf({ chunk, offset }: Pending): number {
  return Number(chunk[offset + DELIVERED_MS]);
}

export function deliveriesOf({ chunk, offset }: Pending): Int64 {
  return chunk[offset + DELIVERIES] ?? 0;
}

export function setDelivery({ chunk, offset }: Pending, deliveredMs: number, deliveries: Int64): void {
  chunk[offset + DELIVERED_MS] = deliveredMs;
  chunk[offset + DELIVERIES] = deliveries;
}

/** Gives a pending entry to another consumer, and keeps both counts. */
export function setOwner(group: GroupState, { chunk, offset }: Pending, consumer: ConsumerState): void {
  const before = consumerByNumber(group, Number(chunk[offset + CONSUMER]));
  if (before !== null) before.pending -= 1;
  consumer.pending += 1;
  chunk[offset + CONSUMER] = consumer.number;
}

export function consumerByNumber(group: GroupState, number: number): ConsumerState | null {
  chargeWork(Math.ceil(group.consumers.length / CONSUMERS_PER_ELEMENT));
  for (const consumer of group.consumers) if (consumer.number === number) return consumer;
  return null;
}

/** Whether an entry with this id comes after all that are pending. */
export function isAfterAllPending({ pending }: GroupState, ms: Uint64, seq: Uint64): boolean {
  const last = pending[pending.length - 1];
  return last === undefined || isAfterLast(last, ms, seq);
}

/** Adds a pending entry, whose id is not pending yet, delivered once. */
export function addPending(
  group: GroupState,
  ms: Uint64,
  seq: Uint64,
  consumer: ConsumerState,
  deliveredMs: number,
): void {
  chargeWork(RECORD_WORK);
  const { pending } = group;
  consumer.pending += 1;
  group.pendingCount += 1;
  const last = pending[pending.length - 1];
  if (last === undefined || isAfterLast(last, ms, seq)) {
    if (last === undefined || last.length >= CHUNK_RECORDS_MAX * RECORD) {
      pending.push([ms, seq, consumer.number, deliveredMs, 1]);
    } else last.push(ms, seq, consumer.number, deliveredMs, 1);
    return;
  }
  const place = placeOf(group, { ms, seq });
  const index = Math.floor(place / PLACE);
  const chunk = pending[index] ?? [];
  chunk.splice((place % PLACE) * RECORD, 0, ms, seq, consumer.number, deliveredMs, 1);
  if (chunk.length > CHUNK_RECORDS_MAX * RECORD)
    pending.splice(index + 1, 0, chunk.splice((CHUNK_RECORDS_MAX / 2) * RECORD));
}

function isAfterLast(chunk: readonly Int64[], ms: Uint64, seq: Uint64): boolean {
  const offset = chunk.length - RECORD;
  return (compareUint64(ms, chunk[offset] ?? 0) || compareUint64(seq, chunk[offset + 1] ?? 0)) > 0;
}

/** Takes the pending entry with this id out. Returns its consumer; null: it was not pending. */
export function removePending(group: GroupState, id: StreamId): ConsumerState | null {
  const place = placeOf(group, id);
  const found = pendingAt(group, place);
  if (found === null || orderAt(found.chunk, found.offset, id) !== 0) return null;
  const consumer = consumerByNumber(group, consumerNumberOf(found));
  forgetUntold(group, found);
  removeAt(group, place);
  if (consumer !== null) consumer.pending -= 1;
  return consumer;
}

function forgetUntold(group: GroupState, { chunk, offset }: Pending): void {
  if (group.untold === null) return;
  const id = `${chunk[offset]}-${chunk[offset + 1]}`;
  if (id in group.untold) delete group.untold[id];
}

function removeAt(group: GroupState, place: Place): void {
  const index = Math.floor(place / PLACE);
  const chunk = group.pending[index] ?? [];
  group.pendingCount -= 1;
  if (chunk.length === RECORD) {
    if (index === 0) group.pending.shift();
    else group.pending.splice(index, 1);
    return;
  }
  chunk.splice((place % PLACE) * RECORD, RECORD);
}

/** Takes all pending entries of a consumer out. */
export function removePendingOf(group: GroupState, consumer: ConsumerState): void {
  if (consumer.pending === 0) return;
  chargeWork(group.pendingCount);
  const kept: Int64[][] = [];
  for (const chunk of group.pending) {
    const records: Int64[] = [];
    for (let offset = 0; offset < chunk.length; offset += RECORD) {
      if (chunk[offset + CONSUMER] !== consumer.number) records.push(...chunk.slice(offset, offset + RECORD));
    }
    if (records.length > 0) kept.push(records);
  }
  group.pending.splice(0, group.pending.length, ...kept);
  group.pendingCount -= consumer.pending;
  consumer.pending = 0;
}
