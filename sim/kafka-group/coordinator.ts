import { ticksFromMs } from './config';
import { BROKER, reply } from './network';
import { observeCommit } from './observations';
import { findMember, type Group, type GroupError, type GroupMember, type KafkaGroupState, type Request } from './state';
import type { KafkaWorld } from './trace';

type JoinGroup = Extract<Request, { type: 'JoinGroup' }>;
type SyncGroup = Extract<Request, { type: 'SyncGroup' }>;
type Heartbeat = Extract<Request, { type: 'Heartbeat' }>;
type OffsetCommit = Extract<Request, { type: 'OffsetCommit' }>;
type Asker = Pick<GroupMember, 'consumer' | 'incarnation'>;

/*
 * The broker's side of the classic rebalance protocol (org.apache.kafka.coordinator.group: ClassicGroup and
 * GroupMetadataManager): PreparingRebalance gathers the members, CompletingRebalance waits for the leader's assignment, and
 * Stable lasts until somebody comes, goes, or is not heard of.
 */

export function onJoinGroup(
  state: KafkaGroupState,
  from: Asker,
  { memberId, owned }: JoinGroup,
  world: KafkaWorld,
): void {
  const { group, config } = state;
  const known = findMember(group, memberId);
  const member = known ?? newMember(memberId, from);
  if (known === null) group.members.push(member);
  member.owned = owned;
  member.isAwaitingJoin = true;
  stopSessionTimer(member, world);
  if (group.phase === 'PreparingRebalance') {
    if (known === null && group.initialDelay !== null) group.initialDelay.hasNewMember = true;
    completeJoinIfAllAreThere(state, world);
    return;
  }
  const isFirst = group.phase === 'Empty';
  prepareRebalance(state, known === null ? 'joined' : 'rejoined', memberId, world);
  if (isFirst && config.groupInitialRebalanceDelayMs > 0) {
    const delayTicks = ticksFromMs(Math.min(config.groupInitialRebalanceDelayMs, config.maxPollIntervalMs));
    group.initialDelay = {
      remainingTicks: Math.max(ticksFromMs(config.maxPollIntervalMs) - delayTicks, 0),
      hasNewMember: false,
    };
    startJoinTimer(group, delayTicks, world);
  } else {
    startJoinTimer(group, ticksFromMs(config.maxPollIntervalMs), world);
    completeJoinIfAllAreThere(state, world);
  }
}

function newMember(memberId: string, { consumer, incarnation }: Asker): GroupMember {
  return {
    memberId,
    consumer,
    incarnation,
    owned: { partitions: [], generation: -1 },
    isAwaitingJoin: false,
    isAwaitingSync: false,
    assigned: [],
    sessionTimerId: null,
  };
}

type RebalanceReason = 'joined' | 'rejoined' | 'left' | 'session-timeout';

/** The others learn of it by their heartbeats, and are waited for. */
function prepareRebalance(state: KafkaGroupState, reason: RebalanceReason, memberId: string, world: KafkaWorld): void {
  const { group } = state;
  for (const member of group.members.filter(({ isAwaitingSync }) => isAwaitingSync)) {
    answerSync(state, member, 'REBALANCE_IN_PROGRESS', world);
    startSessionTimer(state, member, world);
  }
  group.phase = 'PreparingRebalance';
  world.trace({ kind: 'preparing', actor: BROKER, data: { generation: group.generation, reason, memberId } });
}

function startJoinTimer(group: Group, delayTicks: number, world: KafkaWorld): void {
  if (group.joinTimerId !== null) world.cancel(group.joinTimerId);
  group.joinTimerId = world.schedule(delayTicks, { type: 'joinTimeout' });
}

function completeJoinIfAllAreThere(state: KafkaGroupState, world: KafkaWorld): void {
  const { group } = state;
  if (group.initialDelay === null && group.members.every(({ isAwaitingJoin }) => isAwaitingJoin)) {
    completeJoin(state, world);
  }
}

