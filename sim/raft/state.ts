import type { RuleValues, Tick } from '../core/simulation';
import type { LinkOptions, ProcessOptions } from './command';
import type { RaftConfig, ServerId } from './config';

/** Who takes part: `servers` alone, or, with `next`, the joint configuration C_old,new of both (§6). */
export type Configuration = {
  readonly servers: readonly ServerId[];
  readonly next: readonly ServerId[] | null;
};

/**
 * One entry of the replicated log. Entries never change. An entry with a `configuration` says so in its value too
 * (`C_old,new`, `C_new`); an empty value is the entry without effect of a new leader (§8). A client's is never empty.
 */
export type LogEntry = { readonly term: number; readonly value: string; readonly configuration?: Configuration };

/** What applying the log has led to: keys and their values, in the order in which the keys first appeared. */
export type Machine = readonly (readonly [key: string, value: string])[];

/** §7: what stands for the log up to and including `lastIncludedIndex`. */
export type LogSnapshot = {
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  /** The latest configuration as of that index. */
  readonly configuration: Configuration;
  readonly machine: Machine;
};

/** The RPC messages with the arguments and results of Figure 2, under its names. */
export type RequestVote = {
  readonly type: 'RequestVote';
  readonly term: number;
  readonly candidateId: ServerId;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
};

export type RequestVoteReply = {
  readonly type: 'RequestVoteReply';
  readonly term: number;
  readonly voteGranted: boolean;
};

/** Dissertation §9.6. `term` is the one that the sender would stand in; nobody enters it yet. */
export type PreVote = Omit<RequestVote, 'type'> & { readonly type: 'PreVote' };

/** `term` is the one that was asked about when granted, else the receiver's own. */
export type PreVoteReply = Omit<RequestVoteReply, 'type'> & { readonly type: 'PreVoteReply' };

export type AppendEntries = {
  readonly type: 'AppendEntries';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly LogEntry[];
  readonly leaderCommit: number;
};

export type AppendEntriesReply = {
  readonly type: 'AppendEntriesReply';
  readonly term: number;
  readonly success: boolean;
  /**
   * The last index that the receiver now knows to match (0 on failure). Figure 2's caller knows this from its own request;
   * here replies travel as messages of their own and may overtake each other, so they say it.
   */
  readonly matchIndex: number;
  /** When the consistency check failed: the request's, for the same reason. */
  readonly prevLogIndex?: number;
  /** With the conflict hint (§5.3): the term of the entry in the way, null for a log that is too short, … */
  readonly conflictTerm?: number | null;
  /** … and the first index that the receiver has of that term, or the one after its last. */
  readonly conflictIndex?: number;
};

/** Figure 13, with `lastConfig` as in the dissertation (Figure 5.3). The snapshot travels in one chunk. */
export type InstallSnapshot = {
  readonly type: 'InstallSnapshot';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  readonly lastConfig: Configuration;
  readonly offset: 0;
  readonly data: Machine;
  readonly done: true;
};

export type InstallSnapshotReply = {
  readonly type: 'InstallSnapshotReply';
  readonly term: number;
  /** The last index that the receiver now has, for the same reason as in AppendEntriesReply; 0 for an old term. */
  readonly matchIndex: number;
};

/** Dissertation §3.10: the receiver's election timeout is to elapse now. */
export type TimeoutNow = { readonly type: 'TimeoutNow'; readonly term: number; readonly leaderId: ServerId };

export type Rpc =
  | RequestVote
  | RequestVoteReply
  | PreVote
  | PreVoteReply
  | AppendEntries
  | AppendEntriesReply
  | InstallSnapshot
  | InstallSnapshotReply
  | TimeoutNow;

/** An RPC on its way. The id is unique within a run and the same in the trace. */
export type Message = {
  readonly id: number;
  readonly from: ServerId;
  readonly to: ServerId;
  readonly sentTick: Tick;
  readonly rpc: Rpc;
};

/**
 * What waits in the queue. `lose`: the network loses the message half-way. `diskWritten`: what the server wrote is on its
 * disk, and it may say what it wanted to say.
 */
export type RaftEvent =
  | { readonly type: 'deliver'; readonly message: Message }
  | { readonly type: 'lose'; readonly message: Message; readonly reason: 'lost' | 'partitioned' }
  | { readonly type: 'electionTimeout'; readonly server: ServerId }
  | { readonly type: 'heartbeat'; readonly server: ServerId }
  | { readonly type: 'rpcTimeout'; readonly server: ServerId }
  | { readonly type: 'diskWritten'; readonly server: ServerId; readonly to: ServerId; readonly rpc: Rpc };

export type Role = 'follower' | 'candidate' | 'leader';

/** Figure 2, "Persistent state on all servers": on disk, written before any message that depends on it is sent. */
export interface PersistentState {
  currentTerm: number;
  votedFor: ServerId | null;
  /** The entries after the snapshot's last, or from index 1. */
  log: LogEntry[];
  snapshot: LogSnapshot | null;
}

/** A timer that runs: the queued event and when it is due. */
export interface Timer {
  readonly eventId: number;
  readonly startedTick: Tick;
  readonly dueTick: Tick;
}

/** Figure 2, "Volatile state on leaders", by server. */
export interface LeaderState {
  nextIndex: Partial<Record<ServerId, number>>;
  matchIndex: Partial<Record<ServerId, number>>;
  /** §6: the membership that is wanted, while its new servers still catch up without a vote. */
  wanted: readonly ServerId[] | null;
  /** Dissertation §3.10: whom the leadership is being handed to, and since when. */
  transfer: { readonly to: ServerId; readonly startedTick: Tick; readonly isTold: boolean } | null;
}

