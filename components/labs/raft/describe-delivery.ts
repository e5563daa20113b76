import type { Translate } from '@/components/lab-shell/view/texts';
import type { TraceEntry } from '@/sim/core/simulation';
import type {
  AppendEntries,
  AppendEntriesReply,
  InstallSnapshot,
  Message,
  PreVoteReply,
  RequestVoteReply,
} from '@/sim/raft/state';
import { find, numberIn, type Summary, textIn } from './trace-words';

/** Between whom a message went. */
type Parties = { readonly server: string; readonly from: string };

/** A message's arrival as one line. */
export function describeDelivery(message: Message, trace: readonly TraceEntry[], t: Translate): Summary {
  const { from, to: server, rpc } = message;
  const dropped = find(trace, 'drop');
  if (dropped !== undefined) return describeDrop(message, textIn(dropped, 'reason'), t);
  // A paused server has not even received it yet.
  if (find(trace, 'receive') === undefined) {
    return { summary: t('labs.raft.trace.waits', { from, server, type: rpc.type }), state: 'paused' };
  }
  const received = describeReceipt(message, trace, t);
  const role = find(trace, 'role');
  if (role?.data?.to !== 'follower') return received;
  const term = numberIn(role, 'term');
  return { summary: t('labs.raft.trace.stepsDown', { summary: received.summary, term }), state: 'follower' };
}

function describeDrop({ from, to, rpc: { type } }: Message, reason: string, t: Translate): Summary {
  const state = 'dropped';
  if (reason === 'partitioned') return { summary: t('labs.raft.trace.cut', { from, to, type }), state };
  if (reason === 'inbox-full') return { summary: t('labs.raft.trace.inboxFull', { server: to, from, type }), state };
  return { summary: t('labs.raft.trace.unreceived', { server: to, from, type }), state };
}

function describeReceipt({ from, to: server, rpc }: Message, trace: readonly TraceEntry[], t: Translate): Summary {
  const parties = { server, from };
  switch (rpc.type) {
    case 'RequestVote':
      return describeVote(server, from, find(trace, 'vote'), t);
    case 'PreVote':
      return describePreVote(server, from, find(trace, 'preVote'), t);
    case 'RequestVoteReply':
      return describeVoteReply(parties, rpc, trace, t);
    case 'PreVoteReply':
      return describePreVoteReply(parties, rpc, trace, t);
    case 'AppendEntries':
      return describeAppend(parties, rpc, trace, t);
    case 'AppendEntriesReply':
      return describeAppendReply(parties, rpc, trace, t);
    case 'InstallSnapshot':
      return describeSnapshot(parties, rpc, trace, t);
    case 'InstallSnapshotReply':
      return (
        describeCommit(server, trace, t) ?? { summary: t('labs.raft.trace.gotSnapshotReply', parties), state: 'reply' }
      );
    case 'TimeoutNow': {
      const entered = find(trace, 'vote') === undefined ? undefined : trace.findLast(({ kind }) => kind === 'term');
      if (entered === undefined) return { summary: t('labs.raft.trace.timeoutNowStale', parties), state: null };
      return {
        summary: t('labs.raft.trace.timeoutNow', { ...parties, term: numberIn(entered, 'to') }),
        state: 'candidate',
      };
    }
  }
}

function refusalText(entry: TraceEntry | undefined, t: Translate): string {
  switch (textIn(entry, 'reason')) {
    case 'already-voted':
      return t('labs.raft.trace.alreadyVoted');
    case 'log-behind':
      return t('labs.raft.trace.logBehind');
    case 'leader-alive':
      return t('labs.raft.trace.leaderAlive');
    default:
      return t('labs.raft.trace.staleTerm');
  }
}

function describeVote(server: string, candidate: string, vote: TraceEntry | undefined, t: Translate): Summary {
  if (vote?.data?.granted === true) {
    const term = numberIn(vote, 'term');
    return { summary: t('labs.raft.trace.voted', { server, candidate, term }), state: 'voteGranted' };
  }
  return {
    summary: t('labs.raft.trace.refused', { server, candidate, why: refusalText(vote, t) }),
    state: 'voteDenied',
  };
}

