import { chargeWork } from '../core/work';
import { assignors } from './assign/assignors';
import type { Subscription } from './assign/group-subscription';
import { isCooperative, TOPIC, ticksFromMs } from './config';
import { request } from './network';
import type { ConsumerMemory, KafkaGroupState, Offsets, Ownership, Reply, RunningConsumer } from './state';
import type { KafkaWorld } from './trace';

/*
 * The member's side of the group (org.apache.kafka.clients.consumer.internals: AbstractCoordinator, ConsumerCoordinator).
 * Eager: a member gives up all its partitions before it joins. Cooperative (KIP-429): it keeps them and goes on, gives up what
 * the new assignment does not name, and then joins once more so that these can be given out.
 */

/** Within poll: asks to join when that is called for. What has been done is committed first, and arrives first. */
export function joinIfNeeded(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  if (!memory.needsRejoin || memory.membership === 'joining' || memory.membership === 'syncing') return;
  if (state.config.enableAutoCommit) commitPositions(state, consumer, world);
  memory.needsRejoin = false;
  memory.membership = 'joining';
  if (!isCooperative(state.config)) ownNothing(consumer, 'revoked', world);
  request(state, consumer, { type: 'JoinGroup', memberId: memory.memberId, owned: ownershipOf(state, memory) }, world);
}

/**
 * Commits where the member is, and says whether a commit was sent: the client sends none while it is in no generation, or
 * between two, or has nothing.
 */
export function commitPositions(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): boolean {
  const { memberId, membership, generation, positions } = consumer.memory;
  if (membership !== 'stable' || Object.keys(positions).length === 0) return false;
  const offsets: Offsets = { ...positions };
  request(state, consumer, { type: 'OffsetCommit', memberId, generation, offsets }, world);
  return true;
}

/** The sticky assignor remembers what it was assigned last; the cooperative one says what it holds; the others say nothing. */
function ownershipOf({ config }: KafkaGroupState, { owned, lastAssigned }: ConsumerMemory): Ownership {
  if (config.strategy === 'sticky') return lastAssigned;
  return isCooperative(config)
    ? { partitions: [...owned], generation: lastAssigned.generation }
    : { partitions: [], generation: -1 };
}

export function rejoinLater(consumer: RunningConsumer, reason: 'rebalance' | 'revoked', world: KafkaWorld): void {
  consumer.memory.needsRejoin = true;
  world.trace({ kind: 'rejoin', actor: consumer.id, data: { reason } });
}

/** Nothing is this member's any more: given up (`revoked`), or found to be others' already (`lost`). */
export function ownNothing(consumer: RunningConsumer, how: 'revoked' | 'lost', world: KafkaWorld): void {
  const { memory } = consumer;
  if (memory.owned.length > 0) world.trace({ kind: how, actor: consumer.id, data: { partitions: [...memory.owned] } });
  memory.owned = [];
  memory.positions = {};
}

/** The member is none any more: it will have to join as a new one. Its application learns that in the next poll. */
export function resetGeneration(consumer: RunningConsumer, world: KafkaWorld): void {
  const { memory } = consumer;
  consumer.memberships += 1;
  world.trace({
    kind: 'fenced',
    actor: consumer.id,
    data: { memberId: memory.memberId, generation: memory.generation },
  });
  memory.memberId = `${consumer.id}-${consumer.memberships}`;
  memory.generation = -1;
  memory.membership = 'unjoined';
  memory.needsRejoin = true;
  memory.isFenced = true;
  stopHeartbeats(memory, world);
}

export function leave(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  const { memberId, membership, generation } = consumer.memory;
  if (membership !== 'unjoined' || generation >= 0) request(state, consumer, { type: 'LeaveGroup', memberId }, world);
}

