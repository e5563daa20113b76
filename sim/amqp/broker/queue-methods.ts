import { AmqpError, resource } from './errors';
import { field, fieldType, numberIn } from './field-values';
import type { FieldTable, QueueDeclare, QueueDelete, QueuePurge } from './frames';
import { emptyLane } from './lane';
import type { Caller } from './methods';
import { checkAccess, checkName, checkOwner, namedQueue, queueOrFail, stripped } from './names';
import { limitsOf } from './policies';
import { assertQueueArguments, assertSame, checkQueueArguments, queueTypeOf } from './queue-arguments';
import { consumerCount, isTicking, removeQueue } from './queues';
import { runQuorum } from './quorum-queue';
import { takeAllReady } from './ready';
import { emptyLog, streamCount } from './stream-queue';
import { findQueue, touchTopology } from './topology';
import type { Queue, QueueType } from './types';

/** queue.declare (rabbit_channel:handle_method, rabbit_amqqueue:declare). */
export function queueDeclare(caller: Caller, method: QueueDeclare): void {
  const { work, connection, channel } = caller;
  const asked = stripped(method.queue ?? '');
  const isReply = asked.startsWith('amq.rabbitmq.reply-to');
  const queue = isReply ? null : method.passive ? passive(caller, asked) : declared(caller, asked, method);
  if (isReply) checkReplyQueue(caller, asked);
  const name = queue?.name ?? asked;
  if (queue !== null && !isTicking(work.broker, queue)) queue.lastUsedMs = work.env.nowMs;
  channel.currentQueue = name;
  if (method.nowait) return;
  work.env.send(connection.name, {
    method: 'queue.declare-ok',
    channel: channel.number,
    queue: name,
    messageCount: queue === null ? 0 : messageCountOf(queue, work.env.nowMs),
    consumerCount: queue === null ? 1 : consumerCount(work.broker, queue),
  });
}

/** Of a stream it is told how many messages it had when they were counted. */
function messageCountOf(queue: Queue, nowMs: number): number {
  return queue.type === 'stream' ? streamCount(queue, nowMs) : queue.readyCount;
}

/** The pseudo-queues of direct replies are there when their consumer is. */
function checkReplyQueue({ work }: Caller, name: string): void {
  if (name === 'amq.rabbitmq.reply-to') return;
  const isThere = work.broker.connections.some(({ channels }) =>
    channels.some(
      ({ replyConsumer }) => replyConsumer !== null && name === `amq.rabbitmq.reply-to.${replyConsumer.key}`,
    ),
  );
  if (!isThere) throw new AmqpError('not_found', `no ${resource('queue', name)}`);
}

function passive({ work, connection }: Caller, name: string): Queue {
  const queue = queueOrFail(work.broker, name);
  checkAccess(queue, connection.name);
  return queue;
}

function declared(caller: Caller, asked: string, method: QueueDeclare): Queue {
  const { work, connection } = caller;
  const { broker } = work;
  const exclusiveOwner = method.exclusive ? connection.name : null;
  const durable = (method.durable ?? false) && exclusiveOwner === null;
  const given = method.arguments ?? {};
  const name = asked === '' ? generatedName(caller, method) : asked;
  if (asked !== '') checkName('queue', asked);
  const known = findQueue(broker, name);
  if (known !== undefined) {
    const where = resource('queue', name);
    checkOwner(known, exclusiveOwner);
    assertSame(where, 'durable', known.durable, durable);
    assertSame(where, 'auto_delete', known.autoDelete, method.autoDelete ?? false);
    assertQueueArguments(known, given, broker.settings.version);
    return known;
  }
  const deadLetterExchange = field(given, 'x-dead-letter-exchange');
  if (deadLetterExchange !== undefined && typeof deadLetterExchange !== 'string') {
    const bad = fieldType(deadLetterExchange);
    const where = resource('queue', name);
    throw new AmqpError('precondition_failed', `invalid type '${bad}' for arg 'x-dead-letter-exchange' in ${where}`);
  }
  checkQueueArguments(name, given, broker.settings.version);
  const type = queueTypeOf(given);
  if (type !== 'classic') checkQuorumProperties(name, durable, exclusiveOwner, method.autoDelete ?? false);
  if (type === 'stream') checkSegmentSize(given);
  const queue = newQueue(caller, name, type, durable, exclusiveOwner, method);
  broker.queues.push(queue);
  touchTopology(broker);
  return queue;
}

function generatedName({ work }: Caller, method: QueueDeclare): string {
  const given = method.arguments ?? {};
  const asked = field(given, 'x-queue-type');
  const type = queueTypeOf(given);
  // Whether the type may be named by the broker is asked before it is known that there is such a type.
  if (asked !== undefined && asked !== type) throw new AmqpError('internal_error', 'no such queue type');
  if (type !== 'classic') {
    const complaint = `Cannot declare a server-named queue for type rabbit_${type}_queue`;
    throw new AmqpError('precondition_failed', complaint);
  }
  return generated(work.broker, 'amq.gen');
}

