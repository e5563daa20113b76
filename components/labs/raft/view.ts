import { Camera, Crown, HardDrive, Play, Power, Send, Snowflake, Timer, Unplug } from 'lucide-react';
import { defineLabView } from '@/components/lab-shell/run/openable-lab';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import { viewOf } from '@/components/lab-shell/view/define-view';
import type { Status } from '@/components/ui/state-palette';
import { ticksFromMs } from '@/sim/raft/config';
import type { RaftTypes } from '@/sim/raft/lab';
import { raft } from '@/sim/raft/raft';
import { raftScenarios } from '@/sim/raft/scenarios';
import { lastLogIndex, type RaftState, type Role } from '@/sim/raft/state';
import { describe } from './describe';
import { faultsView, membershipView } from './faults';
import { serversInWords, tablesOf } from './inspect';
import { LinkEdge } from './link-edge';
import { LogsBelow } from './logs-below';
import { kindsThatOccur, messageKinds, messageOf } from './messages';
import { ServerNode } from './server-node';
import { tell } from './story';
import { SERVER_MARGIN, SMALLEST_TEXT, toFlow } from './to-flow';

const PAPER = 'Ongaro & Ousterhout, USENIX ATC 2014';

const roleStatus: Readonly<Record<Role, Status>> = { follower: 'ok', candidate: 'pending', leader: 'success' };

/** Where a follower hears from its leader what has been committed: that is no news. */
function isFollowing({ cause }: Parameters<typeof describe>[0]): boolean {
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return false;
  const { type } = cause.event.message.rpc;
  return type === 'AppendEntries' || type === 'InstallSnapshot';
}

/** A value that no log of the cluster has yet, so that entries can be told apart. */
function nextValue({ servers }: RaftState): string {
  return `x=${Math.max(...servers.map(lastLogIndex)) + 1}`;
}

const lab = {
  simulation: raft,
  scenarios: raftScenarios,
  whole: () => import('@/sim/raft/lab').then((module) => module.raftLab),
};

/** The Raft lab, with its types. */
export const raftLabView = viewOf<RaftTypes>(lab, {
  // A message takes about a third of a second, an election about six: slow enough to follow with the eyes.
  ticksPerRealSecond: ticksFromMs(40),
  timeSpanTicks: ticksFromMs(500),
  stage: nodes({
    nodeTypes: { server: ServerNode },
    edgeTypes: { link: LinkEdge },
    nodeMargin: SERVER_MARGIN,
    smallestText: SMALLEST_TEXT,
    toFlow,
    Below: LogsBelow,
  }),
  messages: {
    kinds: messageKinds,
    of: messageOf,
    occur: kindsThatOccur,
    lostShownTicks: ticksFromMs(12),
    lanes: {
      crash: 'failure',
      restart: 'ok',
      pause: 'neutral',
      resume: null,
      role: ({ data }) => roleStatus[data.to],
    },
  },
  items: serversInWords,
  parts: tablesOf,
  actions: {
    crash: { on: 'server', icon: Unplug, key: 'c' },
    restart: { on: 'server', icon: Power, key: 'r', fixed: { disk: true } },
    timeout: { on: 'server', icon: Timer, key: 't' },
    clientRequest: {
      on: 'server',
      icon: Send,
      key: 'a',
      values: (server, state) => ({ server, value: nextValue(state) }),
    },
    pause: { on: 'server', icon: Snowflake, key: 'p', inToolbar: false },
    resume: { on: 'server', icon: Play, key: 'p', inToolbar: false },
    restartEmpty: {
      on: 'server',
      icon: HardDrive,
      key: 'e',
      command: 'restart',
      fixed: { disk: false },
    },
    snapshot: { on: 'server', icon: Camera, key: 's', inToolbar: false },
    transfer: {
      on: 'server',
      icon: Crown,
      key: 'l',
      inToolbar: false,
      command: 'transferLeadership',
      values: (to) => ({ to }),
    },
  },
  marks: {
    crash: 'failure',
    partition: 'neutral',
    role: ({ data }) => roleStatus[data.to],
    pause: 'neutral',
    timeout: 'pending',
    restart: 'ok',
    resume: 'ok',
    heal: 'ok',
    commit: (_, step) => (isFollowing(step) ? null : 'success'),
  },
  settings: {
    cluster: ['servers', 'initialServers'],
    timers: [
      'electionTimeoutMinMs',
      'electionTimeoutMaxMs',
      'heartbeatIntervalMs',
      'rpcTimeoutMs',
      'timerRatePerMille',
    ],
    network: ['latencyMinMs', 'latencyMaxMs', 'dropPerMille', 'duplicatePerMille', 'reorder'],
    disk: ['diskLatencyMinMs', 'diskLatencyMaxMs'],
    protocol: ['preVote', 'conflictHint', 'noOpOnElection', 'entriesPerMessageMax'],
  },
  faults: faultsView,
  membership: membershipView,
  explore: {
    switches: {
      electionRestriction: `${PAPER}, §5.4.1`,
      commitOnlyCurrentTerm: `${PAPER}, §5.4.2, Figure 8`,
      persistVote: `${PAPER}, Figure 2`,
      consistencyCheck: `${PAPER}, §5.3`,
      majorityQuorum: `${PAPER}, §5.2, §5.3`,
      jointConsensus: `${PAPER}, §6, Figure 10`,
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
  // A step's sentence is about its cause.
  override: { describe, tell },
});

/** The Raft lab as the shell opens it. */
export const view = defineLabView(raftLabView);
