import { chargeWork } from '../core/work';
import { latestConfiguration } from './configuration';
import { observeAppended, observeTruncated } from './observations';
import { noteWrite } from './server';
import {
  type LogEntry,
  type LogSnapshot,
  lastLogIndex,
  type RaftState,
  type RunningServer,
  snapshotIndex,
} from './state';
import type { RaftWorld } from './trace';

/** What it costs to write an entry and to compare it with the other servers' logs, in elements. */
const APPEND_WORK = 10;

/** Writes an entry after the last one; a configuration is used from now on (§6). */
export function appendEntry(state: RaftState, server: RunningServer, entry: LogEntry, world: RaftWorld): void {
  noteWrite(state, server, world);
  chargeWork(APPEND_WORK);
  server.persistent.log.push(entry);
  if (entry.configuration !== undefined) {
    server.configuration = { index: lastLogIndex(server), ...entry.configuration };
  }
  observeAppended(state, server);
}

/** Removes the entry at `index`, which is in the log, and all that follow; an earlier configuration is used again. */
export function truncateFrom(state: RaftState, server: RunningServer, index: number, world: RaftWorld): void {
  noteWrite(state, server, world);
  const removed = server.persistent.log.splice(index - snapshotIndex(server) - 1);
  chargeWork(removed.length);
  if (server.configuration.index >= index) server.configuration = latestConfiguration(state.config, server);
  const values = removed.map(({ value }) => value);
  world.trace({ kind: 'truncate', actor: server.id, data: { from: index, values } });
  observeTruncated(state, server, index);
}

/** §7: puts a snapshot in the place of the log up to its last index, and keeps what follows only when `keepsRest`. */
export function replaceWithSnapshot(
  state: RaftState,
  server: RunningServer,
  snapshot: LogSnapshot,
  keepsRest: boolean,
  world: RaftWorld,
): void {
  noteWrite(state, server, world);
  const { persistent } = server;
  chargeWork(persistent.log.length);
  const rest = keepsRest ? persistent.log.slice(snapshot.lastIncludedIndex - snapshotIndex(server)) : [];
  persistent.log = rest;
  persistent.snapshot = snapshot;
  server.configuration = latestConfiguration(state.config, server);
}
