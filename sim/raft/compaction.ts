import { chargeWork } from '../core/work';
import type { ServerId } from './config';
import { latestConfiguration } from './configuration';
import { replaceWithSnapshot } from './log';
import { send } from './network';
import { observeApplied } from './observations';
import { hearLeader, onFollowerHas } from './replication';
import { resetElectionTimer } from './server';
import {
  type Configuration,
  type InstallSnapshot,
  type InstallSnapshotReply,
  type LogSnapshot,
  lastLogIndex,
  logTerm,
  type RaftState,
  type RunningServer,
  snapshotIndex,
} from './state';
import type { RaftWorld } from './trace';

/** §7: writes the applied state down and discards the log up to lastApplied. False when nothing new has been applied. */
export function takeSnapshot(state: RaftState, server: RunningServer, world: RaftWorld): boolean {
  const { lastApplied, machine } = server.volatile;
  if (lastApplied <= snapshotIndex(server)) return false;
  chargeWork(machine.length + server.persistent.log.length);
  const lastIncludedTerm = logTerm(server, lastApplied);
  const configuration = configurationAt(state, server, lastApplied);
  const snapshot: LogSnapshot = {
    lastIncludedIndex: lastApplied,
    lastIncludedTerm,
    configuration,
    machine: [...machine],
  };
  replaceWithSnapshot(state, server, snapshot, true, world);
  world.trace({ kind: 'snapshot', actor: server.id, data: { lastIncludedIndex: lastApplied, lastIncludedTerm } });
  return true;
}

/** The configuration that was the latest one when the log reached `index`. */
function configurationAt(state: RaftState, server: RunningServer, index: number): Configuration {
  const { persistent, id, volatile } = server;
  const log = persistent.log.slice(0, index - snapshotIndex(server));
  const upThere = { ...server, id, volatile, persistent: { ...persistent, log } };
  const { servers, next } = latestConfiguration(state.config, upThere);
  return { servers, next };
}

/** Figure 13, InstallSnapshot RPC, receiver implementation. The term rule for all servers has been applied before. */
export function onInstallSnapshot(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: InstallSnapshot,
  world: RaftWorld,
): void {
  const term = server.persistent.currentTerm;
  if (rpc.term < term) {
    send(state, server, from, { type: 'InstallSnapshotReply', term, matchIndex: 0 }, world);
    return;
  }
  hearLeader(state, server, rpc.leaderId, world);
  if (rpc.lastIncludedIndex > server.volatile.commitIndex) install(state, server, rpc, world);
  send(state, server, from, { type: 'InstallSnapshotReply', term, matchIndex: rpc.lastIncludedIndex }, world);
}

function install(state: RaftState, server: RunningServer, rpc: InstallSnapshot, world: RaftWorld): void {
  const { lastIncludedIndex, lastIncludedTerm, lastConfig, data } = rpc;
  chargeWork(data.length);
  // Step 6: a log that has the snapshot's last entry keeps what follows it.
  const keepsRest =
    lastLogIndex(server) >= lastIncludedIndex && logTerm(server, lastIncludedIndex) === lastIncludedTerm;
  const snapshot: LogSnapshot = { lastIncludedIndex, lastIncludedTerm, configuration: lastConfig, machine: data };
  observeApplied(state, server, lastIncludedIndex, { term: lastIncludedTerm, value: null });
  replaceWithSnapshot(state, server, snapshot, keepsRest, world);
  server.volatile.machine = [...data];
  server.volatile.commitIndex = lastIncludedIndex;
  server.volatile.lastApplied = lastIncludedIndex;
  // A server that knew of no cluster had no election timer until now.
  if (server.volatile.electionTimer === null) resetElectionTimer(state, server, world);
  world.trace({ kind: 'installSnapshot', actor: server.id, data: { lastIncludedIndex, lastIncludedTerm, keepsRest } });
}

/** A leader notes that the follower has the snapshot, and goes on with the log from there. */
export function onInstallSnapshotReply(
  state: RaftState,
  server: RunningServer,
  from: ServerId,
  rpc: InstallSnapshotReply,
  world: RaftWorld,
): void {
  if (rpc.term === server.persistent.currentTerm) onFollowerHas(state, server, from, rpc.matchIndex, world);
}
