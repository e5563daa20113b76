import type { NodeId } from './config';
import {
  append,
  majorityOf,
  onAppendEntries,
  onAppendEntriesReply,
  replicate,
  sendEntries,
  sendRpc,
} from './quorum-replication';
import {
  lastIndexOf,
  leaderOf,
  type QuorumGroup,
  type QuorumMember,
  type QuorumMessage,
  type QuorumRpc,
  termAt,
} from './quorum-state';
import { drawTicks } from './random-ticks';
import { type AmqpState, isNodeUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/**
 * Election of a quorum queue's leader (Raft, §5.2, §5.4.1). As in RabbitMQ's `ra`, an idle leader sends no heartbeats: members
 * learn from the failure detector that its node is gone, and stand after a random time.
 */

/** A queue's members, one on each node; the one on `home` leads, as with the node that a queue is declared on. */
export function makeGroup(state: AmqpState, queue: string, queueId: number, home: NodeId): QuorumGroup {
  const others = state.nodes.map(({ id }) => id).filter((id) => id !== home);
  const members = [home, ...others].map(
    (node): QuorumMember => ({
      node,
      role: node === home ? 'leader' : 'follower',
      term: 1,
      votedFor: home,
      firstIndex: 1,
      termBefore: 0,
      log: [],
      commitIndex: 0,
      leader: home,
      votes: [],
      electionEventId: null,
      nextIndex: {},
      matchIndex: {},
    }),
  );
  members.sort((a, b) => (a.node < b.node ? -1 : 1));
  return { queue, queueId, members, pending: [], appliedIndex: 0 };
}

function findMember(group: QuorumGroup, node: NodeId): QuorumMember | undefined {
  return group.members.find((member) => member.node === node);
}

/** Waits a random time and then stands, if no leader has been heard by then. */
function startElectionTimer(state: AmqpState, group: QuorumGroup, member: QuorumMember, world: AmqpWorld): void {
  if (member.electionEventId !== null) return;
  const { electionTimeoutMinMs, electionTimeoutMaxMs } = state.config;
  const { queue, queueId } = group;
  const event = { type: 'electionTimeout', queue, queueId, node: member.node } as const;
  member.electionEventId = world.schedule(drawTicks(electionTimeoutMinMs, electionTimeoutMaxMs, world), event);
}

function stopElectionTimer(member: QuorumMember, world: AmqpWorld): void {
  if (member.electionEventId !== null) world.cancel(member.electionEventId);
  member.electionEventId = null;
}

export function dropGroupTimers(group: QuorumGroup, world: AmqpWorld): void {
  for (const member of group.members) stopElectionTimer(member, world);
}

/** A node is gone: its member is silent, and those it led look for another leader. */
export function onNodeStopped(state: AmqpState, group: QuorumGroup, node: NodeId, world: AmqpWorld): void {
  const gone = findMember(group, node);
  if (gone === undefined) return;
  stopElectionTimer(gone, world);
  gone.role = 'follower';
  gone.leader = null;
  for (const member of group.members) {
    if (!isNodeUp(state, member.node) || member.leader !== node) continue;
    member.leader = null;
    startElectionTimer(state, group, member, world);
  }
}

/** A node is back: the leader sends it what it lacks; without a leader everybody who is up looks for one. */
export function onNodeStarted(state: AmqpState, group: QuorumGroup, node: NodeId, world: AmqpWorld): void {
  const leader = leaderOf(group);
  const back = findMember(group, node);
  if (leader !== null && isNodeUp(state, leader.node)) {
    leader.nextIndex[node] = lastIndexOf(leader) + 1;
    leader.matchIndex[node] = 0;
    sendEntries(state, group, leader, node, world);
    if (back !== undefined) startElectionTimer(state, group, back, world);
    return;
  }
  for (const member of group.members) {
    if (isNodeUp(state, member.node)) startElectionTimer(state, group, member, world);
  }
}

export function onElectionTimeout(state: AmqpState, group: QuorumGroup, node: NodeId, world: AmqpWorld): void {
  const member = findMember(group, node);
  if (member === undefined) return;
  member.electionEventId = null;
  if (!isNodeUp(state, node) || member.leader !== null) return;
  tell(world, 'election-timeout', node, { queue: group.queue, term: member.term });
  member.term += 1;
  member.votedFor = node;
  member.votes = [node];
  changeRole(group, member, 'candidate', world);
  if (member.votes.length >= majorityOf(group)) {
    lead(state, group, member, world);
    return;
  }
  const lastIndex = lastIndexOf(member);
  const rpc: QuorumRpc = { type: 'RequestVote', term: member.term, lastIndex, lastTerm: termAt(member, lastIndex) };
  for (const other of group.members) if (other !== member) sendRpc(state, group, node, other.node, rpc, world);
  const up = group.members.filter((each) => isNodeUp(state, each.node)).length;
  // Without a majority nobody can win: the next node that comes back starts the next attempt.
  if (up >= majorityOf(group)) startElectionTimer(state, group, member, world);
}

function changeRole(group: QuorumGroup, member: QuorumMember, to: QuorumMember['role'], world: AmqpWorld): void {
  if (member.role === to) return;
  tell(world, 'role', member.node, { queue: group.queue, from: member.role, to, term: member.term });
  member.role = to;
}

function lead(state: AmqpState, group: QuorumGroup, member: QuorumMember, world: AmqpWorld): void {
  stopElectionTimer(member, world);
  member.leader = member.node;
  changeRole(group, member, 'leader', world);
  const lastIndex = lastIndexOf(member);
  member.nextIndex = {};
  member.matchIndex = {};
  for (const { node } of group.members) {
    member.nextIndex[node] = lastIndex + 1;
    member.matchIndex[node] = 0;
  }
  // The entry of its own term tells everybody who leads, and commits what was left open (§8).
  append(group, member, null, world);
  const inLog = new Set(member.log.map(({ operation }) => operation));
  for (const pending of group.pending) if (!inLog.has(pending.id)) append(group, member, pending, world);
  for (const other of group.members) {
    if (other !== member) sendEntries(state, group, member, other.node, world);
  }
  replicate(state, group, member, world);
}

/** A message between members arrives. One to a node that is down, or of a queue that is gone, is lost. */
export function onQuorumMessage(
  state: AmqpState,
  group: QuorumGroup | undefined,
  message: QuorumMessage,
  world: AmqpWorld,
): void {
  const { id, from, to, rpc, queue } = message;
  const member = group === undefined ? undefined : findMember(group, to);
  const data = { frame: rpc.type, queue };
  if (group === undefined || member === undefined || !isNodeUp(state, to)) {
    tell(world, 'drop', to, { ...data, reason: 'node-down' }, { peer: from, message: id });
    return;
  }
  tell(world, 'receive', to, { ...data, term: rpc.term }, { peer: from, message: id });
  if (rpc.term > member.term) {
    member.term = rpc.term;
    member.votedFor = null;
    member.leader = null;
    changeRole(group, member, 'follower', world);
    startElectionTimer(state, group, member, world);
  }
  switch (rpc.type) {
    case 'AppendEntries':
      if (rpc.term === member.term) {
        changeRole(group, member, 'follower', world);
        // What a leader had sent before its node stopped still counts; that it is gone is known from the failure detector.
        if (isNodeUp(state, from)) {
          member.leader = from;
          stopElectionTimer(member, world);
        }
      }
      onAppendEntries(state, group, member, from, rpc, world);
      break;
    case 'AppendEntriesReply':
      onAppendEntriesReply(state, group, member, from, rpc, world);
      break;
    case 'RequestVote':
      onRequestVote(state, group, member, from, rpc, world);
      break;
    case 'RequestVoteReply':
      if (!rpc.granted || rpc.term !== member.term || member.role !== 'candidate' || member.votes.includes(from)) break;
      member.votes.push(from);
      if (member.votes.length >= majorityOf(group)) lead(state, group, member, world);
  }
}

/** §5.4.1: a vote goes only to a candidate whose log is at least as up-to-date as the voter's. */
function onRequestVote(
  state: AmqpState,
  group: QuorumGroup,
  member: QuorumMember,
  from: NodeId,
  rpc: Extract<QuorumRpc, { type: 'RequestVote' }>,
  world: AmqpWorld,
): void {
  const lastIndex = lastIndexOf(member);
  const lastTerm = termAt(member, lastIndex);
  const isUpToDate = rpc.lastTerm > lastTerm || (rpc.lastTerm === lastTerm && rpc.lastIndex >= lastIndex);
  const isFree = member.votedFor === null || member.votedFor === from;
  const granted = rpc.term === member.term && isFree && isUpToDate;
  if (granted) {
    member.votedFor = from;
    // §5.2: who grants a vote waits a full timeout before standing itself.
    stopElectionTimer(member, world);
    startElectionTimer(state, group, member, world);
  }
  tell(world, 'vote', member.node, { queue: group.queue, term: member.term, granted }, { peer: from });
  sendRpc(state, group, member.node, from, { type: 'RequestVoteReply', term: member.term, granted }, world);
}
