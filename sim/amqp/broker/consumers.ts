import { withField } from './field-values';
import type { MessageProperties, ServerMethod } from './frames';
import { findChannel } from './topology';
import type { BrokerState, Channel, Consumer, ConsumerKey, Queue, QueuedMessage } from './types';
import type { Work } from './work';

/** What a quorum queue takes for a prefetch of 0 (rabbit_quorum_queue:consume). */
const quorumPrefetchCount = 2000;

/** A consumer's channel. The same objects stay together for as long as the state is not copied. */
const channels = new WeakMap<Consumer, Channel>();

export function channelOf(broker: BrokerState, consumer: Consumer): Channel {
  const known = channels.get(consumer);
  if (known !== undefined) return known;
  const found = findChannel(broker, consumer.connection, consumer.channel);
  if (found === undefined) throw new Error(`a consumer without its channel: ${consumer.tag}`);
  channels.set(consumer, found);
  return found;
}

export function isSameConsumer(a: ConsumerKey, b: ConsumerKey): boolean {
  return a.tag === b.tag && a.channel === b.channel && a.connection === b.connection;
}

export function findConsumer(queue: Queue, key: ConsumerKey): Consumer | undefined {
  return queue.consumers.find((consumer) => isSameConsumer(consumer, key));
}

export function isOfChannel(item: { connection: string; channel: number }, connection: string, channel: number) {
  return item.channel === channel && item.connection === connection;
}

/** Adds a consumer, or moves it, to the end of its priority. Quorum queues with one active consumer keep arrival order. */
export function queueUp(queue: Queue, consumer: Consumer): void {
  const { consumers } = queue;
  if (consumers.length === 1 && consumers[0] === consumer) return;
  const at = consumers.indexOf(consumer);
  if (at >= 0) consumers.splice(at, 1);
  let end = consumers.length;
  if (queue.type === 'classic' || !queue.limits.singleActiveConsumer) {
    while (end > 0 && (consumers[end - 1] as Consumer).priority < consumer.priority) end--;
  }
  consumers.splice(end, 0, consumer);
}

/** Whether the consumer's own prefetch leaves room. */
export function hasCredit(queue: Queue, consumer: Consumer): boolean {
  if (consumer.noAck) return true;
  if (consumer.prefetchCount > 0) return consumer.unacked < consumer.prefetchCount;
  return queue.type === 'classic' || consumer.unacked < quorumPrefetchCount;
}

export function isChannelFull(channel: Channel): boolean {
  return channel.channelPrefetchCount > 0 && channel.channelVolume >= channel.channelPrefetchCount;
}

/**
 * The consumer whose turn it is, or null. A classic queue finds out that a consumer has no room when its turn comes, and
 * passes it over from then on (rabbit_queue_consumers:deliver); a quorum queue knows before.
 */
export function nextConsumer(work: Work, queue: Queue): Consumer | null {
  if (queue.consumers.length === 0) return null;
  if (queue.limits.singleActiveConsumer) {
    const active = queue.active === null ? undefined : findConsumer(queue, queue.active);
    return active === undefined || active.blocked || blockIfFull(work, queue, active) ? null : active;
  }
  for (;;) {
    const consumer = queue.consumers.find((candidate) => !candidate.blocked);
    if (consumer === undefined) return null;
    if (!blockIfFull(work, queue, consumer)) return consumer;
  }
}

function blockIfFull(work: Work, queue: Queue, consumer: Consumer): boolean {
  if (hasCredit(queue, consumer) && (queue.type === 'quorum' || !isChannelFull(channelOf(work.broker, consumer)))) {
    return false;
  }
  consumer.blocked = true;
  queueUp(queue, consumer);
  return true;
}

/** Lets the channel's consumers that have room again take their turns. Whether there was any. */
export function unblockConsumers(queue: Queue, connection: string, channel: number): boolean {
  const freed = queue.consumers.filter(
    (consumer) => consumer.blocked && isOfChannel(consumer, connection, channel) && hasCredit(queue, consumer),
  );
  for (const consumer of freed) {
    consumer.blocked = false;
    queueUp(queue, consumer);
  }
  return freed.length > 0;
}

/** Sends a message to a consumer; it awaits its acknowledgement unless the consumer asked for none. */
export function deliver(work: Work, queue: Queue, consumer: Consumer, item: QueuedMessage): void {
  const channel = channelOf(work.broker, consumer);
  const deliveryTag = channel.nextDeliveryTag++;
  const { message, redelivered } = item;
  const frame: ServerMethod = {
    method: 'basic.deliver',
    channel: consumer.channel,
    consumerTag: consumer.tag,
    deliveryTag,
    redelivered,
    exchange: message.exchange,
    routingKey: message.routingKeys[0] as string,
    body: message.body,
    properties: deliveredProperties(queue, item, item.deliveryCount > 0),
    messageNumber: message.number,
  };
  const late = work.late.get(channel);
  if (late === undefined) work.env.send(consumer.connection, frame);
  else late.push(frame);
  work.env.note({
    type: 'delivered',
    number: message.number,
    queue: queue.name,
    connection: consumer.connection,
    channel: consumer.channel,
    consumerTag: consumer.tag,
    deliveryTag,
    redelivered,
    settled: consumer.noAck,
  });
  if (!consumer.noAck) {
    channel.unacked.push({ deliveryTag, consumerTag: consumer.tag, queue: queue.name, queueId: queue.id, item });
    queue.unackedCount += 1;
    consumer.unacked += 1;
    if (queue.type === 'classic' && channel.channelPrefetchCount > 0) channel.channelVolume += 1;
  }
  if (queue.type === 'quorum' && !hasCredit(queue, consumer)) consumer.blocked = true;
  if (!queue.limits.singleActiveConsumer) queueUp(queue, consumer);
}

/** A quorum queue tells how often a message came back. */
export function deliveredProperties(queue: Queue, item: QueuedMessage, tellsCount: boolean): MessageProperties {
  const { properties } = item.message;
  if (queue.type === 'classic' || !tellsCount) return properties;
  return { ...properties, headers: withField(properties.headers ?? {}, 'x-delivery-count', item.deliveryCount) };
}
