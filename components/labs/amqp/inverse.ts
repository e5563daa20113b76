import type { Binding, BrokerState, Exchange, Queue } from '@/sim/amqp/broker/types';
import type { AmqpCommand } from '@/sim/amqp/command';
import { exchangeNodeId, queueNodeId } from '@/sim/amqp/node-ids';
import { policyOptions } from '@/sim/amqp/options';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { plain } from './removal';
import { shownPlaces } from './to-flow';

/**
 * The commands that take an edit back; null for what is no edit, or changed nothing. Messages do not come back with a queue,
 * and a client that comes back starts anew.
 */
export function inverseOf(command: AmqpCommand, before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  switch (command.type) {
    case 'declareExchange':
    case 'editExchange':
    case 'deleteExchange':
      return inverseOfExchange(command.exchange, before, after);
    case 'declareQueue':
    case 'editQueue':
    case 'deleteQueue':
      return inverseOfQueue(command.queue, before, after);
    case 'bind':
    case 'unbind':
      return inverseOfTopology(before, after);
    case 'importTopology':
      return inverseOfTopology(before, after);
    case 'setPolicy':
    case 'clearPolicy':
      return inverseOfPolicy(command.name, before, after);
    case 'addPublisher':
    case 'editPublisher':
    case 'addConsumer':
    case 'editConsumer':
    case 'removeClient':
      return inverseOfClient(command.client, before, after);
    case 'move': {
      const place = shownPlaces(before).get(command.node);
      return place === undefined ? null : [{ type: 'move', node: command.node, x: place.x, y: place.y }];
    }
    default:
      return null;
  }
}

function inverseOfExchange(name: string, before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  const old = exchangeNamed(before.broker, name);
  const now = exchangeNamed(after.broker, name);
  if (old === undefined) return now === undefined ? null : [{ type: 'deleteExchange', exchange: name }];
  if (now === undefined) return [declareExchange(old, before), ...missingBindings(before.broker, after.broker)];
  if (optionsKey(old) === optionsKey(now)) return null;
  const { type, durable, autoDelete, internal } = old;
  const given = plain(old.arguments);
  return [
    { type: 'editExchange', exchange: name, exchangeType: type, durable, autoDelete, internal, arguments: given },
  ];
}

function inverseOfQueue(name: string, before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  const old = queueNamed(before.broker, name);
  const now = queueNamed(after.broker, name);
  if (old === undefined) return now === undefined ? null : [{ type: 'deleteQueue', queue: name }];
  if (now === undefined) return [declareQueue(old, before), ...missingBindings(before.broker, after.broker)];
  if (optionsKey(old) === optionsKey(now)) return null;
  const { durable, autoDelete } = old;
  return [{ type: 'editQueue', queue: name, durable, autoDelete, arguments: plain(old.arguments) }];
}

/** Takes away what came and brings back the bindings that went. */
function inverseOfTopology(before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  const queues = after.broker.queues.filter(({ name }) => queueNamed(before.broker, name) === undefined);
  const exchanges = after.broker.exchanges.filter(({ name }) => exchangeNamed(before.broker, name) === undefined);
  const goneWith = new Set([...queues, ...exchanges].map(({ name }) => name));
  const commands: AmqpCommand[] = [
    ...bindingsMissing(after.broker, before.broker)
      .filter(({ source, destination }) => !goneWith.has(source) && !goneWith.has(destination))
      .map((binding): AmqpCommand => ({ ...bindingOptions(binding), type: 'unbind' })),
    ...queues.map(({ name }): AmqpCommand => ({ type: 'deleteQueue', queue: name })),
    ...exchanges.map(({ name }): AmqpCommand => ({ type: 'deleteExchange', exchange: name })),
    ...missingBindings(before.broker, after.broker),
  ];
  return commands.length === 0 ? null : commands;
}

function inverseOfClient(id: string, before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  const old = findClient(before, id);
  const now = findClient(after, id);
  if (old === null) return now === null ? null : [{ type: 'removeClient', client: id }];
  if (now === null) {
    const place = shownPlaces(before).get(id) ?? null;
    if (old.kind === 'publisher') return [{ type: 'addPublisher', client: id, options: old.options, place }];
    return [{ type: 'addConsumer', client: id, options: old.options, place }];
  }
  if (JSON.stringify(old.options) === JSON.stringify(now.options)) return null;
  if (old.kind === 'publisher') return [{ type: 'editPublisher', client: id, options: old.options }];
  return [{ type: 'editConsumer', client: id, options: old.options }];
}

function inverseOfPolicy(name: string, before: AmqpState, after: AmqpState): readonly AmqpCommand[] | null {
  const [old, now] = [before, after].map(({ broker }) => broker.policies.find((policy) => policy.name === name));
  if (JSON.stringify(old) === JSON.stringify(now)) return null;
  if (old === undefined) return [{ type: 'clearPolicy', name }];
  const applyTo = policyOptions.shape.applyTo.parse(old.applyTo);
  return [{ type: 'setPolicy', ...old, applyTo, definition: plain(old.definition) }];
}

function exchangeNamed(broker: BrokerState, name: string): Exchange | undefined {
  return broker.exchanges.find((exchange) => exchange.name === name);
}

function queueNamed(broker: BrokerState, name: string): Queue | undefined {
  return broker.queues.find((queue) => queue.name === name);
}

function optionsKey(declared: Exchange | Queue): string {
  const internal = 'internal' in declared ? declared.internal : null;
  return JSON.stringify([declared.type, declared.durable, declared.autoDelete, internal, declared.arguments]);
}

function declareExchange(exchange: Exchange, state: AmqpState): AmqpCommand {
  const { name, type, durable, autoDelete, internal } = exchange;
  const place = shownPlaces(state).get(exchangeNodeId(name)) ?? null;
  const options = { exchangeType: type, durable, autoDelete, internal, arguments: plain(exchange.arguments) };
  return { type: 'declareExchange', exchange: name, ...options, place };
}

function declareQueue(queue: Queue, state: AmqpState): AmqpCommand {
  const { name, durable, autoDelete } = queue;
  const place = shownPlaces(state).get(queueNodeId(name)) ?? null;
  return { type: 'declareQueue', queue: name, durable, autoDelete, arguments: plain(queue.arguments), place };
}

/** The bindings that `broker` has and `other` has not. */
function bindingsMissing(broker: BrokerState, other: BrokerState): readonly Binding[] {
  const key = (binding: Binding) =>
    JSON.stringify([binding.destinationType, ...Object.values(bindingOptions(binding))]);
  const known = new Set(other.exchanges.flatMap(({ bindings }) => bindings.map(key)));
  return broker.exchanges.flatMap(({ bindings }) => bindings.filter((binding) => !known.has(key(binding))));
}

function missingBindings(before: BrokerState, after: BrokerState): readonly AmqpCommand[] {
  return bindingsMissing(before, after).map((binding) => ({ ...bindingOptions(binding), type: 'bind' }));
}

function bindingOptions(binding: Binding) {
  const { source, destinationType, destination, routingKey } = binding;
  return { source, destinationType, destination, routingKey, arguments: plain(binding.arguments) };
}
