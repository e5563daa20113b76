import type { StepOf } from '@/components/lab-shell/run/moment';
import type { Description, Translate } from '@/components/lab-shell/view/texts';
import { type Words, wordsOf } from '@/components/lab-shell/view/words';
import type { RaftCommand } from '@/sim/raft/command';
import type { RaftTypes } from '@/sim/raft/lab';
import type { RaftEvent } from '@/sim/raft/state';
import type { RaftTrace } from '@/sim/raft/trace';
import { deliveryTold } from './describe-delivery';
import { detailsOf } from './describe-details';
import { linkFaultWords, processText } from './fault-words';
import { looks } from './looks';
import { find, type Told, told } from './trace-words';

/** A step as one line, and what followed within it. */
export function describe(step: StepOf<RaftTypes>, t: Translate): Description {
  const say = wordsOf('raft', t);
  const { key, values, look } = stepTold(step, say);
  const summary = say(`trace.${key}`, values);
  // What the line itself says need not follow.
  const details = detailsOf(step.trace, say).filter((detail) => detail !== summary);
  if (look === null) return { summary, details, state: null };
  return { summary, details, state: looks[look].status, icon: looks[look].icon };
}

function stepTold({ cause, trace }: StepOf<RaftTypes>, say: Words): Told {
  if (cause.type === 'start') return told('start', {});
  if (cause.type === 'command') {
    const ignored = find(trace, 'ignored');
    if (ignored !== undefined) return ignoredTold(cause.command, ignored, say);
    // A timeout is the same thing whether it was waited for or asked for.
    if (cause.command.type === 'timeout') return timeoutTold(cause.command.server, trace);
    return commandTold(cause.command, trace, say);
  }
  const { event } = cause;
  switch (event.type) {
    case 'lose': {
      const { from, to, rpc } = event.message;
      return told(event.reason === 'partitioned' ? 'cut' : 'lost', { from, to, type: rpc.type }, 'dropped');
    }
    case 'deliver':
      return deliveryTold(event.message, trace, say);
    case 'electionTimeout':
      return timeoutTold(event.server, trace);
    default:
      return sendingTold(event, trace);
  }
}

/** An election timeout: from a candidate that stays one, its role does not change. */
function timeoutTold(server: string, trace: readonly RaftTrace[]): Told {
  if (find(trace, 'timeout') === undefined) return told('timeoutIdle', { server });
  const entered = find(trace, 'term');
  if (entered === undefined) return told('preVoteStart', { server }, 'candidate');
  const isFirst = find(trace, 'role') !== undefined;
  return told(isFirst ? 'timeout' : 'timeoutAgain', { server, term: entered.data.to }, 'candidate');
}

/** What makes a server send: nothing is sent while it is paused, or while its disk has not caught up. */
function sendingTold(
  event: Extract<RaftEvent, { type: 'heartbeat' | 'rpcTimeout' | 'diskWritten' }>,
  trace: readonly RaftTrace[],
): Told {
  const { server } = event;
  const key = { heartbeat: 'heartbeat', rpcTimeout: 'retry', diskWritten: 'diskWritten' }[event.type];
  const sent = find(trace, 'send');
  if (sent === undefined) return told(`${key}Idle`, { server });
  const to = event.type === 'diskWritten' ? { type: event.rpc.type, to: event.to } : { type: sent.data.type };
  return told(key, { server, ...to }, 'request');
}

/** What a person did. */
function commandTold(
  command: Exclude<RaftCommand, { type: 'timeout' }>,
  trace: readonly RaftTrace[],
  say: Words,
): Told {
  const actor = trace[0]?.actor ?? '';
  switch (command.type) {
    case 'partition':
      return told('partition', { groups: command.groups.map((group) => group.join(' ')).join(' | ') }, 'dropped');
    case 'heal':
      return told('heal', {});
    case 'link': {
      const { from, to } = command;
      const faults = linkFaultWords(command, say).join(', ');
      return told(faults === '' ? 'linkReset' : 'link', { from, to, faults });
    }
    case 'process': {
      const options = processText(command, say);
      return told(options === '' ? 'processReset' : 'process', { server: command.server, options });
    }
    case 'clientRequest':
      return requestTold(actor, trace);
    case 'reconfigure': {
      // The last phase that the step came to is what it is about.
      const entry = trace.findLast((each) => each.kind === 'reconfigure');
      return told(
        `phases.${entry?.data.phase}`,
        { server: actor, servers: entry?.data.servers.join(' ') ?? '' },
        'leader',
      );
    }
    case 'transferLeadership':
      return told('transfer', { server: actor, to: command.to }, 'leader');
    case 'crash':
      return told('crash', { server: command.server }, 'crashed');
    case 'restart':
      return told(command.disk ? 'restart' : 'restartEmpty', { server: command.server }, 'follower');
    case 'pause':
      return told('pause', { server: command.server }, 'paused');
    case 'resume':
      return told('resume', { server: command.server, count: find(trace, 'resume')?.data.waiting ?? 0 });
    case 'snapshot':
      return told('snapshot', { server: command.server, index: find(trace, 'snapshot')?.data.lastIncludedIndex ?? 0 });
  }
}

function requestTold(server: string, trace: readonly RaftTrace[]): Told {
  const taken = find(trace, 'clientRequest');
  if (taken !== undefined) return told('clientRequest', { server, ...taken.data }, 'leader');
  const { value = '', leaderId = null } = find(trace, 'redirect')?.data ?? {};
  return leaderId === null
    ? told('redirectUnknown', { server, value })
    : told('redirect', { server, value, leader: leaderId });
}

function ignoredTold(
  { type }: RaftCommand,
  { actor, data: { reason } }: Extract<RaftTrace, { kind: 'ignored' }>,
  say: Words,
): Told {
  const why = say(`trace.why.${reason === 'leader' && type === 'timeout' ? 'leaderTimeout' : reason}`);
  return reason === 'no-leader' ? told('ignoredAny', { why }) : told('ignored', { server: actor, why });
}