function describePreVote(server: string, candidate: string, vote: TraceEntry | undefined, t: Translate): Summary {
  if (vote?.data?.granted === true) {
    return { summary: t('labs.raft.trace.preVoted', { server, candidate }), state: 'voteGranted' };
  }
  return {
    summary: t('labs.raft.trace.preRefused', { server, candidate, why: refusalText(vote, t) }),
    state: 'voteDenied',
  };
}

function describeVoteReply(
  parties: Parties,
  rpc: RequestVoteReply,
  trace: readonly TraceEntry[],
  t: Translate,
): Summary {
  if (find(trace, 'role')?.data?.to === 'leader') {
    return { summary: t('labs.raft.trace.won', { server: parties.server, term: rpc.term }), state: 'leader' };
  }
  return rpc.voteGranted
    ? { summary: t('labs.raft.trace.gotVote', parties), state: 'voteGranted' }
    : { summary: t('labs.raft.trace.gotRefusal', parties), state: 'voteDenied' };
}

function describePreVoteReply(
  parties: Parties,
  rpc: PreVoteReply,
  trace: readonly TraceEntry[],
  t: Translate,
): Summary {
  if (find(trace, 'vote') !== undefined) {
    const term = numberIn(find(trace, 'term'), 'to');
    return { summary: t('labs.raft.trace.preVoteWon', { server: parties.server, term }), state: 'candidate' };
  }
  return rpc.voteGranted
    ? { summary: t('labs.raft.trace.gotPreVote', parties), state: 'voteGranted' }
    : { summary: t('labs.raft.trace.gotPreRefusal', parties), state: 'voteDenied' };
}

function describeAppend(parties: Parties, rpc: AppendEntries, trace: readonly TraceEntry[], t: Translate): Summary {
  const reply = trace.find(({ kind, data }) => kind === 'send' && data?.type === 'AppendEntriesReply');
  const state = 'request';
  if (reply?.data?.success === false) {
    if (numberIn(reply, 'term') > rpc.term) return { summary: t('labs.raft.trace.staleAppend', parties), state };
    const words = { ...parties, index: rpc.prevLogIndex, term: rpc.prevLogTerm };
    return { summary: t('labs.raft.trace.inconsistent', words), state };
  }
  if (rpc.entries.length === 0) return { summary: t('labs.raft.trace.gotHeartbeat', parties), state };
  const first = rpc.prevLogIndex + 1;
  const last = rpc.prevLogIndex + rpc.entries.length;
  const range =
    first === last ? t('labs.raft.trace.oneEntry', { first }) : t('labs.raft.trace.entryRange', { first, last });
  return { summary: t('labs.raft.trace.gotEntries', { ...parties, range }), state };
}

/** What a leader has just found on a quorum; null when nothing. */
function describeCommit(server: string, trace: readonly TraceEntry[], t: Translate): Summary | null {
  const commit = find(trace, 'commit');
  if (commit === undefined) return null;
  return { summary: t('labs.raft.trace.committed', { server, index: numberIn(commit, 'to') }), state: 'voteGranted' };
}

function describeAppendReply(
  parties: Parties,
  rpc: AppendEntriesReply,
  trace: readonly TraceEntry[],
  t: Translate,
): Summary {
  const committed = describeCommit(parties.server, trace, t);
  if (committed !== null) return committed;
  const state = 'reply';
  if (!rpc.success) {
    const isSentAgain = find(trace, 'send') !== undefined;
    return {
      summary: t(isSentAgain ? 'labs.raft.trace.backsOff' : 'labs.raft.trace.gotAppendRefusal', parties),
      state,
    };
  }
  if (rpc.matchIndex === 0) return { summary: t('labs.raft.trace.gotReply', parties), state };
  return { summary: t('labs.raft.trace.gotMatch', { ...parties, index: rpc.matchIndex }), state };
}

function describeSnapshot(parties: Parties, rpc: InstallSnapshot, trace: readonly TraceEntry[], t: Translate): Summary {
  const state = 'request';
  const installed = find(trace, 'installSnapshot');
  if (installed !== undefined) {
    const index = numberIn(installed, 'lastIncludedIndex');
    return { summary: t('labs.raft.trace.installed', { ...parties, index }), state };
  }
  const reply = find(trace, 'send');
  const isStale = numberIn(reply, 'term') > rpc.term;
  return { summary: t(isStale ? 'labs.raft.trace.staleSnapshot' : 'labs.raft.trace.snapshotKnown', parties), state };
}
