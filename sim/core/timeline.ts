import { type Branch, type Checkpoint, countCommandsUpTo, lastCheckpoint, type Position, readSnapshot } from './branch';
import { createEngine, type Engine, type Snapshot, type StepRecord } from './engine';
import { BRANCHES_MAX, GRADED_RUN, LimitExceeded, RECORDING_COMMANDS_MAX, RUN_STEPS_MAX } from './limits';
import { RecordCache } from './record-cache';
import { type Recording, runRecordedStep, runRecording } from './recording';
import type { BranchSummary, Run } from './run';
import type { Simulation, Tick, TraceEntry } from './simulation';

export type { Position } from './branch';
export type { BranchSummary } from './run';

/**
 * A run with its past and its other pasts. Each branch has a known part, from the start to its `knownEnd`, which is walked
 * again without change; beyond the end the run goes on. `version` grows with every visible change, so a view can compare it.
 * Whatever throws leaves the timeline where it was.
 */
export interface Timeline<Config, State, Command, Event, Trace extends TraceEntry = TraceEntry>
  extends Run<State, Command, Event, Trace> {
  readonly simulation: Simulation<Config, State, Command, Event>;
  readonly config: Config;
  readonly seed: number;
  readonly version: number;
  /** Elements that the run has touched up to the present moment, the same whichever way one came here. */
  readonly work: number;
  snapshot(): Snapshot<State, Event>;
  /**
   * Acts now. At the end of the branch the command is appended; before it, a new branch begins and the old one stays.
   * Throws CommandRefused (by the model), ZodError (outside the codec), LimitExceeded (steps, commands or branches used up).
   */
  dispatch(command: Command): StepRecord<Command, Event, Trace>;
  /** The current branch, whole, up to its known end. */
  toRecording(): Recording<Config, Command>;
  /** Size of what is kept to go back with, over all branches, in characters of JSON. */
  historyCharacters(): number;
}

/** Going back re-runs at most this many steps, as long as snapshots are small. */
const CHECKPOINT_STEPS_MIN = 256;

/** Large snapshots are kept more rarely, so that history costs at most about this much per step. */
const CHECKPOINT_CHARACTERS_PER_STEP = 64;

/** Starts a run at step 0, tick 0. RangeError for a seed outside 0 .. 2^32-1, ZodError for a configuration out of bounds. */
export function createTimeline<Config, State, Command, Event, Trace extends TraceEntry = TraceEntry>(
  simulation: Simulation<Config, State, Command, Event, Trace>,
  origin: { readonly config: Config; readonly seed: number },
): Timeline<Config, State, Command, Event, Trace> {
  const timeline = new BranchingTimeline(simulation, simulation.config.parse(origin.config), origin.seed);
  return asWritten<Config, State, Command, Event, Trace>(timeline);
}

/** A simulation writes the entries that its type names: what the engine hands on is those. */
function asWritten<Config, State, Command, Event, Trace extends TraceEntry>(
  timeline: Timeline<Config, State, Command, Event>,
): Timeline<Config, State, Command, Event, Trace> {
  return timeline as Timeline<Config, State, Command, Event, Trace>;
}

/**
 * Runs a parsed recording and rests at its end; `seekStep(0)` then plays it from the start, commands included. Throws
 * RecordingMismatch when the recording does not fit the run, CommandRefused and LimitExceeded as the engine does.
 */
export function timelineFromRecording<Config, State, Command, Event, Trace extends TraceEntry = TraceEntry>(
  simulation: Simulation<Config, State, Command, Event, Trace>,
  recording: Recording<Config, Command>,
): Timeline<Config, State, Command, Event, Trace> {
  const timeline = new BranchingTimeline(simulation, recording.config, recording.seed);
  timeline.adopt(recording);
  return asWritten<Config, State, Command, Event, Trace>(timeline);
}

