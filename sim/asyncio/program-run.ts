import { TICK_MAX } from '../core/limits';
import { type RecordedStep, TRACE_STEPS_MAX } from '../core/recorded-run';
import type { Tick, TraceOf } from '../core/simulation';
import type { Frame, LastEvent, ProgramEvent, TaskOutcome, Timer } from './events';

/** A tick is a microsecond of virtual time. */
export const TICKS_PER_SECOND = 1_000_000;

/** What a step of a program's run is: the clock moved and timers became ready, a callback began, a line ran, a callback ended, or the end. */
export interface ProgramStep {
  readonly type: 'iteration' | 'callback' | 'line' | 'return' | 'end';
}

/** What steps write. The actor is the loop, or the task that runs. */
export type ProgramTrace = TraceOf<{
  iteration: { iteration: number };
  /** `task`: whose step it is. */
  callback: { label: string; task: number | null };
  line: { line: number; function: string };
  /** A task came to an await that has to wait, or to its end. */
  suspends: { waitsFor: string | null };
  finishes: { outcome: 'done' | 'failed' | 'cancelled' };
  creates: { task: string; coroutine: string };
  schedules: { label: string };
  setsTimer: { label: string; seconds: number | null };
  writes: { text: string; isError: boolean };
  linesOff: null;
  ended: { how: 'result' | 'raised' | 'stopped'; text: string };
  /** There is more of the run than is kept. */
  cut: null;
}>;

export interface TaskState {
  readonly id: number;
  readonly name: string;
  readonly coroutine: string;
  /** The task that created it; null for one that the loop started with. */
  readonly creator: number | null;
  readonly status: 'new' | 'running' | TaskOutcome;
  /** The coroutines that it stands in while it waits, the outermost first. */
  readonly awaits: readonly Frame[];
  /** The task that it waits for. */
  readonly waitsFor: number | null;
}

/** The event loop and its program after a step. */
export interface ProgramState {
  /** Of the event loop, from 0; null before the loop runs. */
  readonly iteration: number | null;
  /** Seconds of virtual time. */
  readonly seconds: number;
  /** The callback that runs; null between two. */
  readonly running: string | null;
  readonly line: number | null;
  readonly functionName: string | null;
  /** What is left to run in this iteration, and what was scheduled for the next. */
  readonly ready: readonly string[];
  readonly next: readonly string[];
  /** In the order of the heap's array when this iteration began, those set since after them. */
  readonly timers: readonly Timer[];
  readonly tasks: readonly TaskState[];
  /** All that was written so far. */
  readonly output: string;
  readonly errors: string;
  readonly end: LastEvent | null;
}

const START: ProgramState = {
  iteration: null,
  seconds: 0,
  running: null,
  line: null,
  functionName: null,
  ready: [],
  next: [],
  timers: [],
  tasks: [],
  output: '',
  errors: '',
  end: null,
};

export type RecordedProgramStep = RecordedStep<ProgramState, ProgramStep, ProgramTrace>;

/** The steps of the run that a program's recorder wrote down, the start first. A run whose end is missing is said to be cut. */
export function programSteps(events: readonly ProgramEvent[]): readonly RecordedProgramStep[] {
  const steps = new Steps();
  let isWhole = false;
  for (const event of events) {
    if (!steps.take(event)) break;
    isWhole = STEP_OF[event[0]] === 'end';
  }
  if (!isWhole && events.length > 0) steps.cut();
  return steps.finish();
}

/** Puts events together into steps: what a line or a callback brings about belongs to its own step. */
class Steps {
  private readonly steps: RecordedProgramStep[] = [];
  private state: ProgramState = START;
  private event: ProgramStep | null = null;
  private trace: ProgramTrace[] = [];
  private tick: Tick = 0;
  private task: number | null = null;
  /** As the last iteration found it: what was set since may be due, or cancelled, before the next one. */
  private heap: readonly Timer[] = [];

  /** False when no more steps are kept. */
  take(event: ProgramEvent): boolean {
    const step = STEP_OF[event[0]];
    if (step !== undefined) {
      // The last one says that it was cut.
      if (this.steps.length === TRACE_STEPS_MAX - 2) return false;
      this.begin({ type: step });
    }
    this.apply(event);
    return true;
  }

  cut(): void {
    this.begin({ type: 'end' });
    this.write({ kind: 'cut', actor: LOOP });
  }

  finish(): readonly RecordedProgramStep[] {
    this.push();
    return this.steps;
  }

  private begin(event: ProgramStep): void {
    this.push();
    this.event = event;
    this.trace = [];
  }

  private push(): void {
    const { tick, event, trace, state } = this;
    this.steps.push({ tick, event, trace, state });
  }

