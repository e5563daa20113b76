import { chargeWork } from '../../core/work';
import { propertiesSent } from './death-records';
import { withField } from './field-values';
import type { MessageProperties, ServerMethod } from './frames';
import { findChannel } from './topology';
import type { BrokerState, Channel, Consumer, ConsumerKey, Queue, QueuedMessage, Unacked } from './types';
import type { Work } from './work';

/** What a quorum queue takes for a prefetch of 0 (rabbit_quorum_queue:consume). */
export const quorumPrefetchCount = 2000;

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

/** So many consumers that are looked through count as one element. */
const CONSUMERS_PER_ELEMENT = 4;

/**
 * The consumer whose turn it is, or null. A classic queue finds out that a consumer has no room when its turn comes, and
 * passes it over from then on (rabbit_queue_consumers:deliver); a quorum queue knows before.
 */
export function nextConsumer(work: Work, queue: Queue): Consumer | null {
  if (queue.consumers.length === 0) return null;
  chargeWork(Math.ceil(queue.consumers.length / CONSUMERS_PER_ELEMENT));
  if (queue.limits.singleActiveConsumer) {
    const active = queue.active === null ? undefined : findConsumer(queue, queue.active);
    return active === undefined || !isServed(work, queue, active) || blockIfFull(work, queue, active) ? null : active;
  }
  for (;;) {
    const consumer = queue.consumers.find((candidate) => isServed(work, queue, candidate));
    if (consumer === undefined) return null;
    if (!blockIfFull(work, queue, consumer)) return consumer;
  }
}

/**
 * Whether a consumer may have a turn. To a quorum queue all channels of a connection that ends are gone at once: a message
 * that one of them held is not passed on to the next, which would count another return, or lose it.
 */
function isServed(work: Work, queue: Queue, consumer: Consumer): boolean {
  if (consumer.blocked || (queue.isQuiescing && queue.limits.singleActiveConsumer)) return false;
  return queue.type === 'classic' || !work.closing.has(consumer.connection);
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

/** The channel has sent a message that awaits its acknowledgement. */
export function hold(channel: Channel, unacked: Unacked): void {
  if (channel.unacked.length === 0) channel.heldFromMs = unacked.deliveredMs;
  channel.unacked.push(unacked);
}

/** Sends a message to a consumer; it awaits its acknowledgement unless the consumer asked for none. */
export function deliver(work: Work, queue: Queue, consumer: Consumer, item: QueuedMessage): void {
  const channel = channelOf(work.broker, consumer);
  const deliveryTag = channel.nextDeliveryTag++;
  const { message } = item;
  const redelivered = isRedelivered(work.broker, queue, item);
  const frame: ServerMethod = {
    method: 'basic.deliver',
    channel: consumer.channel,
    consumerTag: consumer.tag,
    deliveryTag,
    redelivered,
    exchange: message.exchange,
    routingKey: message.routingKeys[0] as string,
    body: message.body,
    properties: deliveredProperties(work.broker, queue, item, item.deliveryCount > 0),
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
    const deliveredMs = work.env.nowMs;
    const { tag: consumerTag } = consumer;
    hold(channel, { deliveryTag, consumerTag, queue: queue.name, queueId: queue.id, item, deliveredMs });
    if (queue.type !== 'stream') queue.unackedCount += 1;
    consumer.unacked += 1;
    if (queue.type === 'classic' && channel.channelPrefetchCount > 0) channel.channelVolume += 1;
  }
  if (queue.type === 'quorum' && !hasCredit(queue, consumer)) consumer.blocked = true;
  if (!queue.limits.singleActiveConsumer) queueUp(queue, consumer);
}

/** In 4.0 a message that comes from another quorum queue, where its delivery failed, counts as delivered before. */
export function isRedelivered({ settings }: BrokerState, queue: Queue, item: QueuedMessage): boolean {
  return queue.type === 'quorum' && settings.version === '4.0' ? returnsOf(item) > 0 : item.redelivered;
}

function returnsOf({ deliveryCount, failedDeliveries }: QueuedMessage): number {
  return deliveryCount > 0 ? deliveryCount : failedDeliveries;
}

/** A quorum queue tells how often a message came back; 3.10 tells of none, too, to basic.get. */
export function deliveredProperties(
  { settings }: BrokerState,
  queue: Queue,
  item: QueuedMessage,
  tellsCount: boolean,
): MessageProperties {
  const { message } = item;
  if (settings.version === '4.0') return propertiesSent(message, queue.type === 'quorum' ? returnsOf(item) : 0);
  const { properties } = message;
  if (queue.type !== 'quorum' || !tellsCount) return properties;
  return { ...properties, headers: withField(properties.headers ?? {}, 'x-delivery-count', item.deliveryCount) };
}
