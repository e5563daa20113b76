import { AmqpError, resource } from './errors';
import { erlangTerm, erlangTermFrom, field, fieldType } from './field-values';
import type {
  ExchangeBind,
  ExchangeDeclare,
  ExchangeDelete,
  FieldTable,
  FieldValue,
  QueueBind,
  QueueUnbind,
} from './frames';
import type { Caller } from './methods';
import { checkAccess, checkName, namedQueue, stripped } from './names';
import { assertExchangeArguments, assertSame } from './queue-arguments';
import {
  addBinding,
  addExchange,
  findExchange,
  findQueue,
  removeBinding,
  removeExchange,
  sameBinding,
} from './topology';
import type { Binding, BrokerSettings, BrokerState, DestinationType, Exchange, ExchangeType } from './types';

const exchangeTypes: readonly ExchangeType[] = ['direct', 'fanout', 'topic', 'headers', 'x-consistent-hash'];

/** Types that come with the broker from a version on. */
const typesOf40: readonly ExchangeType[] = [...exchangeTypes, 'x-local-random'];

/** exchange.declare (rabbit_channel:handle_method, rabbit_exchange). */
export function exchangeDeclare({ work, connection, channel }: Caller, method: ExchangeDeclare): void {
  const { broker, env } = work;
  const name = stripped(method.exchange ?? '');
  if (method.passive) {
    refuseDefault(name);
    if (findExchange(broker, name) === undefined) throw new AmqpError('not_found', `no ${resource('exchange', name)}`);
  } else {
    const type = knownType(method.type ?? 'direct', broker.settings.version);
    refuseDefault(name);
    let exchange = findExchange(broker, name);
    if (exchange === undefined) {
      exchange = newExchange(name, type, method);
      addExchange(broker, exchange);
    }
    assertExchange(exchange, type, method);
  }
  if (!method.nowait) env.send(connection.name, { method: 'exchange.declare-ok', channel: channel.number });
}

/** Words that Erlang knows as atoms, of which the broker says otherwise that they are no exchange type. */
const atoms: ReadonlySet<string> = new Set([
  '',
  'none',
  'ok',
  'Direct',
  'true',
  'false',
  'undefined',
  'queue',
  'exchange',
  'stream',
  'classic',
  'quorum',
]);

function knownType(type: string, version: BrokerSettings['version']): ExchangeType {
  const known = (version === '4.0' ? typesOf40 : exchangeTypes).find((candidate) => candidate === type);
  if (known === undefined) {
    const complaint = atoms.has(type) ? 'invalid' : 'unknown';
    const error = version === '4.0' ? 'precondition_failed' : 'command_invalid';
    throw new AmqpError(error, `${complaint} exchange type '${type}'`);
  }
  return known;
}

function newExchange(name: string, type: ExchangeType, method: ExchangeDeclare): Exchange {
  checkName('exchange', name);
  const given = method.arguments ?? {};
  const alternate = field(given, 'alternate-exchange');
  if (alternate !== undefined && typeof alternate !== 'string') {
    const where = resource('exchange', name);
    const bad = fieldType(alternate);
    throw new AmqpError('precondition_failed', `invalid type '${bad}' for arg 'alternate-exchange' in ${where}`);
  }
  if (type === 'x-consistent-hash') checkHashArguments(given);
  return {
    name,
    type,
    durable: method.durable ?? false,
    autoDelete: method.autoDelete ?? false,
    internal: method.internal ?? false,
    arguments: given,
    bindings: [],
    ring: [],
  };
}

const hashProperties = ['correlation_id', 'message_id', 'timestamp'];

function checkHashArguments(given: FieldTable): void {
  const header = field(given, 'hash-header');
  const property = field(given, 'hash-property');
  if ([header, property].some((value) => value !== undefined && typeof value !== 'string')) {
    throw new AmqpError('internal_error', 'hash-header and hash-property must be strings');
  }
  if (header !== undefined && property !== undefined) {
    throw new AmqpError('precondition_failed', 'hash-header and hash-property are mutually exclusive');
  }
  if (typeof property === 'string' && !hashProperties.includes(property)) {
    throw new AmqpError('precondition_failed', `Unsupported property: ${property}`);
  }
}

function assertExchange(exchange: Exchange, type: ExchangeType, method: ExchangeDeclare): void {
  const where = resource('exchange', exchange.name);
  assertSame(where, 'type', exchange.type, type);
  assertSame(where, 'durable', exchange.durable, method.durable ?? false);
  assertSame(where, 'auto_delete', exchange.autoDelete, method.autoDelete ?? false);
  assertSame(where, 'internal', exchange.internal, method.internal ?? false);
  assertExchangeArguments(exchange, method.arguments ?? {});
}

/** exchange.delete: deleting what is not there is no error. */
export function exchangeDelete({ work, connection, channel }: Caller, method: ExchangeDelete): void {
  const { broker, env } = work;
  const name = stripped(method.exchange ?? '');
  refuseDefault(name);
  if (name.startsWith('amq.')) {
    throw new AmqpError('access_refused', `deletion of system ${resource('exchange', name)} not allowed`);
  }
  const exchange = findExchange(broker, name);
  if (exchange !== undefined) {
    if (method.ifUnused && exchange.bindings.length > 0) {
      throw new AmqpError('precondition_failed', `${resource('exchange', name)} in use`);
    }
    removeExchange(broker, env, exchange, 'deleted');
  }
  if (!method.nowait) env.send(connection.name, { method: 'exchange.delete-ok', channel: channel.number });
}

