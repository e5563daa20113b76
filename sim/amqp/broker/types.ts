import type { FieldTable, ServerMethod } from './frames';
import type { Message } from './message';
import type { StreamLog, StreamReader } from './stream-types';

export type DestinationType = 'queue' | 'exchange';

export type ExchangeType = 'direct' | 'fanout' | 'topic' | 'headers' | 'x-consistent-hash' | 'x-local-random';

/** One copy of a message in one queue. */
export interface QueuedMessage {
  readonly message: Message;
  /** Place in the queue: lower is nearer to the head. */
  readonly sequence: number;
  /** When it expires once at the head, or null. */
  readonly expiresAtMs: number | null;
  /** When it entered the queue. */
  readonly enqueuedAtMs: number;
  redelivered: boolean;
  /** Deliveries that came back (quorum queues). */
  deliveryCount: number;
  /** Of these, how many came back because the consumer's channel was gone (quorum queues of 4.0). */
  failedDeliveries: number;
}

/** First in, first out: the items from `head` on are waiting; the slots before it are spent. */
export interface Lane {
  items: (QueuedMessage | null)[];
  head: number;
}

export interface Binding {
  readonly source: string;
  readonly destinationType: DestinationType;
  readonly destination: string;
  readonly routingKey: string;
  readonly arguments: FieldTable;
}

export interface RingPart {
  readonly destinationType: DestinationType;
  readonly destination: string;
  /** Buckets, at least 1. */
  readonly weight: number;
}

export interface Exchange {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly arguments: FieldTable;
  /** Bindings whose source this exchange is, oldest first. */
  bindings: Binding[];
  /** Consistent hash: how many buckets each destination holds, in the order of the ring; empty for other types. */
  ring: RingPart[];
}

export interface ConsumerKey {
  readonly connection: string;
  readonly channel: number;
  readonly tag: string;
}

export interface Consumer extends ConsumerKey {
  readonly noAck: boolean;
  readonly exclusive: boolean;
  readonly priority: number;
  /** Limit on unacknowledged deliveries to this consumer; 0 is none. */
  readonly prefetchCount: number;
  readonly arguments: FieldTable;
  /** Unacknowledged deliveries that count against its prefetch. */
  unacked: number;
  /** Passed over until an acknowledgement makes room: its prefetch or its channel's is used up. */
  blocked: boolean;
  /** Consumers of streams. */
  readonly reader?: StreamReader;
}

/** A channel that publishes to a quorum queue under reject-publish, which is told when the queue is full and when it is not. */
export interface QuorumPublisher {
  readonly connection: string;
  readonly channel: number;
  refused: boolean;
}

export type OverflowStrategy = 'drop-head' | 'reject-publish' | 'reject-publish-dlx';

/** What a queue's `x-` arguments say; null where an argument is absent. */
export interface QueueLimits {
  readonly messageTtlMs: number | null;
  readonly expiresMs: number | null;
  readonly maxLength: number | null;
  readonly maxLengthBytes: number | null;
  readonly overflow: OverflowStrategy;
  readonly deadLetterExchange: string | null;
  readonly deadLetterRoutingKey: string | null;
  /** Null: the queue has no priorities. */
  readonly maxPriority: number | null;
  readonly singleActiveConsumer: boolean;
  readonly deliveryLimit: number | null;
  /** Streams: a segment whose last message is older may go; from how many bytes on a segment is full. */
  readonly maxAgeMs: number | null;
  readonly segmentBytes: number | null;
}

export type QueueType = 'classic' | 'quorum' | 'stream';

export interface Queue {
  /** Tells a queue from a later one of the same name. */
  readonly id: number;
  readonly name: string;
  readonly type: QueueType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  /** The connection that alone may use this queue, or null. */
  readonly exclusiveOwner: string | null;
  readonly arguments: FieldTable;
  /** By its arguments and its policy. */
  limits: QueueLimits;
  /** Ready messages by priority, lowest priority first; a queue without priorities has one lane. */
  lanes: Lane[];
  /** Quorum queues of 4.0: messages taken from the lanes, modulo 3. Every third one may be of normal priority (rabbit_fifo_q). */
  taken: number;
  /** Quorum queues: messages returned by consumers, which go out before the lane. */
  returned: Lane;
  readyCount: number;
  readyBytes: number;
  unackedCount: number;
  nextSequence: number;
  /** Highest priority first; within a priority, in the order of their next turn. */
  consumers: Consumer[];
  /** The consumer that alone is served (single active consumer) or that has the queue to itself (exclusive), or null. */
  active: ConsumerKey | null;
  /** 4.0: the active consumer gets nothing more, since one of a higher priority waits for it to be done (rabbit_fifo, quiescing). */
  isQuiescing: boolean;
  /** Quorum queues with reject-publish: the channels that have published here. */
  publishers: QuorumPublisher[];
  /** Whether it ever had a consumer: an auto-delete queue goes with its last one. */
  hadConsumer: boolean;
  /**
   * Classic queues: when the queue next looks for an expired head, or null. It looks when a message with a TTL becomes the
   * only one, is taken or comes back, and not when one enters before others by its priority (rabbit_amqqueue_process).
   */
  expiryCheckMs: number | null;
  readonly declaredMs: number;
  /** Streams only. `readyCount` is how many messages it has, `consumers` are in no order. */
  readonly log?: StreamLog;
  /** When a queue with x-expires was last used. */
  lastUsedMs: number;
}

