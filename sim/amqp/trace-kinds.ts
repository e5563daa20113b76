import type { Json, TraceEntry, World } from '../core/simulation';
import type { AmqpEvent } from './state';

export type AmqpWorld = World<AmqpEvent>;

/**
 * What the trace tells. `actor` and `peer` are ids on the canvas (`x:` exchange, `q:` queue, a client, `hand`, a node `n1` …) or
 * `admin`, who declares and deletes. `number` in `data` is the broker-wide number of a message, from its publishing on.
 *
 * Frames between clients and broker, and messages between the members of a quorum queue:
 *   send, receive    `message` is the id of the frame, `data.frame` its AMQP method, or the type of the Raft message
 *   drop             it reached nobody: `data.reason` is `connection-closed`, `channel-closed`, `crashed` or `node-down`
 * In the broker:
 *   routed           at an exchange: number, routingKey, queues, returned, body
 *   enqueued acked requeued             at a queue: number
 *   refused          at a queue: number; reason `node-down`, `lab-limit` (the lab holds no more), or none: it is full
 *   delivered        at a queue, `peer` the client: number, deliveryTag, redelivered
 *   dropped          at a queue: number, reason (expired, maxlen, rejected, delivery_limit, purged, queue-deleted, node-down)
 *   dead-lettered    at a queue, `peer` the exchange: number, reason, routingKey, queues
 *   queue-gone exchange-gone            cause
 * Topology, by a person:
 *   declared edited deleted purged moved          at the exchange, queue or client
 *   bound unbound    at the source, `peer` the destination: routingKey
 *   channel-closed connection-closed    at the client, `hand` or `admin`: code, text
 * Clients:
 *   connected crashed paused resumed connection-lost removed
 *   blocked unblocked                   a publisher that is held back
 *   confirmed nacked returned replied   at the publisher
 *   work-started work-done work-failed  at the consumer: number, deliveryTag
 *   lost             at the consumer: messages that were acknowledged before the work, and the work was never done
 *   cancelled        the consumer's queue is gone
 *   got got-empty published unavailable by hand
 * Nodes and quorum queues:
 *   node-stopped node-started
 *   queue-down queue-up                 a classic queue's node
 *   append commit    at the node: queue, index, term
 *   role vote election-timeout          at the node: queue, term, and to, or for whom
 * A command without effect: ignored (reason).
 */
export type AmqpTraceKind =
  | 'send'
  | 'receive'
  | 'drop'
  | 'routed'
  | 'enqueued'
  | 'refused'
  | 'acked'
  | 'requeued'
  | 'delivered'
  | 'dropped'
  | 'dead-lettered'
  | 'queue-gone'
  | 'exchange-gone'
  | 'declared'
  | 'edited'
  | 'deleted'
  | 'purged'
  | 'moved'
  | 'bound'
  | 'unbound'
  | 'channel-closed'
  | 'connection-closed'
  | 'connected'
  | 'crashed'
  | 'paused'
  | 'resumed'
  | 'connection-lost'
  | 'removed'
  | 'blocked'
  | 'unblocked'
  | 'confirmed'
  | 'nacked'
  | 'returned'
  | 'replied'
  | 'work-started'
  | 'work-done'
  | 'work-failed'
  | 'lost'
  | 'cancelled'
  | 'got'
  | 'got-empty'
  | 'published'
  | 'unavailable'
  | 'node-stopped'
  | 'node-started'
  | 'queue-down'
  | 'queue-up'
  | 'append'
  | 'commit'
  | 'role'
  | 'vote'
  | 'election-timeout'
  | 'ignored';

/** Writes an entry of one of the kinds above. */
export function tell(
  world: AmqpWorld,
  kind: AmqpTraceKind,
  actor: string,
  data?: { readonly [key: string]: Json },
  more?: Pick<TraceEntry, 'message' | 'peer'>,
): void {
  world.trace({ kind, actor, ...more, ...(data === undefined ? {} : { data }) });
}
