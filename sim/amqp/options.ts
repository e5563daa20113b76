import { z } from 'zod';

/** Codecs of what commands say about exchanges, queues and clients, with bounds on every number and length. */

const shortText = z.string().max(255);
const milliseconds = z.int().min(0).max(600_000);

const plainValue = z.union([z.boolean(), z.int(), shortText]);

/** Arguments and headers: names and plain values, lists of plain values among them. */
export const fieldTable = z
  .record(z.string().min(1).max(128), z.union([plainValue, z.array(plainValue).max(32)]))
  .refine((table) => Object.keys(table).length <= 32, 'has more than 32 entries');

/** '' is the default exchange. */
export const exchangeName = z.string().max(127);
export const queueName = z.string().min(1).max(127);
export const routingKey = shortText;

/** A client's name: also its node on the canvas. Names of exchanges and queues have a prefix there, so that none is taken twice. */
export const clientId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, a letter first')
  .refine((id) => !/^n\d+$/.test(id) && id !== 'hand' && id !== 'admin', 'is the name of something else');

export const exchangeType = z.enum(['direct', 'fanout', 'topic', 'headers', 'x-consistent-hash']);

/** Upper left corner on the canvas, in its own units. */
export const place = z.strictObject({
  x: z.int().min(-20_000).max(20_000),
  y: z.int().min(-20_000).max(20_000),
});
export type Place = z.infer<typeof place>;

export const exchangeOptions = z.strictObject({
  exchangeType: exchangeType.default('direct'),
  durable: z.boolean().default(true),
  autoDelete: z.boolean().default(false),
  internal: z.boolean().default(false),
  arguments: fieldTable.default({}),
});

export const queueOptions = z.strictObject({
  durable: z.boolean().default(true),
  autoDelete: z.boolean().default(false),
  /** `x-queue-type`, `x-message-ttl`, `x-max-length` … as a client gives them. */
  arguments: fieldTable.default({}),
});

export const bindingOptions = z.strictObject({
  source: exchangeName.min(1),
  destinationType: z.enum(['queue', 'exchange']),
  destination: z.string().min(1).max(127),
  routingKey: routingKey.default(''),
  arguments: fieldTable.default({}),
});

/** What a client's link to the broker is like; null: as configured for all. */
const link = {
  latencyMinMs: z.int().min(0).max(60_000).nullable().default(null),
  latencyMaxMs: z.int().min(0).max(60_000).nullable().default(null),
  /** How long after a crash it starts again by itself; null: somebody has to start it. */
  restartMs: milliseconds.min(1).nullable().default(null),
};

const properties = {
  /** 2: kept on disk by a durable queue. */
  deliveryMode: z.literal([1, 2]).default(2),
  priority: z.int().min(0).max(255).nullable().default(null),
  expirationMs: milliseconds.nullable().default(null),
  headers: fieldTable.default({}),
};

export const publishProperties = z.strictObject({
  ...properties,
  replyTo: shortText.nullable().default(null),
  correlationId: shortText.nullable().default(null),
});

export const publisherOptions = z.strictObject({
  exchange: exchangeName.default(''),
  /** Taken in turn. Braces stand for one key each: `order.{created,paid}.kr`. */
  routingKeys: z.array(routingKey).min(1).max(16).default(['']),
  /** `burst` messages every `intervalMs`. */
  intervalMs: z.int().min(10).max(60_000).default(1000),
  burst: z.int().min(1).max(200).default(1),
  /** Publishes this many and stops; null: goes on. */
  limit: z.int().min(1).max(100_000).nullable().default(null),
  mandatory: z.boolean().default(false),
  /**
   * Publisher confirms: what is not confirmed is kept, and published again after a negative confirm or a lost connection.
   * Without them nothing is ever published twice, and nothing is known of what was lost.
   */
  confirms: z.boolean().default(false),
  /** Asks and awaits an answer on amq.rabbitmq.reply-to: the client's part of RPC. */
  awaitsReply: z.boolean().default(false),
  /** The body is filled up to this many characters. */
  bodyBytes: z.int().min(0).max(256).default(0),
  ...properties,
  ...link,
});
export type PublisherOptions = z.infer<typeof publisherOptions>;

export const consumerOptions = z.strictObject({
  queue: queueName,
  /** Declares the queue for itself alone (exclusive, auto-delete) and binds it, each time it connects; null: the queue is there. */
  ownQueue: z
    .strictObject({ exchange: exchangeName.min(1), routingKey: routingKey.default('') })
    .nullable()
    .default(null),
  /** 0: no limit. */
  prefetchCount: z.int().min(0).max(1000).default(1),
  /**
   * `auto`: the broker takes a delivery for acknowledged when it is sent (no-ack). `early`: acknowledged on arrival, before the
   * work, as Celery does unless told otherwise. `late`: after the work, as with Celery's acks_late. `never`: forgotten.
   */
  ack: z.enum(['auto', 'early', 'late', 'never']).default('late'),
  /** How many messages it works on at a time. */
  concurrency: z.int().min(1).max(20).default(1),
  /** How long the work on one message takes, both included. */
  serviceMinMs: milliseconds.default(500),
  serviceMaxMs: milliseconds.default(500),
  /** Of `failureOutOf` messages, how many the work fails on, by chance. */
  failures: z.int().min(0).max(1000).default(0),
  failureOutOf: z.int().min(1).max(1000).default(10),
  /** The work always fails on messages whose routing key or body contains this; null: none. */
  failsOn: z.string().min(1).max(64).nullable().default(null),
  /** What it does with a late acknowledgement due and the work failed; `crash` ends the process. */
  onFailure: z.enum(['ack', 'requeue', 'reject', 'never', 'crash']).default('requeue'),
  exclusive: z.boolean().default(false),
  /** `x-priority`; null: none. */
  priority: z.int().min(-100).max(100).nullable().default(null),
  /** Publishes an answer to the message's reply-to when the work is done: the server's part of RPC. */
  replies: z.boolean().default(false),
  /** Publishes a message when the work is done; null: none. */
  publishesTo: z.strictObject({ exchange: exchangeName, routingKey }).nullable().default(null),
  ...link,
});
export type ConsumerOptions = z.infer<typeof consumerOptions>;

export type ExchangeOptions = z.infer<typeof exchangeOptions>;
export type QueueOptions = z.infer<typeof queueOptions>;
export type BindingOptions = z.infer<typeof bindingOptions>;
export type PublishProperties = z.infer<typeof publishProperties>;

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
