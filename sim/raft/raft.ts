import { CommandRefused, type Simulation, type World } from '../core/simulation';
import { type RaftCommand, raftCommand } from './command';
import { type RaftConfig, raftConfig, SERVER_IDS, TICKS_PER_SECOND } from './config';
import { onRequestVote, onRequestVoteReply, requestMissingVotes, startElection } from './election';
import { raftInvariants } from './invariants';
import { drop } from './network';
import { noObservations, observe, observeLostDisk } from './observations';
import { onAppendEntries, onAppendEntriesReply, sendAppendEntriesToAll } from './replication';
import {
  becomeFollower,
  emptyDisk,
  enterTerm,
  freshMemory,
  resetElectionTimer,
  stopElectionTimer,
  stopSendTimer,
} from './server';
import {
  findServer,
  isRunning,
  type Message,
  type RaftEvent,
  type RaftState,
  type RunningServer,
  type Server,
} from './state';

/**
 * Raft as far as leader election goes: Ongaro & Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC
 * 2014, §5.1, §5.2 and Figure 2. Logs exist and stay empty. Ticks are microseconds.
 */
export const raft: Simulation<RaftConfig, RaftState, RaftCommand, RaftEvent> = {
  id: 'raft',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: raftConfig,
  command: raftCommand,
  invariants: raftInvariants,

  init(config, world) {
    const servers: Server[] = SERVER_IDS.slice(0, config.servers).map((id) => ({
      id,
      persistent: emptyDisk(),
      volatile: null,
    }));
    const state: RaftState = { config, servers, nextMessageId: 1, observations: noObservations() };
    for (const server of servers) {
      start(state, server, world);
      observe(state, server);
    }
    return state;
  },

  onCommand(state, command, world) {
    const server = findServer(state, command.server);
    if (server === null) throw new CommandRefused(`there is no server ${command.server} in this cluster`);
    runCommand(state, server, command, world);
    observe(state, server);
    return state;
  },

  onEvent(state, event, world) {
    if (event.type === 'lose') {
      drop(event.message, 'lost', world);
      return state;
    }
    const server = findServer(state, event.type === 'deliver' ? event.message.to : event.server);
    if (server === null) return state;
    if (event.type === 'deliver') deliver(state, server, event.message, world);
    else if (isRunning(server)) elapse(state, server, event.type, world);
    observe(state, server);
    return state;
  },
};

function start(state: RaftState, server: Server, world: World<RaftEvent>): void {
  server.volatile = freshMemory();
  if (isRunning(server)) resetElectionTimer(state, server, world);
}

function runCommand(state: RaftState, server: Server, command: RaftCommand, world: World<RaftEvent>): void {
  const ignored = whyIgnored(server, command);
  if (ignored !== null) {
    world.trace({ kind: 'ignored', actor: server.id, data: { command: command.type, reason: ignored } });
  } else if (command.type === 'restart') {
    world.trace({ kind: 'restart', actor: server.id, data: { disk: command.disk } });
    if (!command.disk) {
      server.persistent = emptyDisk();
      observeLostDisk(state, server);
    }
    start(state, server, world);
  } else if (isRunning(server)) {
    if (command.type === 'crash') crash(server, world);
    else elapse(state, server, 'electionTimeout', world);
  }
}

/** Why a command would do nothing now; null when it does something. */
function whyIgnored(server: Server, command: RaftCommand): 'running' | 'crashed' | 'leader' | null {
  if (!isRunning(server)) return command.type === 'restart' ? null : 'crashed';
  if (command.type === 'restart') return 'running';
  // A leader has no election timeout (Figure 2, "Rules for Servers").
  return command.type === 'timeout' && server.volatile.role === 'leader' ? 'leader' : null;
}

function crash(server: RunningServer, world: World<RaftEvent>): void {
  world.trace({ kind: 'crash', actor: server.id });
  stopElectionTimer(server, world);
  stopSendTimer(server, world);
  const stopped: Server = server;
  stopped.volatile = null;
}

function elapse(
  state: RaftState,
  server: RunningServer,
  timer: 'electionTimeout' | 'heartbeat' | 'rpcTimeout',
  world: World<RaftEvent>,
): void {
  if (timer === 'heartbeat') {
    sendAppendEntriesToAll(state, server, world);
  } else if (timer === 'rpcTimeout') {
    requestMissingVotes(state, server, world);
  } else {
    world.trace({ kind: 'timeout', actor: server.id, data: { term: server.persistent.currentTerm } });
    startElection(state, server, world);
  }
}

function deliver(state: RaftState, server: Server, message: Message, world: World<RaftEvent>): void {
  const { id, from, to, rpc } = message;
  if (!isRunning(server)) {
    drop(message, 'crashed', world);
    return;
  }
  world.trace({ kind: 'receive', actor: to, peer: from, message: id, data: rpc });
  // Figure 2, "All Servers": a higher term in any RPC makes its receiver a follower of that term.
  if (rpc.term > server.persistent.currentTerm) {
    enterTerm(server, rpc.term, world);
    becomeFollower(state, server, world);
  }
  if (rpc.type === 'AppendEntries') onAppendEntries(state, server, from, rpc, world);
  else if (rpc.type === 'AppendEntriesReply') onAppendEntriesReply(server, from, rpc);
  else if (rpc.type === 'RequestVote') onRequestVote(state, server, from, rpc, world);
  else onRequestVoteReply(state, server, from, rpc, world);
}
