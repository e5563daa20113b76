import type { World } from '../core/simulation';
import type { ServerId } from './config';
import { send } from './network';
import { becomeFollower, resetElectionTimer, resetSendTimer } from './server';
import {
  type AppendEntries,
  type AppendEntriesReply,
  lastLogIndex,
  logTerm,
  type RaftEvent,
  type RaftState,
  type RunningServer,
} from './state';

/** Sends AppendEntries to every other server and starts the wait until the next heartbeat. Entries: none yet. */
export function sendAppendEntriesToAll(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  for (const other of state.servers) {
    if (other.id === server.id) continue;
    const nextIndex = server.volatile.leader?.nextIndex[other.id] ?? lastLogIndex(server) + 1;
    const rpc: AppendEntries = {
      type: 'AppendEntries',
      term: server.persistent.currentTerm,
      leaderId: server.id,
      prevLogIndex: nextIndex - 1,
      prevLogTerm: logTerm(server, nextIndex - 1),
      entries: [],
      leaderCommit: server.volatile.commitIndex,
    };
    send(state, server, other.id, rpc, world);
  }
  resetSendTimer(state, server, 'heartbeat', world);
}

/** Figure 2, AppendEntries RPC, receiver implementation, as far as it goes without entries. */
export function onAppendEntries(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: AppendEntries,
  world: World<RaftEvent>,
): void {
  const term = server.persistent.currentTerm;
  if (rpc.term < term) {
    send(state, server, from, { type: 'AppendEntriesReply', term, success: false, matchIndex: 0 }, world);
    return;
  }
  // A leader of the present term: a candidate gives way to it (§5.2).
  becomeFollower(state, server, world);
  server.volatile.leaderId = rpc.leaderId;
  resetElectionTimer(state, server, world);
  const success = rpc.prevLogIndex === 0 || logTerm(server, rpc.prevLogIndex) === rpc.prevLogTerm;
  const matchIndex = success ? rpc.prevLogIndex : 0;
  send(state, server, from, { type: 'AppendEntriesReply', term, success, matchIndex }, world);
}

/** Notes what a follower is known to have. */
export function onAppendEntriesReply(server: RunningServer, from: ServerId, rpc: AppendEntriesReply): void {
  const { leader } = server.volatile;
  if (leader === null || rpc.term !== server.persistent.currentTerm || !rpc.success) return;
  leader.matchIndex[from] = Math.max(leader.matchIndex[from] ?? 0, rpc.matchIndex);
}
