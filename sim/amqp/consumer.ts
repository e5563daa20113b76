import { chargeWork } from '../core/work';
import type { BasicDeliver, MessageProperties } from './broker/frames';
import { HELD_MAX } from './config';
import { exchangeNodeId, queueNodeId } from './node-ids';
import type { ConsumerOptions } from './options';
import { CHANNEL } from './publisher';
import { drawTicks } from './random-ticks';
import type { AmqpState, ConsumerClient, HeldMessage } from './state';
import { type AmqpWorld, tell } from './trace-kinds';
import { sendToBroker } from './transit';

export function makeConsumer(id: string, options: ConsumerOptions): ConsumerClient {
  return {
    kind: 'consumer',
    id,
    options,
    status: 'waiting',
    isPaused: false,
    connection: null,
    node: null,
    connections: 0,
    retryEventId: null,
    isChannelClosed: false,
    error: null,
    lastUpTick: 0,
    lastDownTick: 0,
    held: [],
    received: 0,
    done: 0,
    failed: 0,
    lost: 0,
  };
}

/** A fresh channel: declares the queue that is its own, sets its prefetch and starts to consume. */
export function setUpConsumer(state: AmqpState, client: ConsumerClient, world: AmqpWorld): void {
  const { queue, ownQueue, prefetchCount, ack, exclusive, priority, streamOffset } = client.options;
  const to = queueNodeId(queue);
  if (ownQueue !== null) {
    const declare = { method: 'queue.declare', channel: CHANNEL, queue, exclusive: true, autoDelete: true } as const;
    sendToBroker(state, client, to, declare, world);
    sendToBroker(state, client, to, { method: 'queue.bind', channel: CHANNEL, queue, ...ownQueue }, world);
  }
  sendToBroker(state, client, to, { method: 'basic.qos', channel: CHANNEL, prefetchCount }, world);
  sendToBroker(
    state,
    client,
    to,
    {
      method: 'basic.consume',
      channel: CHANNEL,
      queue,
      consumerTag: client.id,
      noAck: ack === 'auto',
      exclusive,
      arguments: {
        ...(priority === null ? {} : { 'x-priority': priority }),
        ...(streamOffset === null ? {} : { 'x-stream-offset': streamOffset }),
      },
    },
    world,
  );
}

export function onDelivery(state: AmqpState, client: ConsumerClient, frame: BasicDeliver, world: AmqpWorld): void {
  const { deliveryTag, messageNumber: number, routingKey, body, redelivered, properties } = frame;
  const { ack } = client.options;
  client.received += 1;
  if (client.held.length >= HELD_MAX) {
    client.lost += 1;
    tell(world, 'lost', client.id, { number, reason: 'lab-limit' });
    return;
  }
  client.held.push({
    deliveryTag,
    number,
    routingKey,
    body,
    redelivered,
    properties,
    receivedTick: world.tick,
    work: 'waiting',
    startedTick: null,
    doneTick: null,
    fails: false,
    isSettled: ack === 'auto' || ack === 'early',
    eventId: null,
  });
  if (ack === 'early') sendAck(state, client, deliveryTag, world);
  startWork(state, client, world);
}

function sendAck(state: AmqpState, client: ConsumerClient, deliveryTag: number, world: AmqpWorld): void {
  const to = queueNodeId(client.options.queue);
  sendToBroker(state, client, to, { method: 'basic.ack', channel: CHANNEL, deliveryTag, multiple: false }, world);
}

/** Takes up as many waiting messages as it works on at a time. */
export function startWork(state: AmqpState, client: ConsumerClient, world: AmqpWorld): void {
  if (client.isPaused || client.connection === null) return;
  const { concurrency } = client.options;
  chargeWork(Math.ceil(client.held.length / 4));
  let working = 0;
  for (const { work } of client.held) if (work === 'working') working += 1;
  for (const held of client.held) {
    if (working >= concurrency) return;
    if (held.work !== 'waiting') continue;
    working += 1;
    begin(state, client, held, world);
  }
}

