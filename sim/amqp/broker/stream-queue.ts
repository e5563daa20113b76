import { chargeWork } from '../../core/work';
import { deliver, findConsumer } from './consumers';
import { AmqpError, resource } from './errors';
import { field, fieldType, numberIn } from './field-values';
import type { FieldTable } from './frames';
import type { Message } from './message';
import { ageMs } from './queue-arguments';
import type { Settlement } from './settlement';
import {
  append,
  chunkAt,
  findOffset,
  firstOffset,
  isFull,
  itemOf,
  leaveRemoved,
  noteWriters,
  offsetAtTime,
  offsetOfLast,
  retain,
  segmentOf,
} from './stream-log';
import { streamBytes, streamMessage } from './stream-message';
import type { StreamLog, StreamReader } from './stream-types';
import type { ChannelKey, Consumer, Queue } from './types';
import type { Work } from './work';

/**
 * A stream: messages stay where they are, and each consumer reads on its own (rabbit_stream_queue; https://www.rabbitmq.com/docs/streams).
 * Each message is a chunk here: where several come at the same time, a broker writes them as one.
 */

/** How often the broker counts the messages of streams (rabbit_osiris_metrics). */
const countEveryMs = 5_000;

export function logOf(queue: Queue): StreamLog {
  if (queue.log === undefined) throw new Error(`not a stream: ${queue.name}`);
  return queue.log;
}

export function emptyLog(nowMs: number): StreamLog {
  return {
    segments: [{ chunks: [], bytes: 8 }],
    removed: [],
    nextOffset: 0,
    isNewSegment: false,
    writers: 0,
    counted: 0,
    changedMs: nowMs,
  };
}

/** Writes a message. Throws INTERNAL_ERROR for headers that the broker cannot write. `publisher` is null for a dead letter. */
export function publishToStream(work: Work, queue: Queue, message: Message, publisher: ChannelKey | null): boolean {
  const { settings } = work.broker;
  const { version } = settings;
  // Of a dead letter 3.10 lets go here (rabbit_stream_queue:deliver, stateless).
  if (publisher === null && version === '3.10') {
    work.env.note({ type: 'refused', number: message.number, queue: queue.name, reason: 'unwritten' });
    return true;
  }
  const written = streamMessage(message, version);
  const log = logOf(queue);
  beforeChange(work, queue);
  if (publisher !== null) noteWriter(queue, publisher);
  roll(work, queue);
  work.env.note({ type: 'enqueued', number: message.number, queue: queue.name });
  queue.readyCount += 1;
  queue.readyBytes += message.bodyBytes;
  append(log, queue.limits, written, streamBytes(written, publisher !== null, settings), work.env.nowMs);
  keepRetention(work, queue);
  for (const consumer of [...queue.consumers]) readOn(work, queue, consumer);
  return true;
}

function noteWriter(queue: Queue, { connection, channel }: ChannelKey): void {
  if (queue.publishers.some((known) => known.channel === channel && known.connection === connection)) return;
  queue.publishers.push({ connection, channel, refused: false });
  logOf(queue).writers += 1;
}

/** A segment that is full is followed by one that begins with what is known of the publishers, whoever comes next. */
function roll(work: Work, queue: Queue): void {
  const log = logOf(queue);
  if (log.writers === 0 || !isFull(log, queue.limits)) return;
  noteWriters(log, queue.limits, work.broker.settings, work.env.nowMs);
  keepRetention(work, queue);
}

/** Lets go of the oldest segments when a new one was begun (osiris_log:evaluate_retention). */
function keepRetention(work: Work, queue: Queue): void {
  for (const segment of retain(logOf(queue), queue.limits, queue.consumers, work.env.nowMs)) {
    chargeWork(segment.chunks.length);
    for (const { message } of segment.chunks) {
      if (message === null) continue;
      queue.readyCount -= 1;
      queue.readyBytes -= message.bodyBytes;
      work.env.note({ type: 'dropped', number: message.number, queue: queue.name, reason: 'retention' });
    }
  }
}

/** Other limits have come into force. The size of segments stays for as long as the stream runs. */
export function keepStreamLimits(work: Work, queue: Queue): void {
  beforeChange(work, queue);
  logOf(queue).isNewSegment = true;
  keepRetention(work, queue);
}

/** What is kept of the count until the broker counts again. */
function beforeChange({ env }: Work, queue: Queue): void {
  const log = logOf(queue);
  log.counted = streamCount(queue, env.nowMs);
  log.changedMs = env.nowMs;
}

/** How many messages queue.declare-ok tells: as many as there were when they were counted last. */
export function streamCount(queue: Queue, nowMs: number): number {
  const log = logOf(queue);
  const isCounted = Math.floor(nowMs / countEveryMs) > Math.floor(log.changedMs / countEveryMs);
  return isCounted ? log.nextOffset - firstOffset(log) : log.counted;
}

