import { copiesOf, keysIn } from './dead-letter';
import { propertiesSent } from './death-records';
import { AmqpError, resource, utf8Length } from './errors';
import { erlangString, field, fieldType, withoutField } from './field-values';
import type { BasicPublish, MessageProperties, ServerMethod } from './frames';
import type { Message } from './message';
import type { Caller } from './methods';
import { expiryComplaint } from './queue-arguments';
import { noteUse } from './queue-uses';
import { finishWork, publishTo } from './queues';
import { route } from './route';
import { findExchange, findQueue } from './topology';
import type { Exchange, Queue, Routed } from './types';

/** The user of every connection. */
const user = 'guest';

const replyPrefix = 'amq.rabbitmq.reply-to';

/** basic.publish (rabbit_channel:handle_method): checks, routes, and delivers or keeps for the transaction. */
export function basicPublish(caller: Caller, method: BasicPublish): void {
  const { work, channel } = caller;
  if (method.immediate) throw new AmqpError('not_implemented', 'immediate=true');
  const name = method.exchange ?? '';
  const exchange = findExchange(work.broker, name);
  if (exchange === undefined) throw new AmqpError('not_found', `no ${resource('exchange', name)}`);
  if (exchange.internal)
    throw new AmqpError('access_refused', `cannot publish to internal ${resource('exchange', name)}`);
  const properties = checkedProperties(caller, method.properties ?? {});
  const message = makeMessage(caller, method, exchange, properties);
  const routed = { message, queues: routeMessage(caller, exchange, message), mandatory: method.mandatory ?? false };
  if (channel.transaction === null) deliverRouted(caller, routed);
  else channel.transaction.publishes.push(routed);
}

function checkedProperties({ channel }: Caller, properties: MessageProperties): MessageProperties {
  const { replyTo, userId, expiration } = properties;
  if (replyTo === replyPrefix && channel.replyConsumer === null) {
    throw new AmqpError('precondition_failed', 'fast reply consumer does not exist');
  }
  if (userId !== undefined && userId !== user) {
    throw new AmqpError(
      'precondition_failed',
      `user_id property set to '${userId}' but authenticated user was '${user}'`,
    );
  }
  if (expiration !== undefined) checkExpiration(expiration);
  return replyTo === replyPrefix
    ? { ...properties, replyTo: `${replyPrefix}.${channel.replyConsumer?.key}` }
    : properties;
}

function checkExpiration(expiration: string): void {
  const digits = /^[+-]?[0-9]+/.exec(expiration)?.[0];
  const complaint =
    digits === undefined
      ? 'no_integer'
      : digits.length < expiration.length
        ? `{leftover_string,${erlangString(expiration.slice(digits.length))}}`
        : expiryComplaint(Number(digits));
  if (complaint === null) return;
  const text = `invalid expiration '${expiration}': `;
  const term = complaint.replace(/-?[0-9e+]+}$/, `${BigInt(digits ?? 0)}}`);
  throw new AmqpError('precondition_failed', text + printedFrom(text.length, digits === undefined ? complaint : term));
}

/** A pair as Erlang's `~p` prints it from a column on: on two lines when it does not fit in one of 80. */
function printedFrom(column: number, pair: string): string {
  if (column + pair.length < 79) return pair;
  return pair.replace(',', `,\n${' '.repeat(column + 1)}`);
}

function makeMessage(
  { work }: Caller,
  method: BasicPublish,
  exchange: Exchange,
  properties: MessageProperties,
): Message {
  const { headers, deliveryMode } = properties;
  const isNew = work.broker.settings.version === '4.0';
  for (const name of headers === undefined ? [] : ['CC', 'BCC']) {
    const value = field(headers, name);
    if (value === undefined || Array.isArray(value)) continue;
    const complaint = `{unacceptable_type_in_header,"${name}",${fieldType(value)}}`;
    throw new AmqpError('precondition_failed', `invalid message: ${complaint}`);
  }
  // 4.0 takes any, and all but 2 as transient (mc_amqpl:essential_properties).
  if (!isNew && deliveryMode !== undefined && deliveryMode !== 1 && deliveryMode !== 2) {
    throw new AmqpError('precondition_failed', `invalid message: {delivery_mode_unknown,${deliveryMode}}`);
  }
  const key = method.routingKey ?? '';
  const hasBlindCopies = field(headers, 'BCC') !== undefined;
  const blindCopies = isNew && hasBlindCopies ? { blindCopies: keysIn(headers, 'BCC') } : {};
  return {
    number: work.broker.nextMessageNumber++,
    exchange: exchange.name,
    routingKeys: headers === undefined ? [key] : [key, ...copiesOf(headers)],
    body: method.body,
    bodyBytes: utf8Length(method.body),
    properties: hasBlindCopies ? { ...properties, headers: withoutField(headers ?? {}, 'BCC') } : properties,
    ...blindCopies,
  };
}

