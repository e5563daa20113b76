import type { World } from '../core/simulation';
import { ticksFromMs } from './config';
import { drawTicks } from './network';
import type { PersistentState, RaftEvent, RaftState, Role, RunningServer, Timer, VolatileState } from './state';

export function emptyDisk(): PersistentState {
  return { currentTerm: 0, votedFor: null, log: [] };
}

/** What a process knows right after it started: it is a follower (§5.2) that has heard nobody. */
export function freshMemory(): VolatileState {
  return {
    commitIndex: 0,
    lastApplied: 0,
    role: 'follower',
    leaderId: null,
    votesAnswered: [],
    votesGranted: [],
    leader: null,
    electionTimer: null,
    sendTimer: null,
  };
}

function startTimer(delayTicks: number, event: RaftEvent, world: World<RaftEvent>): Timer {
  const eventId = world.schedule(delayTicks, event);
  return { eventId, startedTick: world.tick, dueTick: world.tick + delayTicks };
}

/** Starts the election timeout anew, drawn from the configured range (§5.2). */
export function resetElectionTimer(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  stopElectionTimer(server, world);
  const { electionTimeoutMinMs, electionTimeoutMaxMs } = state.config;
  const delayTicks = drawTicks(electionTimeoutMinMs, electionTimeoutMaxMs, world);
  server.volatile.electionTimer = startTimer(delayTicks, { type: 'electionTimeout', server: server.id }, world);
}

export function stopElectionTimer(server: RunningServer, world: World<RaftEvent>): void {
  const timer = server.volatile.electionTimer;
  if (timer !== null) world.cancel(timer.eventId);
  server.volatile.electionTimer = null;
}

/** Starts the wait until the next heartbeat of a leader, or until a candidate asks again for the votes it has not heard of. */
export function resetSendTimer(
  state: RaftState,
  server: RunningServer,
  type: 'heartbeat' | 'rpcTimeout',
  world: World<RaftEvent>,
): void {
  stopSendTimer(server, world);
  const { heartbeatIntervalMs, rpcTimeoutMs } = state.config;
  const delayTicks = ticksFromMs(type === 'heartbeat' ? heartbeatIntervalMs : rpcTimeoutMs);
  server.volatile.sendTimer = startTimer(delayTicks, { type, server: server.id }, world);
}

export function stopSendTimer(server: RunningServer, world: World<RaftEvent>): void {
  const timer = server.volatile.sendTimer;
  if (timer !== null) world.cancel(timer.eventId);
  server.volatile.sendTimer = null;
}

/** Sets the role and says so in the trace when it is a new one. */
export function takeRole(server: RunningServer, role: Role, world: World<RaftEvent>): void {
  const from = server.volatile.role;
  if (from === role) return;
  server.volatile.role = role;
  world.trace({ kind: 'role', actor: server.id, data: { from, to: role, term: server.persistent.currentTerm } });
}

/** Enters a later term, in which this server has not voted yet. */
export function enterTerm(server: RunningServer, term: number, world: World<RaftEvent>): void {
  const from = server.persistent.currentTerm;
  server.persistent.currentTerm = term;
  server.persistent.votedFor = null;
  server.volatile.leaderId = null;
  world.trace({ kind: 'term', actor: server.id, data: { from, to: term } });
}

/** Becomes, or stays, a follower. A former leader has no election timer and gets one; a follower's keeps running. */
export function becomeFollower(state: RaftState, server: RunningServer, world: World<RaftEvent>): void {
  takeRole(server, 'follower', world);
  server.volatile.leader = null;
  server.volatile.votesAnswered = [];
  server.volatile.votesGranted = [];
  stopSendTimer(server, world);
  if (server.volatile.electionTimer === null) resetElectionTimer(state, server, world);
}
