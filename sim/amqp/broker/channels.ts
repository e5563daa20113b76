import { chargeWork } from '../../core/work';
import { resumeClassic } from './classic-queue';
import { isChannelFull, isOfChannel } from './consumers';
import { AmqpError } from './errors';
import type { ServerMethod } from './frames';
import { finishWork, leaveQueue, removeQueue, settle } from './queues';
import type { Settlement } from './settlement';
import { findQueue } from './topology';
import type { Channel, Connection, Queue, Unacked } from './types';
import type { Work } from './work';

export function openChannel(connection: Connection, number: number): Channel {
  const channel: Channel = {
    number,
    nextDeliveryTag: 1,
    unacked: [],
    heldFromMs: 0,
    consumerPrefetchCount: 0,
    channelPrefetchCount: 0,
    channelVolume: 0,
    nextPublishTag: null,
    currentQueue: '',
    consumerTags: [],
    replyConsumer: null,
    transaction: null,
    queueUses: {},
  };
  connection.channels.push(channel);
  return channel;
}

/** So many deliveries that are looked through count as one element. */
const UNACKED_PER_ELEMENT = 8;

/**
 * The channel is gone: its consumers too, and what it had not acknowledged goes back to the queues. Those that it consumed
 * from are told one after the other, the newest first (rabbit_channel:notify_queues): what one of them dead-letters to another
 * that has not been told yet is still delivered on the channel, and comes back from it. Such deliveries are returned: the
 * client gets them after it was told of the close.
 */
export function closeChannel(work: Work, connection: Connection, channel: Channel): readonly ServerMethod[] {
  const late: ServerMethod[] = [];
  work.late.set(channel, late);
  takeBackSettlements(channel);
  const isOwn = (one: { readonly connection: string; readonly channel: number }) =>
    isOfChannel(one, connection.name, channel.number);
  chargeWork(work.broker.queues.length * (1 + Math.ceil(channel.unacked.length / UNACKED_PER_ELEMENT)));
  const consumed = work.broker.queues.filter(({ consumers }) => consumers.some(isOwn));
  for (const queue of consumed.sort((a, b) => b.id - a.id)) {
    const told = { ...work, underway: [] };
    leaveQueue(told, queue, connection.name, channel);
    channel.unacked = channel.unacked.filter((one) => one.queueId !== queue.id);
    // A quorum queue dead-letters once its replicas agree: by then the others have been told, too.
    if (queue.type === 'classic') finishWork(told);
    else work.underway.push(...told.underway);
  }
  connection.channels = connection.channels.filter((known) => known !== channel);
  const others = work.broker.queues.filter(
    ({ id, publishers }) => publishers.some(isOwn) || channel.unacked.some((one) => one.queueId === id),
  );
  for (const queue of others.sort(byName)) leaveQueue(work, queue, connection.name, channel);
  channel.unacked = [];
  return late;
}

/** What a transaction that is not committed acknowledged is unacknowledged again. */
export function takeBackSettlements(channel: Channel): void {
  takeBack(channel, channel.transaction?.settlements.flatMap((settlement) => settlement.taken) ?? []);
}

function takeBack(channel: Channel, taken: readonly Unacked[]): void {
  if (taken.length > 0) channel.unacked = [...channel.unacked, ...taken].sort((a, b) => a.deliveryTag - b.deliveryTag);
}

function byName(a: Queue, b: Queue): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** The connection is gone: its channels, then its exclusive queues. What is still delivered to it nobody hears. */
export function dropConnection(work: Work, connection: Connection): void {
  for (const channel of connection.channels) work.late.set(channel, []);
  work.closing.add(connection.name);
  for (const channel of [...connection.channels]) closeChannel(work, connection, channel);
  const { broker } = work;
  broker.connections = broker.connections.filter((known) => known !== connection);
  for (const queue of broker.queues.filter(({ exclusiveOwner }) => exclusiveOwner === connection.name)) {
    removeQueue(work, queue, 'exclusive');
  }
}

/**
 * Takes what a client acknowledges off the channel's list, oldest first. Throws PRECONDITION_FAILED for a tag that is not
 * outstanding; tag 0 with `multiple` is everything.
 */
export function takeUnacked(channel: Channel, deliveryTag: number, multiple: boolean): Unacked[] {
  const { unacked } = channel;
  if (multiple && deliveryTag === 0) return unacked.splice(0);
  const at = indexOfTag(unacked, deliveryTag);
  if (at < 0) throw new AmqpError('precondition_failed', `unknown delivery tag ${deliveryTag}`);
  return multiple ? unacked.splice(0, at + 1) : unacked.splice(at, 1);
}

function indexOfTag(unacked: readonly Unacked[], deliveryTag: number): number {
  let low = 0;
  let high = unacked.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const tag = (unacked[middle] as Unacked).deliveryTag;
    if (tag === deliveryTag) return middle;
    if (tag < deliveryTag) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Settles deliveries with their queues, those of one consumer together, and makes room on the channel. */
export function settleAll(
  work: Work,
  connection: string,
  channel: Channel,
  taken: readonly Unacked[],
  outcome: Settlement['outcome'],
): void {
  const groups = byQueueAndConsumer(taken);
  for (const [index, group] of groups.entries()) {
    const { queue: name, queueId, consumerTag } = group[0] as Unacked;
    const queue = findQueue(work.broker, name);
    if (queue === undefined || queue.id !== queueId) continue;
    const items = group.map(({ item }) => item);
    try {
      settle(work, queue, { connection, channel: channel.number, consumerTag, items, outcome });
    } catch (error) {
      // The channel fails with what it has not settled yet.
      takeBack(channel, groups.slice(index).flat());
      throw error;
    }
  }
  makeRoom(work, connection, channel, taken.filter(({ consumerTag }) => consumerTag !== '').length);
}

function byQueueAndConsumer(taken: readonly Unacked[]): Unacked[][] {
  if (taken.length === 1) return [[taken[0] as Unacked]];
  const groups = new Map<string, Unacked[]>();
  for (const one of taken) {
    const key = `${one.queue}\u0000${one.queueId}\u0000${one.consumerTag}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Fewer messages count against the channel's limit (rabbit_limiter: a volume of 0 stays). */
export function makeRoom(work: Work, connection: string, channel: Channel, count: number): void {
  if (channel.channelPrefetchCount === 0 || count === 0) return;
  const wasFull = isChannelFull(channel);
  if (channel.channelVolume > 0) channel.channelVolume -= count;
  if (wasFull && !isChannelFull(channel)) resumeChannel(work, connection, channel);
}

/** Lets the queues deliver to the channel again. */
export function resumeChannel(work: Work, connection: string, channel: Channel): void {
  const names = new Set(channel.consumerTags.map(({ queue }) => queue));
  const queues = [...names].flatMap((name) => findQueue(work.broker, name) ?? []);
  const classic = queues.filter(({ type }) => type === 'classic');
  resumeClassic(work, classic, connection, channel.number);
}
