import type { World } from '../core/simulation';
import type { ServerId } from './config';
import { send } from './network';
import { sendAppendEntriesToAll } from './replication';
import { enterTerm, resetElectionTimer, resetSendTimer, stopElectionTimer, stopSendTimer, takeRole } from './server';
import {
  type LeaderState,
  lastLogIndex,
  logTerm,
  majority,
  type RaftEvent,
  type RaftState,
  type RequestVote,
  type RequestVoteReply,
  type RunningServer,
} from './state';

/** §5.2: increments its term, votes for itself, resets its election timer, asks all the others for their vote. */
export function startElection(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  enterTerm(server, server.persistent.currentTerm + 1, world);
  takeRole(server, 'candidate', world);
  server.persistent.votedFor = server.id;
  server.volatile.votesAnswered = [server.id];
  server.volatile.votesGranted = [server.id];
  traceVote(server, server.id, true, null, world);
  resetElectionTimer(state, server, world);
  requestMissingVotes(state, server, world);
}

/** Asks everybody who has not answered in this term, now and, while answers are missing, again after `rpcTimeoutMs`. */
export function requestMissingVotes(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  const index = lastLogIndex(server);
  const rpc: RequestVote = {
    type: 'RequestVote',
    term: server.persistent.currentTerm,
    candidateId: server.id,
    lastLogIndex: index,
    lastLogTerm: logTerm(server, index),
  };
  for (const other of state.servers) {
    if (!server.volatile.votesAnswered.includes(other.id)) send(state, server, other.id, rpc, world);
  }
  resetSendTimer(state, server, 'rpcTimeout', world);
}

/** Figure 2, RequestVote RPC, receiver implementation. The term rule for all servers has been applied before. */
export function onRequestVote(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: RequestVote,
  world: World<RaftEvent>,
): void {
  const refusal = refuseVote(server, rpc);
  if (refusal === null) {
    server.persistent.votedFor = rpc.candidateId;
    resetElectionTimer(state, server, world);
  }
  traceVote(server, rpc.candidateId, refusal === null, refusal, world);
  const term = server.persistent.currentTerm;
  send(state, server, from, { type: 'RequestVoteReply', term, voteGranted: refusal === null }, world);
}

/** Why a vote cannot be given; null when it can. */
function refuseVote(server: RunningServer, rpc: RequestVote): 'stale-term' | 'already-voted' | 'log-behind' | null {
  const { currentTerm, votedFor } = server.persistent;
  if (rpc.term < currentTerm) return 'stale-term';
  if (votedFor !== null && votedFor !== rpc.candidateId) return 'already-voted';
  return isUpToDate(server, rpc) ? null : 'log-behind';
}

/** §5.4.1: the log with the later last term is more up-to-date; with the same last term, the longer one. */
function isUpToDate(server: RunningServer, rpc: RequestVote): boolean {
  const index = lastLogIndex(server);
  const term = logTerm(server, index);
  return rpc.lastLogTerm === term ? rpc.lastLogIndex >= index : rpc.lastLogTerm > term;
}

/** Counts an answer to a question of the present term; with a majority the candidate leads. */
export function onRequestVoteReply(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: RequestVoteReply,
  world: World<RaftEvent>,
): void {
  const { role, votesAnswered, votesGranted } = server.volatile;
  if (role !== 'candidate' || rpc.term !== server.persistent.currentTerm) return;
  if (!votesAnswered.includes(from)) votesAnswered.push(from);
  if (rpc.voteGranted && !votesGranted.includes(from)) votesGranted.push(from);
  if (votesGranted.length >= majority(state)) becomeLeader(state, server, world);
  else if (votesAnswered.length === state.servers.length) stopSendTimer(server, world);
}

/** Figure 2, "Leaders": upon election, heartbeats to every server, at once and then every `heartbeatIntervalMs`. */
function becomeLeader(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  takeRole(server, 'leader', world);
  stopElectionTimer(server, world);
  const leader: LeaderState = { nextIndex: {}, matchIndex: {} };
  for (const other of state.servers) {
    if (other.id === server.id) continue;
    leader.nextIndex[other.id] = lastLogIndex(server) + 1;
    leader.matchIndex[other.id] = 0;
  }
  server.volatile.leader = leader;
  server.volatile.leaderId = server.id;
  server.volatile.votesAnswered = [];
  server.volatile.votesGranted = [];
  sendAppendEntriesToAll(state, server, world);
}

function traceVote(
  server: RunningServer,
  candidateId: ServerId,
  granted: boolean,
  reason: string | null,
  world: World<RaftEvent>,
): void {
  const data = { term: server.persistent.currentTerm, granted, ...(reason === null ? {} : { reason }) };
  world.trace({ kind: 'vote', actor: server.id, peer: candidateId, data });
}
