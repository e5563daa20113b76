import { chargeWork } from '../core/work';
import { advanceCommitIndex, commitTo } from './commit';
import type { ServerId } from './config';
import { isMember, members } from './configuration';
import { appendEntry, truncateFrom } from './log';
import { appendCaughtUpConfiguration, followCommittedConfiguration } from './membership';
import { send } from './network';
import { becomeFollower, resetElectionTimer, resetSendTimer } from './server';
import {
  type AppendEntries,
  type AppendEntriesReply,
  type InstallSnapshot,
  type LeaderState,
  type LogEntry,
  lastLogIndex,
  logTerm,
  type RaftState,
  type RunningServer,
  snapshotIndex,
} from './state';
import type { RaftWorld } from './trace';
import { giveUpTransfer, tellToStand } from './transfer';

/**
 * Sends every other server of the configuration, and new servers that still catch up (§6), what it lacks, or a heartbeat, and
 * starts the wait until the next one.
 */
export function sendAppendEntriesToAll(state: RaftState, server: RunningServer, world: RaftWorld): void {
  giveUpTransfer(state, server, world);
  const known = members(server.configuration);
  for (const id of known) if (id !== server.id) sendAppendEntries(state, server, id, world);
  for (const id of server.volatile.leader?.wanted ?? NOBODY) {
    if (!known.includes(id) && id !== server.id) sendAppendEntries(state, server, id, world);
  }
  resetSendTimer(state, server, 'heartbeat', world);
}

const NOBODY: readonly ServerId[] = [];

/** §5.3: the entries from nextIndex on, or, where they have been compacted away, the snapshot (§7). */
export function sendAppendEntries(state: RaftState, server: RunningServer, to: ServerId, world: RaftWorld): void {
  const { leader } = server.volatile;
  if (leader === null) return;
  const nextIndex = leader.nextIndex[to] ?? lastLogIndex(server) + 1;
  const offset = snapshotIndex(server);
  if (nextIndex <= offset) {
    sendSnapshot(state, server, to, world);
    return;
  }
  const { log, currentTerm } = server.persistent;
  const from = nextIndex - offset - 1;
  const entries = from < log.length ? log.slice(from, from + state.config.entriesPerMessageMax) : NO_ENTRIES;
  const rpc: AppendEntries = {
    type: 'AppendEntries',
    term: currentTerm,
    leaderId: server.id,
    prevLogIndex: nextIndex - 1,
    prevLogTerm: logTerm(server, nextIndex - 1),
    entries,
    leaderCommit: server.volatile.commitIndex,
  };
  send(state, server, to, rpc, world);
}

const NO_ENTRIES: readonly LogEntry[] = [];

function sendSnapshot(state: RaftState, server: RunningServer, to: ServerId, world: RaftWorld): void {
  const { snapshot, currentTerm } = server.persistent;
  if (snapshot === null) return;
  const { lastIncludedIndex, lastIncludedTerm, configuration, machine } = snapshot;
  const rpc: InstallSnapshot = {
    type: 'InstallSnapshot',
    term: currentTerm,
    leaderId: server.id,
    lastIncludedIndex,
    lastIncludedTerm,
    lastConfig: configuration,
    offset: 0,
    data: machine,
    done: true,
  };
  send(state, server, to, rpc, world);
}

/** Appends an entry of the leader's term to its log and sends it out; a leader that is alone commits it at once. */
export function replicate(state: RaftState, server: RunningServer, entry: LogEntry, world: RaftWorld): void {
  appendEntry(state, server, entry, world);
  sendAppendEntriesToAll(state, server, world);
  if (advanceCommitIndex(state, server, world)) onCommitted(state, server, world);
}

/** A leader of the present term is heard: a candidate gives way to it (§5.2), and everybody waits anew. */
export function hearLeader(state: RaftState, server: RunningServer, leaderId: ServerId, world: RaftWorld): void {
  becomeFollower(state, server, world);
  server.volatile.leaderId = leaderId;
  server.volatile.leaderHeardTick = world.tick;
  resetElectionTimer(state, server, world);
}

/** Figure 2, AppendEntries RPC, receiver implementation. The term rule for all servers has been applied before. */
export function onAppendEntries(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: AppendEntries,
  world: RaftWorld,
): void {
  const term = server.persistent.currentTerm;
  if (rpc.term < term) {
    send(state, server, from, { type: 'AppendEntriesReply', term, success: false, matchIndex: 0 }, world);
    return;
  }
  hearLeader(state, server, rpc.leaderId, world);
  if (state.config.rules.consistencyCheck && !fitsOn(server, rpc)) {
    send(state, server, from, refusal(state, server, rpc), world);
    return;
  }
  storeEntries(state, server, rpc, world);
  // A server that knew of no cluster had no election timer until now.
  if (server.volatile.electionTimer === null) resetElectionTimer(state, server, world);
  const matchIndex = rpc.prevLogIndex + rpc.entries.length;
  commitTo(state, server, Math.min(rpc.leaderCommit, matchIndex, lastLogIndex(server)), world);
  send(state, server, from, { type: 'AppendEntriesReply', term, success: true, matchIndex }, world);
}

/** Step 2: the log has the entry that the new ones follow. What a snapshot covers is committed, and hence fits. */
function fitsOn(server: RunningServer, { prevLogIndex, prevLogTerm }: AppendEntries): boolean {
  if (prevLogIndex === 0 || prevLogIndex < snapshotIndex(server)) return true;
  return prevLogIndex <= lastLogIndex(server) && logTerm(server, prevLogIndex) === prevLogTerm;
}

