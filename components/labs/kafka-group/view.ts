import { DoorOpen, Flame, Play, Power, Rabbit, Server, Snowflake, Turtle, Unplug, UserPlus } from 'lucide-react';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { TOPIC, ticksFromMs } from '@/sim/kafka-group/config';
import { kafkaGroup } from '@/sim/kafka-group/kafka-group';
import { BROKER } from '@/sim/kafka-group/network';
import { kafkaGroupScenarios } from '@/sim/kafka-group/scenarios';
import type { Consumer, KafkaGroupState } from '@/sim/kafka-group/state';
import { BrokerNode } from './broker-node';
import { ConsumerNode, ProducerNode } from './client-nodes';
import { ConnectionEdge } from './connection-edge';
import { partitionCells, toFlow } from './flow';
import { messageKinds, messageOf } from './messages';
import { type ConsumerStatus, statusOf } from './node-data';
import { about, interrupts } from './story';
import { offsetsText, partitionsText, traceTexts } from './trace-text';

/** A slowed consumer's milliseconds on each record. */
const SLOW_SERVICE_MS = 400;
const BURST = 10;
const BATCH_LISTED = 12;

const lab = {
  simulation: kafkaGroup,
  scenarios: kafkaGroupScenarios,
  whole: () => import('@/sim/kafka-group/lab').then((module) => module.kafkaGroupLab),
};

/** The Kafka consumer group lab as the shell opens it. */
export const view = defineView(lab, {
  // A tenth of life's pace: a request of ten milliseconds is seen to travel, a record's work takes a fifth of a second.
  ticksPerRealSecond: ticksFromMs(100),
  timeSpanTicks: ticksFromMs(5_000),
  stage: nodes({
    nodeTypes: { broker: BrokerNode, consumer: ConsumerNode, producer: ProducerNode },
    edgeTypes: { connection: ConnectionEdge },
    smallestText: 12,
    toFlow,
  }),
  messages: {
    kinds: messageKinds,
    of: messageOf,
    // Records come only where something was produced; all else belongs to any group.
    occur({ consumers, recordCount, config }) {
      if (consumers.length === 0) return [];
      const hasRecords = recordCount > 0 || config.recordsPerSecond > 0;
      return Object.keys(messageKinds).filter((kind) => kind !== 'records' || hasRecords);
    },
    lostShownTicks: ticksFromMs(60),
    isDeliveredAfterPause: true,
    lanes: { crash: 'failure', closed: 'failure', start: 'ok', pause: 'neutral', resume: null },
  },
  items: ({ group, consumers, producers, config }, say) => [
    {
      id: BROKER,
      kind: 'broker',
      status: 'ok',
      icon: Server,
      facts: `${say(`node.phases.${group.phase}`)} · ${say('node.generation', { generation: group.generation })}`,
    },
    ...consumers.map((consumer) => consumerItem(consumer, say)),
    ...producers.map(
      ({ id }): ItemParts => ({
        id,
        kind: 'producer',
        status: 'ok',
        facts:
          config.recordsPerSecond === 0 ? say('node.onDemand') : say('node.rate', { count: config.recordsPerSecond }),
      }),
    ),
  ],
  parts(state, id, say) {
    if (id === BROKER) return brokerTables(state, say);
    const consumer = state.consumers.find((each) => each.id === id);
    if (consumer !== undefined) {
      return { memory: memoryOf(consumer, say), member: memberOf(state, consumer, say) };
    }
    if (state.producers.every((each) => each.id !== id)) return {};
    const sent = state.partitions.reduce((sum, log) => sum + log.filter(({ producer }) => producer === id).length, 0);
    return { producer: { recordsPerSecond: state.config.recordsPerSecond, records: sent } };
  },
  actions: {
    crash: { on: 'consumer', icon: Unplug, key: 'c' },
    restart: { on: 'consumer', icon: Power, key: 'r' },
    close: { on: 'consumer', icon: DoorOpen, key: 'x' },
    pause: { on: 'consumer', icon: Snowflake, key: 'p' },
    resume: { on: 'consumer', icon: Play, key: 'p', inToolbar: false },
    slow: {
      on: 'consumer',
      icon: Turtle,
      key: 's',
      inToolbar: false,
      fixed: { serviceMs: SLOW_SERVICE_MS },
      when: (state, id) => !isSlowed(state, id),
    },
    fast: {
      on: 'consumer',
      icon: Rabbit,
      key: 's',
      inToolbar: false,
      command: 'slow',
      fixed: { serviceMs: null },
      when: isSlowed,
    },
    produce: {
      on: 'producer',
      icon: Flame,
      key: 'a',
      fixed: { count: BURST },
      values: (id, { producers }) => ({ producer: producers.findIndex((each) => each.id === id) + 1 }),
    },
    addConsumer: { on: 'broker', icon: UserPlus, key: 'a', values: () => ({}) },
  },
  marks: {
    crash: 'failure',
    pollTimeout: 'failure',
    processed: ({ data }) => (data.times > 1 ? 'failure' : null),
    removed: 'neutral',
    fenced: 'failure',
    pause: 'neutral',
    closed: 'neutral',
    generation: 'pending',
    assigned: 'success',
    start: 'ok',
    resume: 'ok',
    preparing: 'pending',
    committed: 'success',
  },
  tones: {
    close: 'neutral',
    lost: 'failure',
    commitFailed: 'failure',
    commitRefused: 'failure',
    revoked: 'neutral',
    drop: 'neutral',
    refused: 'neutral',
    rejoin: 'pending',
    owns: 'success',
    processed: 'success',
    fetched: 'active',
    produced: 'ok',
  },
  order: [
    'ignored',
    'crash',
    'close',
    'closed',
    'pause',
    'resume',
    'slow',
    'pollTimeout',
    'lost',
    'fenced',
    'removed',
    'start',
    'generation',
    'assigned',
    'empty',
    'preparing',
    'commitFailed',
    'commitRefused',
    'owns',
    'revoked',
    'assigning',
    'rejoin',
    'committed',
    'processed',
    'fetched',
    'produced',
    'refused',
  ],
  about,
  ends: ['committed'],
  lasting: ['produced', 'fetched'],
  interrupts,
  traceTexts,
  // What comes to a process that stands still leaves no trace: it waits.
  silent: (event, say) =>
    event.type === 'reply' || event.type === 'heartbeat' || event.type === 'pollTimeout' || event.type === 'worked'
      ? say('trace.waits', { actor: event.consumer })
      : null,
  settings: {
    topic: ['partitions', 'producers', 'recordsPerSecond', 'keys'],
    group: [
      'consumers',
      'groupInitialRebalanceDelayMs',
      'sessionTimeoutMs',
      'heartbeatIntervalMs',
      'maxPollIntervalMs',
      'maxPollRecords',
    ],
    commit: ['enableAutoCommit', 'autoCommitIntervalMs'],
    pace: ['serviceMinMs', 'serviceMaxMs', 'networkDelayMs', 'fetchMaxWaitMs'],
  },
});

