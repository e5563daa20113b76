import { ChartLine, Hand, Hourglass, Info, Rows3, SquareTerminal } from 'lucide-react';
import type { LabView, RuleText, Translate } from '@/components/lab-shell/lab-view';
import { defineLabView } from '@/components/lab-shell/openable-lab';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import { type RedisStreamsConfig, ticksFromMs } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import { redisStreamsLab } from '@/sim/redis-streams/lab';
import type { RedisStreamsScenarioId } from '@/sim/redis-streams/scenarios';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { actions } from './actions';
import { challengeText } from './challenge-text';
import { ClientNode, ConsumerNode } from './client-node';
import { ConnectionEdge } from './connection-edge';
import { ConsoleNode } from './console-node';
import { ConsolePanel } from './console-panel';
import { describe } from './describe';
import { FiguresPanel } from './figures-panel';
import { HandPanel } from './hand-panel';
import { InfoPanel } from './info-panel';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { LogPanel } from './log-panel';
import { mark, spaceTime } from './mark';
import { kindsThatOccur, messageKinds, messagesInFlight, messagesLost, type StreamMessageKind } from './message-flow';
import type { RedisStreamsNode } from './node-data';
import { PendingPanel } from './pending-panel';
import { predictionText } from './prediction-text';
import { ServerNode } from './server-node';
import { settingsView } from './settings';
import { toFlow } from './to-flow';
import { editingView } from './toolbox';

const view: LabView<
  RedisStreamsConfig,
  RedisStreamsState,
  RedisStreamsCommand,
  RedisStreamsEvent,
  RedisStreamsScenarioId,
  RedisStreamsNode,
  StreamMessageKind
> = {
  lab: redisStreamsLab,
  // A quarter of life's pace: a message takes about an eighth of a second, a second of work four.
  ticksPerRealSecond: ticksFromMs(250),
  opensAtTick: 0,
  timeSpanTicks: ticksFromMs(12_000),
  lostShownTicks: ticksFromMs(300),
  nodeMargin: { x: 12, y: 12 },
  nodeTypes: { server: ServerNode, console: ConsoleNode, client: ClientNode, consumer: ConsumerNode },
  edgeTypes: { connection: ConnectionEdge },
  messageKinds,
  kindsThatOccur,
  actions,
  toFlow,
  messagesInFlight,
  messagesLost,
  nodesKey: (t) => t('redis-streams.node.key'),
  nodesInWords,
  inspect,
  inspectMessage,
  describe,
  mark,
  ruleText,
  settings: settingsView,
  nodeStartState: 'follower',
  spaceTime,
  challengeText,
  predictionText,
  scenarioText: (id, t) => ({
    title: t(`redis-streams.scenarios.${id}.title`),
    summary: t(`redis-streams.scenarios.${id}.summary`),
  }),
  panels: [
    { id: 'console', icon: SquareTerminal, label: (t) => t('redis-streams.panels.console'), Part: ConsolePanel },
    { id: 'pending', icon: Hourglass, label: (t) => t('redis-streams.panels.pending'), Part: PendingPanel },
    { id: 'info', icon: Info, label: (t) => t('redis-streams.panels.info'), Part: InfoPanel },
    { id: 'figures', icon: ChartLine, label: (t) => t('redis-streams.panels.figures'), Part: FiguresPanel },
    { id: 'log', icon: Rows3, label: (t) => t('redis-streams.panels.log'), Part: LogPanel },
    { id: 'hand', icon: Hand, label: (t) => t('redis-streams.panels.hand'), Part: HandPanel },
  ],
  editing: editingView,
};

/** The rules by their names in the simulation. */
const rules = {
  'Ids only grow': 'idsIncrease',
  'The cursor only moves forward': 'cursorOnlyForward',
  'New entries go to one consumer': 'newOnlyOnce',
  'Pending until acknowledged': 'pendingUntilAcknowledged',
  'One owner for each pending entry': 'pendingOfConsumers',
} as const;

function isKnownRule(name: string): name is keyof typeof rules {
  return Object.hasOwn(rules, name);
}

function ruleText(name: string, t: Translate): RuleText | null {
  if (!isKnownRule(name)) return null;
  const key = rules[name];
  return { title: t(`redis-streams.rules.${key}.title`), statement: t(`redis-streams.rules.${key}.statement`) };
}

/** The Redis Streams lab as the shell opens it. */
export const redisStreamsView = defineLabView(view);
