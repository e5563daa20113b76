import type { Simulation } from '../core/simulation';
import { type RaftCommand, raftCommand } from './command';
import { runCommand } from './commands';
import { onInstallSnapshot, onInstallSnapshotReply } from './compaction';
import { type RaftConfig, raftConfig, SERVER_IDS, TICKS_PER_SECOND } from './config';
import { initialConfiguration } from './configuration';
import {
  onElectionTimeout,
  onPreVote,
  onPreVoteReply,
  onRequestVote,
  onRequestVoteReply,
  requestMissingVotes,
  startElection,
} from './election';
import { start, wait } from './faults';
import { raftInvariants } from './invariants';
import { depart, drop, isPartitioned } from './network';
import { noObservations, observe } from './observations';
import { onAppendEntries, onAppendEntriesReply, sendAppendEntriesToAll } from './replication';
import { becomeFollower, emptyDisk, enterTerm } from './server';
import {
  findServer,
  isRunning,
  type Message,
  type RaftEvent,
  type RaftState,
  type Rpc,
  type RunningServer,
  type Server,
} from './state';
import type { RaftTrace, RaftWorld } from './trace';

/**
 * Raft: Ongaro & Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)", 2014: Figure 2 whole,
 * §6 joint consensus, §7 log compaction; Ongaro, "Consensus: Bridging Theory and Practice", 2014: §3.10 leadership transfer,
 * §9.6 PreVote. Ticks are microseconds. What a server writes is on its disk at once; what it says about it waits for as long
 * as the disk takes, and is never said when the server crashes meanwhile.
 */
export const raft: Simulation<RaftConfig, RaftState, RaftCommand, RaftEvent, RaftTrace> = {
  id: 'raft',
  version: '2',
  ticksPerSecond: TICKS_PER_SECOND,
  config: raftConfig,
  command: raftCommand,
  invariants: raftInvariants,

  init(config, world) {
    const servers: Server[] = SERVER_IDS.slice(0, config.servers).map((id) => ({
      id,
      persistent: emptyDisk(),
      volatile: null,
      configuration: initialConfiguration(config, id),
      inbox: null,
    }));
    const state: RaftState = {
      config,
      servers,
      nextMessageId: 1,
      network: { partition: null, links: null, lastDueTicks: {} },
      processes: {},
      observations: noObservations(),
    };
    for (const server of servers) {
      start(state, server, world);
      observe(state, server);
    }
    return state;
  },

  onCommand(state, command, world) {
    const server = runCommand(state, command, world);
    if (server !== null) observe(state, server);
    return state;
  },

  onEvent(state, event, world) {
    if (event.type === 'lose') {
      drop(event.message, event.reason, world);
      return state;
    }
    const server = findServer(state, event.type === 'deliver' ? event.message.to : event.server);
    if (server === null) return state;
    happen(state, server, event, world);
    observe(state, server);
    return state;
  },
};

type ServerEvent = Exclude<RaftEvent, { type: 'lose' }>;

function happen(state: RaftState, server: Server, event: ServerEvent, world: RaftWorld): void {
  if (event.type === 'deliver' && isPartitioned(state, event.message.from, event.message.to)) {
    drop(event.message, 'partitioned', world);
  } else if (!isRunning(server)) {
    if (event.type === 'deliver') drop(event.message, 'crashed', world);
  } else if (server.inbox !== null) {
    wait(server.inbox, event, world);
  } else if (event.type === 'deliver') {
    deliver(state, server, event.message, world);
  } else {
    elapse(state, server, event, world);
  }
}

function elapse(
  state: RaftState,
  server: RunningServer,
  event: Exclude<ServerEvent, { type: 'deliver' }>,
  world: RaftWorld,
): void {
  if (event.type === 'heartbeat') {
    sendAppendEntriesToAll(state, server, world);
  } else if (event.type === 'rpcTimeout') {
    requestMissingVotes(state, server, world);
  } else if (event.type === 'electionTimeout') {
    onElectionTimeout(state, server, world);
  } else {
    // Delayed queues are first in, first out: this one's id is the first, and a write without more to say is forgotten.
    const { disk } = server.volatile;
    disk?.eventIds.shift();
    if (disk?.eventIds.length === 0 && disk.doneTick <= world.tick) server.volatile.disk = null;
    depart(state, server.id, event.to, event.rpc, world);
  }
}

function deliver(state: RaftState, server: RunningServer, message: Message, world: RaftWorld): void {
  const { id, from, to, rpc } = message;
  world.trace({ kind: 'receive', actor: to, peer: from, message: id, data: rpc });
  // Figure 2, "All Servers": a higher term in any RPC makes its receiver a follower of that term.
  if (rpc.term > server.persistent.currentTerm && isTermReached(rpc)) {
    enterTerm(state, server, rpc.term, world);
    becomeFollower(state, server, world);
  }
  receive(state, server, from, rpc, world);
}

/** False for a term that the sender only thinks of entering (dissertation §9.6). */
function isTermReached(rpc: Rpc): boolean {
  return rpc.type !== 'PreVote' && !(rpc.type === 'PreVoteReply' && rpc.voteGranted);
}

function receive(state: RaftState, server: RunningServer, from: Message['from'], rpc: Rpc, world: RaftWorld): void {
  switch (rpc.type) {
    case 'AppendEntries':
      onAppendEntries(state, server, from, rpc, world);
      break;
    case 'AppendEntriesReply':
      onAppendEntriesReply(state, server, from, rpc, world);
      break;
    case 'RequestVote':
      onRequestVote(state, server, from, rpc, world);
      break;
    case 'RequestVoteReply':
      onRequestVoteReply(state, server, from, rpc, world);
      break;
    case 'PreVote':
      onPreVote(state, server, from, rpc, world);
      break;
    case 'PreVoteReply':
      onPreVoteReply(state, server, from, rpc, world);
      break;
    case 'InstallSnapshot':
      onInstallSnapshot(state, server, from, rpc, world);
      break;
    case 'InstallSnapshotReply':
      onInstallSnapshotReply(state, server, from, rpc, world);
      break;
    case 'TimeoutNow':
      // Dissertation §3.10: the leader of the present term wants this server to take over.
      if (rpc.term === server.persistent.currentTerm) startElection(state, server, world);
  }
}
