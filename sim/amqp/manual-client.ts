import { CommandRefused } from '../core/simulation';
import { findQueue } from './broker/topology';
import { callBroker, dropConnection, firstNodeUp } from './broker-call';
import type { AmqpCommand } from './command';
import { drawHop } from './hops';
import { MANUAL_CONSUMES, MANUAL_PUBLISHES } from './manual-client-frames';
import { exchangeNodeId, MANUAL_CLIENT, queueNodeId } from './node-ids';
import { propertiesOf } from './publisher';
import { isAvailable } from './quorum-replication';
import { type AmqpState, isNodeUp, isQueueUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** What the person does at the broker by hand: it happens at once. */

/** The person's connection; null when no node is up. */
function manualConnection(state: AmqpState): string | null {
  const { manualClient } = state;
  if (manualClient.connection !== null) return manualClient.connection;
  manualClient.node = firstNodeUp(state);
  if (manualClient.node === null) return null;
  manualClient.connections += 1;
  manualClient.connection = `${MANUAL_CLIENT}.${manualClient.connections}`;
  return manualClient.connection;
}

export function publishManually(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'publish' }>,
  world: AmqpWorld,
): void {
  const { exchange, routingKey, mandatory, properties } = command;
  const connection = manualConnection(state);
  const peer = exchangeNodeId(exchange);
  if (connection === null) {
    tell(world, 'unavailable', MANUAL_CLIENT, { reason: 'node-down' }, { peer });
    return;
  }
  state.manualClient.published += 1;
  const body = command.body === '' ? `${MANUAL_CLIENT}-${state.manualClient.published}` : command.body;
  const { replyTo, correlationId } = properties;
  const more = {
    ...(replyTo === null ? {} : { replyTo }),
    ...(correlationId === null ? {} : { correlationId }),
  };
  tell(world, 'published', MANUAL_CLIENT, { routingKey, body }, { peer });
  const number = state.broker.nextMessageNumber;
  drawHop(state, { number, from: MANUAL_CLIENT, to: peer, kind: 'route' }, world.tick, world.tick);
  const method = { method: 'basic.publish', channel: MANUAL_PUBLISHES, exchange, routingKey, mandatory, body } as const;
  callBroker(state, connection, { ...method, properties: propertiesOf(properties, more) }, world);
}

export function getManually(state: AmqpState, command: Extract<AmqpCommand, { type: 'get' }>, world: AmqpWorld): void {
  const { queue: name, noAck } = command;
  const connection = manualConnection(state);
  const queue = findQueue(state.broker, name);
  const group = queue === undefined ? undefined : state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  const isAway =
    queue !== undefined && (!isQueueUp(state, queue) || (group !== undefined && !isAvailable(state, group)));
  if (connection === null || isAway) {
    tell(
      world,
      'unavailable',
      MANUAL_CLIENT,
      { reason: group === undefined ? 'node-down' : 'no-majority' },
      { peer: queueNodeId(name) },
    );
    return;
  }
  callBroker(state, connection, { method: 'basic.get', channel: MANUAL_CONSUMES, queue: name, noAck }, world);
}

/** Settles what was fetched. A tag that is not outstanding is the broker's to complain about. */
export function settleManually(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'settle' }>,
  world: AmqpWorld,
): void {
  const { manualClient } = state;
  const { outcome, deliveryTag, multiple, requeue } = command;
  if (manualClient.connection === null) throw new CommandRefused('nothing was fetched by hand yet');
  const method = { channel: MANUAL_CONSUMES, deliveryTag } as const;
  const error = callBroker(
    state,
    manualClient.connection,
    outcome === 'ack'
      ? { method: 'basic.ack', ...method, multiple }
      : outcome === 'nack'
        ? { method: 'basic.nack', ...method, multiple, requeue }
        : { method: 'basic.reject', ...method, requeue },
    world,
  );
  if (error !== null) return;
  const isMany = multiple && outcome !== 'reject';
  manualClient.held = manualClient.held.filter((held) =>
    isMany ? deliveryTag !== 0 && held.deliveryTag > deliveryTag : held.deliveryTag !== deliveryTag,
  );
}

export function onManualClientNodeGone(state: AmqpState, world: AmqpWorld): void {
  const { manualClient } = state;
  if (manualClient.connection === null || manualClient.node === null || isNodeUp(state, manualClient.node)) return;
  const { connection } = manualClient;
  manualClient.connection = null;
  manualClient.node = null;
  manualClient.held = [];
  tell(world, 'connection-lost', MANUAL_CLIENT, { connection });
  dropConnection(state, connection, world);
}
