import { deliver, findConsumer, hasCredit, isOfChannel, nextConsumer, queueUp, quorumPrefetchCount } from './consumers';
import { type DeathReason, deadLetter } from './dead-letter';
import type { Message } from './message';
import { addReady, addReturned, headOf, makeQueuedMessage, returnReady, takeHead } from './ready';
import type { Settlement } from './settlement';
import type { Consumer, Queue, QueuedMessage } from './types';
import type { Work } from './work';

/** What a quorum queue does, in the order of RabbitMQ's rabbit_fifo: each change is followed by a check-out. */

/** Under reject-publish a full queue is below its limit again at this part of it. */
const lowLimit = 0.8;

interface Publisher {
  readonly connection: string;
  readonly channel: number;
}

/**
 * Whether the queue took the message. Under reject-publish a queue takes the message that fills it beyond its limit and
 * then refuses, until it has emptied to four fifths (rabbit_fifo:evaluate_limit). Dead letters have no publisher and are taken.
 */
export function publishToQuorum(work: Work, queue: Queue, message: Message, publisher: Publisher | null): boolean {
  if (publisher !== null && queue.limits.overflow === 'reject-publish' && isRefused(queue, publisher)) {
    work.env.note({ type: 'refused', number: message.number, queue: queue.name });
    return false;
  }
  work.env.note({ type: 'enqueued', number: message.number, queue: queue.name });
  const item = makeQueuedMessage(queue, message, work.env.nowMs);
  addReady(queue, item);
  // With a TTL of 0 it can be delivered in the millisecond in which it came (rabbit_fifo:update_expiry_header).
  runQuorum(work, queue, item);
  return true;
}

function isRefused(queue: Queue, { connection, channel }: Publisher): boolean {
  const known = queue.publishers.find((publisher) => isOfChannel(publisher, connection, channel));
  if (known !== undefined) return known.refused;
  const refused = isOverLimit(queue);
  queue.publishers.push({ connection, channel, refused });
  return refused;
}

function isOverLimit(queue: Queue): boolean {
  const { maxLength, maxLengthBytes } = queue.limits;
  return (
    (maxLength !== null && queue.readyCount > maxLength) ||
    (maxLengthBytes !== null && queue.readyBytes > maxLengthBytes)
  );
}

function isBelowSoftLimit(queue: Queue): boolean {
  const { maxLength, maxLengthBytes } = queue.limits;
  return (
    (maxLength === null || queue.readyCount <= Math.trunc(maxLength * lowLimit)) &&
    (maxLengthBytes === null || queue.readyBytes <= Math.trunc(maxLengthBytes * lowLimit))
  );
}

/** The check-out: expire at the head, deliver, keep the limit. `fresh` has just come and does not expire yet. */
export function runQuorum(work: Work, queue: Queue, fresh: QueuedMessage | null = null): void {
  const from = work.underway.length;
  for (;;) {
    expireHead(work, queue, fresh);
    if (queue.readyCount === 0) break;
    const consumer = nextConsumer(work, queue);
    if (consumer === null) break;
    deliver(work, queue, consumer, takeHead(queue));
  }
  const to = work.underway.length;
  keepLimit(work, queue);
  // What the limit drops is put in front of the other effects, one by one: the last goes first (rabbit_fifo:drop_head).
  const dropped = work.underway.length - to;
  if (dropped > 0 && to + dropped > from + 1) work.underway.splice(from, 0, ...work.underway.splice(to).reverse());
}

export function expireHead(work: Work, queue: Queue, fresh: QueuedMessage | null = null): void {
  for (let head = headOf(queue); head !== null; head = headOf(queue)) {
    if (head === fresh || head.expiresAtMs === null || head.expiresAtMs > work.env.nowMs) return;
    giveUp(work, queue, takeHead(queue), 'expired');
  }
}

function keepLimit(work: Work, queue: Queue): void {
  if (queue.limits.overflow === 'drop-head') {
    while (queue.readyCount > 0 && isOverLimit(queue)) giveUp(work, queue, takeHead(queue), 'maxlen');
    return;
  }
  if (isOverLimit(queue)) for (const publisher of queue.publishers) publisher.refused = true;
  else if (isBelowSoftLimit(queue)) for (const publisher of queue.publishers) publisher.refused = false;
}

/** `held` is what the consumer of this tag had not acknowledged when it was cancelled before. */
export function addQuorumConsumer(work: Work, queue: Queue, consumer: Consumer, held: number): void {
  consumer.unacked = held;
  consumer.blocked = !hasCredit(queue, consumer);
  queueUp(queue, consumer);
  queue.hadConsumer = true;
  activateNext(work, queue);
  runQuorum(work, queue);
}

/**
 * With a single active consumer, says who is served. On 3.10 the one that waited longest takes over and priorities play no part; in
 * 4.0 the one of the highest priority does, also from one that is being served, which is left to finish what it holds
 * (rabbit_fifo:activate_next_consumer).
 */
function activateNext(work: Work, queue: Queue): void {
  if (!queue.limits.singleActiveConsumer) return;
  if (work.broker.settings.version === '3.10') {
    if (queue.active === null) activate(queue, queue.consumers[0]);
    return;
  }
  const { active: key } = queue;
  const active = key === null ? undefined : findConsumer(queue, key);
  const next = firstWaiting(queue.consumers.filter((consumer) => consumer !== active));
  if (active === undefined) activate(queue, next);
  else if (next !== undefined && next.priority > active.priority) {
    if (active.unacked === 0) activate(queue, next);
    else queue.isQuiescing = true;
  }
}

