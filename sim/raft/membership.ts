import type { ServerId } from './config';
import { members } from './configuration';
import type { LogEntry, RaftState, RunningServer } from './state';
import type { RaftWorld } from './trace';

/**
 * §6: takes up a change of membership. New servers first catch up without a vote; null while they do, or when the wanted
 * membership is the present one. Otherwise the entry to replicate.
 */
export function wantConfiguration(
  state: RaftState,
  server: RunningServer,
  servers: readonly ServerId[],
  world: RaftWorld,
): LogEntry | null {
  const { leader } = server.volatile;
  if (leader === null) return null;
  leader.wanted = servers;
  for (const id of servers) {
    if (id === server.id || leader.nextIndex[id] !== undefined) continue;
    leader.nextIndex[id] = server.persistent.log.length + (server.persistent.snapshot?.lastIncludedIndex ?? 0) + 1;
    leader.matchIndex[id] = 0;
  }
  world.trace({ kind: 'reconfigure', actor: server.id, data: { servers, phase: 'catching-up' } });
  return appendCaughtUpConfiguration(state, server, world);
}

/** The entry that begins the wanted change, once every new server has what is committed; else null. */
export function appendCaughtUpConfiguration(
  { config }: RaftState,
  server: RunningServer,
  world: RaftWorld,
): LogEntry | null {
  const { leader, commitIndex } = server.volatile;
  const wanted = leader?.wanted ?? null;
  if (leader === null || wanted === null) return null;
  const known = members(server.configuration);
  const isCaughtUp = (id: ServerId): boolean => (leader.matchIndex[id] ?? 0) >= commitIndex;
  if (!wanted.every((id) => known.includes(id) || id === server.id || isCaughtUp(id))) return null;
  leader.wanted = null;
  const term = server.persistent.currentTerm;
  if (!config.rules.jointConsensus) return newConfiguration(server, wanted, world);
  world.trace({ kind: 'reconfigure', actor: server.id, data: { servers: wanted, phase: 'C_old,new' } });
  const { servers } = server.configuration;
  return { term, value: 'C_old,new', configuration: { servers, next: wanted } };
}

/** The C_new entry that follows a committed C_old,new; null when none is due. */
export function followCommittedConfiguration(server: RunningServer, world: RaftWorld): LogEntry | null {
  const { index, next } = server.configuration;
  if (next === null || index > server.volatile.commitIndex) return null;
  return newConfiguration(server, next, world);
}

function newConfiguration(server: RunningServer, servers: readonly ServerId[], world: RaftWorld): LogEntry {
  world.trace({ kind: 'reconfigure', actor: server.id, data: { servers, phase: 'C_new' } });
  return { term: server.persistent.currentTerm, value: 'C_new', configuration: { servers, next: null } };
}

/** Why a leader cannot take up another change now; null when it can. A change that still catches up may be replaced. */
export function whyNotReconfigure(server: RunningServer): 'change-in-progress' | null {
  const { index, next } = server.configuration;
  return next !== null || index > server.volatile.commitIndex ? 'change-in-progress' : null;
}
