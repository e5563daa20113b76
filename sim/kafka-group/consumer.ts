import { ticksFromMs } from './config';
import {
  commitPositions,
  joinIfNeeded,
  leave,
  onJoined,
  onOffsets,
  onSynced,
  ownNothing,
  rejoinLater,
  resetGeneration,
} from './membership';
import { request } from './network';
import { observeWork } from './observations';
import {
  type Consumer,
  type ConsumerMemory,
  type GroupError,
  isRunning,
  type KafkaGroupState,
  type Position,
  type Reply,
  type RunningConsumer,
} from './state';
import type { KafkaWorld } from './trace';

/*
 * A consumer is two threads, as in Kafka's client. The application's polls, works the batch, record by record, and polls
 * again; whatever concerns the group is looked at within poll. The heartbeat thread says that the process is there, hears that
 * a rebalance goes on, and gives up the membership when the application has not polled for `max.poll.interval.ms`.
 */

/** Starts the process. It knows nothing but what the broker keeps. */
export function start(state: KafkaGroupState, consumer: Consumer, world: KafkaWorld): void {
  consumer.incarnation += 1;
  consumer.memberships += 1;
  consumer.inbox = null;
  consumer.memory = freshMemory(`${consumer.id}-${consumer.memberships}`);
  consumer.memory.nextAutoCommitTick = world.tick + ticksFromMs(state.config.autoCommitIntervalMs);
  world.trace({ kind: 'start', actor: consumer.id, data: { memberId: consumer.memory.memberId } });
  if (isRunning(consumer)) poll(state, consumer, world);
}

function freshMemory(memberId: string): ConsumerMemory {
  return {
    memberId,
    membership: 'unjoined',
    generation: -1,
    needsRejoin: true,
    isFenced: false,
    owned: [],
    positions: {},
    lastWorked: {},
    lastAssigned: { partitions: [], generation: -1 },
    activity: 'polling',
    batch: [],
    workStartTick: null,
    fetchId: null,
    unreadReplies: [],
    owesCommit: false,
    isClosing: false,
    nextAutoCommitTick: 0,
    heartbeatTimerId: null,
    pollTimerId: null,
  };
}

/** The process ends; what it held in memory is gone. */
export function stop(consumer: RunningConsumer, world: KafkaWorld): void {
  const { heartbeatTimerId, pollTimerId } = consumer.memory;
  for (const id of [heartbeatTimerId, pollTimerId]) if (id !== null) world.cancel(id);
  const stopped: Consumer = consumer;
  stopped.memory = null;
  stopped.inbox = null;
}

/** The application calls poll: all that it was given has been worked. */
export function poll(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  memory.activity = 'polling';
  memory.fetchId = null;
  if (memory.pollTimerId !== null) world.cancel(memory.pollTimerId);
  memory.pollTimerId = null;
  if (memory.isClosing) {
    close(state, consumer, world);
    return;
  }
  const replies = memory.unreadReplies;
  memory.unreadReplies = [];
  for (const unread of replies) read(state, consumer, unread, world);
  attend(state, consumer, world);
}

/** What poll does each time it gets the floor: the group first, then the next fetch. */
function attend(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  if (memory.isFenced) {
    memory.isFenced = false;
    ownNothing(consumer, 'lost', world);
  }
  joinIfNeeded(state, consumer, world);
  const { enableAutoCommit, autoCommitIntervalMs } = state.config;
  if (enableAutoCommit && world.tick >= memory.nextAutoCommitTick && memory.membership === 'stable') {
    memory.nextAutoCommitTick = world.tick + ticksFromMs(autoCommitIntervalMs);
    commitPositions(state, consumer, world);
  }
  fetch(state, consumer, world);
}

/** `KafkaConsumer.close`: commits when auto-commit is on, leaves the group, and ends. */
function close(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  if (state.config.enableAutoCommit) commitPositions(state, consumer, world);
  leave(state, consumer, world);
  world.trace({ kind: 'closed', actor: consumer.id });
  stop(consumer, world);
}

/** The application is asked to end: at once when it waits in poll, else when its batch is done. */
export function beginClose(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  consumer.memory.isClosing = true;
  if (consumer.memory.activity === 'polling') poll(state, consumer, world);
}

/** One fetch at a time, for the partitions whose position is known. */
function fetch(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  if (memory.fetchId !== null || Object.keys(memory.positions).length === 0) return;
  const fetchId = state.nextFetchId;
  state.nextFetchId += 1;
  memory.fetchId = fetchId;
  const { maxPollRecords } = state.config;
  request(
    state,
    consumer,
    { type: 'Fetch', fetchId, positions: { ...memory.positions }, recordsMax: maxPollRecords },
    world,
  );
}

/** Poll returns with what was fetched, less what is not this member's any more, and the application sets to work. */
function onFetched(
  state: KafkaGroupState,
  consumer: RunningConsumer,
  { fetchId, records }: Extract<Reply, { type: 'Fetch' }>,
  world: KafkaWorld,
): void {
  const { memory } = consumer;
  if (fetchId !== memory.fetchId) return;
  memory.fetchId = null;
  const batch: Position[] = [];
  for (const { partition, offset } of records) {
    if (memory.positions[partition] !== offset) continue;
    memory.positions[partition] = offset + 1;
    batch.push({ partition, offset });
  }
  if (batch.length === 0) {
    // The usual loop calls commitSync after every poll, with records or without.
    if (memory.owesCommit && memory.membership === 'stable') commitSync(state, consumer, world);
    else attend(state, consumer, world);
    return;
  }
  memory.batch = batch;
  memory.activity = 'processing';
  world.trace({ kind: 'fetched', actor: consumer.id, data: { records: batch.map((position) => ({ ...position })) } });
  const { id, incarnation } = consumer;
  const event = { type: 'pollTimeout', consumer: id, incarnation } as const;
  memory.pollTimerId = world.schedule(ticksFromMs(state.config.maxPollIntervalMs), event);
  work(state, consumer, world);
}

