import type { Simulation } from '../core/simulation';
import { type KafkaGroupCommand, kafkaGroupCommand } from './command';
import { drawKey, newConsumer, runCommand } from './commands';
import { CONSUMER_IDS, INBOX_EVENTS_MAX, type KafkaGroupConfig, kafkaGroupConfig, TICKS_PER_SECOND } from './config';
import { onHeartbeatTimer, onPollTimeout, onReply, onWorked, start } from './consumer';
import {
  onHeartbeat,
  onJoinGroup,
  onJoinTimeout,
  onLeaveGroup,
  onOffsetCommit,
  onSessionTimeout,
  onSyncGroup,
} from './coordinator';
import { kafkaGroupInvariants } from './invariants';
import { append, onFetch, onFetchTimeout } from './log';
import { BROKER, reply } from './network';
import { type ConsumerEvent, findConsumer, isRunning, type KafkaGroupEvent, type KafkaGroupState } from './state';
import type { KafkaGroupTrace, KafkaWorld } from './trace';

/**
 * One topic and one consumer group of Apache Kafka with the classic group protocol: one broker that never fails, producers of
 * keyed records, consumers with a poll loop and a heartbeat thread. Ticks are microseconds. What a producer sends is in the
 * log at once. Sources: the Java client (org.apache.kafka.clients.consumer and its internals), the broker's group coordinator
 * (org.apache.kafka.coordinator.group), KIP-62, KIP-429.
 */
export const kafkaGroup: Simulation<
  KafkaGroupConfig,
  KafkaGroupState,
  KafkaGroupCommand,
  KafkaGroupEvent,
  KafkaGroupTrace
> = {
  id: 'kafka-group',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: kafkaGroupConfig,
  command: kafkaGroupCommand,
  invariants: kafkaGroupInvariants,

  init(config, world) {
    const state: KafkaGroupState = {
      config,
      partitions: Array.from({ length: config.partitions }, () => []),
      recordCount: 0,
      producers: Array.from({ length: config.producers }, (_, index) => ({ id: `p${index + 1}` })),
      group: {
        phase: 'Empty',
        generation: 0,
        leaderId: null,
        members: [],
        joinTimerId: null,
        initialDelay: null,
        committed: {},
      },
      consumers: CONSUMER_IDS.slice(0, config.consumers).map(newConsumer),
      waitingFetches: [],
      nextMessageId: 1,
      nextFetchId: 1,
      observations: { outOfOrder: null, committedUnworked: null },
    };
    for (const consumer of state.consumers) start(state, consumer, world);
    if (config.recordsPerSecond > 0) {
      for (const producer of state.producers.keys()) scheduleProduce(config, producer, world);
    }
    return state;
  },

  onCommand(state, command, world) {
    runCommand(state, command, world);
    return state;
  },

  onEvent(state, event, world) {
    happen(state, event, world);
    return state;
  },
};

function happen(state: KafkaGroupState, event: KafkaGroupEvent, world: KafkaWorld): void {
  switch (event.type) {
    case 'produce': {
      const producer = state.producers[event.producer];
      if (producer !== undefined) append(state, producer.id, drawKey(state, world), world);
      scheduleProduce(state.config, event.producer, world);
      break;
    }
    case 'request':
      receive(state, event, world);
      break;
    case 'fetchTimeout':
      onFetchTimeout(state, event, world);
      break;
    case 'sessionTimeout':
      onSessionTimeout(state, event.memberId, world);
      break;
    case 'joinTimeout':
      onJoinTimeout(state, world);
      break;
    default:
      happenAtConsumer(state, event, world);
  }
}

/** Records come at even intervals; the producers take turns between them. */
function scheduleProduce(config: KafkaGroupConfig, producer: number, world: KafkaWorld): void {
  const intervalTicks = Math.round(TICKS_PER_SECOND / config.recordsPerSecond);
  const offsetTicks = world.tick === 0 ? Math.floor((intervalTicks * producer) / config.producers) : 0;
  world.schedule(intervalTicks + offsetTicks, { type: 'produce', producer });
}

/** A request reaches the broker, whatever has become of its sender meanwhile. */
function receive(
  state: KafkaGroupState,
  event: Extract<KafkaGroupEvent, { type: 'request' }>,
  world: KafkaWorld,
): void {
  const { consumer, message, request } = event;
  world.trace({ kind: 'receive', actor: BROKER, peer: consumer, message, data: request });
  switch (request.type) {
    case 'JoinGroup':
      onJoinGroup(state, event, request, world);
      break;
    case 'SyncGroup':
      onSyncGroup(state, event, request, world);
      break;
    case 'Heartbeat':
      onHeartbeat(state, event, request, world);
      break;
    case 'LeaveGroup':
      onLeaveGroup(state, request.memberId, world);
      break;
    case 'OffsetCommit':
      onOffsetCommit(state, event, request, world);
      break;
    case 'OffsetFetch': {
      const offsets = request.partitions.map((partition) => [partition, state.group.committed[partition] ?? 0]);
      reply(state, event, { type: 'OffsetFetch', offsets: Object.fromEntries(offsets) }, world);
      break;
    }
    case 'Fetch':
      onFetch(state, event, request, world);
  }
}

function happenAtConsumer(state: KafkaGroupState, event: ConsumerEvent, world: KafkaWorld): void {
  const consumer = findConsumer(state, event.consumer);
  if (consumer === null || !isRunning(consumer) || consumer.incarnation !== event.incarnation) {
    if (event.type === 'reply') drop(event, 'not-running', world);
    return;
  }
  if (consumer.inbox !== null) {
    if (consumer.inbox.length < INBOX_EVENTS_MAX || event.type !== 'reply') consumer.inbox.push(event);
    else drop(event, 'inbox-full', world);
    return;
  }
  if (event.type === 'heartbeat') onHeartbeatTimer(state, consumer, world);
  else if (event.type === 'pollTimeout') onPollTimeout(state, consumer, world);
  else if (event.type === 'worked') onWorked(state, consumer, world);
  else {
    world.trace({ kind: 'receive', actor: consumer.id, peer: BROKER, message: event.message, data: event.reply });
    onReply(state, consumer, event.reply, world);
  }
}

function drop(event: Extract<ConsumerEvent, { type: 'reply' }>, reason: string, world: KafkaWorld): void {
  world.trace({ kind: 'drop', actor: event.consumer, peer: BROKER, message: event.message, data: { reason } });
}
