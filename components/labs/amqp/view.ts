import { CircleCheck, Download, Eraser, OctagonAlert, Play, Power, Snowflake, Trash2, Unplug } from 'lucide-react';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
import { amqp } from '@/sim/amqp/amqp';
import { ticksFromMs } from '@/sim/amqp/config';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { laterPart } from '../later-part';
import { BrokerNode } from './broker-node';
import { ConsumerNode, PublisherNode } from './client-nodes';
import { editingView } from './editing';
import { ExchangeNode } from './exchange-node';
import { parts } from './inspect';
import { itemsOf } from './items';
import { hopsWithin, kindsThatOccur, messageKinds, messageOf } from './messages';
import type { ClientCondition } from './node-data';
import { conditionOf } from './node-of';
import { QueueNode } from './queue-node';
import { removal } from './removal';
import { about, interrupts, isRoutine, names } from './story';
import { toFlow } from './to-flow';
import { TopologyEdge } from './topology-edge';
import { nameOf, traceTexts } from './trace-text';

// Of the panels one is shown at first; these are loaded when they are chosen.
const TopologyPanel = laterPart('amqp', () => import('./topology-panel').then((module) => module.TopologyPanel));
const ProbePanel = laterPart('amqp', () => import('./probe-panel').then((module) => module.ProbePanel));
const ManualClientPanel = laterPart('amqp', () =>
  import('./manual-client-panel').then((module) => module.ManualClientPanel),
);
const FiguresPanel = laterPart('amqp', () => import('./figures-panel').then((module) => module.FiguresPanel));

const lab = {
  simulation: amqp,
  scenarios: amqpScenarios,
  whole: () => import('@/sim/amqp/lab').then((module) => module.amqpLab),
};

