import type { Words } from '@/components/lab-shell/view/words';
import type { AppendEntries, Message } from '@/sim/raft/state';
import type { RaftTrace } from '@/sim/raft/trace';
import { find, type Told, told } from './trace-words';

/** Between whom a message went. */
type Parties = { readonly server: string; readonly from: string };

const drops: Readonly<Record<string, string>> = { partitioned: 'cut', 'inbox-full': 'inboxFull' };

/** A message's arrival. */
export function deliveryTold(message: Message, trace: readonly RaftTrace[], say: Words): Told {
  const { from, to: server, rpc } = message;
  const words = { from, to: server, server, type: rpc.type };
  const dropped = find(trace, 'drop');
  if (dropped !== undefined) return told(drops[dropped.data.reason] ?? 'unreceived', words, 'dropped');
  // A paused server has not even received it yet.
  if (find(trace, 'receive') === undefined) return told('waits', words, 'paused');
  const received = receiptTold(message, trace, say);
  const role = find(trace, 'role');
  if (role?.data.to !== 'follower') return received;
  const summary = say(`trace.${received.key}`, received.values);
  return told('stepsDown', { summary, term: role.data.term }, 'follower');
}

function receiptTold({ from, to: server, rpc }: Message, trace: readonly RaftTrace[], say: Words): Told {
  const parties = { server, from };
  switch (rpc.type) {
    case 'RequestVote': {
      const vote = find(trace, 'vote');
      if (vote?.data.granted === true) {
        return told('voted', { server, candidate: from, term: vote.data.term }, 'voteGranted');
      }
      return told('refused', { server, candidate: from, why: denial(vote?.data.reason, say) }, 'voteDenied');
    }
    case 'PreVote': {
      const vote = find(trace, 'preVote');
      if (vote?.data.granted === true) return told('preVoted', { server, candidate: from }, 'voteGranted');
      return told('preRefused', { server, candidate: from, why: denial(vote?.data.reason, say) }, 'voteDenied');
    }
    case 'RequestVoteReply':
      if (find(trace, 'role')?.data.to === 'leader') return told('won', { server, term: rpc.term }, 'leader');
      return rpc.voteGranted ? told('gotVote', parties, 'voteGranted') : told('gotRefusal', parties, 'voteDenied');
    case 'PreVoteReply':
      if (find(trace, 'vote') !== undefined) {
        return told('preVoteWon', { server, term: find(trace, 'term')?.data.to ?? 0 }, 'candidate');
      }
      return rpc.voteGranted
        ? told('gotPreVote', parties, 'voteGranted')
        : told('gotPreRefusal', parties, 'voteDenied');
    case 'AppendEntries':
      return appendTold(parties, rpc, trace, say);
    case 'AppendEntriesReply':
      if (!rpc.success) {
        const isSentAgain = find(trace, 'send') !== undefined;
        return commitTold(server, trace) ?? told(isSentAgain ? 'backsOff' : 'gotAppendRefusal', parties, 'reply');
      }
      return (
        commitTold(server, trace) ??
        (rpc.matchIndex === 0
          ? told('gotReply', parties, 'reply')
          : told('gotMatch', { ...parties, index: rpc.matchIndex }, 'reply'))
      );
    case 'InstallSnapshot': {
      const installed = find(trace, 'installSnapshot');
      if (installed !== undefined) {
        return told('installed', { ...parties, index: installed.data.lastIncludedIndex }, 'request');
      }
      const isStale = (find(trace, 'send')?.data.term ?? 0) > rpc.term;
      return told(isStale ? 'staleSnapshot' : 'snapshotKnown', parties, 'request');
    }
    case 'InstallSnapshotReply':
      return commitTold(server, trace) ?? told('gotSnapshotReply', parties, 'reply');
    case 'TimeoutNow': {
      const entered = find(trace, 'vote') === undefined ? undefined : trace.findLast(({ kind }) => kind === 'term');
      if (entered?.kind !== 'term') return told('timeoutNowStale', parties);
      return told('timeoutNow', { ...parties, term: entered.data.to }, 'candidate');
    }
  }
}

/** Why a vote was denied: for a stale term no vote was looked at. */
function denial(reason: string | undefined, say: Words): string {
  return say(`trace.denied.${reason ?? 'stale-term'}`);
}

function appendTold(parties: Parties, rpc: AppendEntries, trace: readonly RaftTrace[], say: Words): Told {
  const { prevLogIndex, prevLogTerm, entries, term } = rpc;
  const reply = trace.flatMap((each) =>
    each.kind === 'send' && each.data.type === 'AppendEntriesReply' ? [each.data] : [],
  )[0];
  if (reply?.success === false) {
    if (reply.term > term) return told('staleAppend', parties, 'request');
    return told('inconsistent', { ...parties, index: prevLogIndex, term: prevLogTerm }, 'request');
  }
  if (entries.length === 0) return told('gotHeartbeat', parties, 'request');
  const first = prevLogIndex + 1;
  const last = prevLogIndex + entries.length;
  const values = valuesText(entries.map(({ value }) => (value === '' ? say('trace.noOp') : value)));
  const range = say(first === last ? 'trace.oneEntry' : 'trace.entryRange', { values, first, last });
  return told('gotEntries', { ...parties, range }, 'request');
}

const VALUES_NAMED = 3;

function valuesText(values: readonly string[]): string {
  return values.length <= VALUES_NAMED ? values.join(', ') : `${values.slice(0, VALUES_NAMED).join(', ')} …`;
}

/** What a leader has just found on a quorum; null when nothing. */
function commitTold(server: string, trace: readonly RaftTrace[]): Told | null {
  const commit = find(trace, 'commit');
  return commit === undefined ? null : told('committed', { server, index: commit.data.to }, 'voteGranted');
}
