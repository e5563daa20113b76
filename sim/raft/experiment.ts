import { createEngine, type Engine } from '../core/engine';
import { SEED_MAX } from '../core/limits';
import { createRandom } from '../core/random';
import type { RecordedCommand, Recording } from '../core/recording';
import type { Tick } from '../core/simulation';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, type ServerId, TICKS_PER_MILLISECOND, ticksFromMs } from './config';
import { raft } from './raft';
import { isRunning, type RaftEvent, type RaftState } from './state';

/** A number that the published text states about its own measurements. */
export interface PublishedPoint {
  readonly what: 'median' | 'mean' | 'longest' | 'all-above';
  readonly milliseconds: number;
}

/** One line of Figure 16. */
export interface ElectionSeries {
  readonly id: string;
  /** The range that election timeouts are drawn from, both ends included. */
  readonly timeoutMinMs: number;
  readonly timeoutMaxMs: number;
  /** How many elections the line stands for. */
  readonly trials: number;
  /** What the text says, word for word a number; the curves themselves are printed without any. */
  readonly published: readonly PublishedPoint[];
}

/** Where the settings and the published numbers are from. */
export const FIGURE_16_SOURCE = 'Ongaro & Ousterhout, USENIX ATC 2014, §9.3 and Figure 16; dissertation §9.3';

/** The upper graph of Figure 16: how much randomness an election timeout needs. */
export const randomnessSeries: readonly ElectionSeries[] = [
  series(150, 150, [{ what: 'all-above', milliseconds: 10_000 }], 100),
  series(150, 151),
  series(150, 155, [{ what: 'median', milliseconds: 287 }]),
  series(150, 175),
  series(150, 200, [{ what: 'longest', milliseconds: 513 }]),
  series(150, 300),
];

/** The lower graph of Figure 16: how short an election timeout may be. */
export const scaleSeries: readonly ElectionSeries[] = [
  series(12, 24, [
    { what: 'mean', milliseconds: 35 },
    { what: 'longest', milliseconds: 152 },
  ]),
  series(25, 50),
  series(50, 100),
  series(100, 200),
  series(150, 300),
];

function series(
  timeoutMinMs: number,
  timeoutMaxMs: number,
  published: readonly PublishedPoint[] = [],
  trials = 1000,
): ElectionSeries {
  return { id: `${timeoutMinMs}-${timeoutMaxMs}`, timeoutMinMs, timeoutMaxMs, trials, published };
}

/** A trial without a leader after this time is given up; the paper says of its own longest only that they took longer. */
export const LEADERLESS_MS_MAX = 10_000;

/** One election: a leader was crashed, and another took its place. */
export interface ElectionTrial {
  /** From the crash until all running servers had heard the new leader; null when LEADERLESS_MS_MAX was not enough. */
  readonly leaderlessMs: number | null;
  /** The trial itself, to be played. */
  readonly recording: Recording<RaftConfig, RaftCommand>;
}

/**
 * Five servers, a heartbeat interval of half the minimum election timeout, and a broadcast time (network round trip plus disk
 * write) of "roughly 15 ms". How that divides is not said. Here the slowest vote takes 14 ms: a round trip of 2 ms, as on a
 * local network, and the candidate's and the voter's writes of up to 6 ms each. With this division the published numbers come
 * out nearly, but for 150-155 ms, whose median is about 100 ms later than the paper's.
 */
export function electionConfig({ timeoutMinMs, timeoutMaxMs }: ElectionSeries): RaftConfig {
  return raftConfig.parse({
    servers: 5,
    electionTimeoutMinMs: timeoutMinMs,
    electionTimeoutMaxMs: timeoutMaxMs,
    heartbeatIntervalMs: Math.floor(timeoutMinMs / 2),
    latencyMinMs: 0,
    latencyMaxMs: 1,
    diskLatencyMinMs: 1,
    diskLatencyMaxMs: 6,
  });
}

/** The trials of one line, one per call of `next`, so that a chart can grow while they run. `seed` 0 .. 2^32-1. */
export function* measureElections(line: ElectionSeries, seed: number): Generator<ElectionTrial, void, void> {
  for (let trial = 0; trial < line.trials; trial += 1) yield measureElection(line, (seed + trial) % (SEED_MAX + 1));
}

