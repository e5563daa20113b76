import { chargeWork } from '../../core/work';
import { sameTable } from './field-values';
import type {
  Binding,
  BrokerEnv,
  BrokerState,
  Channel,
  Connection,
  DestinationType,
  Exchange,
  Queue,
  Unacked,
} from './types';

/** Indexes made from a state's lists. Made anew when the topology changes and for a copied state. */
interface Index {
  version: number;
  readonly queues: Map<string, Queue>;
  readonly exchanges: Map<string, Exchange>;
}

const indexes = new WeakMap<BrokerState, Index>();

function indexOf(broker: BrokerState): Index {
  const known = indexes.get(broker);
  if (known !== undefined && known.version === broker.topologyVersion) return known;
  const made: Index = {
    version: broker.topologyVersion,
    queues: new Map(broker.queues.map((queue) => [queue.name, queue])),
    exchanges: new Map(broker.exchanges.map((exchange) => [exchange.name, exchange])),
  };
  indexes.set(broker, made);
  return made;
}

export function findQueue(broker: BrokerState, name: string): Queue | undefined {
  return indexOf(broker).queues.get(name);
}

export function findExchange(broker: BrokerState, name: string): Exchange | undefined {
  return indexOf(broker).exchanges.get(name);
}

export function findConnection(broker: BrokerState, name: string): Connection | undefined {
  return broker.connections.find((connection) => connection.name === name);
}

export function findChannel(broker: BrokerState, connection: string, number: number): Channel | undefined {
  return findConnection(broker, connection)?.channels.find((channel) => channel.number === number);
}

/** What was delivered on a channel and is not settled: also what a transaction acknowledged and has not committed. */
export function heldOn({ unacked, transaction }: Channel): readonly Unacked[] {
  if (transaction === null || transaction.settlements.length === 0) return unacked;
  return [...unacked, ...transaction.settlements.flatMap(({ taken }) => taken)];
}

/** Exchanges, queues or bindings have changed: indexes of them are made anew, which is paid for here, as nobody else does each time. */
export function touchTopology(broker: BrokerState): void {
  chargeWork(broker.queues.length);
  for (const { bindings } of broker.exchanges) chargeWork(1 + bindings.length);
  broker.topologyVersion += 1;
}

export function addExchange(broker: BrokerState, exchange: Exchange): void {
  broker.exchanges.push(exchange);
  touchTopology(broker);
}

/** Does nothing when the same binding is there. */
export function addBinding(broker: BrokerState, source: Exchange, binding: Binding): void {
  chargeWork(source.bindings.length);
  if (source.bindings.some((known) => sameBinding(known, binding))) return;
  source.bindings.push(binding);
  if (source.type === 'x-consistent-hash') joinRing(source, binding);
  touchTopology(broker);
}

/** Does nothing when there is no such binding. An auto-delete exchange goes with its last binding. */
export function removeBinding(broker: BrokerState, env: BrokerEnv, source: Exchange, binding: Binding): void {
  removeBindings(broker, env, source, (known) => sameBinding(known, binding));
}

export function sameBinding(a: Binding, b: Binding): boolean {
  return (
    a.destination === b.destination &&
    a.destinationType === b.destinationType &&
    a.routingKey === b.routingKey &&
    sameTable(a.arguments, b.arguments)
  );
}

function removeBindings(
  broker: BrokerState,
  env: BrokerEnv,
  source: Exchange,
  isGone: (binding: Binding) => boolean,
): void {
  chargeWork(source.bindings.length);
  const gone = source.bindings.filter(isGone);
  if (gone.length === 0) return;
  source.bindings = source.bindings.filter((binding) => !isGone(binding));
  for (const binding of gone) leaveRing(source, binding);
  touchTopology(broker);
  if (source.autoDelete && source.bindings.length === 0) removeExchange(broker, env, source, 'auto-delete');
}

/** Removes the bindings to something that is gone, and the auto-delete exchanges that lose their last binding. */
export function removeBindingsTo(
  broker: BrokerState,
  env: BrokerEnv,
  destinationType: DestinationType,
  destination: string,
): void {
  for (const source of [...broker.exchanges]) {
    removeBindings(
      broker,
      env,
      source,
      (binding) => binding.destinationType === destinationType && binding.destination === destination,
    );
  }
}

export function removeExchange(
  broker: BrokerState,
  env: BrokerEnv,
  exchange: Exchange,
  cause: 'deleted' | 'auto-delete',
): void {
  if (!broker.exchanges.includes(exchange)) return;
  broker.exchanges = broker.exchanges.filter((known) => known !== exchange);
  touchTopology(broker);
  env.note({ type: 'exchange-gone', exchange: exchange.name, cause });
  removeBindingsTo(broker, env, 'exchange', exchange.name);
}

/** A destination joins the ring once, with the weight of its first binding (rabbit_exchange_type_consistent_hash). */
function joinRing(exchange: Exchange, { destinationType, destination, routingKey }: Binding): void {
  if (exchange.ring.some((part) => part.destination === destination && part.destinationType === destinationType))
    return;
  exchange.ring.push({ destinationType, destination, weight: Number(routingKey) });
}

/** A destination leaves the ring with any of its bindings, even when another remains: so the plugin does. */
function leaveRing(exchange: Exchange, binding: Binding): void {
  if (exchange.ring.length === 0) return;
  exchange.ring = exchange.ring.filter(
    (part) => part.destination !== binding.destination || part.destinationType !== binding.destinationType,
  );
}
