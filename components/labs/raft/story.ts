import type { News, Telling } from '@/components/lab-shell/view/lab-view';
import type { StepRecord } from '@/sim/core/engine';
import type { RaftCommand } from '@/sim/raft/command';
import type { RaftEvent, Rpc } from '@/sim/raft/state';
import type { RaftTrace } from '@/sim/raft/trace';

/** Entries are followed by their place in the log: two clients may ask for the same value. */
const entryAt = (index: number) => `log ${index}`;
const election = (term: number) => `election ${term}`;

/** What is told whatever entry or election the caption follows. */
const INTERRUPTING: readonly RaftTrace['kind'][] = [
  'crash',
  'restart',
  'pause',
  'resume',
  'partition',
  'heal',
  'link',
  'process',
  'role',
  'timeout',
  'clientRequest',
  'redirect',
  'truncate',
  'snapshot',
  'installSnapshot',
  'reconfigure',
  'transfer',
  'transferGivenUp',
];

/** The entries or the election that a message carries or answers for; none for a heartbeat and its reply. */
export function aboutRpc(rpc: Rpc): readonly string[] {
  switch (rpc.type) {
    case 'AppendEntries':
      return rpc.entries.map((_, position) => entryAt(rpc.prevLogIndex + 1 + position));
    case 'AppendEntriesReply':
      return rpc.success && rpc.matchIndex > 0 ? [entryAt(rpc.matchIndex)] : [];
    case 'RequestVote':
    case 'PreVote':
    case 'RequestVoteReply':
    case 'PreVoteReply':
    case 'TimeoutNow':
      return [election(rpc.term)];
    default:
      return [];
  }
}

function aboutEntry(entry: RaftTrace): readonly string[] {
  switch (entry.kind) {
    case 'send':
    case 'receive':
      return aboutRpc(entry.data);
    case 'vote':
    case 'preVote':
      return [election(entry.data.term)];
    case 'role':
      return entry.data.to === 'follower' ? [] : [election(entry.data.term)];
    case 'commit':
      return [entryAt(entry.data.to)];
    default:
      return [];
  }
}

/** A receiver tells what it does with what it was sent: with a heartbeat, and with a reply that repeats what is known, nothing. */
function isNews({ cause, trace }: StepRecord<RaftCommand, RaftEvent, RaftTrace>): boolean {
  if (trace.some(({ kind }) => INTERRUPTING.includes(kind))) return true;
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return false;
  if (!trace.some(({ kind }) => kind === 'receive')) return false;
  const { rpc } = cause.event.message;
  if (rpc.type === 'AppendEntriesReply' && !rpc.success) return true;
  const isRefusal = trace.some(({ kind, data }) => kind === 'send' && Object(data).success === false);
  return isRefusal || aboutRpc(rpc).length > 0;
}

/** What a step is for a reader. An election is over when it is won, an entry when it is committed. */
export function tell(step: StepRecord<RaftCommand, RaftEvent, RaftTrace>): Telling {
  if (step.cause.type === 'start' || step.trace.length === 0) return 'housekeeping';
  if (step.cause.type !== 'command' && !isNews(step)) return 'routine';
  const { trace } = step;
  const isWon = trace.some((entry) => entry.kind === 'role' && entry.data.to === 'leader');
  const commits = trace.filter(({ kind }) => kind === 'commit');
  const ends: News['ends'] = [
    ...(isWon ? trace.filter(({ kind }) => kind === 'role').flatMap(aboutEntry) : []),
    ...commits.flatMap(aboutEntry),
  ];
  const main = trace.filter(({ kind }) => kind !== 'send');
  return {
    about: [...new Set([...main.flatMap(aboutEntry), ...trace.flatMap(aboutEntry)])],
    ends,
    kind: trace[0]?.kind === 'receive' ? trace[0].data.type : (trace[0]?.kind ?? ''),
    isLasting: false,
    isKey: step.cause.type === 'command' || trace.some(({ kind }) => INTERRUPTING.includes(kind)),
  };
}
