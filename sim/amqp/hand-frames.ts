import type { ClientMethod, ServerMethod } from './broker/frames';
import { exchangeNodeId, HAND, queueNodeId } from './node-ids';
import type { AmqpState } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** The channel on which the person fetches and settles. */
export const HAND_CONSUMES = 1;

/** The channel on which the person publishes: an error there leaves what is held alone. */
export const HAND_PUBLISHES = 2;

/** What the broker answers the person, at once. */
export function onHandFrame(
  state: AmqpState,
  frame: ServerMethod,
  method: ClientMethod | null,
  world: AmqpWorld,
): void {
  const { hand } = state;
  switch (frame.method) {
    case 'basic.get-ok': {
      if (method?.method !== 'basic.get') return;
      const { deliveryTag, messageNumber: number, routingKey, body, redelivered, properties } = frame;
      const queue = method.queue ?? '';
      if (!method.noAck) hand.held.push({ deliveryTag, number, queue, routingKey, body, redelivered, properties });
      tell(world, 'got', HAND, { number, deliveryTag, redelivered, body }, { peer: queueNodeId(queue) });
      break;
    }
    case 'basic.get-empty':
      tell(world, 'got-empty', HAND);
      break;
    case 'basic.return': {
      const { messageNumber: number, exchange, routingKey, body } = frame;
      tell(world, 'returned', HAND, { number, routingKey, body }, { peer: exchangeNodeId(exchange) });
      break;
    }
    case 'connection.blocked':
    case 'connection.unblocked':
      tell(world, frame.method === 'connection.blocked' ? 'blocked' : 'unblocked', HAND);
      break;
    case 'channel.close':
    case 'connection.close':
      if (frame.method === 'connection.close' || frame.channel === HAND_CONSUMES) hand.held = [];
      if (frame.method === 'connection.close') hand.connection = null;
      tell(world, frame.method === 'channel.close' ? 'channel-closed' : 'connection-closed', HAND, {
        code: frame.replyCode,
        text: frame.replyText,
      });
  }
}