/**
 * Runs one trial as the paper did, "to generate a worst-case scenario": the followers' timers start together, with a
 * heartbeat to all; an entry that reached only two of them makes the other two ineligible; then, uniformly at random within
 * the heartbeat interval, the leader crashes.
 */
export function measureElection(line: ElectionSeries, seed: number): ElectionTrial {
  const trial = new Trial(electionConfig(line), seed);
  const leader = trial.electFirstLeader();
  const [, , ...ineligible] = trial.others(leader);
  for (const to of ineligible) trial.act({ type: 'link', from: leader, to, dropPerMille: 1000 });
  // The entry leaves together with the heartbeat and not when the leader's disk is done, or else the timers would start apart.
  trial.act({ type: 'process', server: leader, diskLatencyMinMs: 0, diskLatencyMaxMs: 0 });
  trial.act({ type: 'clientRequest', server: leader, value: 'x' });
  trial.waitTicks(createRandom(seed).below(ticksFromMs(trial.config.heartbeatIntervalMs)));
  trial.act({ type: 'crash', server: leader });
  const crashTick = trial.tick;
  const isElected = trial.runUntilFollowed(crashTick + ticksFromMs(LEADERLESS_MS_MAX));
  const leaderlessMs = isElected ? (trial.tick - crashTick) / TICKS_PER_MILLISECOND : null;
  return { leaderlessMs, recording: trial.recording() };
}

/** How long the first leader may take to be elected and heard by all. */
const FIRST_LEADER_MS_MAX = 60_000;

class Trial {
  private readonly engine: Engine<RaftState, RaftCommand, RaftEvent>;
  private readonly commands: RecordedCommand<RaftCommand>[] = [];

  constructor(
    readonly config: RaftConfig,
    private readonly seed: number,
  ) {
    this.engine = createEngine(raft, { config, seed });
  }

  get tick(): Tick {
    return this.engine.tick;
  }

  act(command: RaftCommand): void {
    const { step, tick } = this.engine.dispatch(command);
    this.commands.push({ step, tick, command });
  }

  /** Ends right after a heartbeat left for everybody. */
  electFirstLeader(): ServerId {
    this.act({ type: 'timeout', server: 's1' });
    const end = ticksFromMs(FIRST_LEADER_MS_MAX);
    while (this.runUntilFollowed(end)) {
      const leader = this.followedLeader();
      const record = this.engine.step();
      const event = record?.cause.type === 'event' ? record.cause.event : null;
      if (leader !== null && event?.type === 'heartbeat' && event.server === leader) return leader;
    }
    throw new Error('no leader was elected before the trial');
  }

  others(leader: ServerId): ServerId[] {
    return this.engine.state.servers.map(({ id }) => id).filter((id) => id !== leader);
  }

  waitTicks(ticks: Tick): void {
    const end = this.tick + ticks;
    while (this.engine.nextDueTick !== null && this.engine.nextDueTick <= end) this.engine.step();
    this.engine.advanceTo(end);
  }

  /** False when `end` came first. */
  runUntilFollowed(end: Tick): boolean {
    while (this.followedLeader() === null) {
      if (this.engine.nextDueTick === null || this.engine.nextDueTick > end) return false;
      this.engine.step();
    }
    return true;
  }

  recording(): Recording<RaftConfig, RaftCommand> {
    const { id, version } = raft;
    const end = { step: this.engine.stepNumber, tick: this.engine.tick };
    return { format: 1, simulation: id, version, seed: this.seed, config: this.config, commands: this.commands, end };
  }

  /** Whom all running servers take for the leader of the same term. */
  private followedLeader(): ServerId | null {
    const running = this.engine.state.servers.filter(isRunning);
    const leader = running.find(({ volatile }) => volatile.role === 'leader');
    if (leader === undefined) return null;
    const term = leader.persistent.currentTerm;
    const isHeard = running.every(
      ({ persistent, volatile }) => persistent.currentTerm === term && volatile.leaderId === leader.id,
    );
    return isHeard ? leader.id : null;
  }
}
