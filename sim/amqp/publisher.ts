import type { BasicPublish, MessageProperties, ServerMethod } from './broker/frames';
import { FRAMES_MAX, MESSAGES_MAX, ticksFromMs } from './config';
import { exchangeNodeId } from './node-ids';
import type { PublisherOptions } from './options';
import type { AmqpState, PublisherClient, Unconfirmed } from './state';
import { type AmqpWorld, tell } from './trace-kinds';
import { sendToBroker } from './transit';

/** The one channel of a client. */
export const CHANNEL = 1;

/** Requests that a client of RPC remembers; older ones have no answer coming. */
const CALLS_MAX = 200;

/** Unconfirmed messages that a publisher keeps before it waits for the broker. */
const UNCONFIRMED_MAX = 1000;

const REPLY_QUEUE = 'amq.rabbitmq.reply-to';

export function makePublisher(id: string, options: PublisherOptions): PublisherClient {
  return {
    kind: 'publisher',
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
    made: 0,
    sent: 0,
    confirmed: 0,
    refused: 0,
    returned: 0,
    replied: 0,
    isBlocked: false,
    isToldBlocked: false,
    nextTag: 1,
    unconfirmed: [],
    calls: [],
    timer: null,
  };
}

/** `order.{created,paid}.kr` stands for two keys. Braces that do not close stand for themselves. */
function choicesOf(pattern: string): string[][] {
  const found = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (found === null) return [[pattern]];
  const [, before = '', choices = '', after = ''] = found;
  return [choices.split(',').map((choice) => `${before}${choice}`), ...choicesOf(after)];
}

interface KeyPatterns {
  readonly patterns: readonly string[][][];
  /** How many keys each stands for. */
  readonly counts: readonly number[];
}

const read = new WeakMap<readonly string[], KeyPatterns>();

function patternsOf(routingKeys: readonly string[]): KeyPatterns {
  const known = read.get(routingKeys);
  if (known !== undefined) return known;
  const patterns = routingKeys.map((pattern) => choicesOf(pattern));
  const counts = patterns.map((parts) => parts.reduce((product, choices) => product * choices.length, 1));
  const made = { patterns, counts };
  read.set(routingKeys, made);
  return made;
}

/**
 * The routing key of the publisher's message number `sequence`, from 1: its keys in turn, those of one pattern in the order of their
 * choices, the last braces first. They are not written out: a few braces stand for more keys than there is room for.
 */
export function keyOf({ routingKeys }: Pick<PublisherOptions, 'routingKeys'>, sequence: number): string {
  const { patterns, counts } = patternsOf(routingKeys);
  let left = (sequence - 1) % counts.reduce((sum, count) => sum + count, 0);
  const at = counts.findIndex((count) => {
    if (left < count) return true;
    left -= count;
    return false;
  });
  let key = '';
  for (const choices of [...(patterns[at] ?? [])].reverse()) {
    key = `${choices[left % choices.length] ?? ''}${key}`;
    left = Math.floor(left / choices.length);
  }
  return key;
}

/** A fresh channel: what was not confirmed goes out again, and the bursts go on. */
export function setUpPublisher(state: AmqpState, client: PublisherClient, world: AmqpWorld): void {
  const { options } = client;
  const to = exchangeNodeId(options.exchange);
  client.nextTag = 1;
  if (client.isToldBlocked) {
    client.isToldBlocked = false;
    setBlocked(client, false, world);
  }
  if (options.awaitsReply) {
    const consume = { method: 'basic.consume', channel: CHANNEL, queue: REPLY_QUEUE, noAck: true } as const;
    sendToBroker(state, client, exchangeNodeId(''), { ...consume, consumerTag: client.id }, world);
  }
  if (options.confirms) {
    sendToBroker(state, client, to, { method: 'confirm.select', channel: CHANNEL }, world);
    for (const one of client.unconfirmed) send(state, client, one, world);
  }
  scheduleBurst(client, world);
}

/** Starts the clock of the bursts, unless it runs or has nothing to do. */
export function scheduleBurst(client: PublisherClient, world: AmqpWorld): void {
  const { options, timer, isPaused } = client;
  if (timer !== null || isPaused || isFinished(client)) return;
  const delay = ticksFromMs(options.intervalMs);
  const eventId = world.schedule(delay, { type: 'publish', client: client.id });
  client.timer = { eventId, dueTick: world.tick + delay };
}

export function stopBursts(client: PublisherClient, world: AmqpWorld): void {
  if (client.timer !== null) world.cancel(client.timer.eventId);
  client.timer = null;
}

function isFinished({ options, made, unconfirmed }: PublisherClient): boolean {
  return options.limit !== null && made >= options.limit && !unconfirmed.some(({ refused }) => refused);
}

/** The clock of the bursts has struck. */
export function onBurst(state: AmqpState, client: PublisherClient, world: AmqpWorld): void {
  client.timer = null;
  if (client.status === 'open' && !client.isPaused) {
    setBlocked(client, isHeldBack(state, client), world);
    if (!client.isBlocked) burst(state, client, world);
  }
  scheduleBurst(client, world);
}

