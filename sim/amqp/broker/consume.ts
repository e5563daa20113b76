import { resumeChannel } from './channels';
import { dropExpired } from './classic-queue';
import { deliveredProperties, hold, isChannelFull, isRedelivered } from './consumers';
import { AmqpError, resource } from './errors';
import { field, numberIn } from './field-values';
import type { BasicCancel, BasicConsume, BasicGet, BasicQos } from './frames';
import type { Caller } from './methods';
import { checkAccess, namedQueue, queueOrFail } from './names';
import { checkConsumerArguments, checkCredit } from './queue-arguments';
import { generated } from './queue-methods';
import { noteUse } from './queue-uses';
import { addConsumer, cancelConsumer } from './queues';
import { expireHead, runQuorum } from './quorum-queue';
import { takeHead } from './ready';
import { checkStreamConsumer, openReader } from './stream-queue';
import { findQueue } from './topology';
import type { Consumer, Queue } from './types';

const replyQueue = 'amq.rabbitmq.reply-to';

/** basic.consume (rabbit_channel:handle_method; each queue type's own checks). */
export function basicConsume(caller: Caller, method: BasicConsume): void {
  const { work, connection, channel } = caller;
  const asked = method.consumerTag ?? '';
  const name = namedQueue(channel, method.queue);
  if (channel.consumerTags.some(({ tag }) => tag === asked)) {
    throw new AmqpError('not_allowed', `attempt to reuse consumer tag '${asked}'`);
  }
  const queue = name === replyQueue ? null : checkedQueue(caller, name, method);
  if (queue === null) checkReplies(caller, method);
  else noteUse(channel, queue, queue.type !== 'quorum', work.broker.settings.version);
  const tag = asked === '' ? generated(work.broker, 'amq.ctag') : asked;
  if (!method.nowait) {
    work.env.send(connection.name, { method: 'basic.consume-ok', channel: channel.number, consumerTag: tag });
  }
  if (queue === null) {
    channel.replyConsumer = { tag, key: generated(work.broker, 'reply') };
    return;
  }
  channel.consumerTags.push({ tag, queue: queue.name, queueId: queue.id });
  addConsumer(work, queue, makeConsumer(caller, queue, method, tag));
}

function checkReplies({ channel }: Caller, method: BasicConsume): void {
  if (!method.noAck) throw new AmqpError('precondition_failed', 'reply consumer cannot acknowledge');
  if (channel.replyConsumer !== null) throw new AmqpError('precondition_failed', 'reply consumer already set');
}

function checkedQueue({ work, connection, channel }: Caller, name: string, method: BasicConsume): Queue {
  const queue = queueOrFail(work.broker, name);
  checkAccess(queue, connection.name);
  const { version } = work.broker.settings;
  checkConsumerArguments(queue, method.arguments ?? {}, version);
  const where = resource('queue', queue.name);
  if (queue.type === 'stream') {
    checkStreamConsumer(queue, method.noAck ?? false, channel.consumerPrefetchCount, version === '4.0');
  }
  if (queue.type !== 'classic') {
    if (channel.channelPrefetchCount > 0)
      throw new AmqpError('not_implemented', `${where} does not support global qos`);
    if (version === '3.10' && queue.type === 'quorum') checkCredit(method.arguments ?? {});
    return queue;
  }
  const isTaken = queue.limits.singleActiveConsumer
    ? (method.exclusive ?? false)
    : queue.active !== null || (method.exclusive === true && queue.consumers.length > 0);
  if (isTaken) throw new AmqpError('access_refused', `${where} in exclusive use`);
  if (version === '3.10') checkCredit(method.arguments ?? {});
  return queue;
}

function makeConsumer(
  { work, connection, channel }: Caller,
  queue: Queue,
  method: BasicConsume,
  tag: string,
): Consumer {
  const given = method.arguments ?? {};
  return {
    connection: connection.name,
    channel: channel.number,
    tag,
    noAck: method.noAck ?? false,
    exclusive: method.exclusive ?? false,
    priority: numberIn(field(given, 'x-priority')) ?? 0,
    prefetchCount: channel.consumerPrefetchCount,
    arguments: given,
    unacked: 0,
    blocked: false,
    ...(queue.type === 'stream' ? { reader: openReader(work, queue, given) } : {}),
  };
}

