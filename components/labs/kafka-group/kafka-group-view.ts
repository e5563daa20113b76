import type { LabView, PredictionText, RuleText, Translate } from '@/components/lab-shell/lab-view';
import { defineLabView } from '@/components/lab-shell/openable-lab';
import type { KafkaGroupCommand } from '@/sim/kafka-group/command';
import { type KafkaGroupConfig, ticksFromMs } from '@/sim/kafka-group/config';
import { kafkaGroupLab } from '@/sim/kafka-group/lab';
import type { KafkaGroupScenarioId } from '@/sim/kafka-group/scenarios';
import type { KafkaGroupEvent, KafkaGroupState } from '@/sim/kafka-group/state';
import { actions } from './actions';
import { BrokerNode } from './broker-node';
import { challengeText } from './challenge-text';
import { ConsumerNode, ProducerNode } from './client-nodes';
import { ConnectionEdge } from './connection-edge';
import { describe } from './describe';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { mark, spaceTime } from './mark';
import { type KafkaMessageKind, kindsThatOccur, messageKinds, messagesInFlight, messagesLost } from './message-flow';
import type { KafkaGroupNode } from './node-data';
import { settingsView } from './settings';
import { toFlow } from './to-flow';

const view: LabView<
  KafkaGroupConfig,
  KafkaGroupState,
  KafkaGroupCommand,
  KafkaGroupEvent,
  KafkaGroupScenarioId,
  KafkaGroupNode,
  KafkaMessageKind
> = {
  lab: kafkaGroupLab,
  // A tenth of life's pace: a request of ten milliseconds is seen to travel, a record's work takes a fifth of a second.
  ticksPerRealSecond: ticksFromMs(100),
  timeSpanTicks: ticksFromMs(5_000),
  lostShownTicks: ticksFromMs(60),
  nodeMargin: { x: 12, y: 12 },
  nodeTypes: { broker: BrokerNode, consumer: ConsumerNode, producer: ProducerNode },
  edgeTypes: { connection: ConnectionEdge },
  messageKinds,
  kindsThatOccur,
  actions,
  toFlow,
  messagesInFlight,
  messagesLost,
  nodesKey: (t) => t('kafka-group.node.key'),
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
  predictionText: noPrediction,
  scenarioText: (id, t) => ({
    title: t(`kafka-group.scenarios.${id}.title`),
    summary: t(`kafka-group.scenarios.${id}.summary`),
  }),
};

/** The lab asks its questions in quizzes. */
function noPrediction(id: string): PredictionText {
  throw new Error(`there is no prediction "${id}"`);
}

/** The rules by their names in the simulation. */
const rules = {
  'One owner per partition and generation': 'oneOwner',
  'Committed offsets stay within the log': 'withinLog',
  'Committed means worked': 'committedMeansWorked',
  'Order within a partition': 'orderWithinPartition',
} as const;

function isKnownRule(name: string): name is keyof typeof rules {
  return Object.hasOwn(rules, name);
}

export function ruleText(name: string, t: Translate): RuleText | null {
  if (!isKnownRule(name)) return null;
  const key = rules[name];
  return { title: t(`kafka-group.rules.${key}.title`), statement: t(`kafka-group.rules.${key}.statement`) };
}

/** The Kafka consumer group lab as the shell opens it. */
export const kafkaGroupView = defineLabView(view);
