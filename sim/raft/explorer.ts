import type { Explorer } from '../core/explore';
import type { Random } from '../core/random';
import type { TraceEntry } from '../core/simulation';
import type { RaftCommand } from './command';
import { type RaftConfig, type ServerId, ticksFromMs } from './config';
import { isPaused, isRunning, lastLogIndex, type RaftState, type Server } from './state';

/** How rare a command is, in steps: some schedules are stormy, some almost calm. */
const STEPS_BETWEEN_COMMANDS = [3, 6, 10, 15];

/** How often a hazard comes up in comparison with the others of its schedule. */
const WEIGHTS = [1, 2, 4];

/**
 * Schedules of a Raft cluster: clients ask, servers time out, crash, come back, stand still, are cut off from each other,
 * compact their logs and change their membership. Disks are never lost: against that Raft promises nothing. Each schedule
 * draws which of these it has and how often they strike (swarm testing: Groce et al., ISSTA 2012), since one with few kinds
 * of faults goes deeper into them than one with all. Nothing here knows which rules are switched on.
 */
export const raftExplorer: Explorer<RaftConfig, RaftState, RaftCommand> = {
  ticksMax: ticksFromMs(5_000),
  stepsMax: 600,
  commandsFor(_config, random) {
    const hazards = families.flatMap((family) => (random.chance(...family.chance) ? family.hazards : []));
    const weights = hazards.map(() => pick(WEIGHTS, random) ?? 1);
    const stepsBetween = pick(STEPS_BETWEEN_COMMANDS, random) ?? 1;
    let requests = 0;
    return {
      next(state) {
        if (!random.chance(1, stepsBetween)) return null;
        const command = pickWeighted(hazards, weights, random)?.(state, random) ?? null;
        if (command?.type !== 'clientRequest') return command;
        requests += 1;
        return { ...command, value: `v${requests}` };
      },
    };
  },
  count: countEntry,
  simpler: simplerCommands,
};

function countEntry({ kind, data }: TraceEntry): string | null {
  if (kind === 'role') return data?.to === 'leader' ? 'leaders' : data?.to === 'candidate' ? 'candidates' : null;
  return kind === 'crash' ? 'crashes' : null;
}

/** A client's request is simpler than a change of membership, and whoever leads simpler to ask than a certain server. */
function simplerCommands(command: RaftCommand): readonly RaftCommand[] {
  if (command.type === 'reconfigure') return [{ type: 'clientRequest', value: 'v' }];
  if (command.type === 'clientRequest' && command.server !== undefined) {
    return [{ type: 'clientRequest', value: command.value }];
  }
  if (command.type === 'transferLeadership') return [{ type: 'timeout', server: command.to }];
  return command.type === 'partition' ? [{ type: 'heal' }] : [];
}

/** One kind of thing that can happen to a cluster: proposes a command that means something now, or null. */
type Hazard = (state: RaftState, random: Random) => RaftCommand | null;

/** Hazards that belong together, and how likely a schedule has them: so many times in so many. */
const families: readonly { readonly chance: readonly [number, number]; readonly hazards: readonly Hazard[] }[] = [
  {
    chance: [1, 1],
    hazards: [
      (state, random) => onServer(state, random, leads, (server) => ({ type: 'clientRequest', server, value: 'v' })),
      (state, random) => onServer(state, random, follows, (server) => ({ type: 'timeout', server })),
    ],
  },
  {
    chance: [1, 2],
    hazards: [cutOff, split, ({ network }) => (network.partition === null ? null : { type: 'heal' })],
  },
  {
    chance: [1, 2],
    hazards: [
      (state, random) => onServer(state, random, isRunning, (server) => ({ type: 'crash', server })),
      (state, random) => onServer(state, random, leads, (server) => ({ type: 'crash', server })),
      (state, random) => onServer(state, random, isCrashed, (server) => ({ type: 'restart', server, disk: true })),
    ],
  },
  {
    chance: [1, 6],
    hazards: [
      (state, random) => onServer(state, random, isRunning, (server) => ({ type: 'pause', server })),
      (state, random) => onServer(state, random, isPaused, (server) => ({ type: 'resume', server })),
    ],
  },
  {
    // Reigns that end before the others have what the leader took up, and servers with such entries that stand again.
    chance: [1, 2],
    hazards: [
      cutOffLeader,
      (state, random) => onServer(state, random, hasUncommitted, (server) => ({ type: 'timeout', server })),
    ],
  },
  { chance: [1, 6], hazards: [changeLink, changeClock] },
  { chance: [1, 6], hazards: [reconfigure] },
  {
    chance: [1, 6],
    hazards: [
      (state, random) => onServer(state, random, hasApplied, (server) => ({ type: 'snapshot', server })),
      (state, random) => onServer(state, random, follows, (to) => ({ type: 'transferLeadership', to })),
    ],
  },
];