class BranchingTimeline<Config, State, Command, Event> implements Timeline<Config, State, Command, Event> {
  version = 0;
  private readonly engine: Engine<State, Command, Event>;
  private readonly records = new RecordCache<Command, Event>();
  private readonly startRecord: StepRecord<Command, Event> | null;
  private readonly allBranches: Branch<Command>[];
  private branch: Branch<Command>;
  /** How many of the branch's commands lie at or before the present step. */
  private commandsPassed = 0;
  private shownSnapshot: Snapshot<State, Event> | null = null;

  constructor(
    readonly simulation: Simulation<Config, State, Command, Event>,
    readonly config: Config,
    readonly seed: number,
  ) {
    this.engine = createEngine(simulation, { config, seed });
    this.startRecord = this.engine.lastRecord;
    const start = { step: 0, tick: this.engine.tick };
    const checkpoints = [{ ...start, json: this.engine.snapshotJson(), work: this.engine.work }];
    const endWork = this.engine.work;
    this.branch = { id: 0, parentId: null, fork: start, commands: [], checkpoints, end: start, endWork };
    this.allBranches = [this.branch];
  }

  get step(): number {
    return this.engine.stepNumber;
  }

  get tick(): Tick {
    return this.engine.tick;
  }

  get branchId(): number {
    return this.branch.id;
  }

  get knownEnd(): Position {
    return this.branch.end;
  }

  get nextTick(): Tick | null {
    const command = this.branch.commands[this.commandsPassed];
    return command?.step === this.step + 1 ? command.tick : this.engine.nextDueTick;
  }

  get isQuiet(): boolean {
    return this.nextTick === null;
  }

  get isAtStepLimit(): boolean {
    return this.step >= RUN_STEPS_MAX;
  }

  get work(): number {
    return this.engine.work;
  }

  get gradedShare(): number {
    const { end, endWork } = this.branch;
    return Math.max(end.step / GRADED_RUN.stepsMax, endWork / GRADED_RUN.workMax);
  }

  snapshot(): Snapshot<State, Event> {
    const shown = this.shownSnapshot;
    if (shown?.tick === this.tick) return shown;
    const current = shown === null ? this.engine.snapshot() : { ...shown, tick: this.tick };
    this.shownSnapshot = current;
    return current;
  }

  record(step: number): StepRecord<Command, Event> {
    if (!Number.isInteger(step) || step < 0 || step > this.branch.end.step) {
      throw new RangeError(`this branch has steps 0 .. ${this.branch.end.step}, not ${step}`);
    }
    const kept = step === 0 ? this.startRecord : this.records.get(step);
    if (kept) return kept;
    this.recomputeRecords(step);
    const recomputed = this.records.get(step);
    if (recomputed === undefined) throw new Error(`step ${step} could not be run again`);
    return recomputed;
  }

  stateAt(step: number): State {
    if (!Number.isInteger(step) || step < 0 || step > this.branch.end.step) {
      throw new RangeError(`this branch has steps 0 .. ${this.branch.end.step}, not ${step}`);
    }
    if (step === this.step) return this.snapshot().state;
    const { commands } = this.branch;
    const checkpoint = lastCheckpoint(this.branch, (position) => position.step <= step);
    const { work } = checkpoint;
    const engine = createEngine(this.simulation, { snapshot: readSnapshot<State, Event>(checkpoint), work });
    let next = countCommandsUpTo(commands, checkpoint.step);
    while (engine.stepNumber < step) {
      const record = runRecordedStep(engine, commands[next]);
      if (record === null) throw new Error(`step ${step} could not be run again`);
      if (record.cause.type === 'command') next += 1;
    }
    return engine.state;
  }

  stepForward(): StepRecord<Command, Event> | null {
    return this.keepingPosition(() => this.takeStep());
  }

  stepBack(): boolean {
    if (this.step === 0) return false;
    this.seekStep(this.step - 1);
    return true;
  }

  seekStep(step: number): void {
    requireWholeNumber(step);
    this.keepingPosition(() => {
      this.jump((checkpoint) => checkpoint.step <= step, this.step <= step && !this.restsAfter(step));
      while (this.step < step && this.takeStep() !== null);
    });
  }

