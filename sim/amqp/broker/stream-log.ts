import { chargeWork } from '../../core/work';
import { withField } from './field-values';
import type { Message } from './message';
import { publisherNameBytes } from './stream-message';
import type { StreamChunk, StreamLog, StreamReader, StreamSegment } from './stream-types';
import type { BrokerSettings, Consumer, QueuedMessage, QueueLimits } from './types';

/** The files of a stream (osiris_log 1.3). */

const fileHeaderBytes = 8;
const chunkHeaderBytes = 48;
const entryHeaderBytes = 4;
/** Bytes of a segment unless set. */
const segmentBytesUsual = 500_000_000;

export function firstOffset({ segments }: StreamLog): number {
  return segments[0]?.chunks[0]?.offset ?? 0;
}

/** The offset after a segment's last one. */
export function endOf({ chunks }: StreamSegment): number {
  return (chunks.at(-1)?.offset ?? -1) + 1;
}

function current({ segments }: StreamLog): StreamSegment {
  return segments.at(-1) as StreamSegment;
}

export function isFull(log: StreamLog, { segmentBytes }: QueueLimits): boolean {
  return current(log).bytes >= (segmentBytes ?? segmentBytesUsual);
}

/** Writes a message, in a new segment when the present one is full. `bytes` are those of the message and what follows it. */
export function append(log: StreamLog, limits: QueueLimits, message: Message, bytes: number, nowMs: number): void {
  write(log, limits, { offset: log.nextOffset, message, writtenMs: nowMs }, bytes);
}

/** What is known of the publishers is a chunk of its own, and has an offset (osiris_log:evaluate_tracking_snapshot). */
export function noteWriters(log: StreamLog, limits: QueueLimits, settings: BrokerSettings, nowMs: number): void {
  // A type, a length, the name, and two numbers.
  const writerBytes = 1 + 1 + publisherNameBytes(settings) + 8 + 8;
  write(log, limits, { offset: log.nextOffset, message: null, writtenMs: nowMs }, log.writers * writerBytes);
}

function write(log: StreamLog, limits: QueueLimits, chunk: StreamChunk, bytes: number): void {
  if (isFull(log, limits)) {
    log.segments.push({ chunks: [], bytes: fileHeaderBytes });
    log.isNewSegment = true;
  }
  const segment = current(log);
  segment.chunks.push(chunk);
  segment.bytes += chunkHeaderBytes + entryHeaderBytes + bytes;
  log.nextOffset = chunk.offset + 1;
}

/**
 * Takes out the segments that are too much: by bytes from the newest back, by age from the oldest on; the one that is written to
 * stays. Nothing is looked at until a segment was begun.
 */
export function retain(
  log: StreamLog,
  { maxLengthBytes, maxAgeMs }: QueueLimits,
  readers: readonly Consumer[],
  nowMs: number,
): readonly StreamSegment[] {
  if (!log.isNewSegment) return [];
  log.isNewSegment = false;
  const { segments } = log;
  chargeWork(segments.length + readers.length);
  let gone = maxLengthBytes === null ? 0 : beyond(segments, maxLengthBytes);
  if (maxAgeMs !== null) {
    while (gone < segments.length - 1 && lastWrittenMs(segments[gone] as StreamSegment) < nowMs - maxAgeMs) gone += 1;
  }
  const removed = segments.splice(0, gone);
  log.removed.push(...removed);
  leaveRemoved(log, readers);
  return removed;
}

/** How many of the oldest segments are beyond the bytes. */
function beyond(segments: readonly StreamSegment[], bytes: number): number {
  let left = bytes - (segments.at(-1)?.bytes ?? 0);
  for (let index = segments.length - 2; index >= 0; index--) {
    const size = (segments[index] as StreamSegment).bytes;
    if (size > left) return index + 1;
    left -= size;
  }
  return 0;
}

function lastWrittenMs({ chunks }: StreamSegment): number {
  return chunks.at(-1)?.writtenMs ?? Number.POSITIVE_INFINITY;
}

