import type { Position } from './branch';
import type { Moment, StepRecord } from './engine';
import type { Tick, TraceEntry } from './simulation';

/** One line of history. Branch 0 is the first; every other one left its parent after the parent's step `forkStep`. */
export interface BranchSummary {
  readonly id: number;
  readonly parentId: number | null;
  readonly forkStep: number;
  readonly forkTick: Tick;
  readonly stepCount: number;
  readonly endTick: Tick;
}

/**
 * A run that can be walked through: steps, the state at each of them, what each wrote, and which rules it broke. A timeline is
 * one that a simulation goes on making; `runFromTrace` reads one that was recorded elsewhere. Whatever throws leaves it where it
 * was.
 */
export interface Run<State, Command, Event, Trace extends TraceEntry = TraceEntry> {
  readonly step: number;
  /** The clock: at or after the last step's tick, at or before `nextTick`. */
  readonly tick: Tick;
  readonly branchId: number;
  /** Where the known part of the current branch ends. */
  readonly knownEnd: Position;
  /** When the next step happens; null when nothing is left to happen. */
  readonly nextTick: Tick | null;
  /** Nothing is left to happen, unless somebody acts. */
  readonly isQuiet: boolean;
  /** The longest run that is kept has been reached. */
  readonly isAtStepLimit: boolean;
  /**
   * How much of what a run may have that is carried out again to be kept or graded (`GRADED_RUN`: steps, work) the known part of the
   * current branch has used: above 1 it is refused. 0 for a run that nobody carries out again.
   */
  readonly gradedShare: number;
  /** The present moment. The same object until something changes; `state` and `queue` the same until a step is taken. */
  snapshot(): Moment<State, Event>;
  /** What step 0 .. knownEnd.step of the current branch did (0: the start); RangeError outside. */
  record(step: number): StepRecord<Command, Event, Trace>;
  /** The state right after step 0 .. knownEnd.step of the current branch, without going there; RangeError outside. */
  stateAt(step: number): State;
  /** Takes the next step; null when quiet or at the step limit. */
  stepForward(): StepRecord<Command, Event, Trace> | null;
  /** Goes to the moment of the step before; false at the start. */
  stepBack(): boolean;
  /** Goes to the moment of step `step`, or to the end. RangeError unless a whole number ≥ 0. */
  seekStep(step: number): void;
  /** Goes to the moment after all steps at or before `tick`. RangeError as above. */
  seekTick(tick: Tick): void;
  /** Lets time pass until `tick` and returns the steps that were taken. RangeError when `tick` is past. */
  advanceTo(tick: Tick): readonly StepRecord<Command, Event, Trace>[];
  /** In the order they began. */
  branches(): readonly BranchSummary[];
  /** Goes over to another branch, to the same tick or to its known end, whichever is earlier. RangeError for an unknown id. */
  switchBranch(id: number): void;
}
