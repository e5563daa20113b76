import { z } from 'zod';
import type { Tick } from '../core/simulation';

/** One tick is one microsecond. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

export const SERVER_IDS = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'] as const;
export type ServerId = (typeof SERVER_IDS)[number];

/**
 * The cluster and its network. The paper's advice (§5.6): broadcast time ≪ election timeout ≪ time between failures.
 * Defaults: the paper's example range of 150-300 ms (§5.2), and RaftScope's 10-15 ms per message and 50 ms heartbeat.
 */
export const raftConfig = z
  .strictObject({
    /** Servers in the cluster, named `s1` … */
    servers: z.int().min(3).max(9).default(5),
    /** Each election timeout is drawn anew between the two, both included. */
    electionTimeoutMinMs: z.int().min(1).max(60_000).default(150),
    electionTimeoutMaxMs: z.int().min(1).max(60_000).default(300),
    /** How often a leader sends AppendEntries when it has nothing to say; well below the election timeout. */
    heartbeatIntervalMs: z.int().min(1).max(60_000).default(50),
    /** How long a candidate waits for a vote before it asks again (§5.1: servers retry RPCs). */
    rpcTimeoutMs: z.int().min(1).max(60_000).default(50),
    /** Each message's time on the way, one direction, drawn between the two, both included. */
    latencyMinMs: z.int().min(0).max(60_000).default(10),
    latencyMaxMs: z.int().min(0).max(60_000).default(15),
    /** Of a thousand messages, how many are lost on the way. */
    dropPerMille: z.int().min(0).max(1000).default(0),
  })
  .refine((config) => config.electionTimeoutMinMs <= config.electionTimeoutMaxMs, {
    path: ['electionTimeoutMaxMs'],
    message: 'must not be below electionTimeoutMinMs',
  })
  .refine((config) => config.latencyMinMs <= config.latencyMaxMs, {
    path: ['latencyMaxMs'],
    message: 'must not be below latencyMinMs',
  });

export type RaftConfig = z.infer<typeof raftConfig>;

export function ticksFromMs(milliseconds: number): Tick {
  return milliseconds * TICKS_PER_MILLISECOND;
}