function leads(server: Server): boolean {
  return server.volatile?.role === 'leader';
}

/** Does not lead, and has an entry that it does not know to be committed. */
function hasUncommitted(server: Server): boolean {
  return isRunning(server) && !leads(server) && lastLogIndex(server) > server.volatile.commitIndex;
}

function follows(server: Server): boolean {
  return isRunning(server) && !leads(server);
}

function isCrashed(server: Server): boolean {
  return !isRunning(server);
}

function hasApplied(server: Server): boolean {
  return (server.volatile?.lastApplied ?? 0) > (server.persistent.snapshot?.lastIncludedIndex ?? 0);
}

function onServer(
  { servers }: RaftState,
  random: Random,
  isMeant: (server: Server) => boolean,
  command: (server: ServerId) => RaftCommand,
): RaftCommand | null {
  const server = pick(servers.filter(isMeant), random);
  return server === null ? null : command(server.id);
}

/** One server alone. */
function cutOff({ servers }: RaftState, random: Random): RaftCommand | null {
  const leaders = servers.filter(leads);
  const alone = pick(leaders.length > 0 && random.chance(1, 2) ? leaders : servers, random);
  if (alone === null) return null;
  return partition([[alone.id], servers.filter((server) => server !== alone).map(({ id }) => id)]);
}

/** The leader of the latest term alone. */
function cutOffLeader({ servers }: RaftState): RaftCommand | null {
  let latest: Server | undefined;
  for (const server of servers.filter(leads)) {
    if (latest === undefined || server.persistent.currentTerm > latest.persistent.currentTerm) latest = server;
  }
  if (latest === undefined) return null;
  return partition([[latest.id], servers.filter((server) => server !== latest).map(({ id }) => id)]);
}

/** Each server on one of two sides. */
function split({ servers }: RaftState, random: Random): RaftCommand | null {
  const sides: [ServerId[], ServerId[]] = [[], []];
  for (const { id } of servers) sides[random.chance(1, 2) ? 0 : 1].push(id);
  return sides.some((side) => side.length === 0) ? null : partition(sides);
}

function partition(groups: ServerId[][]): RaftCommand {
  return { type: 'partition', groups };
}

/** One direction of a link loses everything, or is slow, or is as configured again. */
function changeLink({ servers }: RaftState, random: Random): RaftCommand | null {
  const from = pick(servers, random);
  const to = pick(
    servers.filter((server) => server !== from),
    random,
  );
  if (from === null || to === null) return null;
  const options = pick([{ dropPerMille: 1000 }, { delayMinMs: 50, delayMaxMs: 500 }, {}], random) ?? {};
  return { type: 'link', from: from.id, to: to.id, ...options };
}

/** One server's timers run at half or double speed, or as configured again. */
function changeClock({ servers }: RaftState, random: Random): RaftCommand | null {
  const server = pick(servers, random);
  const options = pick([{ timerRatePerMille: 500 }, { timerRatePerMille: 2000 }, {}], random) ?? {};
  return server === null ? null : { type: 'process', server: server.id, ...options };
}

/** Any membership of the servers that exist. */
function reconfigure(state: RaftState, random: Random): RaftCommand | null {
  if (!state.servers.some(leads)) return null;
  const servers = state.servers.filter(() => random.chance(2, 3)).map(({ id }) => id);
  return servers.length === 0 ? null : { type: 'reconfigure', servers };
}

function pick<T>(from: readonly T[], random: Random): T | null {
  return from.length === 0 ? null : (from[random.below(from.length)] ?? null);
}

function pickWeighted<T>(from: readonly T[], weights: readonly number[], random: Random): T | null {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return null;
  let left = random.below(sum);
  for (const [index, one] of from.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return one;
  }
  return null;
}
