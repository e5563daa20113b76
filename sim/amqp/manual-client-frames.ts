import type { ClientMethod, ServerMethod } from './broker/frames';
import { exchangeNodeId, MANUAL_CLIENT, queueNodeId } from './node-ids';
import type { AmqpState } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** The channel on which the person fetches and settles. */
export const MANUAL_CONSUMES = 1;

/** The channel on which the person publishes: an error there leaves what is held alone. */
export const MANUAL_PUBLISHES = 2;

/** What the broker answers the person, at once. */
export function onManualClientFrame(
  state: AmqpState,
  frame: ServerMethod,
  method: ClientMethod | null,
  world: AmqpWorld,
): void {
  const { manualClient } = state;
  switch (frame.method) {
    case 'basic.get-ok': {
      if (method?.method !== 'basic.get') return;
      const { deliveryTag, messageNumber: number, routingKey, body, redelivered, properties } = frame;
      const queue = method.queue ?? '';
      if (!method.noAck)
        manualClient.held.push({ deliveryTag, number, queue, routingKey, body, redelivered, properties });
      tell(world, 'got', MANUAL_CLIENT, { number, deliveryTag, redelivered, body }, { peer: queueNodeId(queue) });
      break;
    }
    case 'basic.get-empty':
      tell(world, 'got-empty', MANUAL_CLIENT);
      break;
    case 'basic.return': {
      const { messageNumber: number, exchange, routingKey, body } = frame;
      tell(world, 'returned', MANUAL_CLIENT, { number, routingKey, body }, { peer: exchangeNodeId(exchange) });
      break;
    }
    case 'connection.blocked':
    case 'connection.unblocked':
      tell(world, frame.method === 'connection.blocked' ? 'blocked' : 'unblocked', MANUAL_CLIENT);
      break;
    case 'channel.close':
    case 'connection.close':
      if (frame.method === 'connection.close' || frame.channel === MANUAL_CONSUMES) manualClient.held = [];
      if (frame.method === 'connection.close') manualClient.connection = null;
      tell(world, frame.method === 'channel.close' ? 'channel-closed' : 'connection-closed', MANUAL_CLIENT, {
        code: frame.replyCode,
        text: frame.replyText,
      });
  }
}
