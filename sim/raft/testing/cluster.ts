import { createEngine, type Engine, type StepRecord } from '../../core/engine';
import type { RaftCommand } from '../command';
import { type RaftConfig, raftConfig, type ServerId, ticksFromMs } from '../config';
import { raft } from '../raft';
import { calm } from '../script';
import { findServer, type PersistentState, type RaftEvent, type RaftState, type VolatileState } from '../state';

export type RaftStep = StepRecord<RaftCommand, RaftEvent>;

/** A cluster driven by milliseconds, for tests. */
export interface Cluster {
  readonly engine: Engine<RaftState, RaftCommand, RaftEvent>;
  /** Every step so far, the start included. */
  readonly records: readonly RaftStep[];
  runTo(milliseconds: number): void;
  runUntil(condition: () => boolean, millisecondsMax: number): void;
  act(command: RaftCommand): void;
  disk(id: ServerId): PersistentState;
  memory(id: ServerId): VolatileState;
  leader(): ServerId | null;
}

/** A cluster in which nothing happens unasked; see `calm`. */
export function createCalmCluster(config: Partial<RaftConfig>): Cluster {
  return createCluster(calm(config), 1);
}

export function createCluster(config: Partial<RaftConfig>, seed: number): Cluster {
  const engine = createEngine(raft, { config: raftConfig.parse(config), seed });
  const records: RaftStep[] = engine.lastRecord === null ? [] : [engine.lastRecord];

  function stepUntil(tick: number, condition: () => boolean): void {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick && !condition()) {
      const record = engine.step();
      if (record !== null) records.push(record);
    }
  }

  function server(id: ServerId) {
    const found = findServer(engine.state, id);
    if (found === null) throw new Error(`no ${id}`);
    return found;
  }

  return {
    engine,
    records,
    runTo(milliseconds) {
      stepUntil(ticksFromMs(milliseconds), () => false);
      engine.advanceTo(ticksFromMs(milliseconds));
    },
    runUntil(condition, millisecondsMax) {
      stepUntil(ticksFromMs(millisecondsMax), condition);
      if (!condition()) throw new Error(`it did not come about within ${millisecondsMax} ms`);
    },
    act: (command) => void records.push(engine.dispatch(command)),
    disk: (id) => server(id).persistent,
    memory(id) {
      const { volatile } = server(id);
      if (volatile === null) throw new Error(`${id} is crashed`);
      return volatile;
    },
    leader: () => engine.state.servers.find((candidate) => candidate.volatile?.role === 'leader')?.id ?? null,
  };
}
