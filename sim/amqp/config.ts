import { z } from 'zod';
import type { Tick } from '../core/simulation';

/** One tick is one microsecond. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

export const NODE_IDS = ['n1', 'n2', 'n3', 'n4', 'n5'] as const;
export type NodeId = (typeof NODE_IDS)[number];

const milliseconds = z.int().min(0).max(60_000);

/**
 * The cluster and what surrounds it. The delays are long enough to be followed by eye; between machines of one data centre a
 * frame takes less than a millisecond.
 */
export const amqpConfig = z
  .strictObject({
    /** Nodes of the cluster, named `n1` …: a quorum queue has a member on each. */
    nodes: z.literal([1, 3, 5]).default(1),
    /** How long a frame is on its way between a client and the broker, one direction, both included; a client may have its own. */
    latencyMinMs: milliseconds.default(150),
    latencyMaxMs: milliseconds.default(150),
    /** How long a message is drawn on its way inside the broker, from one exchange or queue to the next. */
    hopMs: milliseconds.default(100),
    /** How long a message is on its way between two nodes of the cluster. */
    nodeLatencyMinMs: milliseconds.default(60),
    nodeLatencyMaxMs: milliseconds.default(90),
    /** A member of a quorum queue that has lost its leader stands for election after a time drawn between the two. */
    electionTimeoutMinMs: milliseconds.min(1).default(600),
    electionTimeoutMaxMs: milliseconds.min(1).default(1800),
    /** How long the broker takes to notice that a client is gone. */
    connectionLossMs: milliseconds.default(500),
    /** How long a client waits before it connects again, or opens its channel again after an error. */
    reconnectMs: milliseconds.min(1).default(1000),
  })
  .refine((config) => config.latencyMinMs <= config.latencyMaxMs, {
    path: ['latencyMaxMs'],
    message: 'must not be below latencyMinMs',
  })
  .refine((config) => config.nodeLatencyMinMs <= config.nodeLatencyMaxMs, {
    path: ['nodeLatencyMaxMs'],
    message: 'must not be below nodeLatencyMinMs',
  })
  .refine((config) => config.electionTimeoutMinMs <= config.electionTimeoutMaxMs, {
    path: ['electionTimeoutMaxMs'],
    message: 'must not be below electionTimeoutMinMs',
  });

export type AmqpConfig = z.infer<typeof amqpConfig>;

/** Exchanges, queues and clients of one topology, each. */
export const EXCHANGES_MAX = 100;
export const QUEUES_MAX = 200;
export const CLIENTS_MAX = 100;
export const BINDINGS_MAX = 1000;

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