function begin(state: AmqpState, client: ConsumerClient, held: HeldMessage, world: AmqpWorld): void {
  const { ack, serviceMinMs, serviceMaxMs, failures, failureOutOf, failsOn } = client.options;
  const { deliveryTag, number, routingKey, body } = held;
  const ticks = drawTicks(serviceMinMs, serviceMaxMs, world);
  const isPoison = failsOn !== null && (routingKey.includes(failsOn) || body.includes(failsOn));
  held.work = 'working';
  held.startedTick = world.tick;
  held.doneTick = world.tick + ticks;
  held.fails = isPoison || (failures > 0 && world.random.chance(Math.min(failures, failureOutOf), failureOutOf));
  const connection = client.connection ?? '';
  held.eventId = world.schedule(ticks, { type: 'workDone', client: client.id, connection, deliveryTag });
  tell(world, 'work-started', client.id, { number, deliveryTag });
  if (ack !== 'start') return;
  held.isSettled = true;
  sendAck(state, client, deliveryTag, world);
}

/** What comes of finished work; `crash` is for the caller to carry out. */
export function finishWork(
  state: AmqpState,
  client: ConsumerClient,
  deliveryTag: number,
  world: AmqpWorld,
): 'crash' | null {
  const held = client.held.find((one) => one.deliveryTag === deliveryTag);
  if (held === undefined || held.work === 'done') return null;
  held.eventId = null;
  // A process that stands still finishes when it goes on.
  if (client.isPaused) return null;
  held.work = 'done';
  const { number } = held;
  tell(world, held.fails ? 'work-failed' : 'work-done', client.id, { number, deliveryTag });
  if (held.fails) client.failed += 1;
  else client.done += 1;
  if (held.fails && client.options.onFailure === 'crash') return 'crash';
  if (!held.fails) publishResults(state, client, held, world);
  settle(state, client, held, world);
  startWork(state, client, world);
  return null;
}

function settle(state: AmqpState, client: ConsumerClient, held: HeldMessage, world: AmqpWorld): void {
  const { ack, onFailure } = client.options;
  const { deliveryTag, number } = held;
  if (held.isSettled) {
    if (held.fails) {
      client.lost += 1;
      tell(world, 'lost', client.id, { number, reason: 'failed' });
    }
    forget(client, held);
    return;
  }
  if (ack === 'never' || (held.fails && onFailure === 'never')) return;
  if (!held.fails || onFailure === 'ack') sendAck(state, client, deliveryTag, world);
  else {
    const requeue = onFailure === 'requeue';
    const nack = { method: 'basic.nack', channel: CHANNEL, deliveryTag, multiple: false, requeue } as const;
    sendToBroker(state, client, queueNodeId(client.options.queue), nack, world);
  }
  forget(client, held);
}

function forget(client: ConsumerClient, held: HeldMessage): void {
  client.held.splice(client.held.indexOf(held), 1);
}

function publishResults(state: AmqpState, client: ConsumerClient, held: HeldMessage, world: AmqpWorld): void {
  const { replies, publishesTo } = client.options;
  const { replyTo, correlationId } = held.properties;
  if (replies && replyTo !== undefined) {
    const properties: MessageProperties = {
      deliveryMode: 1,
      ...(correlationId === undefined ? {} : { correlationId }),
    };
    publish(state, client, '', replyTo, `re:${held.body}`, properties, world);
  }
  if (publishesTo !== null) {
    const { exchange, routingKey } = publishesTo;
    publish(state, client, exchange, routingKey, held.body, { deliveryMode: 2 }, world);
  }
}

function publish(
  state: AmqpState,
  client: ConsumerClient,
  exchange: string,
  routingKey: string,
  body: string,
  properties: MessageProperties,
  world: AmqpWorld,
): void {
  const method = { method: 'basic.publish', channel: CHANNEL, exchange, routingKey, body, properties } as const;
  sendToBroker(state, client, exchangeNodeId(exchange), method, world);
}

/** The process goes on: what was finished meanwhile is settled now. */
export function finishOverdue(state: AmqpState, client: ConsumerClient, world: AmqpWorld): 'crash' | null {
  for (const held of [...client.held]) {
    if (held.work !== 'working' || held.eventId !== null) continue;
    if (finishWork(state, client, held.deliveryTag, world) === 'crash') return 'crash';
  }
  startWork(state, client, world);
  return null;
}

/** The channel or the process is gone: what it held is no longer its own, and what was already acknowledged is lost. */
export function letGo(
  client: ConsumerClient,
  reason: 'crashed' | 'channel-closed' | 'stopped',
  world: AmqpWorld,
): void {
  for (const { eventId, isSettled, work, number } of client.held) {
    if (eventId !== null) world.cancel(eventId);
    if (!isSettled || work === 'done') continue;
    client.lost += 1;
    tell(world, 'lost', client.id, { number, reason });
  }
  client.held = [];
}
