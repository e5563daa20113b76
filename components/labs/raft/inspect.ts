import type { ItemParts } from '@/components/lab-shell/view/define-view';
import type { InspectorRow, InspectorSection, Translate } from '@/components/lab-shell/view/texts';
import type { Words } from '@/components/lab-shell/view/words';
import type { Moment } from '@/sim/core/engine';
import { TICKS_PER_MILLISECOND } from '@/sim/raft/config';
import { quorumSize } from '@/sim/raft/configuration';
import {
  type Configuration,
  isPaused,
  isRunning,
  lastLogIndex,
  type Machine,
  type RaftEvent,
  type RaftState,
  type RunningServer,
  type Server,
  snapshotIndex,
  type Timer,
} from '@/sim/raft/state';
import { processText } from './fault-words';
import { looks } from './looks';
import { clusterConfiguration, membershipOf } from './server-data';

const NONE = '∅';

/** Entries of a log that the inspector lists; earlier ones are counted. */
const ENTRIES_LISTED = 40;

/** Figure 2's state of one server, under Figure 2's names, and what an implementation keeps beside it. */
export function inspect(
  { state }: Moment<RaftState, RaftEvent>,
  nodeId: string,
  t: Translate,
): readonly InspectorSection[] {
  const server = state.servers.find((each) => each.id === nodeId);
  if (server === undefined) return [];
  return [
    onDisk(server, t),
    inMemory(state, server, t),
    ...whileLeader(server, t),
    logOf(server, t),
    ...snapshotOf(server, t),
    configurationOf(server, t),
    ...conditionsOf(state, server, t),
  ];
}

function onDisk(server: Server, t: Translate): InspectorSection {
  const { currentTerm, votedFor } = server.persistent;
  return {
    title: t('labs.raft.inspector.disk'),
    rows: [
      { name: 'currentTerm', value: String(currentTerm) },
      { name: 'votedFor', value: votedFor ?? NONE },
      { name: 'lastLogIndex', value: String(lastLogIndex(server)) },
    ],
  };
}

function inMemory(state: RaftState, server: Server, t: Translate): InspectorSection {
  const title = t('labs.raft.inspector.memory');
  if (!isRunning(server)) return { title, rows: [{ name: 'role', value: t('labs.raft.inspector.lost') }] };
  const { role, isPreVote, leaderId, commitIndex, lastApplied, electionTimer, machine, disk } = server.volatile;
  const rows: InspectorRow[] = [
    { name: 'role', value: isPreVote ? 'pre-candidate' : role },
    { name: 'leaderId', value: leaderId ?? NONE },
    { name: 'commitIndex', value: String(commitIndex) },
    { name: 'lastApplied', value: String(lastApplied) },
    { name: 'votesGranted', value: role === 'candidate' ? votesText(state, server) : NONE },
    { name: 'electionTimeout', value: electionTimer === null ? NONE : timerText(electionTimer, t) },
    { name: 'stateMachine', value: machineText(machine) },
  ];
  if (disk !== null) {
    rows.push({ name: 'diskWrite', value: t('labs.raft.inspector.diskWrite', { done: milliseconds(disk.doneTick) }) });
  }
  return { title, rows };
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

function whileLeader(server: Server, t: Translate): readonly InspectorSection[] {
  const leader = server.volatile?.leader ?? null;
  if (leader === null) return [];
  const { transfer } = leader;
  const rows: InspectorRow[] = [
    { name: 'nextIndex[]', value: indexText(leader.nextIndex) },
    { name: 'matchIndex[]', value: indexText(leader.matchIndex) },
  ];
  if (leader.wanted !== null) rows.push({ name: 'wanted', value: leader.wanted.join(', ') });
  if (transfer !== null) {
    const value = t('labs.raft.inspector.transfer', { to: transfer.to, told: String(transfer.isTold) });
    rows.push({ name: 'transfer', value });
  }
  return [{ title: t('labs.raft.inspector.leader'), rows }];
}

/** One row per entry, the last ones of a long log. */
function logOf(server: Server, t: Translate): InspectorSection {
  const { log } = server.persistent;
  const offset = snapshotIndex(server);
  const commitIndex = server.volatile?.commitIndex ?? 0;
  const hidden = Math.max(0, log.length - ENTRIES_LISTED);
  const rows = log.slice(hidden).map(({ term, value }, position): InspectorRow => {
    const index = offset + hidden + position + 1;
    const words = { term, value: value === '' ? t('labs.raft.inspector.noOp') : value };
    const isCommitted = index <= commitIndex;
    const text = isCommitted ? t('labs.raft.inspector.entryCommitted', words) : t('labs.raft.inspector.entry', words);
    return { name: `[${index}]`, value: text };
  });
  const earlier: InspectorRow = {
    name: t('labs.raft.inspector.earlier', { first: offset + 1, last: offset + hidden }),
    value: t('labs.raft.inspector.earlierEntries', { count: hidden }),
  };
  const empty: InspectorRow = { name: 'log[]', value: t('labs.raft.inspector.empty') };
  const all = hidden > 0 ? [earlier, ...rows] : rows;
  return { title: t('labs.raft.inspector.log'), rows: all.length === 0 ? [empty] : all };
}

function snapshotOf({ persistent: { snapshot } }: Server, t: Translate): readonly InspectorSection[] {
  if (snapshot === null) return [];
  const rows = [
    { name: 'lastIncludedIndex', value: String(snapshot.lastIncludedIndex) },
    { name: 'lastIncludedTerm', value: String(snapshot.lastIncludedTerm) },
    { name: 'lastConfig', value: configurationText(snapshot.configuration) },
    { name: 'data', value: machineText(snapshot.machine) },
  ];
  return [{ title: t('labs.raft.inspector.snapshot'), rows }];
}

function configurationOf({ configuration }: Server, t: Translate): InspectorSection {
  const { servers, next, index } = configuration;
  const place = { name: 'index', value: index === 0 ? NONE : String(index) };
  const rows =
    next === null
      ? [{ name: 'servers', value: listText(servers) }, place]
      : [{ name: 'C_old', value: listText(servers) }, { name: 'C_new', value: listText(next) }, place];
  return { title: t('labs.raft.inspector.configuration'), rows };
}

/** What is not as usual about its machine; empty when everything is. */
function conditionsOf(state: RaftState, server: Server, t: Translate): readonly InspectorSection[] {
  const rows: InspectorRow[] = [];
  if (server.inbox !== null) {
    rows.push({ name: 'paused', value: t('labs.raft.inspector.paused', { count: server.inbox.length }) });
  }
  const options = state.processes[server.id];
  if (options !== undefined) rows.push({ name: 'process', value: processText(options, t) });
  return rows.length === 0 ? [] : [{ title: t('labs.raft.inspector.faults'), rows }];
}

function milliseconds(ticks: number): string {
  return (ticks / TICKS_PER_MILLISECOND).toFixed(1);
}

function timerText({ startedTick, dueTick }: Timer, t: Translate): string {
  return t('labs.raft.inspector.timer', { length: milliseconds(dueTick - startedTick), due: milliseconds(dueTick) });
}

function machineText(machine: Machine): string {
  return machine.length === 0 ? NONE : machine.map(([key, value]) => `${key}=${value}`).join(', ');
}

function listText(servers: readonly string[]): string {
  return servers.length === 0 ? NONE : servers.join(', ');
}

function configurationText({ servers, next }: Configuration): string {
  return next === null ? listText(servers) : `${listText(servers)} → ${listText(next)}`;
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
