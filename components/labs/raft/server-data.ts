import { presentLeader } from '@/sim/raft/commands';
import { type ServerId, ticksFromMs } from '@/sim/raft/config';
import { isMember, quorumSize } from '@/sim/raft/configuration';
import {
  type Configuration,
  isPaused,
  isRunning,
  type LogEntry,
  lastLogIndex,
  logEntry,
  type RaftState,
  type Role,
  type RunningServer,
  type Server,
  snapshotIndex,
} from '@/sim/raft/state';
import type { ServerLook } from './looks';

/** How many entries of a log are drawn one by one. A snapshot, and the sign of folded entries, take the room of two each. */
const ENTRIES_SHOWN = 10;

/** Where many servers stand close together there is room for fewer. */
const ENTRIES_SHOWN_CROWDED = 7;
const CROWD = 8;

/** One entry of the log as the node draws it. */
export interface LogCell {
  readonly index: number;
  readonly term: number;
  readonly kind: 'client' | 'configuration' | 'no-op';
  readonly isCommitted: boolean;
}

/** The log as the node draws it: snapshot, folded entries, then the last ones. */
export interface LogStripData {
  readonly lastIndex: number;
  /** The last index in the snapshot; null without one. */
  readonly snapshotIndex: number | null;
  /** Entries after the snapshot that are not drawn. */
  readonly foldedCount: number;
  readonly cells: readonly LogCell[];
  /** Null on a crashed server, which has neither. */
  readonly indexes: { readonly commitIndex: number; readonly lastApplied: number } | null;
}

/** Votes that count for one configuration, and those that it takes. */
export interface Ballot {
  readonly granted: number;
  readonly needed: number;
  readonly of: number;
}

/** Where a server stands in the cluster; `old`, `new` and `both` while the configuration is joint. */
export type Membership = 'member' | 'old' | 'new' | 'both' | 'catching-up' | 'outside';

/** What a server's node shows. */
export interface ServerNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly state: ServerLook;
  /** Null on a crashed server. */
  readonly role: Role | null;
  /** A candidate that only asks whether it would be voted for (dissertation §9.6). */
  readonly isPreVote: boolean;
  readonly currentTerm: number;
  readonly votedFor: string | null;
  /** The election timer that runs; null on leaders and crashed servers. */
  readonly electionTimer: {
    readonly dueTick: number;
    /** What the whole ring stands for: the same for every server, so that timers can be compared. */
    readonly scaleTicks: number;
    /** No other timer of the cluster runs out earlier. */
    readonly isNext: boolean;
  } | null;
  /** How fast its clock runs, in thousandths. */
  readonly timerRatePerMille: number;
  /** Of a candidate: one ballot, or one per half of a joint configuration. Else empty. */
  readonly ballots: readonly Ballot[];
  readonly log: LogStripData;
  /** Which side of the node the log is drawn on: away from the middle. */
  readonly logSide: 'above' | 'below';
  readonly membership: Membership;
  /** Under a partition: the number of its group, from 1; 0 for a server that is in none. Else null. */
  readonly group: number | null;
  /** One of so many that only what matters most is drawn. */
  readonly isCrowded: boolean;
}

/** Clusters of more servers than this are drawn with less beside each. */
const ROOMY_SERVERS_MAX = 6;

export function isCrowded({ servers }: RaftState): boolean {
  return servers.length > ROOMY_SERVERS_MAX;
}

/** Everything that a server's node shows, as plain data. */
export function serverData(
  state: RaftState,
  server: Server,
  membership: Membership,
  logSide: ServerNodeData['logSide'],
): ServerNodeData {
  const { currentTerm, votedFor } = server.persistent;
  const running = isRunning(server) ? server : null;
  const timer = running?.volatile.electionTimer ?? null;
  const role = running?.volatile.role ?? null;
  return {
    name: server.id,
    state: role === null ? 'crashed' : isPaused(server) ? 'paused' : role,
    role,
    isPreVote: role === 'candidate' && running?.volatile.isPreVote === true,
    currentTerm,
    votedFor,
    electionTimer: timer === null ? null : { dueTick: timer.dueTick, ...timerScale(state, timer.dueTick) },
    timerRatePerMille: state.processes[server.id]?.timerRatePerMille ?? state.config.timerRatePerMille,
    ballots: running === null ? [] : ballotsOf(state, running),
    log: logStrip(server, state.servers.length),
    logSide,
    membership,
    group: groupOf(state, server.id),
    isCrowded: isCrowded(state),
  };
}