/** A delivery that awaits its acknowledgement. */
export interface Unacked {
  readonly deliveryTag: number;
  /** '' for basic.get. */
  readonly consumerTag: string;
  readonly queue: string;
  readonly queueId: number;
  readonly item: QueuedMessage;
  readonly deliveredMs: number;
}

/** A message that its exchange has routed. */
export interface Routed {
  readonly message: Message;
  readonly queues: readonly string[];
  readonly mandatory: boolean;
}

export interface Transaction {
  publishes: Routed[];
  settlements: { readonly taken: readonly Unacked[]; readonly outcome: 'ack' | 'requeue' | 'discard' }[];
}

export interface Channel {
  readonly number: number;
  nextDeliveryTag: number;
  /** In order of delivery tag. */
  unacked: Unacked[];
  /** Since when there has always been something unacknowledged, while there is. */
  heldFromMs: number;
  /** Limit for consumers started from now on (basic.qos, global false). */
  consumerPrefetchCount: number;
  /** Limit on all consumers of the channel together (basic.qos, global true); 0 is none. */
  channelPrefetchCount: number;
  /** What counts against that limit. */
  channelVolume: number;
  /** Number of the next publish in confirm mode, or null outside of it. */
  nextPublishTag: number | null;
  /** The last queue declared: what '' means where a queue is asked for. */
  currentQueue: string;
  consumerTags: { tag: string; queue: string; queueId: number }[];
  /** Tag of the consumer of amq.rabbitmq.reply-to, or null. */
  replyConsumer: { tag: string; key: string } | null;
  /** What awaits tx.commit, or null outside of transactions. */
  transaction: Transaction | null;
  /** The queues that the channel has used and has not been told the end of, by name: see `queue-uses.ts`. */
  queueUses: Record<string, { queueId: number; type: Queue['type']; isWatching: boolean }>;
}

export type AlarmSource = 'memory' | 'disk';

/** A policy, as `rabbitmqctl set_policy` takes it. */
export interface Policy {
  readonly name: string;
  /** A regular expression, found anywhere in the name of a queue. */
  readonly pattern: string;
  /** `queues`, `all`, `exchanges`, and since 3.12 `classic_queues`, `quorum_queues`, `streams`. */
  readonly applyTo: string;
  readonly priority: number;
  readonly definition: FieldTable;
}

export interface Connection {
  readonly name: string;
  /** Not read from because of an alarm. */
  isBlocked: boolean;
  channels: Channel[];
}

/** Which RabbitMQ it is, and what its configuration file sets. */
export interface BrokerSettings {
  /** 3.10 as Debian 12 has it, compared with the real one; 4.0 by its documentation and sources. */
  readonly version: '3.10' | '4.0';
  /**
   * `quorum_tick_interval`: how often a quorum queue looks whether it has expired, in milliseconds from its declaration on.
   * Null: it expires at the very moment, as in recordings made before this was modelled.
   */
  readonly quorumTickMs: number | null;
  /** `consumer_timeout`: how long a delivery may stay unacknowledged; null is for ever. */
  readonly consumerTimeoutMs: number | null;
  /** `channel_tick_interval`: how often a channel looks for deliveries that are too old. */
  readonly channelTickMs: number;
  /**
   * How many characters the id of one of the broker's processes has, `<0.1234.0>` unless given. A stream keeps the id of each
   * publisher's channel, so that it has a part in when a segment is full; and it grows while a broker runs.
   */
  readonly processIdLength?: number;
}

/** The whole broker: plain JSON, changed in place. */
export interface BrokerState {
  readonly settings: BrokerSettings;
  connections: Connection[];
  exchanges: Exchange[];
  queues: Queue[];
  /** In the order of their names. */
  policies: readonly Policy[];
  /** The alarms that are on. */
  alarms: readonly AlarmSource[];
  nextMessageNumber: number;
  nextQueueId: number;
  /** For generated queue names, consumer tags and reply keys. */
  nextGenerated: number;
  /** State of the draws of x-local-random. */
  draws: number;
  /** Names of the queues that are not on the node where a message is being published. */
  remoteQueues: readonly string[];
  /** Grows with every change of exchanges, queues and bindings: indexes made from them are made anew. */
  topologyVersion: number;
}

/** Why a queue let go of a message other than by acknowledgement. */
export type DropReason =
  | 'expired'
  | 'maxlen'
  | 'rejected'
  | 'delivery_limit'
  | 'purged'
  | 'queue-deleted'
  | 'retention';

