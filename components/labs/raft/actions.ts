import { HardDrive, Power, Timer, Unplug } from 'lucide-react';
import type { NodeAction, Translate } from '@/components/lab-shell/lab-view';
import type { RaftCommand } from '@/sim/raft/command';
import { SERVER_IDS, type ServerId } from '@/sim/raft/config';
import { isRunning, type RaftState } from '@/sim/raft/state';

type Action = NodeAction<RaftState, RaftCommand>;

/** The id of a node of ours. */
function serverId(nodeId: string): ServerId {
  const id = SERVER_IDS.find((each) => each === nodeId);
  if (id === undefined) throw new RangeError(`"${nodeId}" is not a server`);
  return id;
}

function roleOf(state: RaftState, nodeId: string) {
  const server = state.servers.find((each) => each.id === nodeId);
  return server !== undefined && isRunning(server) ? server.volatile.role : null;
}

function needsRunning(state: RaftState, nodeId: string, t: Translate): string | null {
  return roleOf(state, nodeId) === null ? t('raft.actions.isCrashed') : null;
}

function needsCrashed(state: RaftState, nodeId: string, t: Translate): string | null {
  return roleOf(state, nodeId) === null ? null : t('raft.actions.isRunning');
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
    refusal: (state, nodeId, t) =>
      roleOf(state, nodeId) === 'leader' ? t('raft.actions.isLeader') : needsRunning(state, nodeId, t),
  },
  {
    id: 'restartEmpty',
    key: null,
    icon: HardDrive,
    inToolbar: false,
    label: (t) => t('raft.actions.restartEmpty'),
    command: (nodeId) => ({ type: 'restart', server: serverId(nodeId), disk: false }),
    refusal: needsCrashed,
  },
];
