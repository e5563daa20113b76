import {
  addClassicConsumer,
  checkExpired,
  dropClassicConsumers,
  publishToClassic,
  returnToClassic,
  settleClassic,
} from './classic-queue';
import { isOfChannel } from './consumers';
import type { Message } from './message';
import { forgetUses } from './queue-uses';
import {
  addQuorumConsumer,
  dropQuorumConsumers,
  expireHead,
  publishToQuorum,
  returnToQuorum,
  runQuorum,
  settleQuorum,
} from './quorum-queue';
import { headOf, readyMessages } from './ready';
import type { Settlement } from './settlement';
import { addStreamConsumer, dropStreamConsumers, leaveStream, publishToStream, settleStream } from './stream-queue';
import { findChannel, findQueue, heldOn, removeBindingsTo, touchTopology } from './topology';
import type {
  BrokerState,
  Channel,
  ChannelKey,
  Consumer,
  Queue,
  QueuedMessage,
  QueueOperation,
  Unacked,
} from './types';
import type { Work } from './work';

/** What queues of both types can be asked for. */

/** Whether the queue took the message; `publisher` is null for a dead letter. */
export function publishTo(work: Work, queue: Queue, message: Message, publisher: ChannelKey | null): boolean {
  if (work.env.defer === undefined) return enqueue(work, queue, message, publisher);
  const operation: QueueOperation = { type: 'enqueue', message, publisher };
  return work.env.defer?.(queue, operation) ?? applyToQueue(work, queue, operation);
}

function enqueue(work: Work, queue: Queue, message: Message, publisher: ChannelKey | null): boolean {
  if (queue.type === 'stream') return publishToStream(work, queue, message, publisher);
  return queue.type === 'classic'
    ? publishToClassic(work, queue, message)
    : publishToQuorum(work, queue, message, publisher);
}

/** Has a queue do what it was asked to. Whether it took the message, where it is one. */
export function applyToQueue(work: Work, queue: Queue, operation: QueueOperation): boolean {
  const isClassic = queue.type === 'classic';
  const isStream = queue.type === 'stream';
  if (operation.type === 'enqueue') return enqueue(work, queue, operation.message, operation.publisher);
  if (operation.type === 'settle') {
    if (isClassic) settleClassic(work, queue, operation.settlement);
    else if (isStream) settleStream(work, queue, operation.settlement);
    else settleQuorum(work, queue, operation.settlement);
  } else if (operation.type === 'checkout') {
    if (isClassic) addClassicConsumer(work, queue, operation.consumer);
    else if (isStream) addStreamConsumer(work, queue, operation.consumer);
    else addQuorumConsumer(work, queue, operation.consumer, operation.held);
  } else if (isClassic) returnToClassic(work, queue, operation.items);
  else returnToQuorum(work, queue, operation.items, operation.publisher);
  return true;
}

function ask(work: Work, queue: Queue, operation: QueueOperation): void {
  if ((work.env.defer?.(queue, operation) ?? null) === null) applyToQueue(work, queue, operation);
}

/** Takes dead letters to their queues, those that this brings about included. */
export function finishWork(work: Work): void {
  for (let next = work.underway.shift(); next !== undefined; next = work.underway.shift()) {
    for (const name of next.queues) {
      const queue = findQueue(work.broker, name);
      if (queue !== undefined) publishTo(work, queue, next.message, null);
    }
  }
}

export function settle(work: Work, queue: Queue, settlement: Settlement): void {
  ask(work, queue, { type: 'settle', settlement });
}

export function addConsumer(work: Work, queue: Queue, consumer: Consumer): void {
  ask(work, queue, { type: 'checkout', consumer, held: heldBy(work.broker, queue, consumer) });
}

function heldBy(broker: BrokerState, queue: Queue, consumer: Consumer): number {
  const channel = findChannel(broker, consumer.connection, consumer.channel);
  if (channel === undefined) return 0;
  return heldOn(channel).filter((one) => one.queueId === queue.id && one.consumerTag === consumer.tag).length;
}

/** Removes a cancelled consumer. What it holds stays with its channel. */
export function cancelConsumer(work: Work, queue: Queue, isGone: (consumer: Consumer) => boolean): void {
  if (queue.type === 'classic') {
    dropClassicConsumers(queue, isGone);
    leaveUnused(work, queue);
  } else if (queue.type === 'stream') dropStreamConsumers(queue, isGone);
  else {
    dropQuorumConsumers(work, queue, isGone);
    queue.lastUsedMs = work.env.nowMs;
    runQuorum(work, queue);
  }
}

/** An auto-delete queue goes with its last consumer. Whether it is gone. */
function leaveUnused(work: Work, queue: Queue): boolean {
  if (queue.consumers.length > 0) return false;
  if (queue.autoDelete && queue.hadConsumer) {
    removeQueue(work, queue, 'auto-delete');
    return true;
  }
  queue.lastUsedMs = work.env.nowMs;
  return false;
}

