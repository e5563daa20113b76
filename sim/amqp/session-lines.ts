import { BadLine } from '../core/line-session';
import type { Json } from '../core/simulation';
import { utf8Length } from './broker/errors';
import type { ClientMethod } from './broker/frames';
import type { AlarmSource, Policy } from './broker/types';
import { RABBITMQ_VERSIONS } from './config';
import { readTable } from './field-lines';

export type SessionLine =
  | { readonly kind: 'version'; readonly version: (typeof RABBITMQ_VERSIONS)[number] }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'inspect' }
  | { readonly kind: 'policy'; readonly name: string; readonly policy: Policy | null }
  | { readonly kind: 'alarm'; readonly source: AlarmSource; readonly isOn: boolean }
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

/** AMQP's types of fields: a short string has at most 255 bytes, an octet one byte, a short two, a long four. */
type Kind = 'shortstr' | 'longstr' | 'boolean' | 'octet' | 'short' | 'long' | 'longlong' | 'table';

const shortStringBytesMax = 255;
const countMax: Partial<Record<Kind, number>> = {
  octet: 0xff,
  short: 0xffff,
  long: 0xffffffff,
  longlong: Number.MAX_SAFE_INTEGER,
};

/** The fields of methods, by AMQP's names in camel case. */
const methodFields = new Map<string, Kind>([
  ['queue', 'shortstr'],
  ['exchange', 'shortstr'],
  ['routingKey', 'shortstr'],
  ['source', 'shortstr'],
  ['destination', 'shortstr'],
  ['type', 'shortstr'],
  ['consumerTag', 'shortstr'],
  ['body', 'longstr'],
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
  ['prefetchSize', 'long'],
  ['prefetchCount', 'short'],
  ['deliveryTag', 'longlong'],
  ['arguments', 'table'],
]);

const propertyFields = new Map<string, Kind>([
  ['contentType', 'shortstr'],
  ['contentEncoding', 'shortstr'],
  ['headers', 'table'],
  ['deliveryMode', 'octet'],
  ['priority', 'octet'],
  ['correlationId', 'shortstr'],
  ['replyTo', 'shortstr'],
  ['expiration', 'shortstr'],
  ['messageId', 'shortstr'],
  ['timestamp', 'longlong'],
  ['type', 'shortstr'],
  ['userId', 'shortstr'],
  ['appId', 'shortstr'],
  ['clusterId', 'shortstr'],
]);

/** Reads a line. Names are taken in snake case and in camel case; fields that AMQP does not know are passed over. */
export function parseLine(text: string): SessionLine {
  const line = parseObject(text);
  if (Object.hasOwn(line, 'version')) {
    const version = RABBITMQ_VERSIONS.find((known) => known === line.version);
    if (version === undefined)
      throw new BadLine(`"version" is ${RABBITMQ_VERSIONS.map((one) => `"${one}"`).join(' or ')}.`);
    return { kind: 'version', version };
  }
  if (Object.hasOwn(line, 'advance')) {
    const { advance } = line;
    if (!isCount(advance)) throw new BadLine('"advance" takes a whole number of milliseconds, 0 or more.');
    return { kind: 'advance', milliseconds: advance };
  }
  if (Object.hasOwn(line, 'inspect')) {
    if (line.inspect !== 'queues') throw new BadLine('"inspect" takes "queues".');
    return { kind: 'inspect' };
  }
  if (Object.hasOwn(line, 'policy')) return readPolicy(line);
  if (Object.hasOwn(line, 'alarm')) {
    const { alarm, on = true } = line;
    if ((alarm !== 'memory' && alarm !== 'disk') || typeof on !== 'boolean') {
      throw new BadLine('"alarm" takes "memory" or "disk", and "on" whether it is raised.');
    }
    return { kind: 'alarm', source: alarm, isOn: on };
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

function readPolicy(line: Readonly<Record<string, Json>>): SessionLine {
  const { policy: name, pattern = '.*', definition = null, priority = 0 } = line;
  const applyTo = line.apply_to ?? line['apply-to'] ?? line.applyTo ?? 'all';
  if (typeof name !== 'string' || typeof pattern !== 'string' || typeof applyTo !== 'string') {
    throw new BadLine('A policy has a name, a "pattern" and what it applies to ("apply_to"), as strings.');
  }
  if (typeof priority !== 'number' || !Number.isInteger(priority)) throw new BadLine('"priority" is a whole number.');
  if (definition === null) return { kind: 'policy', name, policy: null };
  const table = readTable(tableOf(definition, 'The definition of a policy'));
  return { kind: 'policy', name, policy: { name, pattern, applyTo, priority, definition: table } };
}

function parseObject(text: string): Record<string, Json> {
  let value: Json;
  try {
    value = JSON.parse(text, (_, field: Json) => (typeof field === 'string' ? wellFormed(field) : field)) as Json;
  } catch {
    throw new BadLine('A line is one JSON object.');
  }
  return tableOf(value, 'A line');
}

/** Half a surrogate pair cannot be written in UTF-8: the replacement character goes out in its place. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
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
    // AMQP has an expiration as text; clients take a number for it.
    const field = name === 'expiration' && isCount(value) ? String(value) : value;
    if (!isOfKind(field, kind)) throw new BadLine(`"${given}" takes a ${wordsFor(kind)}.`);
    read[name] = kind === 'table' ? (readTable(field as Record<string, Json>) as Json) : field;
  }
  return read;
}

function camelCase(name: string): string {
  if (name === 'no_wait' || name === 'noWait') return 'nowait';
  return name.replaceAll(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isOfKind(value: Json, kind: Kind): boolean {
  switch (kind) {
    case 'table':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'longstr':
      return typeof value === 'string';
    case 'shortstr':
      return typeof value === 'string' && utf8Length(value) <= shortStringBytesMax;
    default:
      return isCount(value) && value <= (countMax[kind] ?? 0);
  }
}

function wordsFor(kind: Kind): string {
  if (kind === 'shortstr') return `string of at most ${shortStringBytesMax} bytes`;
  if (kind === 'longstr') return 'string';
  return kind === 'boolean' || kind === 'table' ? kind : `whole number from 0 to ${countMax[kind]}`;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