function work(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { serviceMinMs, serviceMaxMs } = state.config;
  const range = ticksFromMs(serviceMaxMs - serviceMinMs);
  const ticks =
    consumer.serviceMs === null
      ? ticksFromMs(serviceMinMs) + world.random.below(range + 1)
      : ticksFromMs(consumer.serviceMs);
  consumer.memory.workStartTick = world.tick;
  world.schedule(ticks, { type: 'worked', consumer: consumer.id, incarnation: consumer.incarnation });
}

/** A record's work is done: it has had its effect, whether or not that is ever committed. */
export function onWorked(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  const done = memory.batch.shift();
  const startTick = memory.workStartTick;
  memory.workStartTick = null;
  if (done === undefined || startTick === null) return;
  const record = state.partitions[done.partition]?.[done.offset];
  if (record === undefined) return;
  observeWork(state, consumer, done);
  record.processings.push({
    consumer: consumer.id,
    memberId: memory.memberId,
    generation: memory.generation,
    startTick,
    endTick: world.tick,
  });
  const { key, number, processings } = record;
  world.trace({ kind: 'processed', actor: consumer.id, data: { ...done, key, number, times: processings.length } });
  if (memory.batch.length > 0) work(state, consumer, world);
  else if (state.config.enableAutoCommit) poll(state, consumer, world);
  else commitSync(state, consumer, world);
}

/**
 * Commits and waits for the answer. It fails at once without a membership (CommitFailedException) and in the middle of a
 * rebalance (RebalanceInProgressException); a later commit makes up for that, if the partitions stay.
 */
function commitSync(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  memory.owesCommit = false;
  if (commitPositions(state, consumer, world)) {
    memory.activity = 'committing';
    return;
  }
  if (memory.membership !== 'stable') {
    const error: GroupError = memory.generation < 0 ? 'UNKNOWN_MEMBER_ID' : 'REBALANCE_IN_PROGRESS';
    memory.owesCommit = error === 'REBALANCE_IN_PROGRESS';
    world.trace({ kind: 'commitFailed', actor: consumer.id, data: { error } });
  }
  poll(state, consumer, world);
}

export function onHeartbeatTimer(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  memory.heartbeatTimerId = null;
  if (memory.generation < 0) return;
  const { memberId, generation } = memory;
  // While it waits to join, the broker waits with it and needs no heartbeat.
  if (memory.membership !== 'joining') request(state, consumer, { type: 'Heartbeat', memberId, generation }, world);
  const event = { type: 'heartbeat', consumer: consumer.id, incarnation: consumer.incarnation } as const;
  memory.heartbeatTimerId = world.schedule(ticksFromMs(state.config.heartbeatIntervalMs), event);
}

/** The application has not polled for too long: the heartbeat thread leaves the group for it. */
export function onPollTimeout(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  consumer.memory.pollTimerId = null;
  const { maxPollIntervalMs } = state.config;
  world.trace({ kind: 'pollTimeout', actor: consumer.id, data: { maxPollIntervalMs } });
  leave(state, consumer, world);
  resetGeneration(consumer, world);
}

export function onReply(state: KafkaGroupState, consumer: RunningConsumer, said: Reply, world: KafkaWorld): void {
  const { memory } = consumer;
  if (said.type === 'Heartbeat') onHeartbeatReply(state, consumer, said, world);
  else if (said.type === 'Fetch') onFetched(state, consumer, said, world);
  else if (said.type === 'OffsetCommit') onCommitReply(state, consumer, said, world);
  else if (memory.activity === 'polling') {
    read(state, consumer, said, world);
    attend(state, consumer, world);
  } else memory.unreadReplies.push(said);
}

/** What only poll looks at. */
function read(state: KafkaGroupState, consumer: RunningConsumer, said: Reply, world: KafkaWorld): void {
  if (said.type === 'JoinGroup') onJoined(state, consumer, said, world);
  else if (said.type === 'SyncGroup') onSynced(state, consumer, said, world);
  else if (said.type === 'OffsetFetch') onOffsets(consumer, said);
}

function onHeartbeatReply(
  state: KafkaGroupState,
  consumer: RunningConsumer,
  { memberId, generation, error }: Extract<Reply, { type: 'Heartbeat' }>,
  world: KafkaWorld,
): void {
  const { memory } = consumer;
  if (error === null || memberId !== memory.memberId || generation !== memory.generation) return;
  if (error === 'REBALANCE_IN_PROGRESS') {
    if (memory.membership !== 'stable' || memory.needsRejoin) return;
    rejoinLater(consumer, 'rebalance', world);
  } else resetGeneration(consumer, world);
  if (memory.activity === 'polling') attend(state, consumer, world);
}

function onCommitReply(
  state: KafkaGroupState,
  consumer: RunningConsumer,
  { memberId, generation, error }: Extract<Reply, { type: 'OffsetCommit' }>,
  world: KafkaWorld,
): void {
  const { memory } = consumer;
  if (error !== null) {
    world.trace({ kind: 'commitFailed', actor: consumer.id, data: { error } });
    const isPresent = memberId === memory.memberId && generation === memory.generation;
    if (isPresent && error === 'REBALANCE_IN_PROGRESS') {
      memory.needsRejoin = true;
      memory.owesCommit = !state.config.enableAutoCommit;
    } else if (isPresent) resetGeneration(consumer, world);
  }
  if (memory.activity === 'committing') poll(state, consumer, world);
  else if (memory.activity === 'polling' && error !== null) attend(state, consumer, world);
}
