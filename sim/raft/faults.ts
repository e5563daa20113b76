import { INBOX_EVENTS_MAX } from './config';
import { initialConfiguration } from './configuration';
import { drop } from './network';
import { observeLostDisk, observeStart } from './observations';
import { emptyDisk, freshMemory, resetElectionTimer, stopElectionTimer, stopSendTimer } from './server';
import { isRunning, type RaftEvent, type RaftState, type RunningServer, type Server } from './state';
import type { RaftWorld } from './trace';

/** Starts a process with what is on its disk. */
export function start(state: RaftState, server: Server, world: RaftWorld): void {
  server.volatile = freshMemory(server.persistent);
  observeStart(state, server);
  if (isRunning(server)) resetElectionTimer(state, server, world);
}

export function restart(state: RaftState, server: Server, disk: boolean, world: RaftWorld): void {
  world.trace({ kind: 'restart', actor: server.id, data: { disk } });
  if (!disk) {
    server.persistent = emptyDisk();
    server.configuration = initialConfiguration(state.config, server.id);
    observeLostDisk(state, server);
  } else if (!state.config.rules.persistVote) {
    server.persistent.votedFor = null;
  }
  start(state, server, world);
}

/** The process stops: its memory is lost, and with it what it had not said yet and what it had not heard yet. */
export function crash(server: RunningServer, world: RaftWorld): void {
  world.trace({ kind: 'crash', actor: server.id });
  stopElectionTimer(server, world);
  stopSendTimer(server, world);
  for (const id of server.volatile.disk?.eventIds ?? []) world.cancel(id);
  const stopped: Server = server;
  for (const event of stopped.inbox ?? []) if (event.type === 'deliver') drop(event.message, 'crashed', world);
  stopped.inbox = null;
  stopped.volatile = null;
}

export function pause(server: RunningServer, world: RaftWorld): void {
  world.trace({ kind: 'pause', actor: server.id });
  server.inbox = [];
}

/** What happens to a paused server waits until it goes on. */
export function wait(inbox: RaftEvent[], event: RaftEvent, world: RaftWorld): void {
  if (inbox.length < INBOX_EVENTS_MAX || event.type !== 'deliver') inbox.push(event);
  else drop(event.message, 'inbox-full', world);
}

/** The process goes on: what waited for it happens now, in the order in which it came. */
export function resume(server: RunningServer, world: RaftWorld): void {
  const waiting = server.inbox ?? [];
  server.inbox = null;
  world.trace({ kind: 'resume', actor: server.id, data: { waiting: waiting.length } });
  const { volatile } = server;
  const written: number[] = [];
  for (const event of waiting) {
    const eventId = world.schedule(0, event);
    if (event.type === 'electionTimeout' && volatile.electionTimer !== null) {
      volatile.electionTimer = { ...volatile.electionTimer, eventId };
    } else if ((event.type === 'heartbeat' || event.type === 'rpcTimeout') && volatile.sendTimer !== null) {
      volatile.sendTimer = { ...volatile.sendTimer, eventId };
    } else if (event.type === 'diskWritten') written.push(eventId);
  }
  // Writes are done in order, so those that waited are the first ones.
  volatile.disk?.eventIds.splice(0, written.length, ...written);
}