/** A removed segment is kept as long as somebody reads it. */
export function leaveRemoved(log: StreamLog, readers: readonly Consumer[]): void {
  if (log.removed.length === 0) return;
  chargeWork(log.removed.length * (1 + readers.length));
  log.removed = log.removed.filter((segment) => readers.some(({ reader }) => reader && hasOpen(reader, segment)));
}

function hasOpen({ at, segment: open }: StreamReader, segment: StreamSegment): boolean {
  return segment.chunks[0]?.offset === open && at < endOf(segment);
}

/** What a reader reads next, or null at the end: of a segment that is gone what is left of it, then the first there is. */
export function chunkAt(log: StreamLog, reader: StreamReader): StreamChunk | null {
  const removed = log.removed.find((segment) => hasOpen(reader, segment));
  if (removed !== undefined) return find(removed, reader.at);
  reader.at = Math.max(reader.at, firstOffset(log));
  if (reader.at >= log.nextOffset) return null;
  const segment = segmentAt(log, reader.at);
  reader.segment = segment?.chunks[0]?.offset ?? 0;
  return segment === undefined ? null : find(segment, reader.at);
}

/** Offsets are without gaps. */
function find({ chunks }: StreamSegment, offset: number): StreamChunk | null {
  return chunks[offset - (chunks[0]?.offset ?? 0)] ?? null;
}

/** The first offset of the segment that an offset is in, or comes after. */
export function segmentOf(log: StreamLog, offset: number): number {
  return segmentAt(log, offset)?.chunks[0]?.offset ?? 0;
}

function segmentAt({ segments }: StreamLog, offset: number): StreamSegment | undefined {
  chargeWork(Math.ceil(segments.length / 8));
  return lastWhere(segments, ({ chunks }) => (chunks[0]?.offset ?? 0) <= offset);
}

/** Where a reader begins that asks for an offset: with the first, if that is gone; with the next, if it is not there yet. */
export function findOffset(log: StreamLog, offset: number): number {
  return Math.min(Math.max(offset, firstOffset(log)), log.nextOffset);
}

/** The last message, or the end. */
export function offsetOfLast(log: StreamLog): number {
  for (const { chunks } of [...log.segments].reverse()) {
    chargeWork(1);
    const last = lastWhere(chunks, ({ message }) => message !== null);
    if (last !== undefined) return last.offset;
  }
  return log.nextOffset;
}

/** The first chunk that is not older, or the end. */
export function offsetAtTime(log: StreamLog, timeMs: number): number {
  for (const segment of log.segments) {
    chargeWork(1);
    if (lastWrittenMs(segment) < timeMs) continue;
    chargeWork(Math.ceil(segment.chunks.length / 8));
    return segment.chunks.find(({ writtenMs }) => writtenMs >= timeMs)?.offset ?? log.nextOffset;
  }
  return log.nextOffset;
}

/** A message as it is delivered, with its offset. */
export function itemOf(message: Message, offset: number, writtenMs: number): QueuedMessage {
  const headers = withField(message.properties.headers ?? {}, 'x-stream-offset', { '!': 'long', value: offset });
  return {
    message: { ...message, properties: { ...message.properties, headers } },
    sequence: offset,
    expiresAtMs: null,
    enqueuedAtMs: writtenMs,
    redelivered: false,
    deliveryCount: 0,
    failedDeliveries: 0,
  };
}

/** The messages of a stream, oldest first. */
export function streamMessages({ segments }: StreamLog): QueuedMessage[] {
  return segments.flatMap(({ chunks }) =>
    chunks.flatMap(({ message, offset, writtenMs }) => (message === null ? [] : [itemOf(message, offset, writtenMs)])),
  );
}

function lastWhere<T>(items: readonly T[], is: (item: T) => boolean): T | undefined {
  for (let index = items.length - 1; index >= 0; index--) if (is(items[index] as T)) return items[index];
  return undefined;
}
