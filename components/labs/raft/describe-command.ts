import type { Translate } from '@/components/lab-shell/view/texts';
import type { TraceEntry } from '@/sim/core/simulation';
import type { RaftCommand } from '@/sim/raft/command';
import { linkFaultWords, processText } from './fault-words';
import { find, numberIn, type Summary, textIn } from './trace-words';

/** What a person did, as one line. */
export function describeCommand(command: RaftCommand, trace: readonly TraceEntry[], t: Translate): Summary {
  const ignored = find(trace, 'ignored');
  if (ignored !== undefined) return describeIgnored(command, ignored, t);
  switch (command.type) {
    case 'partition': {
      const groups = command.groups.map((group) => group.join(' ')).join(' | ');
      return { summary: t('labs.raft.trace.partition', { groups }), state: 'dropped' };
    }
    case 'heal':
      return { summary: t('labs.raft.trace.heal'), state: null };
    case 'link': {
      const { from, to } = command;
      const faults = linkFaultWords(command, t).join(', ');
      const summary =
        faults === '' ? t('labs.raft.trace.linkReset', { from, to }) : t('labs.raft.trace.link', { from, to, faults });
      return { summary, state: null };
    }
    case 'clientRequest':
      return describeRequest(trace, t);
    case 'reconfigure':
      return describeReconfiguration(trace, t);
    case 'transferLeadership':
      return { summary: t('labs.raft.trace.transfer', { server: actorOf(trace), to: command.to }), state: 'leader' };
    default:
      return describeServerCommand(command, trace, t);
  }
}

type ServerCommand = Exclude<
  RaftCommand,
  { type: 'partition' | 'heal' | 'link' | 'clientRequest' | 'reconfigure' | 'transferLeadership' }
>;

function describeServerCommand(command: ServerCommand, trace: readonly TraceEntry[], t: Translate): Summary {
  const { server } = command;
  switch (command.type) {
    case 'crash':
      return { summary: t('labs.raft.trace.crash', { server }), state: 'crashed' };
    case 'restart':
      return {
        summary: t(command.disk ? 'labs.raft.trace.restart' : 'labs.raft.trace.restartEmpty', { server }),
        state: 'follower',
      };
    case 'pause':
      return { summary: t('labs.raft.trace.pause', { server }), state: 'paused' };
    case 'resume': {
      const count = numberIn(find(trace, 'resume'), 'waiting');
      return { summary: t('labs.raft.trace.resume', { server, count }), state: null };
    }
    case 'process': {
      const options = processText(command, t);
      const summary =
        options === ''
          ? t('labs.raft.trace.processReset', { server })
          : t('labs.raft.trace.process', { server, options });
      return { summary, state: null };
    }
    case 'snapshot': {
      const index = numberIn(find(trace, 'snapshot'), 'lastIncludedIndex');
      return { summary: t('labs.raft.trace.snapshot', { server, index }), state: null };
    }
    case 'timeout':
      return { summary: t('labs.raft.trace.timeoutIdle', { server }), state: null };
  }
}

function describeRequest(trace: readonly TraceEntry[], t: Translate): Summary {
  const taken = find(trace, 'clientRequest');
  const server = actorOf(trace);
  if (taken !== undefined) {
    const words = { server, value: textIn(taken, 'value'), term: numberIn(taken, 'term') };
    return { summary: t('labs.raft.trace.clientRequest', words), state: 'leader' };
  }
  const redirect = find(trace, 'redirect');
  const value = textIn(redirect, 'value');
  const leader = textIn(redirect, 'leaderId');
  const summary =
    leader === ''
      ? t('labs.raft.trace.redirectUnknown', { server, value })
      : t('labs.raft.trace.redirect', { server, value, leader });
  return { summary, state: null };
}

/** The last phase that the step came to is what it is about. */
function describeReconfiguration(trace: readonly TraceEntry[], t: Translate): Summary {
  const entry = trace.findLast((each) => each.kind === 'reconfigure');
  const words = { server: actorOf(trace), servers: serversIn(entry) };
  return { summary: phaseText(textIn(entry, 'phase'), words, t), state: 'leader' };
}

/** A phase of a membership change (§6) in words. */
export function phaseText(phase: string, words: { server: string; servers: string }, t: Translate): string {
  if (phase === 'C_old,new') return t('labs.raft.trace.joint', words);
  return phase === 'C_new' ? t('labs.raft.trace.newConfiguration', words) : t('labs.raft.trace.catchingUp', words);
}

export function serversIn(entry: TraceEntry | undefined): string {
  const servers = entry?.data?.servers;
  return Array.isArray(servers) ? servers.join(' ') : '';
}

function actorOf(trace: readonly TraceEntry[]): string {
  return trace[0]?.actor ?? '';
}

const REASONS = {
  crashed: 'crashed',
  running: 'running',
  leader: 'leader',
  paused: 'paused',
  'not-paused': 'notPaused',
  'not-a-member': 'notMember',
  'no-leader': 'noLeader',
  transferring: 'transferring',
  'log-full': 'logFull',
  'nothing-new': 'nothingNew',
  'change-in-progress': 'changeInProgress',
} as const;

function isReason(reason: string): reason is keyof typeof REASONS {
  return Object.hasOwn(REASONS, reason);
}

function describeIgnored(command: RaftCommand, ignored: TraceEntry, t: Translate): Summary {
  const given = textIn(ignored, 'reason');
  const key = isReason(given) ? REASONS[given] : 'nothingNew';
  const isTimeoutOfLeader = key === 'leader' && command.type === 'timeout';
  const why = t(`labs.raft.trace.why.${isTimeoutOfLeader ? 'leaderTimeout' : key}`);
  if (key === 'noLeader') return { summary: t('labs.raft.trace.ignoredAny', { why }), state: null };
  return { summary: t('labs.raft.trace.ignored', { server: ignored.actor, why }), state: null };
}