  seekTick(tick: Tick): void {
    requireWholeNumber(tick);
    this.keepingPosition(() => {
      this.jump((checkpoint) => checkpoint.tick <= tick, this.tick <= tick);
      this.passTime(tick, () => {});
    });
  }

  advanceTo(tick: Tick): readonly StepRecord<Command, Event>[] {
    if (!Number.isInteger(tick) || tick < this.tick) {
      throw new RangeError(`the clock is at tick ${this.tick} and cannot advance to ${tick}`);
    }
    const taken: StepRecord<Command, Event>[] = [];
    this.keepingPosition(() => this.passTime(tick, (record) => taken.push(record)));
    return taken;
  }

  dispatch(command: Command): StepRecord<Command, Event> {
    const checked = this.simulation.command.parse(command);
    const isFork = this.step < this.branch.end.step;
    if (this.isAtStepLimit) throw new LimitExceeded(`a run has at most ${RUN_STEPS_MAX} steps`);
    if (this.commandsPassed >= RECORDING_COMMANDS_MAX) {
      throw new LimitExceeded(`a run has at most ${RECORDING_COMMANDS_MAX} commands`);
    }
    if (isFork && this.allBranches.length >= BRANCHES_MAX) {
      throw new LimitExceeded(`at most ${BRANCHES_MAX} branches are kept`);
    }
    const before = { step: this.step, tick: this.tick };
    const record = this.keepingPosition(() => this.engine.dispatch(checked));
    if (isFork) this.fork(before);
    this.branch.commands.push({ step: record.step, tick: record.tick, command: checked });
    this.commandsPassed += 1;
    this.prolong(record);
    return record;
  }

  branches(): readonly BranchSummary[] {
    return this.allBranches.map(({ id, parentId, fork, end }) => ({
      id,
      parentId,
      forkStep: fork.step,
      forkTick: fork.tick,
      stepCount: end.step,
      endTick: end.tick,
    }));
  }

  switchBranch(id: number): void {
    const target = this.allBranches[id];
    if (target === undefined) throw new RangeError(`there is no branch ${id}`);
    if (target === this.branch) return;
    const tick = Math.min(this.tick, target.end.tick);
    this.branch = target;
    this.records.clear();
    this.restore(lastCheckpoint(this.branch, (checkpoint) => checkpoint.tick <= tick));
    while (this.step < target.end.step && this.nextTick !== null && this.nextTick <= tick) this.takeStep();
    this.engine.advanceTo(tick);
    this.version += 1;
  }

  toRecording(): Recording<Config, Command> {
    const { id: simulation, version } = this.simulation;
    const { commands, end } = this.branch;
    return { format: 1, simulation, version, seed: this.seed, config: this.config, commands: [...commands], end };
  }

  historyCharacters(): number {
    const kept = new Set(this.allBranches.flatMap((branch) => branch.checkpoints));
    let characters = 0;
    for (const checkpoint of kept) characters += checkpoint.json.length;
    return characters;
  }

  /** Takes over a recording's commands; for a timeline that is still at its start. */
  adopt(recording: Recording<Config, Command>): void {
    this.branch.commands.push(...recording.commands);
    runRecording(this.engine, recording, (record) => {
      if (record.cause.type === 'command') this.commandsPassed += 1;
      this.prolong(record);
    });
    this.branch.end = { step: this.step, tick: this.tick };
  }

  /** One step forward, known or new; null when there is none to take. */
  private takeStep(): StepRecord<Command, Event> | null {
    const isKnown = this.step < this.branch.end.step;
    if (!isKnown && this.isAtStepLimit) return null;
    const record = runRecordedStep(this.engine, this.branch.commands[this.commandsPassed]);
    if (record === null) return null;
    if (record.cause.type === 'command') this.commandsPassed += 1;
    this.shownSnapshot = null;
    if (isKnown) this.records.add(record);
    else this.prolong(record);
    return record;
  }