/** basic.cancel: cancelling what is not there is no error. What the consumer holds stays with the channel. */
export function basicCancel({ work, connection, channel }: Caller, method: BasicCancel): void {
  const tag = method.consumerTag ?? '';
  if (!method.nowait) {
    work.env.send(connection.name, { method: 'basic.cancel-ok', channel: channel.number, consumerTag: tag });
  }
  if (channel.replyConsumer?.tag === tag) {
    channel.replyConsumer = null;
    return;
  }
  const known = channel.consumerTags.find((one) => one.tag === tag);
  if (known === undefined) return;
  channel.consumerTags = channel.consumerTags.filter((one) => one !== known);
  const queue = findQueue(work.broker, known.queue);
  if (queue?.id !== known.queueId) return;
  cancelConsumer(
    work,
    queue,
    (consumer) =>
      consumer.tag === tag && consumer.channel === channel.number && consumer.connection === connection.name,
  );
}

/** basic.get. */
export function basicGet({ work, connection, channel }: Caller, method: BasicGet): void {
  const queue = queueOrFail(work.broker, namedQueue(channel, method.queue));
  checkAccess(queue, connection.name);
  const noAck = method.noAck ?? false;
  if (queue.type === 'stream') {
    const where = resource('queue', queue.name);
    throw new AmqpError('not_implemented', `basic.get not supported by stream queues ${where}`);
  }
  if (queue.type === 'quorum' && queue.limits.singleActiveConsumer) {
    throw new AmqpError(
      'resource_locked',
      `cannot obtain access to locked ${resource('queue', queue.name)}. basic.get operations are not supported by ` +
        'quorum queues with single active consumer',
    );
  }
  noteUse(channel, queue, false, work.broker.settings.version);
  queue.lastUsedMs = work.env.nowMs;
  if (queue.type === 'quorum') expireHead(work, queue);
  if (queue.readyCount === 0) {
    work.env.send(connection.name, { method: 'basic.get-empty', channel: channel.number });
    return;
  }
  const item = takeHead(queue);
  const { message } = item;
  const redelivered = isRedelivered(work.broker, queue, item);
  if (queue.type === 'classic') dropExpired(work, queue);
  // What is acknowledged at once is followed by a check-out before the answer counts what is left (rabbit_fifo).
  else if (noAck) expireHead(work, queue);
  const deliveryTag = channel.nextDeliveryTag++;
  work.env.send(connection.name, {
    method: 'basic.get-ok',
    channel: channel.number,
    deliveryTag,
    redelivered,
    exchange: message.exchange,
    routingKey: message.routingKeys[0] as string,
    messageCount: queue.readyCount,
    body: message.body,
    properties: deliveredProperties(work.broker, queue, item, true),
    messageNumber: message.number,
  });
  work.env.note({
    type: 'delivered',
    number: message.number,
    queue: queue.name,
    connection: connection.name,
    channel: channel.number,
    consumerTag: '',
    deliveryTag,
    redelivered,
    settled: noAck,
  });
  if (!noAck) {
    const deliveredMs = work.env.nowMs;
    hold(channel, { deliveryTag, consumerTag: '', queue: queue.name, queueId: queue.id, item, deliveredMs });
    queue.unackedCount += 1;
  }
  if (queue.type === 'quorum') runQuorum(work, queue);
}

/** basic.qos: `global` false limits each consumer started from now on, true all consumers of the channel together. */
export function basicQos({ work, connection, channel }: Caller, method: BasicQos): void {
  const { prefetchSize = 0, prefetchCount = 0, global = false } = method;
  if (prefetchSize !== 0) throw new AmqpError('not_implemented', `prefetch_size!=0 (${prefetchSize})`);
  work.env.send(connection.name, { method: 'basic.qos-ok', channel: channel.number });
  const wasFull = isChannelFull(channel);
  if (!global) channel.consumerPrefetchCount = prefetchCount;
  if (!global || prefetchCount === 0) {
    // A limit on each consumer takes away the limit on the channel (rabbit_limiter:unlimit_prefetch).
    channel.channelPrefetchCount = 0;
    channel.channelVolume = 0;
  } else {
    if (channel.channelPrefetchCount === 0) channel.channelVolume = channel.unacked.length;
    channel.channelPrefetchCount = prefetchCount;
  }
  if (wasFull && !isChannelFull(channel)) resumeChannel(work, connection.name, channel);
}
