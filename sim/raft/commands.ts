import { CommandRefused } from '../core/simulation';
import type { LinkOptions, RaftCommand } from './command';
import { takeSnapshot } from './compaction';
import { LOG_ENTRIES_MAX, type ServerId } from './config';
import { isMember } from './configuration';
import { canStand, onElectionTimeout } from './election';
import { crash, pause, restart, resume } from './faults';
import { wantConfiguration, whyNotReconfigure } from './membership';
import { linkKey } from './network';
import { replicate } from './replication';
import { findServer, isPaused, isRunning, type RaftState, type RunningServer, type Server } from './state';
import type { RaftWorld } from './trace';
import { beginTransfer } from './transfer';

/** The actor of trace entries that belong to no server. */
const NETWORK = 'network';
const CLIENT = 'client';

/** Carries out a command; returns the server it happened at, null for one of the network or of nobody. */
export function runCommand(state: RaftState, command: RaftCommand, world: RaftWorld): Server | null {
  refuseUnknownServers(state, command);
  switch (command.type) {
    case 'partition':
    case 'heal':
    case 'link':
      changeNetwork(state, command, world);
      return null;
    case 'clientRequest':
      return request(state, command, world);
    case 'reconfigure':
    case 'transferLeadership':
      return askLeader(state, command, world);
    default:
      return runAtServer(state, command, world);
  }
}

/** Throws CommandRefused for a command that names a server outside the cluster, before anything is changed. */
function refuseUnknownServers(state: RaftState, command: RaftCommand): void {
  const named = namedServers(command);
  const unknown = named.find((id) => findServer(state, id) === null);
  if (unknown !== undefined) throw new CommandRefused(`there is no server ${unknown} in this cluster`);
  const mustDiffer = command.type === 'partition' || command.type === 'reconfigure' || command.type === 'link';
  if (mustDiffer && new Set(named).size < named.length) throw new CommandRefused('a server is named twice');
}

function namedServers(command: RaftCommand): readonly ServerId[] {
  switch (command.type) {
    case 'partition':
      return command.groups.flat();
    case 'heal':
      return [];
    case 'link':
      return [command.from, command.to];
    case 'reconfigure':
      return command.servers;
    case 'transferLeadership':
      return [command.to];
    default:
      return command.server === undefined ? [] : [command.server];
  }
}

type NetworkCommand = Extract<RaftCommand, { type: 'partition' | 'heal' | 'link' }>;

function changeNetwork({ network }: RaftState, command: NetworkCommand, world: RaftWorld): void {
  if (command.type === 'partition') {
    network.partition = command.groups;
    world.trace({ kind: 'partition', actor: NETWORK, data: { groups: command.groups } });
  } else if (command.type === 'heal') {
    network.partition = null;
    network.links = null;
    world.trace({ kind: 'heal', actor: NETWORK });
  } else {
    const { type: _, from, to, ...given } = command;
    const options: LinkOptions = given;
    const { [linkKey(from, to)]: _replaced, ...others } = network.links ?? {};
    const links = Object.keys(options).length === 0 ? others : { ...others, [linkKey(from, to)]: options };
    network.links = Object.keys(links).length === 0 ? null : links;
    world.trace({ kind: 'link', actor: NETWORK, data: { from, to, ...given } });
  }
}

function ignore(actor: string, command: RaftCommand, reason: string, world: RaftWorld): void {
  world.trace({ kind: 'ignored', actor, data: { command: command.type, reason } });
}

/** Of the servers that lead and can be reached, the one of the latest term; null when nobody leads. */
export function presentLeader(state: RaftState): RunningServer | null {
  let leader: RunningServer | null = null;
  for (const server of state.servers) {
    if (!isRunning(server) || isPaused(server) || server.volatile.role !== 'leader') continue;
    if (leader === null || server.persistent.currentTerm > leader.persistent.currentTerm) leader = server;
  }
  return leader;
}