/** The AMQP lab as the shell opens it. */
export const view = defineView(lab, {
  // Half as fast as life: a frame takes about a third of a second to the broker.
  ticksPerRealSecond: ticksFromMs(500),
  opensAtTick: 0,
  timeSpanTicks: ticksFromMs(8_000),
  stage: nodes({
    nodeTypes: {
      exchange: ExchangeNode,
      queue: QueueNode,
      publisher: PublisherNode,
      consumer: ConsumerNode,
      broker: BrokerNode,
    },
    edgeTypes: { topology: TopologyEdge },
    nodeMargin: { x: 10, y: 10 },
    smallestText: 12,
    toFlow,
    editing: editingView,
  }),
  messages: {
    kinds: messageKinds,
    of: messageOf,
    within: hopsWithin,
    occur: kindsThatOccur,
    lostShownTicks: ticksFromMs(300),
    lanes: {
      crashed: 'failure',
      'node-stopped': 'failure',
      'queue-down': 'failure',
      connected: 'ok',
      'node-started': 'ok',
      'queue-up': 'ok',
      paused: 'neutral',
      resumed: null,
    },
  },
  items: itemsOf,
  parts,
  // Queues may hold thousands of messages: nothing is tried out on a copy.
  actions: {
    crash: {
      on: 'client',
      icon: Unplug,
      key: 'c',
      command: 'crashClient',
      ignored: unlessClient('running', 'paused', 'channel-closed'),
    },
    restart: { on: 'client', icon: Power, key: 'r', command: 'restartClient', ignored: unlessClient('crashed') },
    pause: {
      on: 'client',
      icon: Snowflake,
      key: 'p',
      command: 'pauseClient',
      ignored: unlessClient('running', 'channel-closed'),
    },
    resume: { on: 'client', icon: Play, key: 'p', command: 'resumeClient', ignored: unlessClient('paused') },
    stopNode: {
      on: 'broker',
      icon: Unplug,
      key: 'c',
      values: (node) => ({ node }),
      ignored: (state, id) => unless(isUp(state, id)),
    },
    startNode: {
      on: 'broker',
      icon: Power,
      key: 'r',
      values: (node) => ({ node }),
      ignored: (state, id) => unless(!isUp(state, id)),
    },
    raiseAlarm: {
      on: 'broker',
      icon: OctagonAlert,
      key: 'm',
      command: 'setAlarm',
      values: () => ({}),
      fixed: { alarm: 'memory', isOn: true },
      ignored: (state) => unless(!state.broker.alarms.includes('memory')),
    },
    clearAlarm: {
      on: 'broker',
      icon: CircleCheck,
      key: 'm',
      command: 'setAlarm',
      values: () => ({}),
      fixed: { alarm: 'memory', isOn: false },
      ignored: (state) => unless(state.broker.alarms.includes('memory')),
    },
    raiseDiskAlarm: {
      on: 'broker',
      icon: OctagonAlert,
      key: 'k',
      command: 'setAlarm',
      values: () => ({}),
      fixed: { alarm: 'disk', isOn: true },
      ignored: (state) => unless(!state.broker.alarms.includes('disk')),
    },
    clearDiskAlarm: {
      on: 'broker',
      icon: CircleCheck,
      key: 'k',
      command: 'setAlarm',
      values: () => ({}),
      fixed: { alarm: 'disk', isOn: false },
      ignored: (state) => unless(state.broker.alarms.includes('disk')),
    },
    get: { on: 'queue', icon: Download, key: 'g', values: queueOf, fixed: { noAck: false }, ignored: () => null },
    purge: { on: 'queue', icon: Eraser, key: 'u', command: 'purgeQueue', values: queueOf, ignored: () => null },
    delete: { on: 'any', icon: Trash2, key: 'x', make: removal, ignored: () => null },
  },
  marks: {
    'connection-closed': 'failure',
    'channel-closed': 'failure',
    crashed: 'failure',
    'node-stopped': 'failure',
    lost: 'neutral',
    role: ({ data }) => (data.to === 'leader' ? 'success' : null),
    'connection-lost': 'failure',
    'node-started': 'ok',
    'dead-lettered': 'neutral',
    returned: 'failure',
    refused: 'failure',
    dropped: 'neutral',
    paused: 'neutral',
    'work-failed': 'failure',
  },
  tones: {
    'queue-down': 'failure',
    role: ({ data }) => (data.to === 'candidate' ? 'pending' : 'ok'),
    'election-timeout': 'pending',
    drop: 'neutral',
    nacked: 'failure',
    requeued: 'failure',
    confirmed: 'success',
    acked: 'success',
    'work-done': 'success',
    replied: 'active',
    routed: 'ok',
    published: 'ok',
    delivered: 'ok',
    receive: 'ok',
    send: 'ok',
  },
  order: [
    'connection-closed',
    'channel-closed',
    'crashed',
    'node-stopped',
    'node-started',
    'connection-lost',
    'removed',
    'ignored',
    'unavailable',
    'edited',
    'deleted',
    'purged',
    'declared',
    'moved',
    'unbound',
    'bound',
    'paused',
    'resumed',
    'role',
    'election-timeout',
    'dead-lettered',
    'lost',
    'returned',
    'nacked',
    'confirmed',
    'replied',
    'cancelled',
    'published',
    'got',
    'got-empty',
    'work-failed',
    'work-done',
    'routed',
    'requeued',
    'acked',
    'dropped',
    'refused',
    'blocked',
    'unblocked',
    'queue-gone',
    'exchange-gone',
    'queue-down',
    'queue-up',
    'connected',
    'drop',
    'commit',
    'vote',
    'work-started',
    'receive',
    'delivered',
    'append',
    'enqueued',
    'send',
  ],
  // Said on the way by what stands for more than they do.
  asides: ['send', 'receive', 'enqueued', 'work-started', 'append'],
  names,
  about,
  lasting: ['work-started'],
  interrupts,
  isRoutine,
  housekeeping: ['moved'],
  traceTexts,
  nameOf,
  settings: {
    cluster: ['rabbitmq', 'nodes', 'quorumTickMs', 'consumerTimeoutMs', 'channelTickMs'],
    network: ['latencyMinMs', 'latencyMaxMs', 'hopMs', 'connectionLossMs', 'reconnectMs'],
    replication: ['nodeLatencyMinMs', 'nodeLatencyMaxMs', 'electionTimeoutMinMs', 'electionTimeoutMaxMs'],
  },
  panels: {
    topology: { group: 'see', Part: TopologyPanel },
    probe: { group: 'act', Part: ProbePanel },
    manualClient: { group: 'act', Part: ManualClientPanel },
    figures: { group: 'see', Part: FiguresPanel },
  },
});

function queueOf(id: string) {
  return { queue: nameOfNode(id).name };
}

function isUp({ nodes: machines }: AmqpState, id: string): boolean {
  return machines.some((machine) => machine.id === id && machine.isUp);
}

/** Why it would do nothing: it is so already. */
function unless(isPossible: boolean): string | null {
  return isPossible ? null : 'notNow';
}

function unlessClient(...conditions: readonly ClientCondition[]) {
  return (state: AmqpState, id: string) => {
    const client = findClient(state, id);
    return client === null ? null : unless(conditions.includes(conditionOf(client)));
  };
}