function activate(queue: Queue, consumer: Consumer | undefined): void {
  queue.isQuiescing = false;
  if (consumer === undefined) return;
  queue.active = { connection: consumer.connection, channel: consumer.channel, tag: consumer.tag };
}

/** Of the waiting, the one of the highest priority, then of the greatest prefetch, then the oldest (rabbit_fifo:sort_waiting). */
function firstWaiting(waiting: readonly Consumer[]): Consumer | undefined {
  const credit = ({ prefetchCount }: Consumer) => (prefetchCount === 0 ? quorumPrefetchCount : prefetchCount);
  return waiting.reduce<Consumer | undefined>((first, one) => {
    if (first === undefined || one.priority > first.priority) return one;
    return one.priority === first.priority && credit(one) > credit(first) ? one : first;
  }, undefined);
}

/** What a quiescing consumer held is done with: it waits again, and nobody is served until the next one is chosen. */
function endQuiescing(queue: Queue): void {
  if (!queue.isQuiescing || queue.active === null) return;
  if ((findConsumer(queue, queue.active)?.unacked ?? 0) > 0) return;
  queue.active = null;
  queue.isQuiescing = false;
}

export function dropQuorumConsumers(work: Work, queue: Queue, isGone: (consumer: Consumer) => boolean): void {
  const { active } = queue;
  const holder = active === null ? undefined : findConsumer(queue, active);
  queue.consumers = queue.consumers.filter((consumer) => !isGone(consumer));
  if (holder !== undefined && isGone(holder)) {
    queue.active = null;
    queue.isQuiescing = false;
  }
  activateNext(work, queue);
}

export function settleQuorum(work: Work, queue: Queue, settlement: Settlement): void {
  const { items, outcome } = settlement;
  queue.unackedCount -= items.length;
  // A consumer that has been cancelled, or was one of basic.get, ends with the last message that it holds.
  if (work.broker.settings.quorumTickMs !== null) queue.lastUsedMs = work.env.nowMs;
  if (outcome === 'requeue' && queue.limits.deliveryLimit === null) {
    requeueEach(work, queue, settlement);
    return;
  }
  for (const item of items) {
    const { number } = item.message;
    if (outcome === 'ack') work.env.note({ type: 'acked', number, queue: queue.name });
    else if (outcome === 'discard')
      giveUp(work, queue, { ...item, failedDeliveries: item.failedDeliveries + 1 }, 'rejected');
    else returnOne(work, queue, item, false);
  }
  giveCredit(queue, settlement, items.length);
  endQuiescing(queue);
  // After a return nobody is chosen, although the place may be free: so RabbitMQ 4.0 does.
  if (outcome !== 'requeue') activateNext(work, queue);
  runQuorum(work, queue);
}

/** Without a delivery limit a requeued message goes to the tail, one command for each (rabbit_fifo, #requeue). */
function requeueEach(work: Work, queue: Queue, settlement: Settlement): void {
  for (const item of settlement.items) {
    const sequence = queue.nextSequence++;
    addReturned(queue, { ...item, sequence, redelivered: true, deliveryCount: item.deliveryCount + 1 });
    work.env.note({ type: 'requeued', number: item.message.number, queue: queue.name });
    giveCredit(queue, settlement, 1);
    endQuiescing(queue);
    runQuorum(work, queue);
  }
}

function giveCredit(queue: Queue, { connection, channel, consumerTag }: Settlement, count: number): void {
  const consumer = findConsumer(queue, { connection, channel, tag: consumerTag });
  if (consumer === undefined) return;
  consumer.unacked -= count;
  if (!consumer.blocked || !hasCredit(queue, consumer)) return;
  consumer.blocked = false;
  if (!queue.limits.singleActiveConsumer) queueUp(queue, consumer);
}

function returnOne(work: Work, queue: Queue, item: QueuedMessage, isFailed: boolean): void {
  const { deliveryLimit } = queue.limits;
  item.deliveryCount += 1;
  if (isFailed) item.failedDeliveries += 1;
  if (deliveryLimit !== null && item.deliveryCount > deliveryLimit) {
    giveUp(work, queue, item, 'delivery_limit');
    return;
  }
  item.redelivered = true;
  returnReady(queue, item);
  work.env.note({ type: 'requeued', number: item.message.number, queue: queue.name });
}

/** A message leaves the queue unacknowledged; 4.0 tells the next queue how often its delivery failed (rabbit_fifo:annotate_msg). */
function giveUp(work: Work, queue: Queue, { message, failedDeliveries }: QueuedMessage, reason: DeathReason): void {
  const isTold = work.broker.settings.version === '4.0' && failedDeliveries > 0;
  deadLetter(work, queue, isTold ? { ...message, failedDeliveries } : message, reason);
}

/** A channel is gone: what it held comes back, consumer by consumer. The caller has removed its consumers. */
export function returnToQuorum(work: Work, queue: Queue, items: readonly QueuedMessage[], publisher: Publisher): void {
  const { connection, channel } = publisher;
  queue.publishers = queue.publishers.filter((known) => !isOfChannel(known, connection, channel));
  queue.unackedCount -= items.length;
  for (const item of items) returnOne(work, queue, item, true);
  runQuorum(work, queue);
}