/** What happened inside, for traces and pictures. `number` is the broker-wide number of the message. */
export type BrokerNote =
  | {
      readonly type: 'routed';
      readonly number: number;
      readonly exchange: string;
      readonly routingKey: string;
      readonly connection: string;
      readonly channel: number;
      /** The queues it goes to; none means it was unroutable. */
      readonly queues: readonly string[];
      /** Unroutable and mandatory: sent back to its publisher. */
      readonly returned: boolean;
    }
  | { readonly type: 'enqueued'; readonly number: number; readonly queue: string }
  /** A queue that is full under reject-publish did not take it; or, `unwritten`, a stream of 3.10, which takes no dead letters. */
  | { readonly type: 'refused'; readonly number: number; readonly queue: string; readonly reason?: 'unwritten' }
  | {
      readonly type: 'delivered';
      readonly number: number;
      readonly queue: string;
      readonly connection: string;
      readonly channel: number;
      /** '' for basic.get. */
      readonly consumerTag: string;
      readonly deliveryTag: number;
      readonly redelivered: boolean;
      /** Delivered without waiting for an acknowledgement: it left the broker here. */
      readonly settled: boolean;
    }
  | { readonly type: 'acked'; readonly number: number; readonly queue: string }
  /** Acknowledged by a consumer of a stream: the message stays. */
  | { readonly type: 'kept'; readonly number: number; readonly queue: string }
  | { readonly type: 'requeued'; readonly number: number; readonly queue: string }
  | { readonly type: 'dropped'; readonly number: number; readonly queue: string; readonly reason: DropReason }
  | {
      readonly type: 'dead-lettered';
      readonly number: number;
      readonly queue: string;
      readonly reason: DropReason;
      readonly exchange: string;
      readonly routingKey: string;
      /** The queues it goes to; none means it is lost. */
      readonly queues: readonly string[];
    }
  | {
      readonly type: 'queue-gone';
      readonly queue: string;
      readonly cause: 'deleted' | 'expired' | 'auto-delete' | 'exclusive';
    }
  | { readonly type: 'exchange-gone'; readonly exchange: string; readonly cause: 'deleted' | 'auto-delete' };

/** Deliveries of one consumer from one queue that its client settles together, oldest first. */
export interface Settlement {
  readonly connection: string;
  readonly channel: number;
  /** '' for messages fetched with basic.get. */
  readonly consumerTag: string;
  readonly items: readonly QueuedMessage[];
  readonly outcome: 'ack' | 'requeue' | 'discard';
}

/** A channel. */
export interface ChannelKey {
  readonly connection: string;
  readonly channel: number;
}

/** What a queue is asked to do, as a value: a layer around the broker may have it wait, for a queue that is replicated. */
export type QueueOperation =
  /** `publisher` is null for a dead letter. */
  | { readonly type: 'enqueue'; readonly message: Message; readonly publisher: ChannelKey | null }
  | { readonly type: 'settle'; readonly settlement: Settlement }
  | { readonly type: 'checkout'; readonly consumer: Consumer; readonly held: number }
  | { readonly type: 'return'; readonly items: readonly QueuedMessage[]; readonly publisher: ChannelKey };

/** What the world gives the broker: the time, and somewhere to send. */
export interface BrokerEnv {
  readonly nowMs: number;
  send(connection: string, frame: ServerMethod): void;
  note(note: BrokerNote): void;
  /**
   * Asked before a queue does something: null has it done now; true takes it over, to be done by `applyOperation` at another
   * time; false takes it over and says that an enqueued message is refused. Without it everything is done now.
   */
  defer?(queue: Queue, operation: QueueOperation): boolean | null;
}

/** How one binding took part in routing a message. */
export interface BindingVerdict {
  readonly binding: Binding;
  readonly matched: boolean;
  /** What decided: the field's words for it, to be put in a sentence by the view. */
  readonly reason: MatchReason;
}

/** Why a binding matched or did not. */
export type MatchReason =
  | { readonly kind: 'fanout' }
  | { readonly kind: 'key-equal' }
  | { readonly kind: 'key-differs' }
  /** `words` pairs each word of the pattern with the words of the key that it took. */
  | {
      readonly kind: 'topic-match';
      readonly words: readonly { readonly pattern: string; readonly took: readonly string[] }[];
    }
  | { readonly kind: 'topic-differs'; readonly failedAtPattern: string | null; readonly failedAtKey: string | null }
  | { readonly kind: 'headers-match'; readonly mode: string; readonly matchedNames: readonly string[] }
  | { readonly kind: 'headers-differ'; readonly mode: string; readonly missingNames: readonly string[] }
  | { readonly kind: 'hash'; readonly bucket: number; readonly buckets: number };

export interface RouteExplanation {
  readonly exchange: string;
  /** Every binding looked at on the way, in the order it was looked at. */
  readonly bindings: readonly BindingVerdict[];
  /** Exchanges passed, the first is where the message was published. */
  readonly exchanges: readonly { readonly exchange: string; readonly via: 'publish' | 'binding' | 'alternate' }[];
  readonly queues: readonly string[];
}