/** Steps 3 and 4: removes what conflicts, appends what is missing, leaves alone what is there already. */
function storeEntries(state: RaftState, server: RunningServer, rpc: AppendEntries, world: RaftWorld): void {
  // Without the consistency check there may be a gap; the entries then land where the log ends.
  let index = Math.min(rpc.prevLogIndex, lastLogIndex(server));
  chargeWork(rpc.entries.length * 2);
  const offset = snapshotIndex(server);
  for (const entry of rpc.entries) {
    index += 1;
    if (index <= offset) continue;
    if (index <= lastLogIndex(server)) {
      if (logTerm(server, index) === entry.term) continue;
      truncateFrom(state, server, index, world);
    }
    appendEntry(state, server, entry, world);
  }
}

/** §5.3: a refusal, with the conflict hint where it is configured. */
function refusal(state: RaftState, server: RunningServer, { prevLogIndex }: AppendEntries): AppendEntriesReply {
  const term = server.persistent.currentTerm;
  const reply = { type: 'AppendEntriesReply', term, success: false, matchIndex: 0, prevLogIndex } as const;
  if (!state.config.conflictHint) return reply;
  const last = lastLogIndex(server);
  if (prevLogIndex > last) return { ...reply, conflictTerm: null, conflictIndex: last + 1 };
  const conflictTerm = logTerm(server, prevLogIndex);
  let conflictIndex = prevLogIndex;
  while (conflictIndex - 1 > snapshotIndex(server) && logTerm(server, conflictIndex - 1) === conflictTerm) {
    conflictIndex -= 1;
  }
  chargeWork(prevLogIndex - conflictIndex);
  return { ...reply, conflictTerm, conflictIndex };
}

/** Figure 2, "Leaders": notes what the follower has, or steps back and tries again. */
export function onAppendEntriesReply(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: AppendEntriesReply,
  world: RaftWorld,
): void {
  const { leader } = server.volatile;
  if (leader === null || rpc.term !== server.persistent.currentTerm) return;
  if (rpc.success) onFollowerHas(state, server, from, rpc.matchIndex, world);
  else if (backOff(server, leader, from, rpc)) sendAppendEntries(state, server, from, world);
}

/** False for an answer to a request that has been overtaken: it says nothing about the present nextIndex. */
function backOff(server: RunningServer, leader: LeaderState, from: ServerId, rpc: AppendEntriesReply): boolean {
  const nextIndex = leader.nextIndex[from] ?? 1;
  const matchIndex = leader.matchIndex[from] ?? 0;
  if (rpc.prevLogIndex !== nextIndex - 1 || nextIndex - 1 <= matchIndex) return false;
  leader.nextIndex[from] = Math.max(matchIndex + 1, Math.min(nextIndex - 1, hintedIndex(server, rpc, nextIndex - 1)));
  return true;
}

/** Dissertation §3.5: after the leader's own last entry of the conflicting term, else where the follower's term begins. */
function hintedIndex(server: RunningServer, rpc: AppendEntriesReply, fallback: number): number {
  if (rpc.conflictIndex === undefined) return fallback;
  if (typeof rpc.conflictTerm !== 'number') return rpc.conflictIndex;
  chargeWork(Math.max(0, fallback - rpc.conflictIndex));
  for (let index = fallback; index >= rpc.conflictIndex; index -= 1) {
    if (logTerm(server, index) === rpc.conflictTerm) return index + 1;
  }
  return rpc.conflictIndex;
}

/** A follower is known to have everything up to `matchIndex`: commit, hand over, go on, as far as that allows. */
export function onFollowerHas(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  matchIndex: number,
  world: RaftWorld,
): void {
  const { leader } = server.volatile;
  if (leader === null || matchIndex <= (leader.matchIndex[from] ?? 0)) return;
  leader.matchIndex[from] = matchIndex;
  leader.nextIndex[from] = Math.max(leader.nextIndex[from] ?? 1, matchIndex + 1);
  if (advanceCommitIndex(state, server, world)) onCommitted(state, server, world);
  if (server.volatile.leader !== leader) return;
  tellToStand(state, server, world);
  const entry = appendCaughtUpConfiguration(state, server, world);
  if (entry !== null) replicate(state, server, entry, world);
  else if (lacksEntries(server, leader, from)) sendAppendEntries(state, server, from, world);
}

/** False for a server that is no longer in the configuration: it hears no more of the log (§6). */
function lacksEntries(server: RunningServer, { nextIndex, wanted }: LeaderState, id: ServerId): boolean {
  const isFollower = isMember(server.configuration, id) || wanted?.includes(id) === true;
  return isFollower && (nextIndex[id] ?? 1) <= lastLogIndex(server);
}

/** What a leader does about a configuration that has been committed (§6): goes on to C_new, or leaves after it. */
function onCommitted(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const next = followCommittedConfiguration(server, world);
  if (next !== null) {
    replicate(state, server, next, world);
    return;
  }
  const { configuration } = server;
  const isLeftOut = !isMember(configuration, server.id) && configuration.index <= server.volatile.commitIndex;
  if (!isLeftOut) return;
  // The others learn of the commit before the one who knows leaves.
  sendAppendEntriesToAll(state, server, world);
  server.volatile.leaderId = null;
  becomeFollower(state, server, world);
}
