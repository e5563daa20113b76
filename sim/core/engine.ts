import { EventQueue, type QueuedEvent } from './event-queue';
import { cloneJson } from './json';
import { DELAY_TICKS_MAX, LimitExceeded, RUN_LIMITS, type RunLimits, STEP_TRACE_ENTRIES_MAX, TICK_MAX } from './limits';
import { createRandom, type Random, type RandomState } from './random';
import type { RuleValues, Simulation, Tick, TraceEntry, World } from './simulation';
import { chargeWork, WorkBudget } from './work';

export type { QueuedEvent } from './event-queue';

/** What a run looks like at one moment: what a view draws. */
export interface Moment<State, Event> {
  /** The clock. It may rest between two steps: at or after the last step's tick, at or before the next due tick. */
  readonly tick: Tick;
  /** How many steps led here; 0 is the start. */
  readonly step: number;
  readonly state: State;
  /** First due first, ties in the order they were scheduled. */
  readonly queue: readonly QueuedEvent<Event>[];
}

/** Everything there is to know about a run at one moment: plain JSON, enough to carry on from, byte for byte. */
export interface Snapshot<State, Event> extends Moment<State, Event> {
  readonly random: RandomState;
  /** The id that the next scheduled event gets. */
  readonly nextSequence: number;
}

export type StepCause<Command, Event> =
  | { readonly type: 'start' }
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'event'; readonly id: number; readonly event: Event };

/** A rule that does not hold after a step. */
export interface Violation {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly values: RuleValues;
}

/** What happened in one step. Step `n` is the one that leads to position `n`; step 0 is the start. */
export interface StepRecord<Command, Event, Trace extends TraceEntry = TraceEntry> {
  readonly step: number;
  readonly tick: Tick;
  readonly cause: StepCause<Command, Event>;
  readonly trace: readonly Trace[];
  readonly violations: readonly Violation[];
}

/** Where an engine begins: at the start of a run, or in the middle of one, which has touched `work` elements until then. */
export type EngineOrigin<Config, State, Event> =
  | { readonly config: Config; readonly seed: number }
  | { readonly snapshot: Snapshot<State, Event>; readonly work?: number };

/**
 * Runs one simulation forward. It knows no past: going back is the timeline's work.
 * When a method throws LimitExceeded, or the model throws, the run is broken off in the middle of a step; `restore` mends it.
 */
export interface Engine<State, Command, Event, Trace extends TraceEntry = TraceEntry> {
  readonly tick: Tick;
  /** The number of the last step; 0 at the start. */
  readonly stepNumber: number;
  /** When the next queued event is due; null when nothing is left to happen by itself. */
  readonly nextDueTick: Tick | null;
  /** Elements that the run has touched since its start: what `chargeWork` has counted. No part of the snapshot. */
  readonly work: number;
  /** The live state: look, don't keep, don't change. The next step changes it in place; `snapshot` copies. */
  readonly state: State;
  /** What the last step did; null right after starting from a snapshot or restoring one. */
  readonly lastRecord: StepRecord<Command, Event, Trace> | null;
  /** Moves the clock to the next queued event and runs it; null when none is queued. */
  step(): StepRecord<Command, Event, Trace> | null;
  /** Runs a command now, as a step. Throws CommandRefused, with nothing changed, when the model refuses it. */
  dispatch(command: Command): StepRecord<Command, Event, Trace>;
  /** Moves the clock to `tick` or to the next due tick, whichever is earlier, and runs nothing. RangeError when `tick` is past. */
  advanceTo(tick: Tick): void;
  /** Does something on behalf of the run, such as watching it: what that touches is charged to the run. */
  charging<Result>(work: () => Result): Result;
  snapshot(): Snapshot<State, Event>;
  /** Equal to `JSON.stringify(snapshot())`, without the copy. */
  snapshotJson(): string;
  /** Goes to a moment of the run, at which it had touched `work` elements (0 when not given). */
  restore(snapshot: Snapshot<State, Event>, work?: number): void;
}

/**
 * Starts a run, or carries one on from a snapshot (which is copied). RangeError for a seed outside 0 .. 2^32-1, LimitExceeded when
 * the start alone touches more than `workMax` elements.
 */
export function createEngine<Config, State, Command, Event, Trace extends TraceEntry = TraceEntry>(
  simulation: Simulation<Config, State, Command, Event, Trace>,
  origin: EngineOrigin<Config, State, Event>,
  { workMax }: Pick<RunLimits, 'workMax'> = RUN_LIMITS,
): Engine<State, Command, Event, Trace> {
  return new RunningEngine(simulation, origin, workMax);
}

/** What a step costs by itself, and what it costs to trace or to schedule, in elements. */
const STEP_WORK = 10;
const TRACE_WORK = 2;
const SCHEDULE_WORK = 5;

class EngineWorld<Event, Trace extends TraceEntry> implements World<Event, Trace> {
  tick: Tick = 0;
  nextSequence = 1;
  entries: Trace[] = [];
  readonly queue = new EventQueue<Event>();
  readonly random: Random;

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  schedule(delayTicks: Tick, event: Event): number {
    if (!Number.isInteger(delayTicks) || delayTicks < 0 || delayTicks > DELAY_TICKS_MAX) {
      throw new RangeError(`a delay is a whole number in 0 .. ${DELAY_TICKS_MAX} ticks, not ${delayTicks}`);
    }
    chargeWork(SCHEDULE_WORK);
    const id = this.nextSequence;
    this.queue.add(id, this.tick + delayTicks, event);
    this.nextSequence += 1;
    return id;
  }

