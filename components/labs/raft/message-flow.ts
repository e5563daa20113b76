import type { LostMessage, MessageInFlight } from '@/components/lab-shell/lab-view';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import type { RaftCommand } from '@/sim/raft/command';
import { isRunning, type Message, type RaftEvent, type RaftState, type Rpc } from '@/sim/raft/state';

/** How Raft's messages look on their way: requests, and replies by what they say. */
export type RaftMessageKind =
  | 'requestVote'
  | 'voteGranted'
  | 'voteDenied'
  | 'preVote'
  | 'preVoteGranted'
  | 'preVoteDenied'
  | 'heartbeat'
  | 'appendEntries'
  | 'appendAccepted'
  | 'appendRefused'
  | 'installSnapshot'
  | 'snapshotReply'
  | 'timeoutNow';

/** Messages wait in the queue as deliveries, or as losses on the way, which the simulation lets happen half-way. */
export function messagesInFlight({
  queue,
}: Snapshot<RaftState, RaftEvent>): readonly MessageInFlight<RaftMessageKind>[] {
  return queue.flatMap(({ dueTick, event }) => {
    if (event.type !== 'deliver' && event.type !== 'lose') return [];
    const { id, from, to, sentTick, rpc } = event.message;
    const reach = event.type === 'deliver' ? 1 : LOST_AT;
    return [{ id, from, to, sentTick, dueTick, reach, kind: kindOf(rpc) }];
  });
}

const LOST_AT = 0.5;

/** What this step lost: on the way, or at the door of a server that could not take it. */
export function messagesLost({
  cause,
  trace,
}: StepRecord<RaftCommand, RaftEvent>): readonly LostMessage<RaftMessageKind>[] {
  if (cause.type !== 'event' || !trace.some((entry) => entry.kind === 'drop')) return [];
  const { event } = cause;
  if (event.type === 'lose') return [lost(event.message, LOST_AT)];
  return event.type === 'deliver' ? [lost(event.message, 1)] : [];
}

function lost({ id, from, to, rpc }: Message, at: number): LostMessage<RaftMessageKind> {
  return { id, from, to, at, kind: kindOf(rpc) };
}

/** An AppendEntries without entries is a heartbeat (§5.2). */
export function kindOf(rpc: Rpc): RaftMessageKind {
  switch (rpc.type) {
    case 'RequestVote':
      return 'requestVote';
    case 'RequestVoteReply':
      return rpc.voteGranted ? 'voteGranted' : 'voteDenied';
    case 'PreVote':
      return 'preVote';
    case 'PreVoteReply':
      return rpc.voteGranted ? 'preVoteGranted' : 'preVoteDenied';
    case 'AppendEntries':
      return rpc.entries.length === 0 ? 'heartbeat' : 'appendEntries';
    case 'AppendEntriesReply':
      return rpc.success ? 'appendAccepted' : 'appendRefused';
    case 'InstallSnapshot':
      return 'installSnapshot';
    case 'InstallSnapshotReply':
      return 'snapshotReply';
    case 'TimeoutNow':
      return 'timeoutNow';
  }
}

const ALWAYS = [
  'requestVote',
  'voteGranted',
  'voteDenied',
  'heartbeat',
  'appendEntries',
  'appendAccepted',
  'appendRefused',
] as const;
const PRE_VOTE = ['preVote', 'preVoteGranted', 'preVoteDenied'] as const;
const SNAPSHOT = ['installSnapshot', 'snapshotReply'] as const;

/** The kinds that can be on their way in this run as it stands: some need an option, a snapshot, or a handing over. */
export function kindsThatOccur({ config, servers }: RaftState): readonly RaftMessageKind[] {
  const hasSnapshot = servers.some(({ persistent }) => persistent.snapshot !== null);
  const hasTransfer = servers.some(
    (server) => isRunning(server) && (server.volatile.leader?.transfer ?? null) !== null,
  );
  return [
    ...ALWAYS,
    ...(config.preVote ? PRE_VOTE : []),
    ...(hasSnapshot ? SNAPSHOT : []),
    ...(hasTransfer ? (['timeoutNow'] as const) : []),
  ];
}
