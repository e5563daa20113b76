import * as z from 'zod/mini';
import { CONSUMER_IDS, PRODUCERS_MAX } from './config';

const consumer = z.enum(CONSUMER_IDS);

/**
 * What a person can do. A command without effect at its moment (crashing a crashed consumer) is a step that traces
 * `ignored`; one that names a consumer or producer which does not exist is refused.
 */
export const kafkaGroupCommand = z.discriminatedUnion('type', [
  /** The process dies: what it held in memory is gone, and the group hears of it by the session timeout. */
  z.strictObject({ type: z.literal('crash'), consumer }),
  /** The consumer finishes the batch in its hands, commits, and leaves the group (`KafkaConsumer.close`). */
  z.strictObject({ type: z.literal('close'), consumer }),
  /** A crashed or closed consumer starts again, as a new member. */
  z.strictObject({ type: z.literal('restart'), consumer }),
  /** The process stands still with its memory (a long garbage collection, say); what is for it waits. */
  z.strictObject({ type: z.literal('pause'), consumer }),
  z.strictObject({ type: z.literal('resume'), consumer }),
  /** How long the consumer works on one record from the next one on; null: as configured for all. */
  z.strictObject({
    type: z.literal('slow'),
    consumer,
    serviceMs: z.nullable(z.int().check(z.minimum(0), z.maximum(600_000))),
  }),
  /** The next consumer, by number, joins. */
  z.strictObject({ type: z.literal('addConsumer') }),
  /** A producer sends `count` records at once, with `key` or with drawn keys. */
  z.strictObject({
    type: z.literal('produce'),
    producer: z._default(z.int().check(z.minimum(1), z.maximum(PRODUCERS_MAX)), 1),
    count: z.int().check(z.minimum(1), z.maximum(500)),
    key: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
]);

export type KafkaGroupCommand = z.infer<typeof kafkaGroupCommand>;