/** Throws what keeps a consumer from a stream. */
export function checkStreamConsumer(queue: Queue, noAck: boolean, prefetchCount: number, isNew: boolean): void {
  const where = resource('queue', queue.name);
  if (prefetchCount === 0) {
    const named = isNew ? `stream ${where}` : `'${where}'`;
    throw new AmqpError('precondition_failed', `consumer prefetch count is not set for ${named}`);
  }
  if (!noAck) return;
  const streams = isNew ? 'stream' : 'stream queues';
  throw new AmqpError('not_implemented', `automatic acknowledgement not supported by ${streams} ${where}`);
}

/**
 * Where a consumer begins, by its `x-stream-offset`. The stream is asked before its files are opened, and whoever asks makes it look at
 * its segment first (osiris_writer:handle_batch, get_reader_context). Throws INTERNAL_ERROR for what is no place in a stream.
 */
export function openReader(work: Work, queue: Queue, given: FieldTable): StreamReader {
  const { nowMs } = work.env;
  const log = logOf(queue);
  startOf(log, given, nowMs);
  beforeChange(work, queue);
  roll(work, queue);
  const { at, from } = startOf(log, given, nowMs);
  return { at, from, segment: segmentOf(log, at) };
}

function startOf(log: StreamLog, given: FieldTable, nowMs: number): { readonly at: number; readonly from: number } {
  const offset = field(given, 'x-stream-offset');
  const place = (at: number) => ({ at, from: 0 });
  if (offset === undefined || offset === 'next') return place(log.nextOffset);
  if (offset === 'first') return place(firstOffset(log));
  if (offset === 'last') return place(offsetOfLast(log));
  if (typeof offset === 'string') return place(offsetAtTime(log, nowMs - (ageMs(offset) ?? 0)));
  const number = numberIn(offset);
  if (number !== undefined && fieldType(offset) === 'timestamp') return place(offsetAtTime(log, number * 1000));
  if (number === undefined || !Number.isInteger(number) || fieldType(offset) === 'double') {
    throw new AmqpError('internal_error', 'no place in a stream');
  }
  return { at: findOffset(log, number), from: number };
}

export function addStreamConsumer(work: Work, queue: Queue, consumer: Consumer): void {
  queue.consumers.push(consumer);
  queue.hadConsumer = true;
  readOn(work, queue, consumer);
}

export function dropStreamConsumers(queue: Queue, isGone: (consumer: Consumer) => boolean): void {
  queue.consumers = queue.consumers.filter((consumer) => !isGone(consumer));
  leaveRemoved(logOf(queue), queue.consumers);
}

/** Delivers as long as the consumer's prefetch leaves room and there is something to read. */
function readOn(work: Work, queue: Queue, consumer: Consumer): void {
  const { reader } = consumer;
  if (reader === undefined || work.closing.has(consumer.connection)) return;
  const log = logOf(queue);
  let hasMoved = false;
  while (consumer.unacked < consumer.prefetchCount) {
    const chunk = chunkAt(log, reader);
    if (chunk === null) break;
    chargeWork(1);
    hasMoved = true;
    reader.at = chunk.offset + 1;
    if (chunk.message !== null && chunk.offset >= reader.from) {
      deliver(work, queue, consumer, itemOf(chunk.message, chunk.offset, chunk.writtenMs));
    }
  }
  if (!hasMoved) return;
  leaveRemoved(log, queue.consumers);
  // It asks to be told of what comes next, and the stream looks at its segment when it is asked.
  if (reader.at !== log.nextOffset || !isFull(log, queue.limits)) return;
  beforeChange(work, queue);
  roll(work, queue);
}

/**
 * An acknowledgement makes room for further messages and does nothing to the one that it is for. To 4.0 a reject and a nack do
 * the same; to 3.10 they are an error. Throws NOT_IMPLEMENTED.
 */
export function settleStream(work: Work, queue: Queue, settlement: Settlement): void {
  const { connection, channel, consumerTag, items, outcome } = settlement;
  if (outcome !== 'ack' && work.broker.settings.version === '3.10') {
    const where = resource('queue', queue.name);
    throw new AmqpError('not_implemented', `basic.nack and basic.reject not supported by stream queues ${where}`);
  }
  for (const { message } of items) work.env.note({ type: 'kept', number: message.number, queue: queue.name });
  const consumer = findConsumer(queue, { connection, channel, tag: consumerTag });
  if (consumer === undefined) return;
  consumer.unacked -= items.length;
  readOn(work, queue, consumer);
}

/** A channel is gone. */
export function leaveStream(queue: Queue, connection: string, channel: number): void {
  const isOwn = (one: ChannelKey) => one.channel === channel && one.connection === connection;
  dropStreamConsumers(queue, isOwn);
  queue.publishers = queue.publishers.filter((publisher) => !isOwn(publisher));
}
