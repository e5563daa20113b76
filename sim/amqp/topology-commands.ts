import { CommandRefused } from '../core/simulation';
import { createBroker, handle } from './broker/broker';
import type { ClientMethod, ExchangeDeclare, QueueDeclare } from './broker/frames';
import { findExchange, findQueue } from './broker/topology';
import type { Binding } from './broker/types';
import { callAsAdmin, changePolicy, givePlace } from './broker-call';
import type { AmqpCommand } from './command';
import { BINDINGS_MAX, EXCHANGES_MAX, QUEUES_MAX } from './config';
import { ADMIN, exchangeNodeId, queueNodeId } from './node-ids';
import type { BindingOptions, ExchangeOptions, QueueOptions } from './options';
import type { AmqpState } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** Declarations, deletions and bindings by a person, through a connection of the administrator's own. */

const CHANNEL = 1;

type Of<Type extends AmqpCommand['type']> = Extract<AmqpCommand, { type: Type }>;

export type TopologyCommand = Of<
  | 'declareExchange'
  | 'editExchange'
  | 'deleteExchange'
  | 'declareQueue'
  | 'editQueue'
  | 'deleteQueue'
  | 'purgeQueue'
  | 'bind'
  | 'unbind'
  | 'importTopology'
>;

export function isTopologyCommand(command: AmqpCommand): command is TopologyCommand {
  return topologyCommands.has(command.type);
}

const topologyCommands: ReadonlySet<string> = new Set<TopologyCommand['type']>([
  'declareExchange',
  'editExchange',
  'deleteExchange',
  'declareQueue',
  'editQueue',
  'deleteQueue',
  'purgeQueue',
  'bind',
  'unbind',
  'importTopology',
]);

export function runTopologyCommand(state: AmqpState, command: TopologyCommand, world: AmqpWorld): void {
  switch (command.type) {
    case 'declareExchange':
      refuseTooMany(state, { exchanges: 1, queues: 0, bindings: 0 });
      declareExchange(state, command, world);
      break;
    case 'editExchange':
      editExchange(state, command, world);
      break;
    case 'deleteExchange':
      deleteExchange(state, command.exchange, world);
      break;
    case 'declareQueue':
      refuseTooMany(state, { exchanges: 0, queues: 1, bindings: 0 });
      declareQueue(state, command, world);
      break;
    case 'editQueue':
      editQueue(state, command, world);
      break;
    case 'deleteQueue':
      deleteQueue(state, command.queue, world);
      break;
    case 'purgeQueue':
      purge(state, command.queue, world);
      break;
    case 'bind':
      refuseTooMany(state, { exchanges: 0, queues: 0, bindings: 1 });
      bind(state, command, world);
      break;
    case 'unbind':
      unbind(state, command, world);
      break;
    case 'importTopology':
      importTopology(state, command.topology, world);
  }
}

function refuseTooMany({ broker }: AmqpState, more: { exchanges: number; queues: number; bindings: number }): void {
  if (broker.exchanges.length + more.exchanges > EXCHANGES_MAX) throw new CommandRefused('too many exchanges');
  if (broker.queues.length + more.queues > QUEUES_MAX) throw new CommandRefused('too many queues');
  const bindings = broker.exchanges.reduce((sum, exchange) => sum + exchange.bindings.length, 0);
  if (bindings + more.bindings > BINDINGS_MAX) throw new CommandRefused('too many bindings');
}

function exchangeMethod(exchange: string, options: ExchangeOptions): ExchangeDeclare {
  const { exchangeType: type, durable, autoDelete, internal, arguments: given } = options;
  return {
    method: 'exchange.declare',
    channel: CHANNEL,
    exchange,
    type,
    durable,
    autoDelete,
    internal,
    arguments: given,
  };
}

function queueMethod(queue: string, options: QueueOptions): QueueDeclare {
  const { durable, autoDelete, arguments: given } = options;
  return { method: 'queue.declare', channel: CHANNEL, queue, durable, autoDelete, arguments: given };
}

function declareExchange(state: AmqpState, command: Omit<Of<'declareExchange'>, 'type'>, world: AmqpWorld): void {
  const { exchange, place } = command;
  if (callAsAdmin(state, exchangeMethod(exchange, command), world) !== null) return;
  if (place !== null) givePlace(state, exchangeNodeId(exchange), place);
  tell(world, 'declared', exchangeNodeId(exchange));
}

function declareQueue(state: AmqpState, command: Omit<Of<'declareQueue'>, 'type'>, world: AmqpWorld): void {
  const { queue, place } = command;
  if (callAsAdmin(state, queueMethod(queue, command), world) !== null) return;
  if (place !== null) givePlace(state, queueNodeId(queue), place);
  tell(world, 'declared', queueNodeId(queue));
}

/** The error that a fresh broker answers a declaration with, so that nothing is deleted for one that cannot be. */
function complaintAbout(
  { broker }: AmqpState,
  method: ClientMethod,
): { readonly code: number; readonly text: string } | null {
  const errors: { code: number; text: string }[] = [];
  handle(createBroker(broker.settings), ADMIN, method, {
    nowMs: 0,
    note: () => {},
    send: (_, frame) => {
      if ('replyCode' in frame && frame.method !== 'basic.return') {
        errors.push({ code: frame.replyCode, text: frame.replyText });
      }
    },
  });
  return errors[0] ?? null;
}