function timerScale({ servers, config }: RaftState, dueTick: number) {
  const timers = servers.flatMap((each) => each.volatile?.electionTimer ?? []);
  return {
    scaleTicks: Math.max(
      ticksFromMs(config.electionTimeoutMaxMs),
      ...timers.map((each) => each.dueTick - each.startedTick),
    ),
    isNext: timers.every((each) => dueTick <= each.dueTick),
  };
}

function ballotsOf(state: RaftState, { configuration, volatile }: RunningServer): readonly Ballot[] {
  if (volatile.role !== 'candidate') return [];
  const halves = configuration.next === null ? [configuration.servers] : [configuration.servers, configuration.next];
  return halves.map((servers) => ({
    granted: servers.filter((id) => volatile.votesGranted.includes(id)).length,
    needed: quorumSize(state, servers.length),
    of: servers.length,
  }));
}

function logStrip(server: Server, serverCount: number): LogStripData {
  const last = lastLogIndex(server);
  const offset = snapshotIndex(server);
  const commitIndex = server.volatile?.commitIndex ?? null;
  const most = serverCount < CROWD ? ENTRIES_SHOWN : ENTRIES_SHOWN_CROWDED;
  const room = server.persistent.snapshot === null ? most : most - 2;
  const shownCount = last - offset > room ? room - 2 : last - offset;
  const first = last - shownCount + 1;
  const cells: LogCell[] = [];
  for (let index = first; index <= last; index += 1) {
    const entry = logEntry(server, index);
    if (entry === null) continue;
    cells.push({
      index,
      term: entry.term,
      kind: kindOfEntry(entry),
      isCommitted: commitIndex !== null && index <= commitIndex,
    });
  }
  return {
    lastIndex: last,
    snapshotIndex: server.persistent.snapshot === null ? null : offset,
    foldedCount: first - offset - 1,
    cells,
    indexes:
      server.volatile === null
        ? null
        : { commitIndex: server.volatile.commitIndex, lastApplied: server.volatile.lastApplied },
  };
}

export function kindOfEntry({ configuration, value }: LogEntry): LogCell['kind'] {
  if (configuration !== undefined) return 'configuration';
  return value === '' ? 'no-op' : 'client';
}

/**
 * The configuration by which the cluster is drawn, and who is still to be added: the present leader's, or, while nobody
 * leads, that of the server whose configuration stands furthest in its log.
 */
export function clusterConfiguration(state: RaftState): {
  readonly configuration: Configuration;
  readonly wanted: readonly ServerId[];
} {
  const leader = presentLeader(state);
  if (leader !== null) return { configuration: leader.configuration, wanted: leader.volatile.leader?.wanted ?? [] };
  let furthest: Configuration & { readonly index: number } = { servers: [], next: null, index: -1 };
  for (const { configuration } of state.servers) {
    const isKnown = configuration.servers.length > 0;
    if (isKnown && configuration.index > furthest.index) furthest = configuration;
  }
  return { configuration: furthest, wanted: [] };
}

/** Where a server stands in a configuration. */
export function membershipOf(configuration: Configuration, wanted: readonly ServerId[], id: ServerId): Membership {
  if (!isMember(configuration, id)) return wanted.includes(id) ? 'catching-up' : 'outside';
  if (configuration.next === null) return 'member';
  const isOld = configuration.servers.includes(id);
  const isNew = configuration.next.includes(id);
  return isOld && isNew ? 'both' : isOld ? 'old' : 'new';
}

function groupOf({ network }: RaftState, id: ServerId): number | null {
  if (network.partition === null) return null;
  return network.partition.findIndex((group) => group.includes(id)) + 1;
}