/** An alarm of the broker's, or as much as the lab holds, blocks publishers; so does a network that takes no more. */
function isHeldBack(state: AmqpState, client: PublisherClient): boolean {
  if (client.isToldBlocked || state.framesInFlight + client.options.burst > FRAMES_MAX) return true;
  if (client.unconfirmed.length + client.options.burst > UNCONFIRMED_MAX) return true;
  let messages = state.observations.inQueues;
  for (const { pending } of state.quorumGroups) messages += pending.length;
  return messages >= MESSAGES_MAX;
}

function setBlocked(client: PublisherClient, isBlocked: boolean, world: AmqpWorld): void {
  if (client.isBlocked === isBlocked) return;
  client.isBlocked = isBlocked;
  tell(world, isBlocked ? 'blocked' : 'unblocked', client.id);
}

function burst(state: AmqpState, client: PublisherClient, world: AmqpWorld): void {
  const { options } = client;
  for (const one of client.unconfirmed) {
    if (one.refused) send(state, client, one, world);
  }
  for (let count = 0; count < options.burst; count++) {
    if (options.limit !== null && client.made >= options.limit) return;
    client.made += 1;
    const name = `${client.id}-${client.made}`;
    const message: Unconfirmed = {
      sequence: client.made,
      routingKey: keyOf(options, client.made),
      body: name.padEnd(options.bodyBytes, '.'),
      tag: null,
      refused: false,
    };
    if (options.confirms) client.unconfirmed.push(message);
    send(state, client, message, world);
  }
}

function send(state: AmqpState, client: PublisherClient, message: Unconfirmed, world: AmqpWorld): void {
  const { options } = client;
  const { routingKey, body } = message;
  message.refused = false;
  message.tag = client.nextTag++;
  client.sent += 1;
  if (options.awaitsReply) {
    client.calls.push({ correlationId: body, sentTick: world.tick });
    if (client.calls.length > CALLS_MAX) client.calls.shift();
  }
  const publish: BasicPublish = {
    method: 'basic.publish',
    channel: CHANNEL,
    exchange: options.exchange,
    routingKey,
    mandatory: options.mandatory,
    body,
    properties: propertiesOf(options, options.awaitsReply ? { replyTo: REPLY_QUEUE, correlationId: body } : {}),
  };
  sendToBroker(state, client, exchangeNodeId(options.exchange), publish, world);
}

/** Properties in AMQP's form; what is null is left out. */
export function propertiesOf(
  given: Pick<PublisherOptions, 'deliveryMode' | 'priority' | 'expirationMs' | 'headers'>,
  more: Pick<MessageProperties, 'replyTo' | 'correlationId'>,
): MessageProperties {
  const { deliveryMode, priority, expirationMs, headers } = given;
  return {
    deliveryMode,
    ...(priority === null ? {} : { priority }),
    ...(expirationMs === null ? {} : { expiration: String(expirationMs) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...more,
  };
}

/** A frame from the broker reaches a publisher. */
export function onPublisherFrame(client: PublisherClient, method: ServerMethod, world: AmqpWorld): void {
  const { id, options } = client;
  if (method.method === 'basic.return') {
    const { messageNumber: number, exchange, routingKey, body } = method;
    client.returned += 1;
    tell(world, 'returned', id, { number, routingKey, body }, { peer: exchangeNodeId(exchange) });
  } else if (method.method === 'basic.deliver') {
    const { correlationId = '' } = method.properties;
    const at = client.calls.findIndex((call) => call.correlationId === correlationId);
    const [call] = at < 0 ? [] : client.calls.splice(at, 1);
    client.replied += 1;
    const waitedTicks = call === undefined ? null : world.tick - call.sentTick;
    tell(world, 'replied', id, { number: method.messageNumber, correlationId, waitedTicks });
  } else if (method.method === 'connection.blocked' || method.method === 'connection.unblocked') {
    client.isToldBlocked = method.method === 'connection.blocked';
    setBlocked(client, client.isToldBlocked, world);
  } else if (method.method === 'basic.ack' || method.method === 'basic.nack') {
    onConfirm(client, method.deliveryTag, method.method === 'basic.ack', world);
  }
  if (options.confirms) scheduleBurst(client, world);
}

function onConfirm(client: PublisherClient, tag: number, taken: boolean, world: AmqpWorld): void {
  const at = client.unconfirmed.findIndex((one) => one.tag === tag);
  const message = client.unconfirmed[at];
  if (message === undefined) return;
  const { sequence, body } = message;
  tell(world, taken ? 'confirmed' : 'nacked', client.id, { deliveryTag: tag, sequence, body });
  if (taken) {
    client.confirmed += 1;
    client.unconfirmed.splice(at, 1);
  } else {
    client.refused += 1;
    message.refused = true;
    message.tag = null;
  }
}
