import { field, numberIn } from './field-values';
import { findQueue } from './topology';
import type { BrokerState, Channel, Connection, Unacked } from './types';

/**
 * The delivery acknowledgement timeout: a channel whose oldest unacknowledged delivery is too old is closed, whatever queue it is
 * from, and everything that it holds goes back (rabbit_channel:evaluate_consumer_timeout;
 * https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout). A channel looks once a minute, from when it began to hold
 * something; a message fetched with basic.get counts, too.
 */
export interface TimedOut {
  readonly connection: Connection;
  readonly channel: Channel;
  readonly timeoutMs: number;
  /** When the channel finds out. */
  readonly dueMs: number;
}

/** The channel that is next to be closed, or null. */
export function nextTimeout(broker: BrokerState): TimedOut | null {
  if (broker.settings.consumerTimeoutMs === null) return null;
  let next: TimedOut | null = null;
  for (const connection of broker.connections) {
    for (const channel of connection.channels) {
      const found = timeoutOf(broker, connection, channel);
      if (found !== null && (next === null || found.dueMs < next.dueMs)) next = found;
    }
  }
  return next;
}

function timeoutOf(broker: BrokerState, connection: Connection, channel: Channel): TimedOut | null {
  const [oldest] = channel.unacked;
  if (oldest === undefined) return null;
  const timeoutMs = timeoutFor(broker, oldest);
  if (timeoutMs === null) return null;
  const { channelTickMs } = broker.settings;
  const { heldFromMs } = channel;
  const looks = Math.max(1, Math.ceil((oldest.deliveredMs + timeoutMs - heldFromMs) / channelTickMs));
  return { connection, channel, timeoutMs, dueMs: heldFromMs + looks * channelTickMs };
}

/** Since 3.12 a queue may have a shorter one (rabbit_channel:get_queue_consumer_timeout). */
function timeoutFor(broker: BrokerState, { queue: name }: Unacked): number | null {
  const { consumerTimeoutMs, version } = broker.settings;
  const queue = version === '4.0' ? findQueue(broker, name) : undefined;
  const own = queue === undefined ? undefined : numberIn(field(queue.arguments, 'x-consumer-timeout'));
  return own ?? consumerTimeoutMs;
}

export function timeoutText({ channel, timeoutMs }: TimedOut): string {
  return (
    `delivery acknowledgement on channel ${channel.number} timed out. Timeout value used: ${timeoutMs} ms. ` +
    'This timeout value can be configured, see consumers doc guide to learn more'
  );
}
