import type { QueueOperation } from './broker/types';
import {
  lastIndexOf,
  leaderOf,
  type PendingOperation,
  type QuorumEntry,
  type QuorumGroup,
  type QuorumMember,
  type QuorumRpc,
  termAt,
} from './quorum-state';
import { drawTicks } from './random-ticks';
import { type AmqpState, isNodeUp } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** Log replication of a quorum queue: Ongaro & Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.3. */

/** Entries that one message carries. */
const ENTRIES_PER_MESSAGE_MAX = 64;

/** A log that is longer lets go of what is applied; pictures show the last ones. */
const LOG_ENTRIES_MAX = 128;
const LOG_ENTRIES_KEPT = 32;

export function majorityOf(group: QuorumGroup): number {
  return Math.floor(group.members.length / 2) + 1;
}

/** Whether it has a leader that can reach a majority: without one it neither takes nor gives anything. */
export function isAvailable(state: AmqpState, group: QuorumGroup): boolean {
  const leader = leaderOf(group);
  const up = group.members.filter(({ node }) => isNodeUp(state, node)).length;
  return leader !== null && isNodeUp(state, leader.node) && up >= majorityOf(group);
}

/** Asks for an operation: the leader appends it; without one it waits for the next leader. Returns the operation's id. */
export function submit(state: AmqpState, group: QuorumGroup, operation: QueueOperation, world: AmqpWorld): number {
  const pending: PendingOperation = { id: state.nextOperation++, operation };
  group.pending.push(pending);
  const leader = leaderOf(group);
  if (leader !== null && isNodeUp(state, leader.node)) {
    append(group, leader, pending, world);
    replicate(state, group, leader, world);
  }
  return pending.id;
}

/** Adds an entry to the leader's log; null is the one that begins its term. */
export function append(
  group: QuorumGroup,
  leader: QuorumMember,
  pending: PendingOperation | null,
  world: AmqpWorld,
): void {
  const entry: QuorumEntry = {
    term: leader.term,
    operation: pending?.id ?? null,
    kind: pending?.operation.type ?? 'noop',
    number: pending === null ? null : numberOf(pending.operation),
  };
  leader.log.push(entry);
  const index = lastIndexOf(leader);
  leader.matchIndex[leader.node] = index;
  const { term, kind, number } = entry;
  tell(world, 'append', leader.node, { queue: group.queue, index, term, operation: kind, number });
}

function numberOf(operation: QueueOperation): number | null {
  if (operation.type === 'enqueue') return operation.message.number;
  const items =
    operation.type === 'settle' ? operation.settlement.items : operation.type === 'return' ? operation.items : [];
  return items[0]?.message.number ?? null;
}

/** Sends everybody what they lack, unless something is on its way to them, and commits what a majority has. */
export function replicate(state: AmqpState, group: QuorumGroup, leader: QuorumMember, world: AmqpWorld): void {
  for (const { node } of group.members) {
    const next = leader.nextIndex[node] ?? 1;
    const isWaiting = next > (leader.matchIndex[node] ?? 0) + 1;
    if (node !== leader.node && !isWaiting && next <= lastIndexOf(leader)) {
      sendEntries(state, group, leader, node, world);
    }
  }
  advanceCommit(state, group, leader, world);
}

/** Sends AppendEntries, with what the other member lacks or, where that is nothing, with the commit index alone. */
export function sendEntries(
  state: AmqpState,
  group: QuorumGroup,
  leader: QuorumMember,
  to: QuorumMember['node'],
  world: AmqpWorld,
): void {
  const next = leader.nextIndex[to] ?? 1;
  const isSnapshot = next < leader.firstIndex;
  const from = isSnapshot ? leader.firstIndex : next;
  const entries = leader.log.slice(
    from - leader.firstIndex,
    isSnapshot ? undefined : from - leader.firstIndex + ENTRIES_PER_MESSAGE_MAX,
  );
  const { term, commitIndex } = leader;
  const prevTerm = termAt(leader, from - 1);
  sendRpc(
    state,
    group,
    leader.node,
    to,
    { type: 'AppendEntries', term, prevIndex: from - 1, prevTerm, entries, commitIndex, isSnapshot },
    world,
  );
  leader.nextIndex[to] = from + entries.length;
}

export function sendRpc(
  state: AmqpState,
  group: QuorumGroup,
  from: QuorumMember['node'],
  to: QuorumMember['node'],
  rpc: QuorumRpc,
  world: AmqpWorld,
): void {
  const { queue, queueId } = group;
  const { nodeLatencyMinMs, nodeLatencyMaxMs } = state.config;
  const message = { id: state.nextMessageId++, queue, queueId, from, to, sentTick: world.tick, rpc };
  const entries = rpc.type === 'AppendEntries' ? rpc.entries.length : 0;
  tell(world, 'send', from, { frame: rpc.type, queue, term: rpc.term, entries }, { peer: to, message: message.id });
  world.schedule(drawTicks(nodeLatencyMinMs, nodeLatencyMaxMs, world), { type: 'quorumMessage', message });
}

