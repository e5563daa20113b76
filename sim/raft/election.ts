import { type ServerId, ticksFromMs } from './config';
import { hasQuorum, isMember, members } from './configuration';
import { send } from './network';
import { replicate, sendAppendEntriesToAll } from './replication';
import {
  enterTerm,
  noteWrite,
  resetElectionTimer,
  resetSendTimer,
  stopElectionTimer,
  stopSendTimer,
  takeRole,
} from './server';
import {
  type LeaderState,
  lastLogIndex,
  logTerm,
  type PreVote,
  type PreVoteReply,
  type RaftState,
  type RequestVote,
  type RequestVoteReply,
  type RunningServer,
} from './state';
import type { RaftWorld } from './trace';

/**
 * Whether a server stands for election when nobody leads. One that its configuration leaves out may still be needed until that
 * configuration is committed (dissertation §4.2.2); one that knows of no cluster has nobody to ask.
 */
export function canStand({ id, configuration, volatile }: RunningServer): boolean {
  if (configuration.servers.length === 0) return false;
  return isMember(configuration, id) || configuration.index > volatile.commitIndex;
}

/** §5.2: the election timeout has elapsed. */
export function onElectionTimeout(state: RaftState, server: RunningServer, world: RaftWorld): void {
  if (!canStand(server)) {
    resetElectionTimer(state, server, world);
    return;
  }
  world.trace({ kind: 'timeout', actor: server.id, data: { term: server.persistent.currentTerm } });
  if (state.config.preVote) startPreVote(state, server, world);
  else startElection(state, server, world);
}

/** Dissertation §9.6: asks whether it would be voted for in the next term, without entering it. */
function startPreVote(state: RaftState, server: RunningServer, world: RaftWorld): void {
  takeRole(server, 'candidate', world);
  server.volatile.isPreVote = true;
  server.volatile.leaderId = null;
  askForVotes(state, server, world);
}

/** §5.2: increments its term, votes for itself, resets its election timer, asks all the others for their vote. */
export function startElection(state: RaftState, server: RunningServer, world: RaftWorld): void {
  enterTerm(state, server, server.persistent.currentTerm + 1, world);
  takeRole(server, 'candidate', world);
  server.volatile.isPreVote = false;
  server.persistent.votedFor = server.id;
  traceVote(server, 'vote', server.id, null, world);
  askForVotes(state, server, world);
}

/** Begins a round of asking, in which only the candidate itself has answered so far. */
function askForVotes(state: RaftState, server: RunningServer, world: RaftWorld): void {
  server.volatile.votesAnswered = [server.id];
  server.volatile.votesGranted = [server.id];
  resetElectionTimer(state, server, world);
  requestMissingVotes(state, server, world);
  countVotes(state, server, world);
}

/** Asks everybody who has not answered in this term, now and, while answers are missing, again after `rpcTimeoutMs`. */
export function requestMissingVotes(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const { isPreVote, votesAnswered } = server.volatile;
  const { currentTerm } = server.persistent;
  const index = lastLogIndex(server);
  const rpc: RequestVote | PreVote = {
    type: isPreVote ? 'PreVote' : 'RequestVote',
    term: isPreVote ? currentTerm + 1 : currentTerm,
    candidateId: server.id,
    lastLogIndex: index,
    lastLogTerm: logTerm(server, index),
  };
  for (const id of members(server.configuration)) {
    if (!votesAnswered.includes(id)) send(state, server, id, rpc, world);
  }
  resetSendTimer(state, server, 'rpcTimeout', world);
}

/** Figure 2, RequestVote RPC, receiver implementation. The term rule for all servers has been applied before. */
export function onRequestVote(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: RequestVote,
  world: RaftWorld,
): void {
  const refusal = refuseVote(state, server, rpc);
  if (refusal === null) {
    if (server.persistent.votedFor === null) noteWrite(state, server, world);
    server.persistent.votedFor = rpc.candidateId;
    resetElectionTimer(state, server, world);
  }
  traceVote(server, 'vote', rpc.candidateId, refusal, world);
  const term = server.persistent.currentTerm;
  send(state, server, from, { type: 'RequestVoteReply', term, voteGranted: refusal === null }, world);
}

type Refusal = 'stale-term' | 'already-voted' | 'log-behind' | 'leader-alive';

/** Why a vote cannot be given; null when it can. */
function refuseVote(state: RaftState, server: RunningServer, rpc: RequestVote): Refusal | null {
  const { currentTerm, votedFor } = server.persistent;
  if (rpc.term < currentTerm) return 'stale-term';
  if (votedFor !== null && votedFor !== rpc.candidateId) return 'already-voted';
  return isUpToDate(state, server, rpc) ? null : 'log-behind';
}

