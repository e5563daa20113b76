import { ticksFromMs } from './config';
import { drawTicks } from './random-ticks';
import type { PersistentState, RaftEvent, RaftState, Role, RunningServer, Timer, VolatileState } from './state';
import type { RaftWorld } from './trace';

export function emptyDisk(): PersistentState {
  return { currentTerm: 0, votedFor: null, log: [], snapshot: null };
}

/** What a process knows right after it started: it is a follower (§5.2) that has heard nobody. */
export function freshMemory({ snapshot }: PersistentState): VolatileState {
  const index = snapshot === null ? 0 : snapshot.lastIncludedIndex;
  return {
    commitIndex: index,
    lastApplied: index,
    machine: snapshot === null ? [] : [...snapshot.machine],
    role: 'follower',
    isPreVote: false,
    leaderId: null,
    leaderHeardTick: null,
    votesAnswered: [],
    votesGranted: [],
    leader: null,
    electionTimer: null,
    sendTimer: null,
    disk: null,
  };
}

/** A delay by the server's own clock. */
function startTimer(
  state: RaftState,
  server: RunningServer,
  delayTicks: number,
  event: RaftEvent,
  world: RaftWorld,
): Timer {
  const rate = state.processes[server.id]?.timerRatePerMille ?? state.config.timerRatePerMille;
  const worldTicks = rate === 1000 ? delayTicks : Math.round((delayTicks * 1000) / rate);
  const eventId = world.schedule(worldTicks, event);
  return { eventId, startedTick: world.tick, dueTick: world.tick + worldTicks };
}

/** Starts the election timeout anew, drawn from the configured range (§5.2). A server that knows of no cluster has none. */
export function resetElectionTimer(state: RaftState, server: RunningServer, world: RaftWorld): void {
  stopElectionTimer(server, world);
  if (server.configuration.servers.length === 0) return;
  const { electionTimeoutMinMs, electionTimeoutMaxMs } = state.config;
  const delayTicks = drawTicks(electionTimeoutMinMs, electionTimeoutMaxMs, world);
  const event: RaftEvent = { type: 'electionTimeout', server: server.id };
  server.volatile.electionTimer = startTimer(state, server, delayTicks, event, world);
}

export function stopElectionTimer(server: RunningServer, world: RaftWorld): void {
  const timer = server.volatile.electionTimer;
  if (timer !== null) world.cancel(timer.eventId);
  server.volatile.electionTimer = null;
}

/** Starts the wait until the next heartbeat of a leader, or until a candidate asks again for the votes it has not heard of. */
export function resetSendTimer(
  state: RaftState,
  server: RunningServer,
  type: 'heartbeat' | 'rpcTimeout',
  world: RaftWorld,
): void {
  stopSendTimer(server, world);
  const { heartbeatIntervalMs, rpcTimeoutMs } = state.config;
  const delayTicks = ticksFromMs(type === 'heartbeat' ? heartbeatIntervalMs : rpcTimeoutMs);
  server.volatile.sendTimer = startTimer(state, server, delayTicks, { type, server: server.id }, world);
}

export function stopSendTimer(server: RunningServer, world: RaftWorld): void {
  const timer = server.volatile.sendTimer;
  if (timer !== null) world.cancel(timer.eventId);
  server.volatile.sendTimer = null;
}

/** Sets the role and says so in the trace when it is a new one. */
export function takeRole(server: RunningServer, role: Role, world: RaftWorld): void {
  const from = server.volatile.role;
  if (from === role) return;
  server.volatile.role = role;
  world.trace({ kind: 'role', actor: server.id, data: { from, to: role, term: server.persistent.currentTerm } });
}

/** Enters a later term, in which this server has not voted yet. */
export function enterTerm(state: RaftState, server: RunningServer, term: number, world: RaftWorld): void {
  const from = server.persistent.currentTerm;
  noteWrite(state, server, world);
  server.persistent.currentTerm = term;
  server.persistent.votedFor = null;
  server.volatile.leaderId = null;
  server.volatile.leaderHeardTick = null;
  world.trace({ kind: 'term', actor: server.id, data: { from, to: term } });
}

/** Becomes, or stays, a follower. A former leader has no election timer and gets one; a follower's keeps running. */
export function becomeFollower(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const { volatile } = server;
  takeRole(server, 'follower', world);
  volatile.isPreVote = false;
  volatile.leader = null;
  if (volatile.votesAnswered.length > 0) {
    volatile.votesAnswered = [];
    volatile.votesGranted = [];
  }
  stopSendTimer(server, world);
  if (volatile.electionTimer === null) resetElectionTimer(state, server, world);
}

/**
 * To be called with every change of the persistent state: from now until the disk is done, what the server says has to
 * wait (Figure 2: "updated on stable storage before responding to RPCs"). Changes of one moment are one write.
 */
export function noteWrite(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const options = state.processes[server.id];
  const maxMs = options?.diskLatencyMaxMs ?? state.config.diskLatencyMaxMs;
  if (maxMs === 0) return;
  const minMs = Math.min(maxMs, options?.diskLatencyMinMs ?? state.config.diskLatencyMinMs);
  const { disk } = server.volatile;
  if (disk?.startedTick === world.tick) return;
  const freeTick = Math.max(world.tick, disk?.doneTick ?? 0);
  const doneTick = freeTick + drawTicks(minMs, maxMs, world);
  server.volatile.disk = { startedTick: world.tick, doneTick, eventIds: disk?.eventIds ?? [] };
}
