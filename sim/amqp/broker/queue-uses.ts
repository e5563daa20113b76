import { AmqpError } from './errors';
import { heldOn } from './topology';
import type { BrokerSettings, BrokerState, Channel, Queue } from './types';

/**
 * Says that the channel uses the queue, and keeps of which type it is. A broker's channel has one state per queue name; when a
 * queue of the other type has taken the name since and the channel was not told, that state does not fit and the channel fails
 * (rabbit_queue_type:get_ctx in RabbitMQ 3.10). `isWatching`: from now on the channel is told when the queue goes, as those are
 * that publish to it, and those that consume from a classic one. Throws INTERNAL_ERROR.
 */
export function noteUse(channel: Channel, queue: Queue, isWatching: boolean, version: BrokerSettings['version']): void {
  const known = channel.queueUses[queue.name];
  if (known?.queueId === queue.id) {
    if (isWatching) known.isWatching = true;
    return;
  }
  // To 4.0 the old state is no error, and what comes of it is nothing that this model follows.
  if (version === '3.10' && known !== undefined && known.type !== queue.type) {
    throw new AmqpError('internal_error', 'the queue had another type when this channel used it');
  }
  channel.queueUses[queue.name] = { queueId: queue.id, type: queue.type, isWatching };
}

/** The queue is going: channels that are told forget it. A quorum queue tells whoever consumes from it or holds of its messages. */
export function forgetUses({ connections }: BrokerState, queue: Queue): void {
  for (const { channels } of connections) {
    for (const channel of channels) {
      const known = channel.queueUses[queue.name];
      if (known === undefined || known.queueId !== queue.id) continue;
      const isInside =
        queue.type === 'quorum' &&
        (channel.consumerTags.some(({ queueId }) => queueId === queue.id) ||
          heldOn(channel).some(({ queueId }) => queueId === queue.id));
      if (known.isWatching || isInside) delete channel.queueUses[queue.name];
    }
  }
}