/** §5.4.1: the log with the later last term is more up-to-date; with the same last term, the longer one. */
function isUpToDate({ config }: RaftState, server: RunningServer, rpc: RequestVote | PreVote): boolean {
  if (!config.rules.electionRestriction) return true;
  const index = lastLogIndex(server);
  const term = logTerm(server, index);
  return rpc.lastLogTerm === term ? rpc.lastLogIndex >= index : rpc.lastLogTerm > term;
}

/** Dissertation §9.6: would vote for this log, and has not heard a leader for at least the shortest election timeout. */
export function onPreVote(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: PreVote,
  world: RaftWorld,
): void {
  const refusal = refusePreVote(state, server, rpc, world);
  traceVote(server, 'preVote', rpc.candidateId, refusal, world);
  const term = refusal === null ? rpc.term : server.persistent.currentTerm;
  send(state, server, from, { type: 'PreVoteReply', term, voteGranted: refusal === null }, world);
}

function refusePreVote(state: RaftState, server: RunningServer, rpc: PreVote, world: RaftWorld): Refusal | null {
  const { role, leaderHeardTick } = server.volatile;
  if (rpc.term <= server.persistent.currentTerm) return 'stale-term';
  const leaseTicks = ticksFromMs(state.config.electionTimeoutMinMs);
  const heardLately = leaderHeardTick !== null && world.tick - leaderHeardTick < leaseTicks;
  if (role === 'leader' || heardLately) return 'leader-alive';
  return isUpToDate(state, server, rpc) ? null : 'log-behind';
}

/** Counts an answer to a question of the present term; with a majority the candidate leads. */
export function onRequestVoteReply(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: RequestVoteReply,
  world: RaftWorld,
): void {
  const { role, isPreVote } = server.volatile;
  if (role !== 'candidate' || isPreVote || rpc.term !== server.persistent.currentTerm) return;
  noteAnswer(server, from, rpc.voteGranted);
  countVotes(state, server, world);
}

/** Counts an answer about the next term; with a majority the candidate enters it. */
export function onPreVoteReply(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: PreVoteReply,
  world: RaftWorld,
): void {
  const { role, isPreVote } = server.volatile;
  const { currentTerm } = server.persistent;
  if (role !== 'candidate' || !isPreVote || rpc.term !== (rpc.voteGranted ? currentTerm + 1 : currentTerm)) return;
  noteAnswer(server, from, rpc.voteGranted);
  countVotes(state, server, world);
}

function noteAnswer({ volatile }: RunningServer, from: ServerId, granted: boolean): void {
  if (!volatile.votesAnswered.includes(from)) volatile.votesAnswered.push(from);
  if (granted && !volatile.votesGranted.includes(from)) volatile.votesGranted.push(from);
}

function countVotes(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const { votesGranted, votesAnswered, isPreVote } = server.volatile;
  if (hasQuorum(state, server.configuration, (id) => votesGranted.includes(id))) {
    if (isPreVote) startElection(state, server, world);
    else becomeLeader(state, server, world);
  } else if (members(server.configuration).every((id) => votesAnswered.includes(id))) {
    stopSendTimer(server, world);
  }
}

/** Figure 2, "Leaders": upon election, heartbeats to every server, at once and then every `heartbeatIntervalMs`. */
function becomeLeader(state: RaftState, server: RunningServer, world: RaftWorld): void {
  takeRole(server, 'leader', world);
  stopElectionTimer(server, world);
  stopSendTimer(server, world);
  const leader: LeaderState = { nextIndex: {}, matchIndex: {}, wanted: null, transfer: null };
  for (const id of members(server.configuration)) {
    if (id === server.id) continue;
    leader.nextIndex[id] = lastLogIndex(server) + 1;
    leader.matchIndex[id] = 0;
  }
  server.volatile.leader = leader;
  server.volatile.leaderId = server.id;
  server.volatile.votesAnswered = [];
  server.volatile.votesGranted = [];
  if (state.config.noOpOnElection) {
    replicate(state, server, { term: server.persistent.currentTerm, value: '' }, world);
  } else {
    sendAppendEntriesToAll(state, server, world);
  }
}

function traceVote(
  server: RunningServer,
  kind: 'vote' | 'preVote',
  candidateId: ServerId,
  refusal: Refusal | null,
  world: RaftWorld,
): void {
  const granted = refusal === null;
  const data = { term: server.persistent.currentTerm, granted, ...(granted ? {} : { reason: refusal }) };
  world.trace({ kind, actor: server.id, peer: candidateId, data });
}
