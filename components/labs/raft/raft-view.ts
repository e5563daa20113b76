import type { LabView, RuleText, Translate } from '@/components/lab-shell/lab-view';
import { defineLabView } from '@/components/lab-shell/openable-lab';
import type { RaftCommand } from '@/sim/raft/command';
import { type RaftConfig, ticksFromMs } from '@/sim/raft/config';
import { raftLab } from '@/sim/raft/lab';
import type { RaftScenarioId } from '@/sim/raft/scenarios';
import type { RaftEvent, RaftState } from '@/sim/raft/state';
import { actions } from './actions';
import { challengeText } from './challenge-text';
import { describe } from './describe';
import { exploreView } from './explore';
import { faultsView, membershipView } from './faults';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { LinkEdge } from './link-edge';
import { mark } from './mark';
import { kindsThatOccur, messagesInFlight, messagesLost, type RaftMessageKind } from './message-flow';
import { predictionText } from './prediction-text';
import { ServerNode } from './server-node';
import { settingsView } from './settings';
import { spaceTime } from './space-time';
import { type ServerNode as ServerFlowNode, toFlow } from './to-flow';

const view: LabView<RaftConfig, RaftState, RaftCommand, RaftEvent, RaftScenarioId, ServerFlowNode, RaftMessageKind> = {
  lab: raftLab,
  // A message takes about a third of a second, an election about six: slow enough to follow with the eyes.
  ticksPerRealSecond: ticksFromMs(40),
  timeSpanTicks: ticksFromMs(500),
  lostShownTicks: ticksFromMs(12),
  // Above and below a server is its log.
  nodeMargin: { x: 34, y: 50 },
  nodeTypes: { server: ServerNode },
  edgeTypes: { link: LinkEdge },
  messageKinds: {
    requestVote: { shape: 'diamond', state: 'candidate', label: (t) => t('raft.messages.requestVote') },
    voteGranted: { shape: 'check', state: 'voteGranted', label: (t) => t('raft.messages.voteGranted') },
    voteDenied: { shape: 'cross', state: 'voteDenied', label: (t) => t('raft.messages.voteDenied') },
    preVote: { shape: 'diamond-hollow', state: 'candidate', label: (t) => t('raft.messages.preVote') },
    preVoteGranted: { shape: 'diamond-check', state: 'voteGranted', label: (t) => t('raft.messages.preVoteGranted') },
    preVoteDenied: { shape: 'diamond-cross', state: 'voteDenied', label: (t) => t('raft.messages.preVoteDenied') },
    heartbeat: { shape: 'square', state: 'request', label: (t) => t('raft.messages.heartbeat') },
    appendEntries: { shape: 'square-lines', state: 'request', label: (t) => t('raft.messages.appendEntries') },
    appendAccepted: { shape: 'ring', state: 'reply', label: (t) => t('raft.messages.appendAccepted') },
    appendRefused: { shape: 'ring-cross', state: 'reply', label: (t) => t('raft.messages.appendRefused') },
    installSnapshot: { shape: 'hexagon', state: 'request', label: (t) => t('raft.messages.installSnapshot') },
    snapshotReply: { shape: 'hexagon-check', state: 'reply', label: (t) => t('raft.messages.snapshotReply') },
    timeoutNow: { shape: 'triangle', state: 'leader', label: (t) => t('raft.messages.timeoutNow') },
  },
  kindsThatOccur,
  actions,
  toFlow,
  messagesInFlight,
  messagesLost,
  nodesKey: (t) => t('raft.node.key'),
  nodesInWords,
  inspect,
  inspectMessage,
  describe,
  mark,
  ruleText,
  faults: faultsView,
  membership: membershipView,
  settings: settingsView,
  explore: exploreView,
  nodeStartState: 'follower',
  spaceTime,
  challengeText,
  predictionText,
  scenarioText: (id, t) => ({ title: t(`raft.scenarios.${id}.title`), summary: t(`raft.scenarios.${id}.summary`) }),
};

/** The rules by their names in the simulation. */
const rules = {
  'Election Safety': 'electionSafety',
  'Leader Append-Only': 'leaderAppendOnly',
  'Log Matching': 'logMatching',
  'Leader Completeness': 'leaderCompleteness',
  'State Machine Safety': 'stateMachineSafety',
  'One vote per term': 'oneVotePerTerm',
  'Terms never decrease': 'termsNeverDecrease',
  'Commit index never falls': 'commitIndexNeverFalls',
} as const;

function isKnownRule(name: string): name is keyof typeof rules {
  return Object.hasOwn(rules, name);
}

function ruleText(name: string, t: Translate): RuleText | null {
  if (!isKnownRule(name)) return null;
  const key = rules[name];
  return {
    title: t(`raft.rules.${key}.title`),
    statement: t(`raft.rules.${key}.statement`),
    broken: t(`raft.rules.${key}.broken`),
  };
}

/** The Raft lab as the shell opens it. */
export const raftView = defineLabView(view);
