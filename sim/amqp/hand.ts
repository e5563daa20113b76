import { CommandRefused } from '../core/simulation';
import { findQueue } from './broker/topology';
import { callBroker, dropConnection, firstNodeUp } from './broker-call';
import type { AmqpCommand } from './command';
import { HAND_CONSUMES, HAND_PUBLISHES } from './hand-frames';
import { drawHop } from './hops';
import { exchangeNodeId, HAND, queueNodeId } from './node-ids';
import { propertiesOf } from './publisher';
import { isAvailable } from './quorum-replication';
import { type AmqpState, isNodeUp, isQueueUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** What the person does at the broker by hand: it happens at once. */

/** The person's connection; null when no node is up. */
function handConnection(state: AmqpState): string | null {
  const { hand } = state;
  if (hand.connection !== null) return hand.connection;
  hand.node = firstNodeUp(state);
  if (hand.node === null) return null;
  hand.connections += 1;
  hand.connection = `${HAND}.${hand.connections}`;
  return hand.connection;
}

export function publishByHand(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'publish' }>,
  world: AmqpWorld,
): void {
  const { exchange, routingKey, mandatory, properties } = command;
  const connection = handConnection(state);
  const peer = exchangeNodeId(exchange);
  if (connection === null) {
    tell(world, 'unavailable', HAND, { reason: 'node-down' }, { peer });
    return;
  }
  state.hand.published += 1;
  const body = command.body === '' ? `${HAND}-${state.hand.published}` : command.body;
  const { replyTo, correlationId } = properties;
  const more = {
    ...(replyTo === null ? {} : { replyTo }),
    ...(correlationId === null ? {} : { correlationId }),
  };
  tell(world, 'published', HAND, { routingKey, body }, { peer });
  const number = state.broker.nextMessageNumber;
  drawHop(state, { number, from: HAND, to: peer, kind: 'route' }, world.tick, world.tick);
  const method = { method: 'basic.publish', channel: HAND_PUBLISHES, exchange, routingKey, mandatory, body } as const;
  callBroker(state, connection, { ...method, properties: propertiesOf(properties, more) }, world);
}

export function getByHand(state: AmqpState, command: Extract<AmqpCommand, { type: 'get' }>, world: AmqpWorld): void {
  const { queue: name, noAck } = command;
  const connection = handConnection(state);
  const queue = findQueue(state.broker, name);
  const group = queue === undefined ? undefined : state.quorumGroups.find(({ queueId }) => queueId === queue.id);
  const isAway =
    queue !== undefined && (!isQueueUp(state, queue) || (group !== undefined && !isAvailable(state, group)));
  if (connection === null || isAway) {
    tell(
      world,
      'unavailable',
      HAND,
      { reason: group === undefined ? 'node-down' : 'no-majority' },
      { peer: queueNodeId(name) },
    );
    return;
  }
  callBroker(state, connection, { method: 'basic.get', channel: HAND_CONSUMES, queue: name, noAck }, world);
}

/** Settles what was fetched. A tag that is not outstanding is the broker's to complain about. */
export function settleByHand(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'settle' }>,
  world: AmqpWorld,
): void {
  const { hand } = state;
  const { outcome, deliveryTag, multiple, requeue } = command;
  if (hand.connection === null) throw new CommandRefused('nothing was fetched by hand yet');
  const method = { channel: HAND_CONSUMES, deliveryTag } as const;
  const error = callBroker(
    state,
    hand.connection,
    outcome === 'ack'
      ? { method: 'basic.ack', ...method, multiple }
      : outcome === 'nack'
        ? { method: 'basic.nack', ...method, multiple, requeue }
        : { method: 'basic.reject', ...method, requeue },
    world,
  );
  if (error !== null) return;
  const isMany = multiple && outcome !== 'reject';
  hand.held = hand.held.filter((held) =>
    isMany ? deliveryTag !== 0 && held.deliveryTag > deliveryTag : held.deliveryTag !== deliveryTag,
  );
}

export function onHandNodeGone(state: AmqpState, world: AmqpWorld): void {
  const { hand } = state;
  if (hand.connection === null || hand.node === null || isNodeUp(state, hand.node)) return;
  const { connection } = hand;
  hand.connection = null;
  hand.node = null;
  hand.held = [];
  tell(world, 'connection-lost', HAND, { connection });
  dropConnection(state, connection, world);
}