function isSlowed({ consumers }: KafkaGroupState, itemId: string): boolean {
  return consumers.some(({ id, serviceMs }) => id === itemId && serviceMs !== null);
}

const statuses: Readonly<Partial<Record<ConsumerStatus, Status>>> = {
  down: 'failure',
  thrownOut: 'failure',
  paused: 'neutral',
  working: 'ok',
  committing: 'ok',
  polling: 'ok',
};

function consumerItem(consumer: Consumer, say: Words): ItemParts {
  const { id, memory } = consumer;
  const status = statusOf(consumer);
  const owned = memory?.owned ?? [];
  return {
    id,
    kind: 'consumer',
    status: statuses[status] ?? 'pending',
    role: say(`node.statuses.${status}`),
    facts: owned.length === 0 ? say('node.ownsNothing') : say('node.owns', { partitions: partitionsText(owned) }),
  };
}

function brokerTables(state: KafkaGroupState, say: Words) {
  const { group, config } = state;
  const partitions = partitionCells(state).map(({ partition, endOffset, committedOffset, readers }) => [
    `${TOPIC}-${partition}`,
    say('inspector.partition', {
      committed: committedOffset,
      end: endOffset,
      lag: endOffset - committedOffset,
      readers: readers.length === 0 ? '∅' : readers.join(', '),
    }),
  ]);
  return {
    group: {
      'partition.assignment.strategy': config.strategy,
      state: group.phase,
      generationId: group.generation,
      leaderId: group.leaderId,
      ...Object.fromEntries(group.members.map(({ memberId, assigned }) => [memberId, partitionsText(assigned)])),
    },
    partitions: Object.fromEntries(partitions),
  };
}

function memoryOf({ memory, inbox, serviceMs }: Consumer, say: Words): Readonly<Record<string, unknown>> {
  if (memory === null) return { memberId: say('inspector.gone') };
  const { batch } = memory;
  const listed = batch.slice(0, BATCH_LISTED).map(({ partition, offset }) => `P${partition}@${offset}`);
  return {
    memberId: memory.memberId,
    state: memory.membership,
    generationId: memory.generation < 0 ? null : memory.generation,
    rejoinNeeded: memory.needsRejoin,
    assignment: partitionsText(memory.owned),
    position: offsetsText(memory.positions),
    records: batch.length > BATCH_LISTED ? [...listed, `+${batch.length - BATCH_LISTED}`] : listed,
    ...(serviceMs === null ? {} : { serviceMs }),
    ...(inbox === null ? {} : { inbox: inbox.length }),
  };
}

function memberOf({ group }: KafkaGroupState, { id }: Consumer, say: Words): Readonly<Record<string, unknown>> {
  const members = group.members.filter(({ consumer }) => consumer === id);
  if (members.length === 0) return { memberId: say('inspector.unknown') };
  return Object.fromEntries(members.map(({ memberId, assigned }) => [memberId, partitionsText(assigned)]));
}
