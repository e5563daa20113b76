import * as z from 'zod/mini';
import type { Tick } from '../core/simulation';

/** One tick is one microsecond. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

export const SERVER_IDS = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'] as const;
export type ServerId = (typeof SERVER_IDS)[number];

const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));
const perMille = z.int().check(z.minimum(0), z.maximum(1000));
const enabled = z._default(z.boolean(), true);
const disabled = z._default(z.boolean(), false);

/** The rules that keep Raft safe. Each can be taken out, to see what it is there for. */
const raftRules = z.strictObject({
  /** §5.4.1: a vote goes only to a candidate whose log is at least as up-to-date as the voter's. */
  electionRestriction: enabled,
  /** §5.4.2: only an entry of the leader's own term is committed by counting replicas. */
  commitOnlyCurrentTerm: enabled,
  /** Figure 2: the vote is on disk before it is given, and survives a restart. */
  persistVote: enabled,
  /** §5.3: a follower refuses entries that do not follow on from its own log. */
  consistencyCheck: enabled,
  /** §5.2, §5.3: more than half decide. Without it half does, rounded down. */
  majorityQuorum: enabled,
  /** §6: a change of membership passes through C_old,new. Without it C_new alone is used at once. */
  jointConsensus: enabled,
});

/**
 * The cluster and its network. The paper's advice (§5.6): broadcast time ≪ election timeout ≪ time between failures.
 * Defaults: the paper's example range of 150-300 ms (§5.2), and RaftScope's 10-15 ms per message and 50 ms heartbeat.
 */
export const raftConfig = z
  .strictObject({
    /** Servers that exist, named `s1` … */
    servers: z._default(z.int().check(z.minimum(3), z.maximum(9)), 5),
    /** How many of them, from `s1`, the first configuration has; null: all. The others know of no cluster until it adds them. */
    initialServers: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(9))), null),
    /** Each election timeout is drawn anew between the two, both included. */
    electionTimeoutMinMs: z._default(milliseconds.check(z.minimum(1)), 150),
    electionTimeoutMaxMs: z._default(milliseconds.check(z.minimum(1)), 300),
    /** How often a leader sends AppendEntries when it has nothing to say; well below the election timeout. */
    heartbeatIntervalMs: z._default(milliseconds.check(z.minimum(1)), 50),
    /** How long a candidate waits for a vote before it asks again (§5.1: servers retry RPCs). */
    rpcTimeoutMs: z._default(milliseconds.check(z.minimum(1)), 50),
    /** Each message's time on the way, one direction, drawn between the two, both included. */
    latencyMinMs: z._default(milliseconds, 10),
    latencyMaxMs: z._default(milliseconds, 15),
    /** Of a thousand messages, how many are lost on the way. */
    dropPerMille: z._default(perMille, 0),
    /** Of a thousand messages, how many arrive twice. */
    duplicatePerMille: z._default(perMille, 0),
    /** Whether a message may overtake an earlier one on the same link. */
    reorder: enabled,
    /** How long a server's write to its disk takes. Whatever it says after writing leaves when the write is done. */
    diskLatencyMinMs: z._default(milliseconds, 0),
    diskLatencyMaxMs: z._default(milliseconds, 0),
    /** How fast the servers' clocks run, in thousandths: at 2000 every timeout takes half as long. */
    timerRatePerMille: z._default(z.int().check(z.minimum(100), z.maximum(10_000)), 1000),
    /** The most entries that one AppendEntries carries. */
    entriesPerMessageMax: z._default(z.int().check(z.minimum(1), z.maximum(100)), 10),
    /** §5.3, last paragraphs: a refusal says where the conflicting term begins, so that nextIndex backs off by whole terms. */
    conflictHint: disabled,
    /** §8: a new leader appends an entry without effect, so that it need not wait for a client to commit earlier terms. */
    noOpOnElection: disabled,
    /** Dissertation §9.6: a candidate raises its term only when a majority would vote for it. */
    preVote: disabled,
    rules: z.prefault(raftRules, {}),
  })
  .check(
    z.refine((config) => config.electionTimeoutMinMs <= config.electionTimeoutMaxMs, {
      path: ['electionTimeoutMaxMs'],
      message: 'must not be below electionTimeoutMinMs',
    }),
    z.refine((config) => config.latencyMinMs <= config.latencyMaxMs, {
      path: ['latencyMaxMs'],
      message: 'must not be below latencyMinMs',
    }),
    z.refine((config) => config.diskLatencyMinMs <= config.diskLatencyMaxMs, {
      path: ['diskLatencyMaxMs'],
      message: 'must not be below diskLatencyMinMs',
    }),
    z.refine((config) => (config.initialServers ?? 1) <= config.servers, {
      path: ['initialServers'],
      message: 'must not be above servers',
    }),
  );

/** Entries that one log may hold; a leader takes no more requests until its log is compacted. */
export const LOG_ENTRIES_MAX = 2000;

/** The longest value that a client may ask for, in characters. */
export const VALUE_CHARACTERS_MAX = 64;

/** What may wait for a paused server; more is lost. */
export const INBOX_EVENTS_MAX = 1000;

export type RaftConfig = z.infer<typeof raftConfig>;
export type RaftRules = z.infer<typeof raftRules>;

export function ticksFromMs(milliseconds: number): Tick {
  return milliseconds * TICKS_PER_MILLISECOND;
}
