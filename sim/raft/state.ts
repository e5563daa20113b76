import type { Tick } from '../core/simulation';
import type { RaftConfig, ServerId } from './config';
import type { Observations } from './observations';

/** One entry of the replicated log. Entries never change; logs are arrays whose first entry has index 1. */
export type LogEntry = { readonly term: number; readonly value: string };

/** The four RPC messages with the arguments and results of Figure 2, under its names. */
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
};

export type Rpc = RequestVote | RequestVoteReply | AppendEntries | AppendEntriesReply;

/** An RPC on its way. The id is unique within a run and the same in the trace. */
export type Message = {
  readonly id: number;
  readonly from: ServerId;
  readonly to: ServerId;
  readonly sentTick: Tick;
  readonly rpc: Rpc;
};

/** What waits in the queue. `lose`: the network loses the message half-way. */
export type RaftEvent =
  | { readonly type: 'deliver'; readonly message: Message }
  | { readonly type: 'lose'; readonly message: Message }
  | { readonly type: 'electionTimeout'; readonly server: ServerId }
  | { readonly type: 'heartbeat'; readonly server: ServerId }
  | { readonly type: 'rpcTimeout'; readonly server: ServerId };

export type Role = 'follower' | 'candidate' | 'leader';

/** Figure 2, "Persistent state on all servers": on disk, written before any message that depends on it is sent. */
export interface PersistentState {
  currentTerm: number;
  votedFor: ServerId | null;
  log: LogEntry[];
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
}

/** In memory: gone when the process stops. */
export interface VolatileState {
  commitIndex: number;
  lastApplied: number;
  role: Role;
  /** The leader of the current term, as far as this server has heard; its own id when it leads. */
  leaderId: ServerId | null;
  /** While a candidate: who has answered in this term, and who of them granted the vote. Includes the candidate itself. */
  votesAnswered: ServerId[];
  votesGranted: ServerId[];
  /** While a leader. */
  leader: LeaderState | null;
  /** Runs on followers and candidates. */
  electionTimer: Timer | null;
  /** The next heartbeat of a leader, or the next repetition of RequestVote of a candidate. */
  sendTimer: Timer | null;
}

export interface Server {
  readonly id: ServerId;
  persistent: PersistentState;
  /** Null while the server is crashed. */
  volatile: VolatileState | null;
}

export interface RaftState {
  readonly config: RaftConfig;
  readonly servers: Server[];
  nextMessageId: number;
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

/** Null when the cluster has no such server. */
export function findServer(state: RaftState, id: ServerId): Server | null {
  for (const server of state.servers) if (server.id === id) return server;
  return null;
}

/** The smallest number of servers that is a majority of the cluster. */
export function majority(state: RaftState): number {
  return Math.floor(state.servers.length / 2) + 1;
}

export function lastLogIndex(server: Server): number {
  return server.persistent.log.length;
}

/** The term of the entry at `index`; 0 where the log has none. */
export function logTerm(server: Server, index: number): number {
  return server.persistent.log[index - 1]?.term ?? 0;
}