/** The queues that are there; a reply goes straight to the channel that waits for it. */
function routeMessage(caller: Caller, exchange: Exchange, message: Message): readonly string[] {
  const { broker } = caller.work;
  const names = route(broker, exchange, message);
  if (exchange.name !== '') return names;
  const isReply = (name: string) => name.startsWith(`${replyPrefix}.`);
  for (const name of names) if (isReply(name)) deliverReply(caller, name, message);
  // In a transaction of 3.10 the queue may still be declared before the commit; 4.0 looks for it at once.
  if (caller.channel.transaction !== null && broker.settings.version === '3.10')
    return names.filter((name) => !isReply(name));
  return names.filter((name) => findQueue(broker, name) !== undefined);
}

function deliverReply({ work }: Caller, name: string, message: Message): void {
  for (const connection of work.broker.connections) {
    for (const channel of connection.channels) {
      const { replyConsumer } = channel;
      if (replyConsumer === null || name !== `${replyPrefix}.${replyConsumer.key}`) continue;
      // The delivery tag is not used up: the broker sends each reply under the channel's next one.
      work.env.send(connection.name, {
        method: 'basic.deliver',
        channel: channel.number,
        consumerTag: replyConsumer.tag,
        deliveryTag: channel.nextDeliveryTag,
        redelivered: false,
        exchange: message.exchange,
        routingKey: message.routingKeys[0] as string,
        body: message.body,
        properties: sentAs(work, message),
        messageNumber: message.number,
      });
    }
  }
}

function sentAs({ broker }: Caller['work'], message: Message): MessageProperties {
  return broker.settings.version === '4.0' ? propertiesSent(message, 0) : message.properties;
}

/** Takes a routed message to its queues, tells its publisher if it came back, and confirms it. */
export function deliverRouted({ work, connection, channel }: Caller, { message, mandatory, ...routed }: Routed): void {
  const { broker, env } = work;
  // Between a publish and the commit of its transaction a queue may have gone.
  const queues = channel.transaction === null ? routed.queues : routed.queues.filter((name) => findQueue(broker, name));
  for (const name of queues) {
    const queue = findQueue(broker, name);
    if (queue !== undefined) noteUse(channel, queue, true, broker.settings.version);
  }
  const returned = mandatory && queues.length === 0;
  env.note({
    type: 'routed',
    number: message.number,
    exchange: message.exchange,
    routingKey: message.routingKeys[0] as string,
    connection: connection.name,
    channel: channel.number,
    queues,
    returned,
  });
  if (returned) {
    env.send(connection.name, {
      method: 'basic.return',
      channel: channel.number,
      replyCode: 312,
      replyText: 'NO_ROUTE',
      exchange: message.exchange,
      routingKey: message.routingKeys[0] as string,
      body: message.body,
      properties: sentAs(work, message),
      messageNumber: message.number,
    });
  }
  let taken = true;
  const replicated: Queue[] = [];
  for (const name of queues) {
    const queue = findQueue(broker, name);
    if (queue === undefined) continue;
    if (queue.type !== 'classic') replicated.push(queue);
    else if (!publishTo(work, queue, message, { connection: connection.name, channel: channel.number })) taken = false;
  }
  // Quorum queues come after classic ones, and streams after those (rabbit_queue_type:deliver); what classic queues dead-letter has
  // overtaken by then.
  replicated.sort((a, b) => Number(a.type === 'stream') - Number(b.type === 'stream'));
  if (replicated.length > 0) finishWork(work);
  for (const queue of replicated) {
    if (!publishTo(work, queue, message, { connection: connection.name, channel: channel.number })) taken = false;
  }
  if (channel.nextPublishTag === null) return;
  const confirm = { channel: channel.number, deliveryTag: channel.nextPublishTag++ };
  // With nothing else unconfirmed the broker refuses with `multiple` set (rabbit_channel:coalesce_and_send).
  const frame: ServerMethod = taken
    ? { method: 'basic.ack', ...confirm, multiple: false }
    : { method: 'basic.nack', ...confirm, multiple: true, requeue: true };
  env.send(connection.name, frame);
}