/** The initial delay goes on while members keep coming (InitialDelayedJoin); any other wait ends here. */
export function onJoinTimeout(state: KafkaGroupState, world: KafkaWorld): void {
  const { group, config } = state;
  group.joinTimerId = null;
  if (group.initialDelay?.hasNewMember && group.initialDelay.remainingTicks > 0) {
    const { remainingTicks } = group.initialDelay;
    const delayTicks = Math.min(ticksFromMs(config.groupInitialRebalanceDelayMs), remainingTicks);
    group.initialDelay = { remainingTicks: remainingTicks - delayTicks, hasNewMember: false };
    startJoinTimer(group, delayTicks, world);
    return;
  }
  completeJoin(state, world);
}

/** A new generation, of those who are there. */
function completeJoin(state: KafkaGroupState, world: KafkaWorld): void {
  const { group } = state;
  group.initialDelay = null;
  if (group.joinTimerId !== null) world.cancel(group.joinTimerId);
  group.joinTimerId = null;
  for (const member of group.members.filter(({ isAwaitingJoin }) => !isAwaitingJoin)) {
    stopSessionTimer(member, world);
    world.trace({
      kind: 'removed',
      actor: BROKER,
      peer: member.consumer,
      data: { memberId: member.memberId, reason: 'rebalance-timeout' },
    });
  }
  group.members = group.members.filter(({ isAwaitingJoin }) => isAwaitingJoin);
  group.generation += 1;
  if (group.members.length === 0) {
    group.phase = 'Empty';
    group.leaderId = null;
    world.trace({ kind: 'empty', actor: BROKER, data: { generation: group.generation } });
    return;
  }
  group.phase = 'CompletingRebalance';
  if (group.leaderId === null || findMember(group, group.leaderId) === null) {
    group.leaderId = group.members[0]?.memberId ?? null;
  }
  const { generation, leaderId } = group;
  const memberIds = group.members.map(({ memberId }) => memberId);
  world.trace({ kind: 'generation', actor: BROKER, data: { generation, leaderId, members: memberIds } });
  for (const member of group.members) {
    const { memberId } = member;
    member.isAwaitingJoin = false;
    const members =
      memberId === leaderId ? Object.fromEntries(group.members.map((other) => [other.memberId, other.owned])) : null;
    reply(state, member, { type: 'JoinGroup', memberId, generation, members }, world);
    startSessionTimer(state, member, world);
  }
}

export function onSyncGroup(state: KafkaGroupState, from: Asker, asked: SyncGroup, world: KafkaWorld): void {
  const { group } = state;
  const { memberId, generation, assignment } = asked;
  const member = findMember(group, memberId);
  const error =
    whyRefused(group, member, generation) ?? (group.phase === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : null);
  if (member === null || error !== null) {
    reply(state, from, { type: 'SyncGroup', memberId, generation, error, partitions: [] }, world);
    return;
  }
  if (group.phase === 'Stable') {
    answerSync(state, member, null, world);
    startSessionTimer(state, member, world);
    return;
  }
  member.isAwaitingSync = true;
  stopSessionTimer(member, world);
  if (memberId === group.leaderId && assignment !== null) assign(state, assignment, world);
}

function assign(
  state: KafkaGroupState,
  assignment: Readonly<Record<string, readonly number[]>>,
  world: KafkaWorld,
): void {
  const { group } = state;
  for (const member of group.members) member.assigned = assignment[member.memberId] ?? [];
  group.phase = 'Stable';
  const owners = Object.fromEntries(group.members.map(({ consumer, assigned }) => [consumer, assigned]));
  world.trace({ kind: 'assigned', actor: BROKER, data: { generation: group.generation, owners } });
  for (const member of group.members.filter(({ isAwaitingSync }) => isAwaitingSync)) {
    answerSync(state, member, null, world);
    startSessionTimer(state, member, world);
  }
}

