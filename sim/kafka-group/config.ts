import * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import { ASSIGNOR_NAMES } from './assign/assignors';

/** One tick is one microsecond. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

/** The one topic, and the one group that reads it. */
export const TOPIC = 'orders';

export const CONSUMER_IDS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const;
export type ConsumerId = (typeof CONSUMER_IDS)[number];

export const PARTITIONS_MAX = 24;
export const PRODUCERS_MAX = 4;

/** Records that the topic may hold; producers are refused after that. */
export const RECORDS_MAX = 5_000;

/** What may wait for a paused consumer. */
export const INBOX_EVENTS_MAX = 1_000;

const milliseconds = z.int().check(z.minimum(0), z.maximum(600_000));

/**
 * The topic, its producers, and the consumer group. Names and defaults of the consumer's settings are Kafka's
 * (ConsumerConfig; `group.initial.rebalance.delay.ms` is the broker's, GroupCoordinatorConfig); milliseconds are at the end.
 */
export const kafkaGroupConfig = z
  .strictObject({
    partitions: z._default(z.int().check(z.minimum(1), z.maximum(PARTITIONS_MAX)), 6),
    /** Consumers in the group at the start, named `c1` …; more can be added. */
    consumers: z._default(z.int().check(z.minimum(0), z.maximum(CONSUMER_IDS.length)), 3),
    /** Producers, named `p1` …, and how many records a second each sends by itself; 0: only what a person has it send. */
    producers: z._default(z.int().check(z.minimum(1), z.maximum(PRODUCERS_MAX)), 1),
    recordsPerSecond: z._default(z.int().check(z.minimum(0), z.maximum(1_000)), 10),
    /** How many different keys, `k0` …, the records have; each record's is drawn. A key's records share a partition. */
    keys: z._default(z.int().check(z.minimum(1), z.maximum(1_000)), 20),
    /** `partition.assignment.strategy`. All but cooperative-sticky follow the eager protocol: give up everything, then join. */
    strategy: z._default(z.enum(ASSIGNOR_NAMES), 'range'),
    /** Without a heartbeat for so long a member is taken for dead. */
    sessionTimeoutMs: z._default(milliseconds.check(z.minimum(1)), 45_000),
    /** How often a member says that it is there. Kafka's advice: at most a third of the session timeout. */
    heartbeatIntervalMs: z._default(milliseconds.check(z.minimum(1)), 3_000),
    /** The longest time between two polls; also how long a rebalance waits for its members. */
    maxPollIntervalMs: z._default(milliseconds.check(z.minimum(1)), 300_000),
    /** The most records that one poll returns. */
    maxPollRecords: z._default(z.int().check(z.minimum(1), z.maximum(500)), 500),
    /** True: the positions are committed from within poll, every so often. False: after each batch, before the next poll. */
    enableAutoCommit: z._default(z.boolean(), true),
    autoCommitIntervalMs: z._default(milliseconds, 5_000),
    /** How long the broker holds a fetch for which it has nothing. */
    fetchMaxWaitMs: z._default(milliseconds.check(z.minimum(1)), 500),
    /** How long a new group waits for more members before its first generation. */
    groupInitialRebalanceDelayMs: z._default(milliseconds, 3_000),
    /** How long a consumer works on one record, drawn between the two, both included. */
    serviceMinMs: z._default(milliseconds, 20),
    serviceMaxMs: z._default(milliseconds, 20),
    /** Each request's and each reply's time on the way. */
    networkDelayMs: z._default(milliseconds, 2),
  })
  .check(
    z.refine((config) => config.serviceMinMs <= config.serviceMaxMs, {
      path: ['serviceMaxMs'],
      message: 'must not be below serviceMinMs',
    }),
    z.refine((config) => config.heartbeatIntervalMs < config.sessionTimeoutMs, {
      path: ['heartbeatIntervalMs'],
      message: 'must be below sessionTimeoutMs',
    }),
  );

export type KafkaGroupConfig = z.infer<typeof kafkaGroupConfig>;

export function ticksFromMs(milliseconds: number): Tick {
  return milliseconds * TICKS_PER_MILLISECOND;
}

/** Whether members keep their partitions while they rejoin (KIP-429). */
export function isCooperative({ strategy }: KafkaGroupConfig): boolean {
  return strategy === 'cooperative-sticky';
}