/** Writes to the disk that have not finished; only where the disk takes time. */
export interface DiskWrites {
  /** When the last write began and when it is done; writes are done in order. */
  readonly startedTick: Tick;
  readonly doneTick: Tick;
  /** The queued `diskWritten` events, which a crash takes back. */
  readonly eventIds: number[];
}

/** In memory: gone when the process stops. */
export interface VolatileState {
  commitIndex: number;
  lastApplied: number;
  /** What has been applied. */
  machine: (readonly [key: string, value: string])[];
  role: Role;
  /** While a candidate: true as long as it only asks whether it would be voted for (dissertation §9.6). */
  isPreVote: boolean;
  /** The leader of the current term, as far as this server has heard; its own id when it leads. */
  leaderId: ServerId | null;
  /** When a leader of the current term was last heard; null when never. */
  leaderHeardTick: Tick | null;
  /** While a candidate: who has answered in this term, and who of them granted the vote. Includes the candidate itself. */
  votesAnswered: ServerId[];
  votesGranted: ServerId[];
  /** While a leader. */
  leader: LeaderState | null;
  /** Runs on followers and candidates. */
  electionTimer: Timer | null;
  /** The next heartbeat of a leader, or the next repetition of RequestVote of a candidate. */
  sendTimer: Timer | null;
  disk: DiskWrites | null;
}

/** The configuration that a server uses: the latest in its log, committed or not (§6), and that entry's index. */
export interface ConfigurationInUse extends Configuration {
  /** 0: the one that the server was started with. */
  readonly index: number;
}

export interface Server {
  readonly id: ServerId;
  persistent: PersistentState;
  /** Null while the server is crashed. */
  volatile: VolatileState | null;
  /** Read off the log and the snapshot. */
  configuration: ConfigurationInUse;
  /** What waits for a paused server, first come first; null while it is not paused. */
  inbox: RaftEvent[] | null;
}

/** The network's faults of the moment. */
export interface Network {
  /** Who reaches whom; null: everybody everybody. */
  partition: readonly (readonly ServerId[])[] | null;
  /** Options of single links, by `from>to`; null while all are as configured. */
  links: Readonly<Record<string, LinkOptions>> | null;
  /** On links that keep the order: when the last message arrives, by `from>to`. */
  readonly lastDueTicks: Record<string, Tick>;
}

/** The rules that need more than one moment to be seen broken; one field each in `Observations.broken`. */
export type ObservedRule =
  | 'electionSafety'
  | 'leaderAppendOnly'
  | 'logMatching'
  | 'leaderCompleteness'
  | 'stateMachineSafety'
  | 'oneVotePerTerm'
  | 'termsNeverDecrease'
  | 'commitIndexNeverFalls';

/** What somebody who watches all servers remembers. Rules about more than one moment are checked against it. */
export interface Observations {
  /** The latest terms that had a leader, oldest first. */
  readonly leaders: { readonly term: number; readonly leader: ServerId }[];
  /** Each server's vote in the latest term it was seen voting in, whatever became of its disk. */
  readonly votes: Partial<Record<ServerId, { readonly term: number; readonly votedFor: ServerId }>>;
  /** Each server's term when last looked at; a server that lost its disk starts over. */
  readonly terms: Partial<Record<ServerId, number>>;
  /** Each server's commit index when last looked at, since it was started. */
  readonly commitIndexes: Partial<Record<ServerId, number>>;
  /** The committed entries from index 1: as the first server that knew of the commit had them, and in which term it was. */
  readonly committed: { readonly term: number; readonly value: string; readonly inTerm: number }[];
  /** By rule, how it was first broken. What is broken stays broken: the run cannot be mended. */
  readonly broken: Record<ObservedRule, RuleValues | null>;
}

export interface RaftState {
  readonly config: RaftConfig;
  readonly servers: Server[];
  nextMessageId: number;
  readonly network: Network;
  /** Options of single machines. */
  readonly processes: Partial<Record<ServerId, ProcessOptions>>;
  /** What outside observers remember of the run, for the rules; no server reads it. */
  readonly observations: Observations;
}

/** A server that runs. */
export interface RunningServer extends Server {
  volatile: VolatileState;
}

export function isRunning(server: Server): server is RunningServer {
  return server.volatile !== null;
}

export function isPaused(server: Server): boolean {
  return server.inbox !== null;
}

/** Null when the cluster has no such server. */
export function findServer(state: RaftState, id: ServerId): Server | null {
  for (const server of state.servers) if (server.id === id) return server;
  return null;
}

/** The smallest number of servers that is a majority of all that exist. Quorums are counted in `configuration.ts`. */
export function majority(state: RaftState): number {
  return Math.floor(state.servers.length / 2) + 1;
}

/** The last index that the snapshot covers; 0 without one. */
export function snapshotIndex({ persistent }: Server): number {
  return persistent.snapshot === null ? 0 : persistent.snapshot.lastIncludedIndex;
}

export function lastLogIndex(server: Server): number {
  return snapshotIndex(server) + server.persistent.log.length;
}

/** The entry at `index`; null where the log has none, be it compacted or not there yet. */
export function logEntry(server: Server, index: number): LogEntry | null {
  return server.persistent.log[index - snapshotIndex(server) - 1] ?? null;
}

/** The term of the entry at `index`; 0 where the log has none. */
export function logTerm(server: Server, index: number): number {
  const { log, snapshot } = server.persistent;
  if (snapshot === null) return log[index - 1]?.term ?? 0;
  if (index === snapshot.lastIncludedIndex) return snapshot.lastIncludedTerm;
  return log[index - snapshot.lastIncludedIndex - 1]?.term ?? 0;
}