function bindingsTo(state: AmqpState, destinationType: Binding['destinationType'], name: string): Binding[] {
  return state.broker.exchanges.flatMap(({ bindings, name: source }) =>
    source === '' ? [] : bindings.filter((one) => one.destinationType === destinationType && one.destination === name),
  );
}

function editExchange(state: AmqpState, command: Of<'editExchange'>, world: AmqpWorld): void {
  const { exchange: name } = command;
  const known = findExchange(state.broker, name);
  if (known === undefined) throw new CommandRefused(`there is no exchange ${name}`);
  const complaint = complaintAbout(state, exchangeMethod(name, command));
  if (complaint !== null) {
    tell(world, 'channel-closed', ADMIN, complaint);
    return;
  }
  const bindings = [...known.bindings, ...bindingsTo(state, 'exchange', name)];
  if (callAsAdmin(state, { method: 'exchange.delete', channel: CHANNEL, exchange: name }, world) !== null) return;
  callAsAdmin(state, exchangeMethod(name, command), world);
  for (const binding of new Set(bindings)) callAsAdmin(state, bindMethod(binding, true), world);
  tell(world, 'edited', exchangeNodeId(name));
}

function editQueue(state: AmqpState, command: Of<'editQueue'>, world: AmqpWorld): void {
  const { queue: name } = command;
  if (findQueue(state.broker, name) === undefined) throw new CommandRefused(`there is no queue ${name}`);
  const complaint = complaintAbout(state, queueMethod(name, command));
  if (complaint !== null) {
    tell(world, 'channel-closed', ADMIN, complaint);
    return;
  }
  const bindings = bindingsTo(state, 'queue', name);
  if (callAsAdmin(state, { method: 'queue.delete', channel: CHANNEL, queue: name }, world) !== null) return;
  callAsAdmin(state, queueMethod(name, command), world);
  for (const binding of bindings) callAsAdmin(state, bindMethod(binding, true), world);
  tell(world, 'edited', queueNodeId(name));
}

function deleteExchange(state: AmqpState, exchange: string, world: AmqpWorld): void {
  if (callAsAdmin(state, { method: 'exchange.delete', channel: CHANNEL, exchange }, world) !== null) return;
  delete state.places[exchangeNodeId(exchange)];
  tell(world, 'deleted', exchangeNodeId(exchange));
}

function deleteQueue(state: AmqpState, queue: string, world: AmqpWorld): void {
  if (callAsAdmin(state, { method: 'queue.delete', channel: CHANNEL, queue }, world) !== null) return;
  delete state.places[queueNodeId(queue)];
  tell(world, 'deleted', queueNodeId(queue));
}

function purge(state: AmqpState, queue: string, world: AmqpWorld): void {
  if (callAsAdmin(state, { method: 'queue.purge', channel: CHANNEL, queue }, world) === null) {
    tell(world, 'purged', queueNodeId(queue));
  }
}

function bindMethod(binding: BindingOptions | Binding, isBound: boolean): ClientMethod {
  const { source, destinationType, destination, routingKey, arguments: given } = binding;
  const more = { channel: CHANNEL, routingKey, arguments: given } as const;
  if (destinationType === 'exchange') {
    return { method: isBound ? 'exchange.bind' : 'exchange.unbind', source, destination, ...more };
  }
  return isBound
    ? { method: 'queue.bind', queue: destination, exchange: source, ...more }
    : { method: 'queue.unbind', queue: destination, exchange: source, ...more };
}

function nodeIdOf({ destinationType, destination }: BindingOptions): string {
  return destinationType === 'queue' ? queueNodeId(destination) : exchangeNodeId(destination);
}

function bind(state: AmqpState, binding: BindingOptions, world: AmqpWorld): void {
  if (callAsAdmin(state, bindMethod(binding, true), world) !== null) return;
  const { source, routingKey } = binding;
  tell(world, 'bound', exchangeNodeId(source), { routingKey }, { peer: nodeIdOf(binding) });
}

function unbind(state: AmqpState, binding: BindingOptions, world: AmqpWorld): void {
  if (callAsAdmin(state, bindMethod(binding, false), world) !== null) return;
  const { source, routingKey } = binding;
  tell(world, 'unbound', exchangeNodeId(source), { routingKey }, { peer: nodeIdOf(binding) });
}

function importTopology(state: AmqpState, topology: Of<'importTopology'>['topology'], world: AmqpWorld): void {
  const { exchanges, queues, bindings, policies } = topology;
  const { broker } = state;
  refuseTooMany(state, {
    exchanges: exchanges.filter(({ exchange }) => findExchange(broker, exchange) === undefined).length,
    queues: queues.filter(({ queue }) => findQueue(broker, queue) === undefined).length,
    bindings: bindings.length,
  });
  for (const policy of policies) {
    changePolicy(state, policy.name, policy, world);
    tell(world, 'policy-set', ADMIN, { name: policy.name });
  }
  for (const exchange of exchanges) declareExchange(state, exchange, world);
  for (const queue of queues) declareQueue(state, queue, world);
  for (const binding of bindings) bind(state, binding, world);
}