  cancel(id: number): void {
    this.queue.cancel(id);
  }

  trace(entry: Trace): void {
    if (this.entries.length >= STEP_TRACE_ENTRIES_MAX) {
      throw new LimitExceeded(`one step wrote more than ${STEP_TRACE_ENTRIES_MAX} trace entries`);
    }
    chargeWork(TRACE_WORK);
    this.entries.push(entry);
  }

  moveClock(tick: Tick): void {
    if (tick > TICK_MAX) throw new LimitExceeded(`the clock cannot pass tick ${TICK_MAX}`);
    this.tick = tick;
  }

  restore(snapshot: Snapshot<unknown, Event>): void {
    this.tick = snapshot.tick;
    this.nextSequence = snapshot.nextSequence;
    this.entries = [];
    this.random.restore(snapshot.random);
    this.queue.restore(snapshot.queue);
  }
}

class RunningEngine<Config, State, Command, Event, Trace extends TraceEntry>
  implements Engine<State, Command, Event, Trace>
{
  state: State;
  stepNumber = 0;
  lastRecord: StepRecord<Command, Event, Trace> | null = null;
  private readonly world: EngineWorld<Event, Trace>;
  private readonly budget: WorkBudget;

  constructor(
    private readonly simulation: Simulation<Config, State, Command, Event, Trace>,
    origin: EngineOrigin<Config, State, Event>,
    workMax: number,
  ) {
    this.budget = new WorkBudget(workMax);
    if ('seed' in origin) {
      this.world = new EngineWorld<Event, Trace>(origin.seed);
      this.state = this.charging(() => simulation.init(origin.config, this.world));
      this.charging(() => this.finishStep({ type: 'start' }));
      return;
    }
    this.world = new EngineWorld<Event, Trace>(0);
    this.state = origin.snapshot.state;
    this.restore(origin.snapshot, origin.work);
  }

  get tick(): Tick {
    return this.world.tick;
  }

  get nextDueTick(): Tick | null {
    return this.world.queue.nextDueTick;
  }

  get work(): number {
    return this.budget.used;
  }

  step(): StepRecord<Command, Event, Trace> | null {
    const next = this.world.queue.take();
    if (next === null) return null;
    this.world.moveClock(next.dueTick);
    // Without a closure: this is what a run does most.
    this.budget.open();
    try {
      this.state = this.simulation.onEvent(this.state, next.event, this.world);
      this.stepNumber += 1;
      return this.finishStep({ type: 'event', id: next.id, event: next.event });
    } finally {
      this.budget.close();
    }
  }

  dispatch(command: Command): StepRecord<Command, Event, Trace> {
    return this.charging(() => {
      this.state = this.simulation.onCommand(this.state, command, this.world);
      this.stepNumber += 1;
      return this.finishStep({ type: 'command', command });
    });
  }

  charging<Result>(work: () => Result): Result {
    this.budget.open();
    try {
      return work();
    } finally {
      this.budget.close();
    }
  }

  advanceTo(tick: Tick): void {
    if (!Number.isInteger(tick) || tick < this.world.tick) {
      throw new RangeError(`the clock is at tick ${this.world.tick} and cannot move to ${tick}`);
    }
    const due = this.world.queue.nextDueTick;
    this.world.moveClock(due !== null && due < tick ? due : tick);
  }

  snapshot(): Snapshot<State, Event> {
    const live = this.liveSnapshot();
    return { ...live, state: cloneJson(live.state) };
  }

  snapshotJson(): string {
    return JSON.stringify(this.liveSnapshot());
  }

  restore(snapshot: Snapshot<State, Event>, work = 0): void {
    this.budget.used = work;
    this.state = cloneJson(snapshot.state);
    this.stepNumber = snapshot.step;
    this.lastRecord = null;
    this.world.restore(snapshot);
  }

  private liveSnapshot(): Snapshot<State, Event> {
    const { tick, queue, random, nextSequence } = this.world;
    return {
      tick,
      step: this.stepNumber,
      state: this.state,
      queue: queue.toSorted(),
      random: random.state(),
      nextSequence,
    };
  }

  private finishStep(cause: StepCause<Command, Event>): StepRecord<Command, Event, Trace> {
    chargeWork(STEP_WORK);
    const trace = this.world.entries;
    this.world.entries = [];
    const record = { step: this.stepNumber, tick: this.world.tick, cause, trace, violations: this.violations() };
    this.lastRecord = record;
    return record;
  }

  private violations(): readonly Violation[] {
    let found: Violation[] | null = null;
    for (const rule of this.simulation.invariants) {
      const values = rule.check(this.state);
      if (values === null) continue;
      found ??= [];
      found.push({ id: rule.id, name: rule.name, source: rule.source, values });
    }
    return found ?? NO_VIOLATIONS;
  }
}

const NO_VIOLATIONS: readonly Violation[] = [];
