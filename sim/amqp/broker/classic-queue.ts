import { deliver, findConsumer, isOfChannel, nextConsumer, queueUp, unblockConsumers } from './consumers';
import { deadLetter } from './dead-letter';
import type { Message } from './message';
import { addReady, headOf, makeQueuedMessage, returnReady, takeHead } from './ready';
import type { Settlement } from './settlement';
import type { Consumer, Queue, QueuedMessage } from './types';
import type { Work } from './work';

/** What a classic queue does, in the order in which RabbitMQ's rabbit_amqqueue_process does it. */

/** Whether the queue took the message: under reject-publish a full queue does not. */
export function publishToClassic(work: Work, queue: Queue, message: Message): boolean {
  const { limits } = queue;
  if (limits.overflow !== 'drop-head' && wouldOverflow(queue, message)) {
    work.env.note({ type: 'refused', number: message.number, queue: queue.name });
    if (limits.overflow === 'reject-publish-dlx' && limits.deadLetterExchange !== null) {
      deadLetter(work, queue, message, 'maxlen');
    }
    return false;
  }
  work.env.note({ type: 'enqueued', number: message.number, queue: queue.name });
  const item = makeQueuedMessage(queue, message, work.env.nowMs);
  const consumer = queue.readyCount === 0 ? nextConsumer(work, queue) : null;
  if (consumer !== null) {
    deliver(work, queue, consumer, item);
    return true;
  }
  if (limits.messageTtlMs === 0 && limits.deadLetterExchange === null) {
    work.env.note({ type: 'dropped', number: message.number, queue: queue.name, reason: 'expired' });
    return true;
  }
  addReady(queue, item);
  const dropped = dropHead(work, queue);
  const isAlone = queue.readyCount === 1;
  if (dropped ? !isAlone || item.expiresAtMs !== null : isAlone) dropExpired(work, queue);
  // A consumer that became the single active one by another's cancellation is not served before something happens.
  if (limits.singleActiveConsumer) runClassic(work, queue);
  return true;
}

function wouldOverflow(queue: Queue, message: Message): boolean {
  const { maxLength, maxLengthBytes } = queue.limits;
  return (
    (maxLength !== null && queue.readyCount + 1 > maxLength) ||
    (maxLengthBytes !== null && queue.readyBytes + message.bodyBytes > maxLengthBytes)
  );
}

/** Lets go of messages from the head until the queue is within its limits. Whether there were any. */
function dropHead(work: Work, queue: Queue): boolean {
  const { maxLength, maxLengthBytes, overflow } = queue.limits;
  let dropped = false;
  if (overflow !== 'drop-head') return false;
  while (
    (maxLength !== null && queue.readyCount > maxLength) ||
    (maxLengthBytes !== null && queue.readyBytes > maxLengthBytes)
  ) {
    deadLetter(work, queue, takeHead(queue).message, 'maxlen');
    dropped = true;
  }
  return dropped;
}

/** Other limits have come into force. */
export function keepClassicLimits(work: Work, queue: Queue): void {
  dropHead(work, queue);
  dropExpired(work, queue);
}

/** Lets go of expired messages at the head; one further back waits until it gets there. Sets the time of the next look. */
export function dropExpired(work: Work, queue: Queue): void {
  for (let head = headOf(queue); head !== null; head = headOf(queue)) {
    if (head.expiresAtMs === null) return;
    if (head.expiresAtMs > work.env.nowMs) {
      queue.expiryCheckMs = Math.min(queue.expiryCheckMs ?? head.expiresAtMs, head.expiresAtMs);
      return;
    }
    deadLetter(work, queue, takeHead(queue).message, 'expired');
  }
}

/** The time of the next look has come. */
export function checkExpired(work: Work, queue: Queue): void {
  queue.expiryCheckMs = null;
  dropExpired(work, queue);
}

/** Delivers as long as there is something ready and someone to take it. */
export function runClassic(work: Work, queue: Queue): void {
  while (deliverOne(work, queue));
}

/** Whether there was something ready and someone to take it. */
function deliverOne(work: Work, queue: Queue): boolean {
  if (queue.readyCount === 0) return false;
  const consumer = nextConsumer(work, queue);
  if (consumer === null) return false;
  const item = takeHead(queue);
  dropExpired(work, queue);
  deliver(work, queue, consumer, item);
  return true;
}

export function addClassicConsumer(work: Work, queue: Queue, consumer: Consumer): void {
  queueUp(queue, consumer);
  queue.hadConsumer = true;
  const { connection, channel, tag } = consumer;
  if (queue.limits.singleActiveConsumer) queue.active ??= { connection, channel, tag };
  else if (consumer.exclusive) queue.active = { connection, channel, tag };
  runClassic(work, queue);
}

/** Takes consumers out of the queue; another one becomes the single active one if that was theirs to be. */
export function dropClassicConsumers(queue: Queue, isGone: (consumer: Consumer) => boolean): void {
  const { active } = queue;
  const holder = active === null ? undefined : findConsumer(queue, active);
  queue.consumers = queue.consumers.filter((consumer) => !isGone(consumer));
  if (holder === undefined || !isGone(holder)) return;
  const next = queue.limits.singleActiveConsumer ? queue.consumers.find((consumer) => !consumer.blocked) : undefined;
  queue.active = next === undefined ? null : { connection: next.connection, channel: next.channel, tag: next.tag };
}

export function settleClassic(work: Work, queue: Queue, settlement: Settlement): void {
  const { connection, channel, consumerTag, items, outcome } = settlement;
  queue.unackedCount -= items.length;
  const consumer = findConsumer(queue, { connection, channel, tag: consumerTag });
  let freed = false;
  if (consumer !== undefined) {
    consumer.unacked -= items.length;
    freed = consumer.blocked && unblockConsumers(queue, connection, channel);
  }
  if (outcome === 'requeue') requeue(work, queue, items);
  else {
    for (const { message } of items) {
      if (outcome === 'ack') work.env.note({ type: 'acked', number: message.number, queue: queue.name });
      else deadLetter(work, queue, message, 'rejected');
    }
  }
  if (freed) runClassic(work, queue);
}

function requeue(work: Work, queue: Queue, items: readonly QueuedMessage[]): void {
  for (const item of items) {
    item.redelivered = true;
    returnReady(queue, item);
    work.env.note({ type: 'requeued', number: item.message.number, queue: queue.name });
  }
  dropHead(work, queue);
  dropExpired(work, queue);
  runClassic(work, queue);
}

/** A channel is gone: what it held goes back. The caller has removed its consumers. */
export function returnToClassic(work: Work, queue: Queue, items: readonly QueuedMessage[]): void {
  queue.unackedCount -= items.length;
  requeue(work, queue, items);
}

/**
 * The channel's limit leaves room again. Each queue is a process that asks the limiter before each message, side by side with
 * the others: as long as there is room they get it by turns.
 */
export function resumeClassic(work: Work, queues: readonly Queue[], connection: string, channel: number): void {
  let running = queues
    .filter(({ consumers }) => consumers.some((consumer) => isOfChannel(consumer, connection, channel)))
    .filter((queue) => unblockConsumers(queue, connection, channel));
  while (running.length > 0) running = running.filter((queue) => deliverOne(work, queue));
}