function refuseDefault(exchange: string): void {
  if (exchange === '') throw new AmqpError('access_refused', 'operation not permitted on the default exchange');
}

/** exchange.bind and exchange.unbind. */
export function exchangeBind(caller: Caller, method: ExchangeBind): void {
  const { connection, channel, work } = caller;
  changeBinding(caller, method.method === 'exchange.bind', {
    source: method.source ?? '',
    destinationType: 'exchange',
    destination: method.destination ?? '',
    routingKey: method.routingKey ?? '',
    arguments: method.arguments ?? {},
  });
  if (method.nowait) return;
  const reply = method.method === 'exchange.bind' ? 'exchange.bind-ok' : 'exchange.unbind-ok';
  work.env.send(connection.name, { method: reply, channel: channel.number });
}

/** queue.bind and queue.unbind. An empty queue name is the queue declared last, and so is an empty key with it. */
export function queueBind(caller: Caller, method: QueueBind | QueueUnbind): void {
  const { connection, channel, work } = caller;
  const queue = namedQueue(channel, method.queue);
  const routingKey = method.routingKey ?? '';
  changeBinding(caller, method.method === 'queue.bind', {
    source: method.exchange ?? '',
    destinationType: 'queue',
    destination: queue,
    routingKey: (method.queue ?? '') === '' && routingKey === '' ? channel.currentQueue : routingKey,
    arguments: method.arguments ?? {},
  });
  if (method.method === 'queue.bind') {
    if (!method.nowait) work.env.send(connection.name, { method: 'queue.bind-ok', channel: channel.number });
  } else work.env.send(connection.name, { method: 'queue.unbind-ok', channel: channel.number });
}

function changeBinding({ work, connection }: Caller, isBind: boolean, asked: Binding): void {
  const { broker, env } = work;
  const binding = { ...asked, source: stripped(asked.source), destination: stripped(asked.destination) };
  if (binding.destinationType === 'exchange') refuseDefault(binding.destination);
  refuseDefault(binding.source);
  const source = findExchange(broker, binding.source);
  const exists = hasDestination(binding.destinationType, binding.destination);
  if (source === undefined || !exists) {
    if (!isBind) return;
    const missing =
      source === undefined
        ? resource('exchange', binding.source)
        : resource(binding.destinationType, binding.destination);
    throw new AmqpError('not_found', `no ${missing}`);
  }
  if (isBind) checkBinding(broker, source, binding);
  else if (!source.bindings.some((known) => sameBinding(known, binding))) return;
  const queue = binding.destinationType === 'queue' ? findQueue(broker, binding.destination) : undefined;
  if (queue !== undefined) checkAccess(queue, connection.name);
  if (isBind) addBinding(broker, source, binding);
  else removeBinding(broker, env, source, binding);

  function hasDestination(type: DestinationType, name: string): boolean {
    return (type === 'queue' ? findQueue(broker, name) : findExchange(broker, name)) !== undefined;
  }
}

function invalidModeType(mode: FieldValue): string {
  const start = `Invalid x-match field type ${fieldType(mode)} (value `;
  return `${start}${erlangTermFrom(start.length, mode)}); expected longstr`;
}

/** A local random exchange leads to classic queues, and has no keys (rabbit_exchange_type_local_random:validate_binding). */
function checkLocalBinding(broker: BrokerState, { destinationType, destination, routingKey }: Binding): void {
  if (routingKey !== '') {
    throw new AmqpError('precondition_failed', `Non empty binding '${routingKey}' key not permitted`);
  }
  const queue = destinationType === 'queue' ? findQueue(broker, destination) : undefined;
  if (queue === undefined) throw new AmqpError('precondition_failed', 'Destination not found');
  if (queue.type !== 'classic') {
    throw new AmqpError(
      'precondition_failed',
      `Queue type rabbit_${queue.type}_queue not valid for this exchange type`,
    );
  }
}

/** What the exchange's type asks of a binding. */
function checkBinding(broker: BrokerState, source: Exchange, binding: Binding): void {
  if (source.type === 'x-local-random') checkLocalBinding(broker, binding);
  if (source.type === 'headers') {
    const mode = field(binding.arguments, 'x-match');
    if (mode === undefined || (typeof mode === 'string' && /^(all|any)(-with-x)?$/.test(mode))) return;
    const complaint =
      typeof mode === 'string'
        ? `Invalid x-match field value ${erlangTerm(mode)}; expected all, any, all-with-x, or any-with-x`
        : invalidModeType(mode);
    throw new AmqpError('precondition_failed', complaint);
  }
  if (source.type !== 'x-consistent-hash') return;
  if (!/^[+-]?[0-9]+$/.test(binding.routingKey)) {
    const key = erlangTerm(binding.routingKey);
    throw new AmqpError('precondition_failed', `The binding key must be an integer: ${key}`);
  }
  if (Number(binding.routingKey) < 1) {
    throw new AmqpError('precondition_failed', 'The binding key must be greater than 0');
  }
}