/** §5.3, §5.4.2: what a majority has, and an entry of the leader's own term among it, is committed. */
function advanceCommit(state: AmqpState, group: QuorumGroup, leader: QuorumMember, world: AmqpWorld): void {
  const matches = group.members.map(({ node }) => leader.matchIndex[node] ?? 0).sort((a, b) => b - a);
  const index = matches[majorityOf(group) - 1] ?? 0;
  if (index <= leader.commitIndex || termAt(leader, index) !== leader.term) return;
  leader.commitIndex = index;
  tell(world, 'commit', leader.node, { queue: group.queue, index, term: leader.term });
  for (const { node } of group.members) {
    const isCaughtUp = (leader.matchIndex[node] ?? 0) >= lastIndexOf(leader);
    if (node !== leader.node && isCaughtUp) sendEntries(state, group, leader, node, world);
  }
}

type AppendEntries = Extract<QuorumRpc, { type: 'AppendEntries' }>;

/** A member takes up what the leader of its term sends, or says how far its log goes. */
export function onAppendEntries(
  state: AmqpState,
  group: QuorumGroup,
  member: QuorumMember,
  from: QuorumMember['node'],
  rpc: AppendEntries,
  world: AmqpWorld,
): void {
  function reply(success: boolean, lastIndex: number): void {
    const { term, commitIndex } = member;
    const answer = { type: 'AppendEntriesReply', term, success, lastIndex, commitIndex } as const;
    sendRpc(state, group, member.node, from, answer, world);
  }
  if (rpc.term < member.term) {
    reply(false, lastIndexOf(member));
    return;
  }
  const { prevIndex, prevTerm, entries, isSnapshot } = rpc;
  if (isSnapshot && prevIndex > lastIndexOf(member)) {
    member.firstIndex = prevIndex + 1;
    member.termBefore = prevTerm;
    member.log = [...entries];
  } else if (
    prevIndex > lastIndexOf(member) ||
    (prevIndex >= member.firstIndex && termAt(member, prevIndex) !== prevTerm)
  ) {
    reply(false, Math.min(lastIndexOf(member), prevIndex - 1));
    return;
  } else takeUp(member, prevIndex, entries);
  const lastNew = prevIndex + entries.length;
  const known = member.commitIndex;
  member.commitIndex = Math.max(known, Math.min(rpc.commitIndex, lastNew));
  if (member.commitIndex > known) trim(member, member.commitIndex);
  reply(true, lastNew);
}

function takeUp(member: QuorumMember, prevIndex: number, entries: readonly QuorumEntry[]): void {
  for (const [position, entry] of entries.entries()) {
    const index = prevIndex + 1 + position;
    if (index < member.firstIndex) continue;
    if (index <= lastIndexOf(member)) {
      if (termAt(member, index) === entry.term) continue;
      member.log.length = index - member.firstIndex;
    }
    member.log.push(entry);
  }
}

/** Lets go of the beginning of a long log, of applied entries only. */
export function trim(member: QuorumMember, appliedIndex: number): void {
  if (member.log.length <= LOG_ENTRIES_MAX) return;
  const from = Math.min(appliedIndex + 1, lastIndexOf(member) - LOG_ENTRIES_KEPT + 1);
  if (from <= member.firstIndex) return;
  const termBefore = termAt(member, from - 1);
  member.log = member.log.slice(from - member.firstIndex);
  member.firstIndex = from;
  member.termBefore = termBefore;
}

type AppendEntriesReply = Extract<QuorumRpc, { type: 'AppendEntriesReply' }>;

export function onAppendEntriesReply(
  state: AmqpState,
  group: QuorumGroup,
  leader: QuorumMember,
  from: QuorumMember['node'],
  { term, success, lastIndex, commitIndex }: AppendEntriesReply,
  world: AmqpWorld,
): void {
  if (leader.role !== 'leader' || term < leader.term) return;
  if (success) {
    const match = Math.max(leader.matchIndex[from] ?? 0, lastIndex);
    leader.matchIndex[from] = match;
    leader.nextIndex[from] = Math.max(leader.nextIndex[from] ?? 1, match + 1);
    const known = leader.commitIndex;
    replicate(state, group, leader, world);
    const isTold = leader.commitIndex > known || commitIndex >= leader.commitIndex;
    if (!isTold && match >= lastIndexOf(leader)) sendEntries(state, group, leader, from, world);
  } else {
    leader.matchIndex[from] = 0;
    leader.nextIndex[from] = lastIndex + 1;
    sendEntries(state, group, leader, from, world);
  }
}
