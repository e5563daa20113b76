import type { InspectorSection, NodeInWords, Translate } from '@/components/lab-shell/lab-view';
import type { Snapshot } from '@/sim/core/engine';
import { TICKS_PER_MILLISECOND } from '@/sim/raft/config';
import {
  isRunning,
  type LogEntry,
  majority,
  type RaftEvent,
  type RaftState,
  type RunningServer,
  type Server,
  type Timer,
} from '@/sim/raft/state';

const NONE = '∅';

/** Figure 2's state of one server, under Figure 2's names, and what an implementation keeps beside it. */
export function inspect(
  { state }: Snapshot<RaftState, RaftEvent>,
  nodeId: string,
  t: Translate,
): readonly InspectorSection[] {
  const server = state.servers.find((each) => each.id === nodeId);
  if (server === undefined) return [];
  const { currentTerm, votedFor, log } = server.persistent;
  const onDisk: InspectorSection = {
    title: t('raft.inspector.disk'),
    rows: [
      { name: 'currentTerm', value: String(currentTerm) },
      { name: 'votedFor', value: votedFor ?? NONE },
      { name: 'log[]', value: logText(log) },
    ],
  };
  if (!isRunning(server)) {
    return [onDisk, { title: t('raft.inspector.memory'), rows: [{ name: 'role', value: t('raft.inspector.lost') }] }];
  }
  return [onDisk, inMemory(state, server, t), ...whileLeader(server, t)];
}

function inMemory(state: RaftState, server: RunningServer, t: Translate): InspectorSection {
  const { role, leaderId, commitIndex, lastApplied, votesGranted, electionTimer } = server.volatile;
  const votes = `${votesGranted.join(', ')} (${votesGranted.length}/${majority(state)})`;
  return {
    title: t('raft.inspector.memory'),
    rows: [
      { name: 'role', value: role },
      { name: 'leaderId', value: leaderId ?? NONE },
      { name: 'commitIndex', value: String(commitIndex) },
      { name: 'lastApplied', value: String(lastApplied) },
      { name: 'votesGranted', value: role === 'candidate' ? votes : NONE },
      { name: 'electionTimeout', value: electionTimer === null ? NONE : timerText(electionTimer, t) },
    ],
  };
}

function whileLeader(server: RunningServer, t: Translate): readonly InspectorSection[] {
  const { leader } = server.volatile;
  if (leader === null) return [];
  const rows = [
    { name: 'nextIndex[]', value: indexText(leader.nextIndex) },
    { name: 'matchIndex[]', value: indexText(leader.matchIndex) },
  ];
  return [{ title: t('raft.inspector.leader'), rows }];
}

function timerText({ startedTick, dueTick }: Timer, t: Translate): string {
  const milliseconds = (ticks: number) => (ticks / TICKS_PER_MILLISECOND).toFixed(1);
  return t('raft.inspector.timer', { length: milliseconds(dueTick - startedTick), due: milliseconds(dueTick) });
}

function logText(log: readonly LogEntry[]): string {
  return log.length === 0 ? '[]' : log.map(({ term, value }) => `${value} (${term})`).join(', ');
}

function indexText(byServer: Readonly<Record<string, number>>): string {
  return Object.entries(byServer)
    .map(([server, index]) => `${server}: ${index}`)
    .join(', ');
}

/** Every server with its role and what it has voted. */
export function nodesInWords({ servers }: RaftState, t: Translate): readonly NodeInWords[] {
  return servers.map((server) => serverInWords(server, t));
}

function serverInWords(server: Server, t: Translate): NodeInWords {
  const state = isRunning(server) ? server.volatile.role : 'crashed';
  const { currentTerm, votedFor } = server.persistent;
  return {
    id: server.id,
    name: server.id,
    state,
    role: t(`ui.states.${state}`),
    facts:
      votedFor === null
        ? t('raft.facts.term', { term: currentTerm })
        : t('raft.facts.voted', { term: currentTerm, votedFor }),
  };
}
