import * as z from 'zod/mini';

/** Codecs of what commands say about exchanges, queues and clients, with bounds on every number and length. */

const shortText = z.string().check(z.maxLength(255));
const milliseconds = z.int().check(z.minimum(0), z.maximum(600_000));

const plainValue = z.union([z.boolean(), z.int(), shortText]);

/** Arguments and headers: names and plain values, lists of plain values among them. */
export const fieldTable = z
  .record(
    z.string().check(z.minLength(1), z.maxLength(128)),
    z.union([plainValue, z.array(plainValue).check(z.maxLength(32))]),
  )
  .check(z.refine((table) => Object.keys(table).length <= 32, 'has more than 32 entries'));

/** '' is the default exchange. */
export const exchangeName = z.string().check(z.maxLength(127));
export const queueName = z.string().check(z.minLength(1), z.maxLength(127));
export const routingKey = shortText;

/** A client's name: also its node on the canvas. Names of exchanges and queues have a prefix there, so that none is taken twice. */
export const clientId = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, a letter first'),
  z.refine((id) => !/^n\d+$/.test(id) && id !== 'hand' && id !== 'admin', 'is the name of something else'),
);

export const exchangeType = z.enum(['direct', 'fanout', 'topic', 'headers', 'x-consistent-hash', 'x-local-random']);

/** Upper left corner on the canvas, in its own units. */
export const place = z.strictObject({
  x: z.int().check(z.minimum(-20_000), z.maximum(20_000)),
  y: z.int().check(z.minimum(-20_000), z.maximum(20_000)),
});
export type Place = z.infer<typeof place>;

export const exchangeOptions = z.strictObject({
  exchangeType: z._default(exchangeType, 'direct'),
  durable: z._default(z.boolean(), true),
  autoDelete: z._default(z.boolean(), false),
  internal: z._default(z.boolean(), false),
  arguments: z._default(fieldTable, {}),
});

export const queueOptions = z.strictObject({
  durable: z._default(z.boolean(), true),
  autoDelete: z._default(z.boolean(), false),
  /** `x-queue-type`, `x-message-ttl`, `x-max-length` … as a client gives them. */
  arguments: z._default(fieldTable, {}),
});

export const bindingOptions = z.strictObject({
  source: exchangeName.check(z.minLength(1)),
  destinationType: z.enum(['queue', 'exchange']),
  destination: z.string().check(z.minLength(1), z.maxLength(127)),
  routingKey: z._default(routingKey, ''),
  arguments: z._default(fieldTable, {}),
});

/** What a client's link to the broker is like; null: as configured for all. */
const link = {
  latencyMinMs: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(60_000))), null),
  latencyMaxMs: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(60_000))), null),
  /** How long after a crash it starts again by itself; null: somebody has to start it. */
  restartMs: z._default(z.nullable(milliseconds.check(z.minimum(1))), null),
};

const properties = {
  /** 2: kept on disk by a durable queue. */
  deliveryMode: z._default(z.literal([1, 2]), 2),
  priority: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(255))), null),
  expirationMs: z._default(z.nullable(milliseconds), null),
  headers: z._default(fieldTable, {}),
};

export const publishProperties = z.strictObject({
  ...properties,
  replyTo: z._default(z.nullable(shortText), null),
  correlationId: z._default(z.nullable(shortText), null),
});

export const publisherOptions = z.strictObject({
  exchange: z._default(exchangeName, ''),
  /** Taken in turn. Braces stand for one key each: `order.{created,paid}.kr`. */
  routingKeys: z._default(z.array(routingKey).check(z.minLength(1), z.maxLength(16)), ['']),
  /** `burst` messages every `intervalMs`. */
  intervalMs: z._default(z.int().check(z.minimum(10), z.maximum(60_000)), 1000),
  burst: z._default(z.int().check(z.minimum(1), z.maximum(200)), 1),
  /** Publishes this many and stops; null: goes on. */
  limit: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))), null),
  mandatory: z._default(z.boolean(), false),
  /**
   * Publisher confirms: what is not confirmed is kept, and published again after a negative confirm or a lost connection.
   * Without them nothing is ever published twice, and nothing is known of what was lost.
   */
  confirms: z._default(z.boolean(), false),
  /** Asks and awaits an answer on amq.rabbitmq.reply-to: the client's part of RPC. */
  awaitsReply: z._default(z.boolean(), false),
  /** The body is filled up to this many characters. */
  bodyBytes: z._default(z.int().check(z.minimum(0), z.maximum(256)), 0),
  ...properties,
  ...link,
});
export type PublisherOptions = z.infer<typeof publisherOptions>;