/** In the new generation: the leader works out the assignment for all, the others wait for theirs. */
export function onJoined(
  state: KafkaGroupState,
  consumer: RunningConsumer,
  { memberId, generation, members }: Extract<Reply, { type: 'JoinGroup' }>,
  world: KafkaWorld,
): void {
  const { memory } = consumer;
  if (memberId !== memory.memberId || memory.membership !== 'joining') return;
  memory.membership = 'syncing';
  memory.generation = generation;
  startHeartbeats(state, consumer, world);
  const assignment = members === null ? null : assignmentFor(state, members);
  if (assignment !== null) world.trace({ kind: 'assigning', actor: consumer.id, data: { generation, assignment } });
  request(state, consumer, { type: 'SyncGroup', memberId, generation, assignment }, world);
}

/** What it costs to find one member's place for one partition, in elements. */
const ASSIGN_WORK = 5;

function assignmentFor(
  { config }: KafkaGroupState,
  members: Readonly<Record<string, Ownership>>,
): Record<string, number[]> {
  const subscriptions = Object.entries(members).map(
    ([memberId, { partitions, generation }]): [string, Subscription] => [
      memberId,
      {
        topics: [TOPIC],
        ownedPartitions: partitions.map((partition) => ({ topic: TOPIC, partition })),
        generation,
        groupInstanceId: null,
      },
    ],
  );
  chargeWork(ASSIGN_WORK * subscriptions.length * config.partitions);
  const assignment = assignors[config.strategy]({
    members: new Map(subscriptions),
    partitionCounts: new Map([[TOPIC, config.partitions]]),
  });
  return Object.fromEntries(
    [...assignment].map(([id, partitions]) => [id, partitions.map(({ partition }) => partition)]),
  );
}

/** The assignment: what was held and is not in it goes, what is new is looked up before it is read. */
export function onSynced(
  state: KafkaGroupState,
  consumer: RunningConsumer,
  said: Extract<Reply, { type: 'SyncGroup' }>,
  world: KafkaWorld,
): void {
  const { memory } = consumer;
  const { memberId, generation, error, partitions } = said;
  if (memberId !== memory.memberId || memory.membership !== 'syncing') return;
  if (error === 'REBALANCE_IN_PROGRESS') {
    memory.membership = 'unjoined';
    rejoinLater(consumer, 'rebalance', world);
    return;
  }
  if (error !== null) {
    resetGeneration(consumer, world);
    return;
  }
  memory.membership = 'stable';
  const added = partitions.filter((partition) => !memory.owned.includes(partition));
  const revoked = memory.owned.filter((partition) => !partitions.includes(partition));
  memory.owned = [...partitions].sort((left, right) => left - right);
  memory.lastAssigned = { partitions: [...partitions], generation };
  memory.nextAutoCommitTick = world.tick + ticksFromMs(state.config.autoCommitIntervalMs);
  for (const partition of revoked) delete memory.positions[partition];
  for (const partition of added) delete memory.lastWorked[partition];
  if (revoked.length > 0) {
    world.trace({ kind: 'revoked', actor: consumer.id, data: { partitions: revoked } });
    rejoinLater(consumer, 'revoked', world);
  }
  world.trace({ kind: 'owns', actor: consumer.id, data: { generation, partitions: [...memory.owned], added } });
  if (added.length > 0) request(state, consumer, { type: 'OffsetFetch', partitions: added }, world);
}

/** A new partition is read from its committed offset, or from the beginning (`auto.offset.reset` earliest). */
export function onOffsets({ memory }: RunningConsumer, { offsets }: Extract<Reply, { type: 'OffsetFetch' }>): void {
  for (const [partition, offset] of Object.entries(offsets)) {
    if (memory.owned.includes(Number(partition)) && memory.positions[partition] === undefined) {
      memory.positions[partition] = offset;
    }
  }
}

function startHeartbeats(state: KafkaGroupState, consumer: RunningConsumer, world: KafkaWorld): void {
  stopHeartbeats(consumer.memory, world);
  const event = { type: 'heartbeat', consumer: consumer.id, incarnation: consumer.incarnation } as const;
  consumer.memory.heartbeatTimerId = world.schedule(ticksFromMs(state.config.heartbeatIntervalMs), event);
}

function stopHeartbeats(memory: ConsumerMemory, world: KafkaWorld): void {
  if (memory.heartbeatTimerId !== null) world.cancel(memory.heartbeatTimerId);
  memory.heartbeatTimerId = null;
}
