import { LOST_AT, type MessageParts, type QueuedMessage } from '@/components/lab-shell/view/derive-messages';
import type { RaftTypes } from '@/sim/raft/lab';
import { isRunning, type RaftEvent, type RaftState, type Rpc } from '@/sim/raft/state';
import { aboutRpc } from './story';

/** How Raft's messages look on their way: requests, and replies by what they say. */
export const messageKinds = {
  requestVote: { shape: 'diamond', status: 'pending' },
  voteGranted: { shape: 'check', status: 'success' },
  voteDenied: { shape: 'cross', status: 'failure' },
  preVote: { shape: 'diamond-hollow', status: 'pending' },
  preVoteGranted: { shape: 'diamond-check', status: 'success' },
  preVoteDenied: { shape: 'diamond-cross', status: 'failure' },
  heartbeat: { shape: 'square', status: 'ok' },
  appendEntries: { shape: 'square-lines', status: 'ok' },
  appendAccepted: { shape: 'ring', status: 'active' },
  appendRefused: { shape: 'ring-cross', status: 'active' },
  installSnapshot: { shape: 'hexagon', status: 'ok' },
  snapshotReply: { shape: 'hexagon-check', status: 'active' },
  timeoutNow: { shape: 'triangle', status: 'success' },
} as const satisfies MessageParts<RaftTypes>['kinds'];

export type RaftMessageKind = keyof typeof messageKinds;

/** Messages wait in the queue as deliveries, or as losses on the way, which the simulation lets happen half-way. */
export function messageOf(event: RaftEvent): QueuedMessage | null {
  if (event.type !== 'deliver' && event.type !== 'lose') return null;
  const { id, from, to, sentTick, rpc } = event.message;
  const reach = event.type === 'deliver' ? 1 : LOST_AT;
  return { id, from, to, sentTick, kind: kindOf(rpc), about: aboutRpc(rpc), label: labelOf(rpc), body: rpc, reach };
}

/** The values that it carries; the first of several. */
function labelOf(rpc: Rpc): string {
  if (rpc.type !== 'AppendEntries') return '';
  const [first, ...rest] = rpc.entries.map(({ value }) => value);
  return rest.length === 0 ? (first ?? '') : `${first} +${rest.length}`;
}

/** An AppendEntries without entries is a heartbeat (§5.2). */
function kindOf(rpc: Rpc): RaftMessageKind {
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

const PRE_VOTE: readonly string[] = ['preVote', 'preVoteGranted', 'preVoteDenied'];
const SNAPSHOT: readonly string[] = ['installSnapshot', 'snapshotReply'];

/** The kinds that can be on their way in this run as it stands: some need an option, a snapshot, or a handing over. */
export function kindsThatOccur({ config, servers }: RaftState): readonly string[] {
  const hasSnapshot = servers.some(({ persistent }) => persistent.snapshot !== null);
  const hasTransfer = servers.some(
    (server) => isRunning(server) && (server.volatile.leader?.transfer ?? null) !== null,
  );
  return Object.keys(messageKinds).filter((kind) => {
    if (PRE_VOTE.includes(kind)) return config.preVote;
    if (SNAPSHOT.includes(kind)) return hasSnapshot;
    return kind !== 'timeoutNow' || hasTransfer;
  });
}
