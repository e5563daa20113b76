import { AmqpError, utf8Length } from './errors';
import { fieldType, numberIn } from './field-values';
import type { FieldTable, FieldValue, MessageProperties } from './frames';
import type { Message } from './message';
import type { BrokerSettings } from './types';

/**
 * A stream keeps messages in the format of AMQP 1.0, which has no room for everything (rabbit_msg_record of 3.10, mc_amqpl of 4.0):
 * headers that are arrays or tables are gone, in 4.0 except those that begin with `x-`, and CC.
 */

/** What is left of a message. Throws INTERNAL_ERROR for a decimal header, which the broker fails on. */
export function streamMessage(message: Message, version: BrokerSettings['version']): Message {
  const { headers, clusterId: _, ...rest } = message.properties;
  const isNew = version === '4.0';
  const entries = Object.entries(headers ?? {});
  if (entries.some(([, value]) => fieldType(value) === 'decimal')) {
    throw new AmqpError('internal_error', 'a decimal has no counterpart');
  }
  const kept = entries.filter(([name, value]) => isKept(name, value, isNew));
  const table = kept.length === 0 ? {} : { headers: Object.fromEntries(kept) as FieldTable };
  // The header section of 4.0 says of every message whether it is durable.
  const mode = isNew ? { deliveryMode: rest.deliveryMode === 2 ? 2 : 1 } : {};
  return {
    ...message,
    routingKeys: isNew ? message.routingKeys : message.routingKeys.slice(0, 1),
    properties: { ...(rest as MessageProperties), ...mode, ...table },
  };
}

function isKept(name: string, value: FieldValue, isNew: boolean): boolean {
  const type = fieldType(value);
  if (type !== 'array' && type !== 'table') return true;
  return isNew && (name.startsWith('x-') || (name === 'CC' && type === 'array'));
}

/** What a stream calls a publisher: the id of its channel's process, `_-`, and a random number (rabbit_stream_queue:begin_stream). */
export function publisherNameBytes({ processIdLength = 10 }: BrokerSettings): number {
  return processIdLength + 24;
}

/** How many bytes a message is in a stream, as 3.10 writes it; a channel's is followed by the channel's name and count. */
export function streamBytes(message: Message, isFromChannel: boolean, settings: BrokerSettings): number {
  const trailer = isFromChannel ? 1 + 1 + publisherNameBytes(settings) + 8 : 0;
  return messageBytes(message) + trailer;
}

function messageBytes({ exchange, routingKeys, body, properties }: Message): number {
  const { headers = {}, type, appId, priority, deliveryMode, expiration } = properties;
  const text = (value: string) => textBytes(utf8Length(value));
  const annotations = [
    ...[priority, deliveryMode].map((value, index) =>
      value === undefined ? 0 : text(index === 0 ? 'x-basic-priority' : 'x-basic-delivery-mode') + 2,
    ),
    expiration === undefined ? 0 : text('x-basic-expiration') + text(expiration),
    text('x-exchange') + text(exchange),
    text('x-routing-key') + text(routingKeys[0] ?? ''),
  ];
  const fields = [
    ...Object.entries(headers).map(([name, value]) => text(name) + valueBytes(value)),
    type === undefined ? 0 : text('x-basic-type') + text(type),
    appId === undefined ? 0 : text('x-basic-app-id') + text(appId),
  ];
  const application = sum(fields) === 0 ? 0 : section(sum(fields));
  const data = 3 + textBytes(utf8Length(body));
  return section(sum(annotations)) + propertyBytes(properties) + application + data;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

const textBytes = (length: number) => length + (length < 255 ? 2 : 5);

/** A map or a list with its descriptor. */
const section = (inside: number) => 3 + inside + (inside + 1 >= 256 ? 9 : 3);

function propertyBytes(properties: MessageProperties): number {
  const { messageId, userId, replyTo, correlationId, contentType, contentEncoding, timestamp } = properties;
  const texts = [messageId, userId, replyTo, correlationId, contentType, contentEncoding];
  if (timestamp === undefined && texts.every((value) => value === undefined)) return 0;
  const empty = 13 - 7;
  const given = texts.map((value) => (value === undefined ? 1 : textBytes(utf8Length(value))));
  return section(empty + sum(given) + (timestamp === undefined ? 1 : 9));
}

function valueBytes(value: FieldValue): number {
  const type = fieldType(value);
  if (typeof value === 'string') return textBytes(utf8Length(value));
  if (type === 'void') return 1;
  if (type === 'bool' || type === 'byte' || type === 'unsignedbyte') return 2;
  if (type === 'short' || type === 'unsignedshort') return 3;
  if (type === 'float') return 5;
  const number = numberIn(value) ?? 0;
  const isSmall = type === 'unsignedint' ? number < 256 : Math.abs(number + 0.5) < 128;
  if (type === 'signedint' || type === 'unsignedint') return isSmall ? 2 : 5;
  return type === 'long' && isSmall ? 2 : 9;
}
