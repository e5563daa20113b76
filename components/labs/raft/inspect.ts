import type { Fields, ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import { TICKS_PER_MILLISECOND } from '@/sim/raft/config';
import { quorumSize } from '@/sim/raft/configuration';
import {
  type Configuration,
  isPaused,
  isRunning,
  type LeaderState,
  lastLogIndex,
  type Machine,
  type RaftState,
  type RunningServer,
  type Server,
  snapshotIndex,
  type Timer,
} from '@/sim/raft/state';
import { processText } from './fault-words';
import { looks } from './looks';
import { clusterConfiguration, membershipOf } from './server-data';

/** Entries of a log that the inspector lists; earlier ones are counted. */
const ENTRIES_LISTED = 40;

/** Figure 2's state of one server, under Figure 2's names, and what an implementation keeps beside it. */
export function tablesOf(state: RaftState, itemId: string, say: Words): Readonly<Record<string, Fields>> {
  const server = state.servers.find((each) => each.id === itemId);
  if (server === undefined) return {};
  const { currentTerm, votedFor, snapshot } = server.persistent;
  const { servers, next, index } = server.configuration;
  const leader = server.volatile?.leader ?? null;
  return {
    disk: { currentTerm, votedFor, lastLogIndex: lastLogIndex(server) },
    memory: isRunning(server) ? memoryOf(state, server, say) : { role: say('inspector.lost') },
    ...(leader === null ? {} : { leader: leadershipOf(leader, say) }),
    log: logOf(server, say),
    ...(snapshot === null
      ? {}
      : {
          snapshot: {
            lastIncludedIndex: snapshot.lastIncludedIndex,
            lastIncludedTerm: snapshot.lastIncludedTerm,
            lastConfig: configurationText(snapshot.configuration),
            data: machineText(snapshot.machine),
          },
        }),
    configuration: {
      ...(next === null ? { servers: servers.join(', ') } : { C_old: servers.join(', '), C_new: next.join(', ') }),
      index: index === 0 ? null : index,
    },
    ...conditionsOf(state, server, say),
  };
}

function memoryOf(state: RaftState, server: RunningServer, say: Words): Fields {
  const { role, isPreVote, leaderId, commitIndex, lastApplied, electionTimer, machine, disk } = server.volatile;
  return {
    role: isPreVote ? 'pre-candidate' : role,
    leaderId,
    commitIndex,
    lastApplied,
    votesGranted: role === 'candidate' ? votesText(state, server) : null,
    electionTimeout: electionTimer === null ? null : timerText(electionTimer, say),
    stateMachine: machineText(machine),
    ...(disk === null ? {} : { diskWrite: say('inspector.diskWrite', { done: milliseconds(disk.doneTick) }) }),
  };
}

/** The votes, and how many count for each half of the configuration. */
function votesText(state: RaftState, { configuration, volatile }: RunningServer): string {
  const { votesGranted } = volatile;
  const halves = configuration.next === null ? [configuration.servers] : [configuration.servers, configuration.next];
  const counts = halves.map((servers) => {
    const granted = servers.filter((id) => votesGranted.includes(id)).length;
    return `${granted}/${quorumSize(state, servers.length)}`;
  });
  return `${votesGranted.join(', ')} (${counts.join(', ')})`;
}

function leadershipOf({ nextIndex, matchIndex, wanted, transfer }: LeaderState, say: Words): Fields {
  return {
    'nextIndex[]': indexText(nextIndex),
    'matchIndex[]': indexText(matchIndex),
    ...(wanted === null ? {} : { wanted: wanted.join(', ') }),
    ...(transfer === null
      ? {}
      : { transfer: say('inspector.transfer', { to: transfer.to, told: String(transfer.isTold) }) }),
  };
}

/** One row per entry, the last ones of a long log. */
function logOf(server: Server, say: Words): Fields {
  const { log } = server.persistent;
  if (log.length === 0) return { 'log[]': say('inspector.empty') };
  const offset = snapshotIndex(server);
  const commitIndex = server.volatile?.commitIndex ?? 0;
  const hidden = Math.max(0, log.length - ENTRIES_LISTED);
  const rows = log.slice(hidden).map(({ term, value }, position) => {
    const index = offset + hidden + position + 1;
    const key = index <= commitIndex ? 'inspector.entryCommitted' : 'inspector.entry';
    return [`[${index}]`, say(key, { term, value: value === '' ? say('inspector.noOp') : value })] as const;
  });
  if (hidden === 0) return rows;
  const range = say('inspector.earlier', { first: offset + 1, last: offset + hidden });
  return [[range, say('inspector.earlierEntries', { count: hidden })], ...rows];
}

/** What is not as usual about its machine; nothing when everything is. */
function conditionsOf({ processes }: RaftState, { id, inbox }: Server, say: Words): Readonly<Record<string, Fields>> {
  const options = processes[id];
  if (inbox === null && options === undefined) return {};
  return {
    faults: {
      ...(inbox === null ? {} : { paused: say('inspector.paused', { count: inbox.length }) }),
      ...(options === undefined ? {} : { process: processText(options, say) }),
    },
  };
}

function milliseconds(ticks: number): string {
  return (ticks / TICKS_PER_MILLISECOND).toFixed(1);
}

function timerText({ startedTick, dueTick }: Timer, say: Words): string {
  return say('inspector.timer', { length: milliseconds(dueTick - startedTick), due: milliseconds(dueTick) });
}

function machineText(machine: Machine): string {
  return machine.map(([key, value]) => `${key}=${value}`).join(', ');
}

function configurationText({ servers, next }: Configuration): string {
  return next === null ? servers.join(', ') : `${servers.join(', ')} → ${next.join(', ')}`;
}

function indexText(byServer: Readonly<Record<string, number>>): string {
  return Object.entries(byServer)
    .map(([server, index]) => `${server}: ${index}`)
    .join(', ');
}

/** Every server with its role, its term, and how far its log has come. */
export function serversInWords(state: RaftState, say: Words): readonly ItemParts[] {
  const { configuration, wanted } = clusterConfiguration(state);
  return state.servers.map((server): ItemParts => {
    const role = isRunning(server) ? server.volatile.role : 'crashed';
    const words = { term: server.persistent.currentTerm, last: lastLogIndex(server) };
    const facts = [
      ...(isPaused(server) ? [say('facts.paused')] : []),
      ...(isRunning(server) && server.volatile.isPreVote ? [say('node.preVote')] : []),
      ...(membershipOf(configuration, wanted, server.id) === 'outside' ? [say('facts.outside')] : []),
      isRunning(server)
        ? say('facts.log', { ...words, commit: server.volatile.commitIndex })
        : say('facts.logOnDisk', words),
    ];
    return {
      id: server.id,
      kind: 'server',
      ...looks[isPaused(server) ? 'paused' : role],
      role: say(`roles.${role}`),
      facts: facts.join(' · '),
    };
  });
}
