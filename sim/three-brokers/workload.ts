import * as z from 'zod/mini';

/** Consumers are named alike in all three runs. */
export const CONSUMERS_MAX = 6;

const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));

/**
 * One workload and at most one crash, for all brokers alike. Times are milliseconds from the moment at which the producer
 * begins; everybody else is up and has joined by then.
 */
export const workloadSchema = z
  .strictObject({
    messages: z._default(z.int().check(z.minimum(1), z.maximum(200)), 40),
    /** Sent at even distances. */
    messagesPerSecond: z._default(z.int().check(z.minimum(1), z.maximum(100)), 12),
    /** Message `n` has the key `k` with the number `n % keys`: what has to stay in order is what shares a key. */
    keys: z._default(z.int().check(z.minimum(1), z.maximum(50)), 12),
    /** Consumers, named `c1` …. */
    consumers: z._default(z.int().check(z.minimum(1), z.maximum(CONSUMERS_MAX)), 3),
    /** The work on one message, the same for each. */
    serviceMs: z._default(milliseconds.check(z.minimum(1)), 200),
    /** How many messages a consumer takes at once: COUNT, prefetch, max.poll.records. */
    batch: z._default(z.int().check(z.minimum(1), z.maximum(50)), 5),
    /** When a message is called done: when its work is, or as soon as the consumer has it. */
    ackMode: z._default(z.enum(['after-work', 'before-work']), 'after-work'),
    /** Which consumer stops without a word, and when; null restart: for good. Null: none. */
    crash: z._default(
      z.nullable(
        z.strictObject({
          consumer: z.int().check(z.minimum(1), z.maximum(CONSUMERS_MAX)),
          atMs: milliseconds,
          restartAfterMs: z.nullable(milliseconds.check(z.minimum(1))),
        }),
      ),
      { consumer: 2, atMs: 2000, restartAfterMs: null },
    ),
    /**
     * After how long others may have what a silent consumer holds: XAUTOCLAIM's min-idle-time, and session.timeout.ms. RabbitMQ
     * hears of a closed connection at once.
     */
    recoveryMs: z._default(z.int().check(z.minimum(500), z.maximum(60_000)), 3000),
    /** Redis hands nothing on by itself: whether there is a process that claims. */
    redisHasClaimer: z._default(z.boolean(), true),
    kafkaPartitions: z._default(z.int().check(z.minimum(1), z.maximum(12)), 6),
  })
  .check(
    z.refine(({ crash, consumers }) => crash === null || crash.consumer <= consumers, {
      path: ['crash', 'consumer'],
      message: 'must be one of the consumers',
    }),
  );

export type Workload = z.infer<typeof workloadSchema>;

/** Everybody has joined when the producer begins, so long after the beginning of the run. */
export const WARM_UP_MS = 1000;

/** A run is given up, as it stands, when it has not come to rest by then. */
export function horizonMs({
  messages,
  messagesPerSecond,
  serviceMs,
  consumers,
  crash,
  recoveryMs,
  batch,
}: Workload): number {
  const sendingMs = (messages * 1000) / messagesPerSecond;
  const workingMs = (messages * serviceMs) / Math.max(1, consumers - 1);
  const crashMs = crash === null ? 0 : crash.atMs + (crash.restartAfterMs ?? 0) + batch * serviceMs;
  return Math.ceil(sendingMs + 2 * workingMs + crashMs + 3 * recoveryMs + 5000);
}

/** When the `number`th message, from 1, is sent. */
export function sentMs({ messagesPerSecond }: Workload, number: number): number {
  return Math.floor((number * 1000) / messagesPerSecond);
}

export function keyOf({ keys }: Workload, number: number): string {
  return `k${number % keys}`;
}

export function consumerNames({ consumers }: Workload): readonly string[] {
  return Array.from({ length: consumers }, (_, at) => `c${at + 1}`);
}