/** A name of the broker's: like its own, but the same in every run. */
export function generated(broker: { nextGenerated: number }, prefix: string): string {
  return `${prefix}-${String(broker.nextGenerated++).padStart(6, '0')}`;
}

function checkQuorumProperties(name: string, durable: boolean, owner: string | null, autoDelete: boolean): void {
  const where = resource('queue', name);
  const bad = autoDelete ? 'auto-delete' : owner !== null ? 'exclusive-owner' : durable ? null : 'non-durable';
  if (bad !== null) throw new AmqpError('precondition_failed', `invalid property '${bad}' for ${where}`);
}

/** rabbit_stream_queue:check_max_segment_size_bytes. */
function checkSegmentSize(given: FieldTable): void {
  if ((numberIn(field(given, 'x-stream-max-segment-size-bytes')) ?? 0) <= segmentBytesMax) return;
  throw new AmqpError('precondition_failed', 'Exceeded max value for x-stream-max-segment-size-bytes');
}

const segmentBytesMax = 3_000_000_000;

function newQueue(
  { work }: Caller,
  name: string,
  type: QueueType,
  durable: boolean,
  exclusiveOwner: string | null,
  method: QueueDeclare,
): Queue {
  const given = method.arguments ?? {};
  const limits = limitsOf(work.broker, { name, type, arguments: given });
  const isNew = work.broker.settings.version === '4.0';
  const lanes = type === 'classic' ? (limits.maxPriority ?? 0) + 1 : isNew && type === 'quorum' ? 2 : 1;
  return {
    id: work.broker.nextQueueId++,
    name,
    type,
    durable,
    autoDelete: method.autoDelete ?? false,
    exclusiveOwner,
    arguments: given,
    limits,
    lanes: Array.from({ length: lanes }, emptyLane),
    taken: 0,
    returned: emptyLane(),
    readyCount: 0,
    readyBytes: 0,
    unackedCount: 0,
    nextSequence: 0,
    consumers: [],
    active: null,
    isQuiescing: false,
    publishers: [],
    hadConsumer: false,
    expiryCheckMs: null,
    declaredMs: work.env.nowMs,
    ...(type === 'stream' ? { log: emptyLog(work.env.nowMs) } : {}),
    lastUsedMs: work.env.nowMs,
  };
}

/** queue.delete: deleting what is not there is no error. */
export function queueDelete({ work, connection, channel }: Caller, method: QueueDelete): void {
  const name = stripped(namedQueue(channel, method.queue));
  const queue = findQueue(work.broker, name);
  if (queue !== undefined) {
    checkAccess(queue, connection.name);
    checkDelete(queue, method);
  }
  if (!method.nowait) {
    const messageCount = queue === undefined || queue.type === 'stream' ? 0 : queue.readyCount;
    work.env.send(connection.name, { method: 'queue.delete-ok', channel: channel.number, messageCount });
  }
  if (queue !== undefined) removeQueue(work, queue, 'deleted');
}

function checkDelete(queue: Queue, { ifUnused, ifEmpty }: QueueDelete): void {
  // A stream pays no heed to either.
  if (queue.type === 'stream') return;
  const where = resource('queue', queue.name);
  if (queue.type === 'quorum') {
    const flag = ifUnused ? 'if-unused' : ifEmpty ? 'if-empty' : null;
    if (flag === null) return;
    throw new AmqpError(
      'not_implemented',
      `cannot delete ${where}. queue.delete operations with ${flag} flag set are not supported by quorum queues`,
    );
  }
  if (ifEmpty && queue.readyCount > 0) throw new AmqpError('precondition_failed', `${where} not empty`);
  if (ifUnused && queue.consumers.length > 0) throw new AmqpError('precondition_failed', `${where} in use`);
}

/** queue.purge: what is ready goes, what is unacknowledged stays. */
export function queuePurge({ work, connection, channel }: Caller, method: QueuePurge): void {
  const queue = queueOrFail(work.broker, namedQueue(channel, method.queue));
  checkAccess(queue, connection.name);
  if (queue.type === 'stream') {
    const where = resource('queue', queue.name);
    throw new AmqpError('not_implemented', `queue.purge not supported by stream queues ${where}`);
  }
  const gone = takeAllReady(queue);
  for (const { message } of gone) {
    work.env.note({ type: 'dropped', number: message.number, queue: queue.name, reason: 'purged' });
  }
  if (queue.type === 'quorum') runQuorum(work, queue);
  if (method.nowait) return;
  work.env.send(connection.name, { method: 'queue.purge-ok', channel: channel.number, messageCount: gone.length });
}