function answerSync(state: KafkaGroupState, member: GroupMember, error: GroupError | null, world: KafkaWorld): void {
  member.isAwaitingSync = false;
  const { memberId, assigned } = member;
  const partitions = error === null ? assigned : [];
  const { generation } = state.group;
  reply(state, member, { type: 'SyncGroup', memberId, generation, error, partitions }, world);
}

export function onHeartbeat(
  state: KafkaGroupState,
  from: Asker,
  { memberId, generation }: Heartbeat,
  world: KafkaWorld,
): void {
  const { group } = state;
  const member = findMember(group, memberId);
  let error = whyRefused(group, member, generation);
  if (member !== null && error === null) {
    hear(state, member, world);
    if (group.phase === 'PreparingRebalance') error = 'REBALANCE_IN_PROGRESS';
  }
  reply(state, from, { type: 'Heartbeat', memberId, generation, error }, world);
}

/** A commit is for members of the generation: who was thrown out can no longer overwrite what its successor has done. */
export function onOffsetCommit(state: KafkaGroupState, from: Asker, asked: OffsetCommit, world: KafkaWorld): void {
  const { group } = state;
  const { memberId, generation, offsets } = asked;
  const member = findMember(group, memberId);
  let error = whyRefused(group, member, generation);
  if (error === null && group.phase === 'CompletingRebalance') error = 'REBALANCE_IN_PROGRESS';
  if (member !== null) hear(state, member, world);
  if (error === null) {
    observeCommit(state, offsets);
    Object.assign(group.committed, offsets);
    world.trace({ kind: 'committed', actor: BROKER, peer: from.consumer, data: { offsets, generation } });
  } else {
    world.trace({ kind: 'commitRefused', actor: BROKER, peer: from.consumer, data: { offsets, generation, error } });
  }
  reply(state, from, { type: 'OffsetCommit', memberId, generation, offsets, error }, world);
}

function whyRefused(group: Group, member: GroupMember | null, generation: number): GroupError | null {
  if (member === null) return 'UNKNOWN_MEMBER_ID';
  return generation === group.generation ? null : 'ILLEGAL_GENERATION';
}

export function onLeaveGroup(state: KafkaGroupState, memberId: string, world: KafkaWorld): void {
  remove(state, memberId, 'left', world);
}

export function onSessionTimeout(state: KafkaGroupState, memberId: string, world: KafkaWorld): void {
  remove(state, memberId, 'session-timeout', world);
}

function remove(state: KafkaGroupState, memberId: string, reason: 'left' | 'session-timeout', world: KafkaWorld): void {
  const { group, config } = state;
  const member = findMember(group, memberId);
  if (member === null) return;
  stopSessionTimer(member, world);
  group.members = group.members.filter((other) => other !== member);
  world.trace({ kind: 'removed', actor: BROKER, peer: member.consumer, data: { memberId, reason } });
  if (group.phase !== 'PreparingRebalance') {
    prepareRebalance(state, reason, memberId, world);
    startJoinTimer(group, ticksFromMs(config.maxPollIntervalMs), world);
  }
  completeJoinIfAllAreThere(state, world);
}

/** The member is alive: its session begins anew, unless it is waiting for the broker and need say nothing. */
function hear(state: KafkaGroupState, member: GroupMember, world: KafkaWorld): void {
  if (!member.isAwaitingJoin && !member.isAwaitingSync) startSessionTimer(state, member, world);
}

function startSessionTimer(state: KafkaGroupState, member: GroupMember, world: KafkaWorld): void {
  stopSessionTimer(member, world);
  const { memberId } = member;
  member.sessionTimerId = world.schedule(ticksFromMs(state.config.sessionTimeoutMs), {
    type: 'sessionTimeout',
    memberId,
  });
}

function stopSessionTimer(member: GroupMember, world: KafkaWorld): void {
  if (member.sessionTimerId !== null) world.cancel(member.sessionTimerId);
  member.sessionTimerId = null;
}
