import * as z from 'zod/mini';
import type { Position } from './branch';
import type { Moment, StepRecord, Violation } from './engine';
import { RECORDING_CHARACTERS_MAX, TICK_MAX } from './limits';
import type { BranchSummary, Run } from './run';
import type { Invariant, Json, Tick, TraceEntry } from './simulation';

/** Steps that one recorded trace may hold. */
export const TRACE_STEPS_MAX = 10_000;

/** Characters that one recorded trace may have: it carries a state per step, a recording only commands. */
export const TRACE_CHARACTERS_MAX = 16 * RECORDING_CHARACTERS_MAX;

/** One step of a run that was recorded elsewhere: what happened, what was written, and the whole state after it. */
export interface RecordedStep<State, Event, Trace extends TraceEntry = TraceEntry> {
  readonly tick: Tick;
  /** Null for the first step, the start, alone. */
  readonly event: Event | null;
  readonly trace: readonly Trace[];
  readonly state: State;
}

/** A run that was recorded elsewhere, such as a Python program's: to be walked through, not to be carried on. */
export interface RecordedTrace<State, Event, Trace extends TraceEntry = TraceEntry> {
  readonly format: 1;
  readonly lab: string;
  readonly version: string;
  /** By rising tick, the start first. */
  readonly steps: readonly RecordedStep<State, Event, Trace>[];
}

/** What a file must fit to be a trace of a lab. */
export interface TraceCodec<State, Event> {
  readonly lab: string;
  readonly version: string;
  readonly state: z.ZodMiniType<State>;
  readonly event: z.ZodMiniType<Event>;
}

export type ParsedTrace<State, Event> =
  | { readonly ok: true; readonly trace: RecordedTrace<State, Event> }
  | { readonly ok: false; readonly message: string };

const traceEntry = z.strictObject({
  kind: z.string().check(z.minLength(1), z.maxLength(100)),
  actor: z.string().check(z.maxLength(100)),
  message: z.exactOptional(z.int()),
  peer: z.exactOptional(z.string().check(z.maxLength(100))),
  data: z.exactOptional(z.record(z.string(), z.custom<Json>())),
});

/** Reads a recorded trace from JSON text, or says in one sentence why it is none of this lab. */
export function parseTrace<State, Event>(json: string, codec: TraceCodec<State, Event>): ParsedTrace<State, Event> {
  if (json.length > TRACE_CHARACTERS_MAX) return { ok: false, message: `more than ${TRACE_CHARACTERS_MAX} characters` };
  const envelope = z.strictObject({
    format: z.literal(1),
    lab: z.literal(codec.lab),
    version: z.literal(codec.version),
    steps: z
      .array(
        z.strictObject({
          tick: z.int().check(z.minimum(0), z.maximum(TICK_MAX)),
          event: z.nullable(codec.event),
          trace: z.array(traceEntry),
          state: codec.state,
        }),
      )
      .check(
        z.minLength(1),
        z.maxLength(TRACE_STEPS_MAX),
        z.refine((steps) => steps.every(({ tick }, index) => index === 0 || tick >= (steps[index - 1]?.tick ?? 0)), {
          message: 'ticks do not fall',
        }),
        z.refine((steps) => steps.every(({ event }, index) => (event === null) === (index === 0)), {
          message: 'every step but the start has its event',
        }),
      ),
  });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, message: 'not JSON' };
  }
  const parsed = envelope.safeParse(value);
  if (parsed.success) return { ok: true, trace: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, message: `${issue?.path.join('.')}: ${issue?.message}` };
}

/** A run that was recorded elsewhere, at its start; each step is checked against the rules. */
export function runFromTrace<State, Event, Trace extends TraceEntry>(
  trace: RecordedTrace<State, Event, Trace>,
  invariants: readonly Invariant<State>[] = [],
): Run<State, never, Event, Trace> {
  return new TraceRun(trace.steps, invariants);
}

