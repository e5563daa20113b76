import * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import type { BrokerSettings } from './broker/types';

/** One tick is one microsecond. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

export const NODE_IDS = ['n1', 'n2', 'n3', 'n4', 'n5'] as const;
export type NodeId = (typeof NODE_IDS)[number];

export const RABBITMQ_VERSIONS = ['3.10', '4.0'] as const;

const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));

/**
 * The cluster and what surrounds it. The delays are long enough to be followed by eye; between machines of one data centre a
 * frame takes less than a millisecond.
 */
export const amqpConfig = z
  .strictObject({
    /**
     * The version of RabbitMQ. 3.10 is what was compared with the real one, and what recordings are that name none; 4.0 is by its
     * documentation and sources.
     */
    rabbitmq: z._default(z.enum(RABBITMQ_VERSIONS), '3.10'),
    /** How often a quorum queue looks whether it has expired (`quorum_tick_interval`); 0: at the moment when it has. */
    quorumTickMs: z._default(milliseconds, 0),
    /** How long a delivery may stay unacknowledged before its channel is closed (`consumer_timeout`); 0: for ever. */
    consumerTimeoutMs: z._default(z.int().check(z.minimum(0), z.maximum(86_400_000)), 0),
    /** How often a channel looks for such deliveries (`channel_tick_interval`). */
    channelTickMs: z._default(milliseconds.check(z.minimum(1)), 60_000),
    /** Nodes of the cluster, named `n1` …: a quorum queue has a member on each. */
    nodes: z._default(z.literal([1, 3, 5]), 1),
    /** How long a frame is on its way between a client and the broker, one direction, both included; a client may have its own. */
    latencyMinMs: z._default(milliseconds, 150),
    latencyMaxMs: z._default(milliseconds, 150),
    /** How long a message is drawn on its way inside the broker, from one exchange or queue to the next. */
    hopMs: z._default(milliseconds, 100),
    /** How long a message is on its way between two nodes of the cluster. */
    nodeLatencyMinMs: z._default(milliseconds, 60),
    nodeLatencyMaxMs: z._default(milliseconds, 90),
    /** A member of a quorum queue that has lost its leader stands for election after a time drawn between the two. */
    electionTimeoutMinMs: z._default(milliseconds.check(z.minimum(1)), 600),
    electionTimeoutMaxMs: z._default(milliseconds.check(z.minimum(1)), 1800),
    /** How long the broker takes to notice that a client is gone. */
    connectionLossMs: z._default(milliseconds, 500),
    /** How long a client waits before it connects again, or opens its channel again after an error. */
    reconnectMs: z._default(milliseconds.check(z.minimum(1)), 1000),
  })
  .check(
    z.refine((config) => config.latencyMinMs <= config.latencyMaxMs, {
      path: ['latencyMaxMs'],
      message: 'must not be below latencyMinMs',
    }),
    z.refine((config) => config.nodeLatencyMinMs <= config.nodeLatencyMaxMs, {
      path: ['nodeLatencyMaxMs'],
      message: 'must not be below nodeLatencyMinMs',
    }),
    z.refine((config) => config.electionTimeoutMinMs <= config.electionTimeoutMaxMs, {
      path: ['electionTimeoutMaxMs'],
      message: 'must not be below electionTimeoutMinMs',
    }),
  );

export type AmqpConfig = z.infer<typeof amqpConfig>;

/** What a new run is of: RabbitMQ 4.0 as it comes. */
export const NEW_RUN = { rabbitmq: '4.0', quorumTickMs: 5_000, consumerTimeoutMs: 1_800_000 } as const;

/** What the broker is told of a configuration. */
export function brokerSettings(config: AmqpConfig): BrokerSettings {
  const { rabbitmq: version, quorumTickMs, consumerTimeoutMs, channelTickMs } = config;
  return {
    version,
    quorumTickMs: quorumTickMs === 0 ? null : quorumTickMs,
    consumerTimeoutMs: consumerTimeoutMs === 0 ? null : consumerTimeoutMs,
    channelTickMs,
  };
}

/** Exchanges, queues and clients of one topology, each. */
export const EXCHANGES_MAX = 100;
export const QUEUES_MAX = 200;
export const CLIENTS_MAX = 100;
export const BINDINGS_MAX = 1000;
export const POLICIES_MAX = 50;

/** Messages that the broker holds before it blocks its publishers: its memory alarm. */
export const MESSAGES_MAX = 3000;

/** What no queue takes more of: publishers are blocked before, but what they have sent already can fan out to many queues. */
export const MESSAGES_HARD_MAX = 3200;

/** Frames on their way at one time; a publisher that has more to send waits. */
export const FRAMES_MAX = 3000;

/** Frames on their way with which queues take nothing more, since it could be delivered at once. */
export const FRAMES_HARD_MAX = 5000;

/** Messages that one consumer keeps in its memory; more is lost. */
export const HELD_MAX = 2000;

export function ticksFromMs(milliseconds: number): Tick {
  return milliseconds * TICKS_PER_MILLISECOND;
}

/** The broker's clock: whole milliseconds. */
export function msFromTicks(tick: Tick): number {
  return Math.floor(tick / TICKS_PER_MILLISECOND);
}
