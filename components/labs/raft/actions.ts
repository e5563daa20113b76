import { Camera, Crown, HardDrive, Pause, Play, Power, Send, Timer, Unplug } from 'lucide-react';
import type { NodeAction, Translate } from '@/components/lab-shell/lab-view';
import type { RaftCommand } from '@/sim/raft/command';
import { presentLeader } from '@/sim/raft/commands';
import { LOG_ENTRIES_MAX, SERVER_IDS, type ServerId } from '@/sim/raft/config';
import { isMember } from '@/sim/raft/configuration';
import { canStand } from '@/sim/raft/election';
import { isPaused, isRunning, lastLogIndex, type RaftState, type Server, snapshotIndex } from '@/sim/raft/state';

type Action = NodeAction<RaftState, RaftCommand>;
type Refusal = Action['refusal'];

/** The id of a node of ours. */
function serverId(nodeId: string): ServerId {
  const id = SERVER_IDS.find((each) => each === nodeId);
  if (id === undefined) throw new RangeError(`"${nodeId}" is not a server`);
  return id;
}

function serverOf(state: RaftState, nodeId: string): Server {
  const server = state.servers.find((each) => each.id === nodeId);
  if (server === undefined) throw new RangeError(`"${nodeId}" is not a server of this cluster`);
  return server;
}

const needsRunning: Refusal = (state, nodeId, t) =>
  isRunning(serverOf(state, nodeId)) ? null : t('raft.actions.isCrashed');

const needsCrashed: Refusal = (state, nodeId, t) =>
  isRunning(serverOf(state, nodeId)) ? t('raft.actions.isRunning') : null;

/** Why a server that would have to act cannot: it is down or stands still. */
const needsAwake: Refusal = (state, nodeId, t) =>
  isPaused(serverOf(state, nodeId)) ? t('raft.actions.isPaused') : needsRunning(state, nodeId, t);

function refuseResume(state: RaftState, nodeId: string, t: Translate): string | null {
  return isPaused(serverOf(state, nodeId)) ? null : t('raft.actions.notPaused');
}

function refuseTimeout(state: RaftState, nodeId: string, t: Translate): string | null {
  const server = serverOf(state, nodeId);
  if (!isRunning(server) || isPaused(server)) return needsAwake(state, nodeId, t);
  if (server.volatile.role === 'leader') return t('raft.actions.isLeader');
  return canStand(server) ? null : t('raft.actions.notMember');
}

function refuseRequest(state: RaftState, nodeId: string, t: Translate): string | null {
  const server = serverOf(state, nodeId);
  if (!isRunning(server) || isPaused(server)) return needsAwake(state, nodeId, t);
  const { leader } = server.volatile;
  if (leader === null) return null;
  if (leader.transfer !== null) return t('raft.actions.transferring');
  return server.persistent.log.length >= LOG_ENTRIES_MAX ? t('raft.actions.logFull') : null;
}

function refuseSnapshot(state: RaftState, nodeId: string, t: Translate): string | null {
  const server = serverOf(state, nodeId);
  if (!isRunning(server) || isPaused(server)) return needsAwake(state, nodeId, t);
  return server.volatile.lastApplied > snapshotIndex(server) ? null : t('raft.actions.nothingNew');
}

function refuseTransfer(state: RaftState, nodeId: string, t: Translate): string | null {
  const leader = presentLeader(state);
  if (leader === null) return t('raft.actions.noLeader');
  if (leader.id === nodeId) return t('raft.actions.leadsAlready');
  return isMember(leader.configuration, serverId(nodeId)) ? null : t('raft.actions.notMember');
}

/** A value that no log of the cluster has yet, so that entries can be told apart. */
function nextValue({ servers }: RaftState): string {
  return `x=${Math.max(...servers.map(lastLogIndex)) + 1}`;
}

/** What a person can do to a server. */
export const actions: readonly Action[] = [
  {
    id: 'crash',
    key: 'c',
    icon: Unplug,
    inToolbar: true,
    label: (t) => t('raft.actions.crash'),
    command: (nodeId) => ({ type: 'crash', server: serverId(nodeId) }),
    refusal: needsRunning,
  },
  {
    id: 'restart',
    key: 'r',
    icon: Power,
    inToolbar: true,
    label: (t) => t('raft.actions.restart'),
    command: (nodeId) => ({ type: 'restart', server: serverId(nodeId), disk: true }),
    refusal: needsCrashed,
  },
  {
    id: 'timeout',
    key: 't',
    icon: Timer,
    inToolbar: true,
    label: (t) => t('raft.actions.timeout'),
    command: (nodeId) => ({ type: 'timeout', server: serverId(nodeId) }),
    refusal: refuseTimeout,
  },
  {
    id: 'clientRequest',
    key: 'a',
    icon: Send,
    inToolbar: true,
    label: (t) => t('raft.actions.clientRequest'),
    command: (nodeId, state) => ({ type: 'clientRequest', server: serverId(nodeId), value: nextValue(state) }),
    refusal: refuseRequest,
  },
  {
    id: 'pause',
    key: 'p',
    icon: Pause,
    inToolbar: false,
    label: (t) => t('raft.actions.pause'),
    command: (nodeId) => ({ type: 'pause', server: serverId(nodeId) }),
    refusal: needsAwake,
  },
  {
    id: 'resume',
    key: 'p',
    icon: Play,
    inToolbar: false,
    label: (t) => t('raft.actions.resume'),
    command: (nodeId) => ({ type: 'resume', server: serverId(nodeId) }),
    refusal: refuseResume,
  },
  {
    id: 'restartEmpty',
    key: 'e',
    icon: HardDrive,
    inToolbar: false,
    label: (t) => t('raft.actions.restartEmpty'),
    command: (nodeId) => ({ type: 'restart', server: serverId(nodeId), disk: false }),
    refusal: needsCrashed,
  },
  {
    id: 'snapshot',
    key: 's',
    icon: Camera,
    inToolbar: false,
    label: (t) => t('raft.actions.snapshot'),
    command: (nodeId) => ({ type: 'snapshot', server: serverId(nodeId) }),
    refusal: refuseSnapshot,
  },
  {
    id: 'transfer',
    key: 'l',
    icon: Crown,
    inToolbar: false,
    label: (t) => t('raft.actions.transfer'),
    command: (nodeId) => ({ type: 'transferLeadership', to: serverId(nodeId) }),
    refusal: refuseTransfer,
  },
];