  private set(change: Partial<ProgramState>): void {
    this.state = { ...this.state, ...change };
  }

  private setTask(id: number, change: Partial<TaskState>): void {
    this.set({ tasks: this.state.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)) });
  }

  /** A modelled thread's clock runs ahead of the loop's: a step is never before the one before. */
  private setTime(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    this.tick = Math.max(this.tick, Math.min(TICK_MAX, Math.round(seconds * TICKS_PER_SECOND)));
    this.set({ seconds });
  }

  private write(entry: ProgramTrace): void {
    this.trace.push(entry);
  }

  private get actor(): string {
    return this.state.tasks.find(({ id }) => id === this.task)?.name ?? LOOP;
  }

  private apply(event: ProgramEvent): void {
    const { state, actor } = this;
    switch (event[0]) {
      case 'task': {
        const [, id, name, coroutine, creator] = event;
        this.set({
          tasks: [...state.tasks, { id, name, coroutine, creator, status: 'new', awaits: [], waitsFor: null }],
        });
        this.write({ kind: 'creates', actor, data: { task: name, coroutine } });
        break;
      }
      case 'iteration':
        this.iteration(event);
        break;
      case 'handle':
        this.callback(event[1], event[2]);
        break;
      case 'soon':
        if (state.next.length < NEXT_MAX) this.set({ next: [...state.next, event[1]] });
        this.write({ kind: 'schedules', actor, data: { label: event[1] } });
        break;
      case 'timer':
        if (state.timers.length < NEXT_MAX) this.set({ timers: [...state.timers, [moment(event[1]), event[2]]] });
        this.write({ kind: 'setsTimer', actor, data: { seconds: moment(event[1]), label: event[2] } });
        break;
      case 'line':
        this.setTime(event[3]);
        this.set({ line: event[1], functionName: event[2] });
        this.write({ kind: 'line', actor, data: { line: event[1], function: event[2] } });
        break;
      case 'out':
      case 'err': {
        const [kind, text] = event;
        this.set(kind === 'out' ? { output: state.output + text } : { errors: state.errors + text });
        this.write({ kind: 'writes', actor, data: { text, isError: kind === 'err' } });
        break;
      }
      case 'end':
        this.returned(event);
        break;
      case 'lines off':
        this.write({ kind: 'linesOff', actor: LOOP });
        break;
      default:
        this.set({ end: event, running: null, line: event[0] === 'raised' ? event[2] : null, functionName: null });
        this.write({ kind: 'ended', actor: LOOP, data: { how: event[0], text: event[1] ?? '' } });
        break;
    }
  }

  private iteration([, iteration, time, ready, timers]: EventOf<'iteration'>): void {
    this.setTime(time);
    if (timers !== null) this.heap = timers.map(([when, label]) => [moment(when), label]);
    this.set({ iteration, ready, next: [], timers: this.heap, line: null, functionName: null });
    this.write({ kind: 'iteration', actor: LOOP, data: { iteration } });
  }

  private callback(label: string, task: number | null): void {
    // Those before it were cancelled after this iteration began.
    const at = this.state.ready.indexOf(label);
    this.set({ ready: this.state.ready.slice(at + 1), running: label });
    if (task !== null) this.setTask(task, { status: 'running', awaits: [], waitsFor: null });
    this.task = task;
    this.write({ kind: 'callback', actor: this.actor, data: { label, task } });
  }

  private returned([, time, outcome, awaits, waitsFor]: EventOf<'end'>): void {
    const { actor, task } = this;
    this.setTime(time);
    this.set({ running: null, line: null, functionName: null });
    if (task !== null && outcome !== null) {
      this.setTask(task, { status: outcome, awaits, waitsFor });
      const other = this.state.tasks.find(({ id }) => id === waitsFor)?.name ?? null;
      if (outcome === 'pending') this.write({ kind: 'suspends', actor, data: { waitsFor: other } });
      else this.write({ kind: 'finishes', actor, data: { outcome } });
    }
    this.task = null;
  }
}

type EventOf<Kind extends string> = Extract<ProgramEvent, readonly [Kind, ...unknown[]]>;

const LOOP = 'loop';

/** As many as the recorder writes down of the ready queue. */
const NEXT_MAX = 1_000;

/** JSON has no other numbers. */
const moment = (when: number | null): number | null => (Number.isFinite(when) ? when : null);

/** The events that begin a step; any other belongs to the step before it. */
const STEP_OF: Partial<Record<ProgramEvent[0], ProgramStep['type']>> = {
  iteration: 'iteration',
  handle: 'callback',
  line: 'line',
  end: 'return',
  result: 'end',
  raised: 'end',
  stopped: 'end',
};
