import { createEngine, type StepRecord } from '@/sim/core/engine';
import { type Recording, runRecordedStep } from '@/sim/core/recording';
import type { RaftCommand } from '@/sim/raft/command';
import { type RaftConfig, raftConfig, type ServerId, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import type { RaftEvent } from '@/sim/raft/state';
import type { RaftTrace } from '@/sim/raft/trace';
import { type ClusterPicture, pictureOf } from './picture';

/** A cluster that runs, with what is asked of it. */
export interface ClusterRun {
  picture(): ClusterPicture;
  /** Lets so many ticks pass; what the steps wrote. */
  advance(ticks: number): readonly RaftTrace[];
  /** Runs on to the next step; what it wrote. */
  step(): readonly RaftTrace[];
  /** Null while nobody leads. */
  readonly leader: ServerId | null;
  readonly isOver: boolean;
}

export interface LiveRun extends ClusterRun {
  /** Crashes the leader, who comes back by itself later. What the crash wrote. */
  crashLeader(): readonly RaftTrace[];
}

/** A client writes this often, and a crashed server stays away this long. */
const REQUEST_EVERY = ticksFromMs(90);
const DOWN_FOR = ticksFromMs(420);

/** Where it begins: a leader is there and has begun to take entries up. Its heartbeats are on their way. */
const SEED = 1;
const BEGINS_AT = ticksFromMs(304);

/** A recorded run is seen from so long before its first step. */
const LEAD_IN = ticksFromMs(40);

/** It goes on for an hour; nobody looks that long. */
const STEPS_MAX = 25_000;

type Due = { readonly tick: number; readonly command: RaftCommand };

/** Five servers with the paper's timing, a leader, and clients that write. The same from the beginning each time. */
export function liveRun(): LiveRun {
  const engine = createEngine(raft, { config: raftConfig.parse({}), seed: SEED });
  let requests = 0;
  let due: readonly Due[] = [{ tick: ticksFromMs(250), command: request() }];

  function request(): RaftCommand {
    requests += 1;
    return { type: 'clientRequest', value: `x=${requests}` };
  }
  /** The next event of the cluster, or what is to be done to it, whichever is first. */
  function next(): readonly RaftTrace[] {
    const first = due[0];
    const at = engine.nextDueTick ?? Number.POSITIVE_INFINITY;
    if (first === undefined || at <= first.tick) return written(engine.step());
    engine.advanceTo(first.tick);
    due = due.slice(1);
    if (first.command.type === 'clientRequest') schedule(first.tick + REQUEST_EVERY, request());
    return written(engine.dispatch(first.command));
  }
  function schedule(tick: number, command: RaftCommand) {
    due = [...due, { tick, command }].toSorted((one, other) => one.tick - other.tick);
  }
  function nextTick() {
    return Math.min(engine.nextDueTick ?? Number.POSITIVE_INFINITY, due[0]?.tick ?? Number.POSITIVE_INFINITY);
  }
  function advance(ticks: number) {
    const target = engine.tick + ticks;
    const trace: RaftTrace[] = [];
    while (nextTick() <= target) trace.push(...next());
    engine.advanceTo(target);
    return trace;
  }
  advance(BEGINS_AT);
  return {
    picture: () => pictureOf(engine.snapshot()),
    advance,
    step: next,
    get leader() {
      return leaderOf(engine.state.servers);
    },
    get isOver() {
      return engine.stepNumber >= STEPS_MAX;
    },
    crashLeader() {
      const server = leaderOf(engine.state.servers);
      if (server === null) return [];
      schedule(engine.tick + DOWN_FOR, { type: 'restart', server, disk: true });
      return written(engine.dispatch({ type: 'crash', server }));
    },
  };
}

/** A recorded run from its start to its end. */
export function recordedRun(recording: Recording<RaftConfig, RaftCommand>): ClusterRun {
  const engine = createEngine(raft, { config: recording.config, seed: recording.seed });
  const { commands, end } = recording;
  let passed = 0;
  const isOver = () => engine.stepNumber >= end.step;
  function nextTick() {
    const command = commands[passed];
    return command?.step === engine.stepNumber + 1 ? command.tick : (engine.nextDueTick ?? Number.POSITIVE_INFINITY);
  }
  function step() {
    if (isOver()) return [];
    const record = runRecordedStep(engine, commands[passed]);
    if (record?.cause.type === 'command') passed += 1;
    return written(record);
  }
  // Before anything happens in it there is nothing to see.
  engine.advanceTo(Math.max(0, nextTick() - LEAD_IN));
  return {
    picture: () => pictureOf(engine.snapshot()),
    advance(ticks) {
      const target = engine.tick + ticks;
      const trace: RaftTrace[] = [];
      while (!isOver() && nextTick() <= target) trace.push(...step());
      if (!isOver()) engine.advanceTo(target);
      return trace;
    },
    step,
    get leader() {
      return leaderOf(engine.state.servers);
    },
    get isOver() {
      return isOver();
    },
  };
}

/** A simulation writes the entries that its type names. */
function written(record: StepRecord<RaftCommand, RaftEvent> | null): readonly RaftTrace[] {
  return (record?.trace ?? []) as readonly RaftTrace[];
}

/** The leader of the latest term. */
function leaderOf(servers: Parameters<typeof pictureOf>[0]['state']['servers']): ServerId | null {
  const [latest] = servers
    .filter(({ volatile }) => volatile?.role === 'leader')
    .toSorted((one, other) => other.persistent.currentTerm - one.persistent.currentTerm);
  return latest?.id ?? null;
}
