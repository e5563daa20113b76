import type { Tick } from '../core/simulation';
import type { QueueOperation } from './broker/types';
import type { NodeId } from './config';

/**
 * A quorum queue's replication: Raft over its members, one on each node, as RabbitMQ's `ra` runs it. The queue's contents in
 * the broker are what has been applied: every operation waits here until a majority has it.
 */

/** One line of a member's log. `operation` is null for the entry that a new leader begins its term with. */
export interface QuorumEntry {
  readonly term: number;
  readonly operation: number | null;
  /** For pictures: what the operation does, and the broker-wide number of its message. */
  readonly kind: QueueOperation['type'] | 'noop';
  readonly number: number | null;
}

export interface QuorumMember {
  readonly node: NodeId;
  role: 'follower' | 'candidate' | 'leader';
  term: number;
  votedFor: NodeId | null;
  /** The index of `log[0]`; what was before it is applied and was let go. */
  firstIndex: number;
  /** The term of the entry before `log[0]`. */
  termBefore: number;
  log: QuorumEntry[];
  commitIndex: number;
  /** Whom it knows as its leader; null when it knows none. */
  leader: NodeId | null;
  /** While a candidate: who voted for it. */
  votes: NodeId[];
  /** The queued election timeout; null when none runs. */
  electionEventId: number | null;
  /** While the leader: what each other member is sent next, and is known to have. */
  nextIndex: Partial<Record<NodeId, number>>;
  matchIndex: Partial<Record<NodeId, number>>;
}

/** What was asked of the queue and is not applied yet. Whoever asked sends it again to a new leader (rabbit_fifo_client). */
export interface PendingOperation {
  readonly id: number;
  readonly operation: QueueOperation;
}

export interface QuorumGroup {
  readonly queue: string;
  readonly queueId: number;
  members: QuorumMember[];
  /** In the order of their asking. */
  pending: PendingOperation[];
  /** The index up to which the queue's contents have been brought. */
  appliedIndex: number;
}

/** In a reply `commitIndex` is how far the replier knows the log to be committed: the leader tells it when that is too little. */
export type QuorumRpc =
  | {
      readonly type: 'AppendEntries';
      readonly term: number;
      readonly prevIndex: number;
      readonly prevTerm: number;
      readonly entries: readonly QuorumEntry[];
      readonly commitIndex: number;
      /** The entries begin where the receiver's log ends too early: they replace it (a snapshot, in `ra`). */
      readonly isSnapshot: boolean;
    }
  | {
      readonly type: 'AppendEntriesReply';
      readonly term: number;
      readonly success: boolean;
      readonly lastIndex: number;
      readonly commitIndex: number;
    }
  | { readonly type: 'RequestVote'; readonly term: number; readonly lastIndex: number; readonly lastTerm: number }
  | { readonly type: 'RequestVoteReply'; readonly term: number; readonly granted: boolean };

/** A message between two members, on its way between their nodes. */
export interface QuorumMessage {
  readonly id: number;
  readonly queue: string;
  readonly queueId: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentTick: Tick;
  readonly rpc: QuorumRpc;
}

export function lastIndexOf(member: QuorumMember): number {
  return member.firstIndex + member.log.length - 1;
}

/** The term of the entry at `index`: of the one before the log too, and 0 where there is none. */
export function termAt(member: QuorumMember, index: number): number {
  if (index === member.firstIndex - 1) return member.termBefore;
  return member.log[index - member.firstIndex]?.term ?? 0;
}

export function leaderOf(group: QuorumGroup): QuorumMember | null {
  let leader: QuorumMember | null = null;
  for (const member of group.members) {
    if (member.role === 'leader' && (leader === null || member.term > leader.term)) leader = member;
  }
  return leader;
}