  private passTime(tick: Tick, onRecord: (record: StepRecord<Command, Event>) => void): void {
    for (let next = this.nextTick; next !== null && next <= tick; next = this.nextTick) {
      const record = this.takeStep();
      if (record === null) return;
      onRecord(record);
    }
    this.engine.advanceTo(tick);
    const { end } = this.branch;
    if (this.step === end.step && tick > end.tick) this.branch.end = { step: end.step, tick };
  }

  /** Notes a step that was taken for the first time. */
  private prolong(record: StepRecord<Command, Event>): void {
    this.records.add(record);
    this.branch.end = { step: record.step, tick: record.tick };
    this.branch.endWork = this.engine.work;
    this.shownSnapshot = null;
    const last = this.branch.checkpoints.at(-1);
    const stepsSince = record.step - (last?.step ?? 0);
    const enough = Math.max(CHECKPOINT_STEPS_MIN, (last?.json.length ?? 0) / CHECKPOINT_CHARACTERS_PER_STEP);
    if (stepsSince < enough) return;
    const { step, tick } = record;
    this.branch.checkpoints.push({ step, tick, json: this.engine.snapshotJson(), work: this.engine.work });
  }

  /** The kept records may stay: those after the fork are replaced as the new branch takes its own steps. */
  private fork(at: Position): void {
    const parent = this.branch;
    this.branch = {
      id: this.allBranches.length,
      parentId: parent.id,
      fork: at,
      commands: parent.commands.slice(0, this.commandsPassed),
      checkpoints: parent.checkpoints.filter((checkpoint) => checkpoint.step <= at.step),
      end: at,
      endWork: this.engine.work,
    };
    this.allBranches.push(this.branch);
  }

  /** True when the present step is `step` but the clock has moved on since, so that its very moment is in the past. */
  private restsAfter(step: number): boolean {
    return this.step === step && this.tick > this.record(step).tick;
  }

  /** Goes to the last checkpoint that `isBefore` the target, unless walking on from here is possible and shorter. */
  private jump(isBefore: (position: Position) => boolean, canWalk: boolean): void {
    const checkpoint = lastCheckpoint(this.branch, isBefore);
    if (!canWalk || checkpoint.step > this.step) this.restore(checkpoint);
  }

  private restore(checkpoint: Checkpoint): void {
    this.engine.restore(readSnapshot<State, Event>(checkpoint), checkpoint.work);
    this.commandsPassed = countCommandsUpTo(this.branch.commands, checkpoint.step);
    this.shownSnapshot = null;
  }

  /** Runs the stretch around `step` once more, aside, and keeps its records. */
  private recomputeRecords(step: number): void {
    const { commands, end } = this.branch;
    const checkpoint = lastCheckpoint(this.branch, (position) => position.step < step);
    const { work } = checkpoint;
    const engine = createEngine(this.simulation, { snapshot: readSnapshot<State, Event>(checkpoint), work });
    let next = countCommandsUpTo(commands, checkpoint.step);
    const last = Math.min(end.step, step + CHECKPOINT_STEPS_MIN / 2);
    while (engine.stepNumber < last) {
      const record = runRecordedStep(engine, commands[next]);
      if (record === null) return;
      if (record.cause.type === 'command') next += 1;
      this.records.add(record);
    }
  }

  /** Does `work` and counts it as one change; when it throws, puts the engine back to where it was. */
  private keepingPosition<Result>(work: () => Result): Result {
    const { step, tick } = this;
    try {
      const result = work();
      this.version += 1;
      return result;
    } catch (error) {
      this.restore(lastCheckpoint(this.branch, (checkpoint) => checkpoint.step <= step));
      while (this.step < step && this.takeStep() !== null);
      this.engine.advanceTo(tick);
      throw error;
    }
  }
}

function requireWholeNumber(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`expected a whole number ≥ 0, not ${value}`);
}
