import { ChartLine, Hand, Network, Route } from 'lucide-react';
import type { LabView } from '@/components/lab-shell/lab-view';
import { defineLabView } from '@/components/lab-shell/openable-lab';
import type { AmqpCommand } from '@/sim/amqp/command';
import { type AmqpConfig, ticksFromMs } from '@/sim/amqp/config';
import { amqpLab } from '@/sim/amqp/lab';
import type { AmqpScenarioId } from '@/sim/amqp/scenarios';
import type { AmqpEvent, AmqpState } from '@/sim/amqp/state';
import { actions } from './actions';
import { BrokerNode } from './broker-node';
import { challengeText } from './challenge-text';
import { ConsumerNode, PublisherNode } from './client-nodes';
import { describe } from './describe';
import { ExchangeNode } from './exchange-node';
import { FiguresPanel } from './figures-panel';
import { HandPanel } from './hand-panel';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { mark, messagesLost, spaceTime } from './mark';
import { type AmqpMessageKind, kindsThatOccur, messageKinds, messagesInFlight } from './message-flow';
import type { AmqpNode } from './node-data';
import { predictionText } from './prediction-text';
import { ProbePanel } from './probe-panel';
import { QueueNode } from './queue-node';
import { ruleText } from './rule-text';
import { settingsView } from './settings';
import { toFlow } from './to-flow';
import { editingView } from './toolbox';
import { TopologyEdge } from './topology-edge';
import { TopologyPanel } from './topology-panel';

const view: LabView<AmqpConfig, AmqpState, AmqpCommand, AmqpEvent, AmqpScenarioId, AmqpNode, AmqpMessageKind> = {
  lab: amqpLab,
  // Half as fast as life: a frame takes about a third of a second to the broker.
  ticksPerRealSecond: ticksFromMs(500),
  opensAtTick: 0,
  timeSpanTicks: ticksFromMs(8_000),
  lostShownTicks: ticksFromMs(300),
  nodeMargin: { x: 14, y: 14 },
  nodeTypes: {
    exchange: ExchangeNode,
    queue: QueueNode,
    publisher: PublisherNode,
    consumer: ConsumerNode,
    broker: BrokerNode,
  },
  edgeTypes: { topology: TopologyEdge },
  messageKinds,
  kindsThatOccur,
  actions,
  toFlow,
  messagesInFlight,
  messagesLost,
  nodesKey: (t) => t('amqp.node.key'),
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
  scenarioText: (id, t) => ({ title: t(`amqp.scenarios.${id}.title`), summary: t(`amqp.scenarios.${id}.summary`) }),
  panels: [
    { id: 'topology', icon: Network, label: (t) => t('amqp.panels.topology'), Part: TopologyPanel },
    { id: 'probe', icon: Route, label: (t) => t('amqp.panels.probe'), Part: ProbePanel },
    { id: 'hand', icon: Hand, label: (t) => t('amqp.panels.hand'), Part: HandPanel },
    { id: 'figures', icon: ChartLine, label: (t) => t('amqp.panels.figures'), Part: FiguresPanel },
  ],
  editing: editingView,
};

/** The AMQP lab as the shell opens it. */
export const amqpView = defineLabView(view);