class TraceRun<State, Event, Trace extends TraceEntry> implements Run<State, never, Event, Trace> {
  readonly branchId = 0;
  readonly isAtStepLimit = false;
  readonly gradedShare = 0;
  readonly knownEnd: Position;
  private readonly records: readonly StepRecord<never, Event, Trace>[];
  private at: Position;
  private shown: Moment<State, Event> | null = null;

  constructor(
    private readonly steps: readonly RecordedStep<State, Event, Trace>[],
    invariants: readonly Invariant<State>[],
  ) {
    const first = steps[0];
    if (first === undefined) throw new RangeError('a recorded run has at least its start');
    this.records = steps.map(({ tick, event, trace, state }, step) => ({
      step,
      tick,
      cause: event === null ? { type: 'start' } : { type: 'event', id: step, event },
      trace,
      violations: brokenBy(state, invariants),
    }));
    this.at = { step: 0, tick: first.tick };
    this.knownEnd = { step: steps.length - 1, tick: steps.at(-1)?.tick ?? first.tick };
  }

  get step(): number {
    return this.at.step;
  }

  get tick(): Tick {
    return this.at.tick;
  }

  get nextTick(): Tick | null {
    return this.steps[this.step + 1]?.tick ?? null;
  }

  get isQuiet(): boolean {
    return this.nextTick === null;
  }

  snapshot(): Moment<State, Event> {
    const { step, tick } = this.at;
    if (this.shown?.step === step && this.shown.tick === tick) return this.shown;
    this.shown = { step, tick, state: this.stateAt(step), queue: NOTHING };
    return this.shown;
  }

  record(step: number): StepRecord<never, Event, Trace> {
    const record = this.records[step];
    if (record === undefined) throw new RangeError(`this run has steps 0 .. ${this.knownEnd.step}, not ${step}`);
    return record;
  }

  stateAt(step: number): State {
    const recorded = this.steps[step];
    if (recorded === undefined) throw new RangeError(`this run has steps 0 .. ${this.knownEnd.step}, not ${step}`);
    return recorded.state;
  }

  stepForward(): StepRecord<never, Event, Trace> | null {
    if (this.isQuiet) return null;
    this.seekStep(this.step + 1);
    return this.record(this.step);
  }

  stepBack(): boolean {
    if (this.step === 0) return false;
    this.seekStep(this.step - 1);
    return true;
  }

  seekStep(step: number): void {
    requireWholeNumber(step);
    const target = Math.min(step, this.knownEnd.step);
    this.at = { step: target, tick: this.record(target).tick };
  }

  seekTick(tick: Tick): void {
    requireWholeNumber(tick);
    let step = this.records.length - 1;
    while (step > 0 && this.record(step).tick > tick) step -= 1;
    this.seekStep(step);
    this.at = { step: this.step, tick: Math.min(Math.max(this.tick, tick), this.knownEnd.tick) };
  }

  advanceTo(tick: Tick): readonly StepRecord<never, Event, Trace>[] {
    if (tick < this.tick) throw new RangeError(`the clock is at tick ${this.tick} and cannot advance to ${tick}`);
    const before = this.step;
    this.seekTick(tick);
    return this.records.slice(before + 1, this.step + 1);
  }

  branches(): readonly BranchSummary[] {
    const { step, tick } = this.knownEnd;
    return [{ id: 0, parentId: null, forkStep: 0, forkTick: 0, stepCount: step, endTick: tick }];
  }

  switchBranch(id: number): void {
    if (id !== 0) throw new RangeError(`there is no branch ${id}`);
  }
}

const NOTHING: readonly never[] = [];

function brokenBy<State>(state: State, invariants: readonly Invariant<State>[]): readonly Violation[] {
  return invariants.flatMap(({ id, name, source, check }) => {
    const values = check(state);
    return values === null ? [] : [{ id, name, source, values }];
  });
}

function requireWholeNumber(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`expected a whole number ≥ 0, not ${value}`);
}
