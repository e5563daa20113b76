import type { Description, Translate } from '@/components/lab-shell/view/texts';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import type { RaftCommand } from '@/sim/raft/command';
import type { RaftEvent } from '@/sim/raft/state';
import { describeCommand } from './describe-command';
import { describeDelivery } from './describe-delivery';
import { describeDetails } from './describe-details';
import { looks } from './looks';
import { find, numberIn, type Summary, textIn } from './trace-words';

/** A step as one line, and what followed within it. */
export function describe(step: StepRecord<RaftCommand, RaftEvent>, t: Translate): Description {
  const { summary, state } = summarise(step, t);
  // What the line itself says need not follow.
  const details = describeDetails(step.trace, t).filter((detail) => detail !== summary);
  if (state === null) return { summary, details, state };
  const { status, icon } = looks[state];
  return { summary, details, state: status, icon };
}

function summarise({ cause, trace }: StepRecord<RaftCommand, RaftEvent>, t: Translate): Summary {
  if (cause.type === 'start') return { summary: t('labs.raft.trace.start'), state: null };
  if (cause.type === 'command') {
    // A timeout is the same thing whether it was waited for or asked for.
    const isElapsed = cause.command.type === 'timeout' && find(trace, 'ignored') === undefined;
    return isElapsed ? describeTimeout(cause.command.server, trace, t) : describeCommand(cause.command, trace, t);
  }
  const { event } = cause;
  switch (event.type) {
    case 'lose': {
      const { from, to, rpc } = event.message;
      const words = { from, to, type: rpc.type };
      const summary =
        event.reason === 'partitioned' ? t('labs.raft.trace.cut', words) : t('labs.raft.trace.lost', words);
      return { summary, state: 'dropped' };
    }
    case 'deliver':
      return describeDelivery(event.message, trace, t);
    case 'electionTimeout':
      return describeTimeout(event.server, trace, t);
    default:
      return describeSending(event, trace, t);
  }
}

/** An election timeout: from a candidate that stays one, its role does not change. */
function describeTimeout(server: string, trace: readonly TraceEntry[], t: Translate): Summary {
  if (find(trace, 'timeout') === undefined)
    return { summary: t('labs.raft.trace.timeoutIdle', { server }), state: null };
  const entered = find(trace, 'term');
  if (entered === undefined) return { summary: t('labs.raft.trace.preVoteStart', { server }), state: 'candidate' };
  const words = { server, term: numberIn(entered, 'to') };
  const isFirst = find(trace, 'role') !== undefined;
  const summary = isFirst ? t('labs.raft.trace.timeout', words) : t('labs.raft.trace.timeoutAgain', words);
  return { summary, state: 'candidate' };
}

type SendingEvent = Extract<RaftEvent, { type: 'heartbeat' | 'rpcTimeout' | 'diskWritten' }>;

/** What makes a server send: nothing is sent while it is paused, or while its disk has not caught up. */
function describeSending(event: SendingEvent, trace: readonly TraceEntry[], t: Translate): Summary {
  const { server } = event;
  const sent = find(trace, 'send');
  const isIdle = sent === undefined;
  const state = isIdle ? null : 'request';
  if (event.type === 'heartbeat') {
    return { summary: t(isIdle ? 'labs.raft.trace.heartbeatIdle' : 'labs.raft.trace.heartbeat', { server }), state };
  }
  if (event.type === 'rpcTimeout') {
    if (isIdle) return { summary: t('labs.raft.trace.retryIdle', { server }), state };
    return { summary: t('labs.raft.trace.retry', { server, type: textIn(sent, 'type') }), state };
  }
  if (isIdle) return { summary: t('labs.raft.trace.diskWrittenIdle', { server }), state };
  return { summary: t('labs.raft.trace.diskWritten', { server, type: event.rpc.type, to: event.to }), state };
}
