import { BadLine } from '../core/line-session';
import type { Json } from '../core/simulation';
import type { ClientMethod } from './broker/frames';

export type SessionLine =
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'inspect' }
  | { readonly kind: 'method'; readonly connection: string | null; readonly method: ClientMethod };

const channelMax = 2047;

const methods: ReadonlySet<string> = new Set<ClientMethod['method']>([
  'connection.close',
  'channel.open',
  'channel.close',
  'channel.flow',
  'exchange.declare',
  'exchange.delete',
  'exchange.bind',
  'exchange.unbind',
  'queue.declare',
  'queue.bind',
  'queue.unbind',
  'queue.purge',
  'queue.delete',
  'basic.qos',
  'basic.consume',
  'basic.cancel',
  'basic.publish',
  'basic.get',
  'basic.ack',
  'basic.nack',
  'basic.reject',
  'basic.recover',
  'basic.recover-async',
  'confirm.select',
  'tx.select',
  'tx.commit',
  'tx.rollback',
]);

type Kind = 'string' | 'boolean' | 'count' | 'table';

/** The fields of methods, by AMQP's names in camel case. */
const methodFields = new Map<string, Kind>([
  ['queue', 'string'],
  ['exchange', 'string'],
  ['routingKey', 'string'],
  ['source', 'string'],
  ['destination', 'string'],
  ['type', 'string'],
  ['consumerTag', 'string'],
  ['body', 'string'],
  ['passive', 'boolean'],
  ['durable', 'boolean'],
  ['exclusive', 'boolean'],
  ['autoDelete', 'boolean'],
  ['internal', 'boolean'],
  ['nowait', 'boolean'],
  ['ifUnused', 'boolean'],
  ['ifEmpty', 'boolean'],
  ['global', 'boolean'],
  ['noLocal', 'boolean'],
  ['noAck', 'boolean'],
  ['mandatory', 'boolean'],
  ['immediate', 'boolean'],
  ['multiple', 'boolean'],
  ['requeue', 'boolean'],
  ['active', 'boolean'],
  ['prefetchSize', 'count'],
  ['prefetchCount', 'count'],
  ['deliveryTag', 'count'],
  ['arguments', 'table'],
]);

const propertyFields = new Map<string, Kind>([
  ['contentType', 'string'],
  ['contentEncoding', 'string'],
  ['headers', 'table'],
  ['deliveryMode', 'count'],
  ['priority', 'count'],
  ['correlationId', 'string'],
  ['replyTo', 'string'],
  ['expiration', 'string'],
  ['messageId', 'string'],
  ['timestamp', 'count'],
  ['type', 'string'],
  ['userId', 'string'],
  ['appId', 'string'],
  ['clusterId', 'string'],
]);

/** Reads a line. Names are taken in snake case and in camel case; fields that AMQP does not know are passed over. */
export function parseLine(text: string): SessionLine {
  const line = parseObject(text);
  if (Object.hasOwn(line, 'advance')) {
    const { advance } = line;
    if (!isCount(advance)) throw new BadLine('"advance" takes a whole number of milliseconds, 0 or more.');
    return { kind: 'advance', milliseconds: advance };
  }
  if (Object.hasOwn(line, 'inspect')) {
    if (line.inspect !== 'queues') throw new BadLine('"inspect" takes "queues".');
    return { kind: 'inspect' };
  }
  const { method: name, channel = 1, connection = null } = line;
  if (typeof name !== 'string' || !methods.has(name)) {
    throw new BadLine('A line has a "method" by its AMQP name, such as "queue.declare", or "advance", or "inspect".');
  }
  if (!isCount(channel) || channel > channelMax || (channel === 0 && name !== 'connection.close')) {
    throw new BadLine(`"channel" is a number from 1 to ${channelMax}.`);
  }
  if (connection !== null && typeof connection !== 'string') throw new BadLine('"connection" is a name.');
  const fields = readFields(line, methodFields);
  const method: Record<string, Json> = { ...fields, method: name, channel };
  if (name === 'basic.publish') {
    method.body ??= '';
    method.properties = readFields(tableOf(line.properties ?? {}, 'properties'), propertyFields);
  }
  return { kind: 'method', connection, method: method as unknown as ClientMethod };
}

function parseObject(text: string): Record<string, Json> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new BadLine('A line is one JSON object.');
  }
  return tableOf(value, 'A line');
}

function tableOf(value: Json, name: string): Record<string, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadLine(`${name} is a JSON object.`);
  return value as Record<string, Json>;
}

function readFields(from: Readonly<Record<string, Json>>, known: ReadonlyMap<string, Kind>): Record<string, Json> {
  const read: Record<string, Json> = {};
  for (const [given, value] of Object.entries(from)) {
    const name = camelCase(given);
    const kind = known.get(name);
    if (kind === undefined || value === null) continue;
    if (!isOfKind(value, kind))
      throw new BadLine(`"${given}" takes a ${kind === 'count' ? 'whole number, 0 or more' : kind}.`);
    read[name] = value;
  }
  return read;
}

function camelCase(name: string): string {
  if (name === 'no_wait' || name === 'noWait') return 'nowait';
  return name.replaceAll(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isOfKind(value: Json, kind: Kind): boolean {
  if (kind === 'count') return isCount(value);
  if (kind === 'table') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === kind;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