export const consumerOptions = z.strictObject({
  queue: queueName,
  /** Declares the queue for itself alone (exclusive, auto-delete) and binds it, each time it connects; null: the queue is there. */
  ownQueue: z._default(
    z.nullable(
      z.strictObject({ exchange: exchangeName.check(z.minLength(1)), routingKey: z._default(routingKey, '') }),
    ),
    null,
  ),
  /** 0: no limit. */
  prefetchCount: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 1),
  /**
   * `auto`: the broker takes a delivery for acknowledged when it is sent (no-ack). `early`: acknowledged on arrival. `start`:
   * when the work on it begins, as Celery does unless told otherwise. `late`: after the work, as with Celery's acks_late. `never`: forgotten.
   */
  ack: z._default(z.enum(['auto', 'early', 'start', 'late', 'never']), 'late'),
  /** How many messages it works on at a time. */
  concurrency: z._default(z.int().check(z.minimum(1), z.maximum(20)), 1),
  /** How long the work on one message takes, both included. */
  serviceMinMs: z._default(milliseconds, 500),
  serviceMaxMs: z._default(milliseconds, 500),
  /** Of `failureOutOf` messages, how many the work fails on, by chance. */
  failures: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 0),
  failureOutOf: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 10),
  /** The work always fails on messages whose routing key or body contains this; null: none. */
  failsOn: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(64))), null),
  /** What it does with a late acknowledgement due and the work failed; `crash` ends the process. */
  onFailure: z._default(z.enum(['ack', 'requeue', 'reject', 'never', 'crash']), 'requeue'),
  exclusive: z._default(z.boolean(), false),
  /** `x-priority`; null: none. */
  priority: z._default(z.nullable(z.int().check(z.minimum(-100), z.maximum(100))), null),
  /** `x-stream-offset`, where it begins to read a stream: a place, an offset, or how long ago (`30s`); null: with what comes next. */
  streamOffset: z._default(
    z.nullable(
      z.union([
        z.enum(['first', 'last', 'next']),
        z.int().check(z.minimum(0)),
        z.string().check(z.regex(/^[1-9][0-9]{0,5}[YMDhms]$/)),
      ]),
    ),
    null,
  ),
  /** Publishes an answer to the message's reply-to when the work is done: the server's part of RPC. */
  replies: z._default(z.boolean(), false),
  /** Publishes a message when the work is done; null: none. */
  publishesTo: z._default(z.nullable(z.strictObject({ exchange: exchangeName, routingKey })), null),
  ...link,
});
export type ConsumerOptions = z.infer<typeof consumerOptions>;

/** A policy, as RabbitMQ's definitions have it. */
export const policyOptions = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  /** A regular expression, found anywhere in a queue's name. */
  pattern: z._default(z.string().check(z.maxLength(128)), '.*'),
  applyTo: z._default(z.enum(['all', 'queues', 'exchanges', 'classic_queues', 'quorum_queues', 'streams']), 'queues'),
  priority: z._default(z.int().check(z.minimum(-1000), z.maximum(1000)), 0),
  definition: fieldTable,
});

export type ExchangeOptions = z.infer<typeof exchangeOptions>;
export type QueueOptions = z.infer<typeof queueOptions>;
export type BindingOptions = z.infer<typeof bindingOptions>;
export type PolicyOptions = z.infer<typeof policyOptions>;

/** Whether the bounds of the pairs fit together; the first that does not, in words. */
export function clientComplaint(options: PublisherOptions | ConsumerOptions): string | null {
  const { latencyMinMs, latencyMaxMs } = options;
  if ((latencyMinMs === null) !== (latencyMaxMs === null)) return 'latencyMinMs and latencyMaxMs are given together';
  if ((latencyMinMs ?? 0) > (latencyMaxMs ?? 0)) return 'latencyMaxMs must not be below latencyMinMs';
  if ('queue' in options && options.serviceMinMs > options.serviceMaxMs) {
    return 'serviceMaxMs must not be below serviceMinMs';
  }
  return null;
}