/** A channel is gone: its consumers leave the queue and what it had not acknowledged comes back. */
export function leaveQueue(work: Work, queue: Queue, connection: string, channel: Channel): void {
  const held = channel.unacked.filter((one) => one.queueId === queue.id);
  const isGone = (consumer: Consumer) => isOfChannel(consumer, connection, channel.number);
  if (queue.type === 'classic') {
    dropClassicConsumers(queue, isGone);
    if (leaveUnused(work, queue)) return;
    ask(work, queue, { type: 'return', items: itemsOf(held), publisher: { connection, channel: channel.number } });
  } else if (queue.type === 'stream') leaveStream(queue, connection, channel.number);
  else {
    const isUser = held.length > 0 || queue.consumers.some(isGone);
    if (isUser && isTicking(work.broker, queue)) queue.lastUsedMs = work.env.nowMs;
    dropQuorumConsumers(work, queue, isGone);
    const byConsumer = [...held].sort((a, b) =>
      a.consumerTag < b.consumerTag ? -1 : Number(a.consumerTag > b.consumerTag),
    );
    ask(work, queue, {
      type: 'return',
      items: itemsOf(byConsumer),
      publisher: { connection, channel: channel.number },
    });
  }
}

function itemsOf(held: readonly Unacked[]): QueuedMessage[] {
  return held.map(({ item }) => item);
}

/** Removes a queue with everything in it: its bindings, its messages, its consumers, which are told. */
export function removeQueue(
  work: Work,
  queue: Queue,
  cause: 'deleted' | 'expired' | 'auto-delete' | 'exclusive',
): void {
  const { broker, env } = work;
  forgetUses(broker, queue);
  broker.queues = broker.queues.filter((known) => known !== queue);
  touchTopology(broker);
  env.note({ type: 'queue-gone', queue: queue.name, cause });
  // What is delivered from a stream is in it all the same.
  const inside = [...readyMessages(queue), ...(queue.type === 'stream' ? [] : unackedOf(broker, queue))];
  for (const { message } of inside) {
    env.note({ type: 'dropped', number: message.number, queue: queue.name, reason: 'queue-deleted' });
  }
  removeBindingsTo(broker, env, 'queue', queue.name);
  for (const consumer of [...queue.consumers].sort(byTag)) {
    const channel = findChannel(broker, consumer.connection, consumer.channel);
    if (channel === undefined) continue;
    channel.consumerTags = channel.consumerTags.filter(({ tag }) => tag !== consumer.tag);
    env.send(consumer.connection, {
      method: 'basic.cancel',
      channel: channel.number,
      consumerTag: consumer.tag,
      nowait: true,
    });
  }
  queue.consumers = [];
}

/** The order in which a channel tells its client of cancelled consumers. */
function byTag(a: Consumer, b: Consumer): number {
  return a.tag < b.tag ? -1 : Number(a.tag > b.tag);
}

function unackedOf(broker: BrokerState, queue: Queue): QueuedMessage[] {
  return broker.connections.flatMap(({ channels }) =>
    channels.flatMap((channel) => itemsOf(heldOn(channel).filter((one) => one.queueId === queue.id))),
  );
}

/**
 * The number of consumers that queue.declare-ok tells. A quorum queue counts whoever holds messages, cancelled consumers
 * and basic.get too, and does not count those that wait to become the single active one (rabbit_fifo:query_stat).
 */
export function consumerCount(broker: BrokerState, queue: Queue): number {
  if (queue.type === 'classic') return queue.consumers.length;
  // Of its consumers a stream tells nothing (rabbit_stream_queue:stat).
  if (queue.type === 'stream') return 0;
  const serving = queue.consumers.filter(
    ({ connection, channel, tag }) =>
      !queue.limits.singleActiveConsumer ||
      (queue.active?.tag === tag && queue.active.channel === channel && queue.active.connection === connection),
  );
  const holders = new Set(serving.map(({ connection, channel, tag }) => `${connection} ${channel} ${tag}`));
  for (const connection of broker.connections) {
    for (const channel of connection.channels) {
      for (const { queueId, consumerTag, deliveryTag } of heldOn(channel)) {
        if (queueId === queue.id)
          holders.add(`${connection.name} ${channel.number} ${consumerTag === '' ? deliveryTag : consumerTag}`);
      }
    }
  }
  return holders.size;
}

/** Whether the queue looks only now and then whether it has expired. */
export function isTicking({ settings }: BrokerState, queue: Queue): boolean {
  return queue.type === 'quorum' && settings.quorumTickMs !== null;
}

/** When the queue next has something to do by itself, or null. */
export function queueDueMs(broker: BrokerState, queue: Queue): number | null {
  const goneMs = goneAtMs(broker, queue);
  const headMs = queue.type === 'classic' ? queue.expiryCheckMs : (headOf(queue)?.expiresAtMs ?? null);
  if (goneMs === null || headMs === null) return goneMs ?? headMs;
  return Math.min(goneMs, headMs);
}

/**
 * When the queue goes for want of use (x-expires). A quorum queue is used by whoever consumes from it or holds its messages,
 * and goes at a tick that is later than its time (rabbit_fifo:tick, is_expired).
 */
function goneAtMs(broker: BrokerState, queue: Queue): number | null {
  const { expiresMs } = queue.limits;
  if (expiresMs === null || queue.consumers.length > 0) return null;
  const endMs = queue.lastUsedMs + expiresMs;
  const tickMs = broker.settings.quorumTickMs;
  if (queue.type === 'classic' || tickMs === null) return endMs;
  if (queue.unackedCount > 0) return null;
  return queue.declaredMs + (Math.floor((endMs - queue.declaredMs) / tickMs) + 1) * tickMs;
}

/** Does what is due at `env.nowMs`. */
export function runDue(work: Work, queue: Queue): void {
  const goneMs = goneAtMs(work.broker, queue);
  if (goneMs !== null && goneMs <= work.env.nowMs) removeQueue(work, queue, 'expired');
  else if (queue.type === 'classic') checkExpired(work, queue);
  else {
    expireHead(work, queue);
    runQuorum(work, queue);
  }
}