/** Figure 2, "Leaders": a command from a client. A server that does not lead says who does, as far as it knows (§8). */
function request(
  state: RaftState,
  command: Extract<RaftCommand, { type: 'clientRequest' }>,
  world: RaftWorld,
): Server | null {
  const server = command.server === undefined ? presentLeader(state) : findServer(state, command.server);
  if (server === null) {
    ignore(CLIENT, command, 'no-leader', world);
    return null;
  }
  const { value } = command;
  const reason = whyUnreachable(server);
  if (reason !== null) ignore(server.id, command, reason, world);
  else if (isRunning(server)) {
    const { role, leaderId, leader } = server.volatile;
    if (role !== 'leader') {
      world.trace({ kind: 'redirect', actor: server.id, data: { value, leaderId } });
    } else if (leader?.transfer !== null) ignore(server.id, command, 'transferring', world);
    else if (server.persistent.log.length >= LOG_ENTRIES_MAX) ignore(server.id, command, 'log-full', world);
    else {
      const term = server.persistent.currentTerm;
      world.trace({ kind: 'clientRequest', actor: server.id, data: { term, value } });
      replicate(state, server, { term, value }, world);
    }
  }
  return server;
}

function whyUnreachable(server: Server): 'crashed' | 'paused' | null {
  if (!isRunning(server)) return 'crashed';
  return isPaused(server) ? 'paused' : null;
}

/** What only the leader can do: a change of membership (§6), or handing over (dissertation §3.10). */
function askLeader(
  state: RaftState,
  command: Extract<RaftCommand, { type: 'reconfigure' | 'transferLeadership' }>,
  world: RaftWorld,
): Server | null {
  const server = presentLeader(state);
  if (server === null) {
    ignore(CLIENT, command, 'no-leader', world);
    return null;
  }
  if (command.type === 'reconfigure') {
    const reason = whyNotReconfigure(server);
    if (reason !== null) ignore(server.id, command, reason, world);
    else {
      const entry = wantConfiguration(state, server, command.servers, world);
      if (entry !== null) replicate(state, server, entry, world);
    }
    return server;
  }
  const isOther = command.to !== server.id && isMember(server.configuration, command.to);
  if (isOther) beginTransfer(state, server, command.to, world);
  else ignore(server.id, command, command.to === server.id ? 'leader' : 'not-a-member', world);
  return server;
}

type ServerCommand = Exclude<
  RaftCommand,
  NetworkCommand | { type: 'clientRequest' } | { type: 'reconfigure' } | { type: 'transferLeadership' }
>;

function runAtServer(state: RaftState, command: ServerCommand, world: RaftWorld): Server | null {
  const server = findServer(state, command.server);
  if (server === null) return null;
  const ignored = whyIgnored(server, command);
  if (ignored !== null) ignore(server.id, command, ignored, world);
  else if (command.type === 'restart') restart(state, server, command.disk, world);
  else if (command.type === 'process') {
    const { type: _, server: id, ...options } = command;
    if (Object.keys(options).length === 0) delete state.processes[id];
    else state.processes[id] = options;
    world.trace({ kind: 'process', actor: id, data: options });
  } else if (isRunning(server)) {
    if (command.type === 'crash') crash(server, world);
    else if (command.type === 'pause') pause(server, world);
    else if (command.type === 'resume') resume(server, world);
    else if (command.type === 'timeout') onElectionTimeout(state, server, world);
    else if (!takeSnapshot(state, server, world)) ignore(server.id, command, 'nothing-new', world);
  }
  return server;
}

type IgnoredReason = 'running' | 'crashed' | 'leader' | 'paused' | 'not-paused' | 'not-a-member';

/** Why a command would do nothing now; null when it does something. */
function whyIgnored(server: Server, { type }: ServerCommand): IgnoredReason | null {
  if (type === 'process') return null;
  if (!isRunning(server)) return type === 'restart' ? null : 'crashed';
  if (type === 'restart') return 'running';
  if (type === 'resume') return isPaused(server) ? null : 'not-paused';
  if (isPaused(server) && type !== 'crash') return 'paused';
  if (type !== 'timeout') return null;
  // A leader has no election timeout (Figure 2, "Rules for Servers").
  if (server.volatile.role === 'leader') return 'leader';
  return canStand(server) ? null : 'not-a-member';
}
