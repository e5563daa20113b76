import type { Description, LabMark, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { Json, TraceEntry } from '@/sim/core/simulation';
import type { RaftCommand } from '@/sim/raft/command';
import type { Message, RaftEvent } from '@/sim/raft/state';

type Step = StepRecord<RaftCommand, RaftEvent>;
type Summary = Pick<Description, 'summary' | 'state'>;

/** A step as one line, and what followed within it. */
export function describe(step: Step, t: Translate): Description {
  return { ...summarise(step, t), details: details(step.trace, t) };
}

function summarise(step: Step, t: Translate): Summary {
  const { cause, trace } = step;
  if (cause.type === 'start') return { summary: t('raft.trace.start'), state: null };
  if (cause.type === 'command') return summariseCommand(cause.command, trace, t);
  const { event } = cause;
  if (event.type === 'lose') {
    const { from, to, rpc } = event.message;
    return { summary: t('raft.trace.lost', { from, to, type: rpc.type }), state: 'dropped' };
  }
  if (event.type === 'deliver') return summariseDelivery(event.message, trace, t);
  const { server } = event;
  if (event.type === 'heartbeat') return { summary: t('raft.trace.heartbeat', { server }), state: 'request' };
  if (event.type === 'rpcTimeout') return { summary: t('raft.trace.retry', { server }), state: 'request' };
  return timedOut(server, trace, t);
}

function summariseCommand(command: RaftCommand, trace: readonly TraceEntry[], t: Translate): Summary {
  const { server } = command;
  const ignored = find(trace, 'ignored');
  if (ignored !== undefined) {
    const reason = ignored.data?.reason;
    if (reason === 'leader') return { summary: t('raft.trace.ignoredLeader', { server }), state: null };
    if (reason === 'running') return { summary: t('raft.trace.ignoredRunning', { server }), state: null };
    return { summary: t('raft.trace.ignoredCrashed', { server }), state: null };
  }
  if (command.type === 'crash') return { summary: t('raft.trace.crash', { server }), state: 'crashed' };
  if (command.type === 'timeout') return timedOut(server, trace, t);
  const summary = command.disk ? t('raft.trace.restart', { server }) : t('raft.trace.restartEmpty', { server });
  return { summary, state: 'follower' };
}

function timedOut(server: string, trace: readonly TraceEntry[], t: Translate): Summary {
  const term = numberIn(find(trace, 'term'), 'to');
  // A candidate that times out stays one: its role does not change.
  const isFirst = find(trace, 'role') !== undefined;
  const summary = isFirst ? t('raft.trace.timeout', { server, term }) : t('raft.trace.timeoutAgain', { server, term });
  return { summary, state: 'candidate' };
}

function summariseDelivery(message: Message, trace: readonly TraceEntry[], t: Translate): Summary {
  const { from, to: server, rpc } = message;
  if (find(trace, 'drop') !== undefined) {
    return { summary: t('raft.trace.unreceived', { from, server, type: rpc.type }), state: 'dropped' };
  }
  const received = summariseReceipt(message, trace, t);
  const role = find(trace, 'role');
  const stepsDown = role?.data?.to === 'follower';
  if (!stepsDown) return received;
  const term = numberIn(role, 'term');
  return { summary: t('raft.trace.stepsDown', { summary: received.summary, term }), state: 'follower' };
}

function summariseReceipt({ from, to: server, rpc }: Message, trace: readonly TraceEntry[], t: Translate): Summary {
  switch (rpc.type) {
    case 'RequestVote':
      return summariseVote(server, from, find(trace, 'vote'), t);
    case 'RequestVoteReply':
      if (find(trace, 'role')?.data?.to === 'leader') {
        return { summary: t('raft.trace.won', { server, term: rpc.term }), state: 'leader' };
      }
      return rpc.voteGranted
        ? { summary: t('raft.trace.gotVote', { server, from }), state: 'voteGranted' }
        : { summary: t('raft.trace.gotRefusal', { server, from }), state: 'voteDenied' };
    case 'AppendEntries': {
      const reply = trace.find((entry) => entry.kind === 'send' && entry.data?.type === 'AppendEntriesReply');
      const isStale = numberIn(reply, 'term') > rpc.term;
      return isStale
        ? { summary: t('raft.trace.staleHeartbeat', { server, from }), state: 'request' }
        : { summary: t('raft.trace.gotHeartbeat', { server, from }), state: 'request' };
    }
    case 'AppendEntriesReply':
      return { summary: t('raft.trace.gotReply', { server, from }), state: 'reply' };
  }
}

function summariseVote(server: string, candidate: string, vote: TraceEntry | undefined, t: Translate): Summary {
  const term = numberIn(vote, 'term');
  if (vote?.data?.granted === true) {
    return { summary: t('raft.trace.voted', { server, candidate, term }), state: 'voteGranted' };
  }
  const reason = vote?.data?.reason;
  const why =
    reason === 'already-voted'
      ? t('raft.trace.alreadyVoted')
      : reason === 'log-behind'
        ? t('raft.trace.logBehind')
        : t('raft.trace.staleTerm');
  return { summary: t('raft.trace.refused', { server, candidate, why }), state: 'voteDenied' };
}

/** What changed and what was sent, one line each; messages of one type to several servers share a line. */
function details(trace: readonly TraceEntry[], t: Translate): readonly string[] {
  const lines: string[] = [];
  const receiversByType = new Map<string, string[]>();
  for (const entry of trace) {
    const { kind, actor: server, peer, data } = entry;
    if (kind === 'term')
      lines.push(t('raft.trace.term', { server, from: numberIn(entry, 'from'), to: numberIn(entry, 'to') }));
    else if (kind === 'role')
      lines.push(t('raft.trace.role', { server, from: roleName(data?.from, t), to: roleName(data?.to, t) }));
    else if (kind === 'vote' && peer === server) lines.push(t('raft.trace.votedForItself', { server }));
    else if (kind === 'send' && peer !== undefined && typeof data?.type === 'string') {
      receiversByType.set(data.type, [...(receiversByType.get(data.type) ?? []), peer]);
    }
  }
  for (const [type, receivers] of receiversByType)
    lines.push(t('raft.trace.sent', { type, receivers: receivers.join(', ') }));
  return lines;
}

function roleName(role: Json | undefined, t: Translate): string {
  return role === 'leader' || role === 'candidate' ? t(`ui.states.${role}`) : t('ui.states.follower');
}

function find(trace: readonly TraceEntry[], kind: string): TraceEntry | undefined {
  return trace.find((entry) => entry.kind === kind);
}

function numberIn(entry: TraceEntry | undefined, key: string): number {
  const value = entry?.data?.[key];
  return typeof value === 'number' ? value : 0;
}

const WEIGHTS: Readonly<Partial<Record<LabState, number>>> = { crashed: 5, leader: 4, candidate: 3, follower: 2 };

/** Elections, changes of role, crashes and restarts are worth a mark. */
export function mark({ trace }: Step): LabMark | null {
  const state = markState(trace);
  return state === null ? null : { state, weight: WEIGHTS[state] ?? 1 };
}

function markState(trace: readonly TraceEntry[]): LabState | null {
  if (find(trace, 'crash') !== undefined) return 'crashed';
  if (find(trace, 'restart') !== undefined) return 'follower';
  if (find(trace, 'timeout') !== undefined) return 'candidate';
  const role = find(trace, 'role')?.data?.to;
  return role === 'leader' || role === 'follower' ? role : null;
}
