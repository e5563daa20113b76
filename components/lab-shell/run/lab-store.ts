import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Position } from '@/sim/core/branch';
import type { Moment, StepRecord } from '@/sim/core/engine';
import type { LabTypes } from '@/sim/core/lab';
import { LimitExceeded } from '@/sim/core/limits';
import type { Run } from '@/sim/core/run';
import { isKeyEvent, type KeyEvent } from '@/sim/core/scenario';
import { CommandRefused, type Tick } from '@/sim/core/simulation';
import { type PacedFlight, paceAt, REPEATED_MS, TOLD_MS } from './pace';
import { clampSpeedIndex, frameMs, NORMAL_SPEED_INDEX, speedAt } from './play-clock';
import { SeenEnds } from './seen-ends';
import type { ToldStep } from './told-step';

/** A store that is read and whose state carries its own actions. */
export type ReadableStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

/** Something the reader should be told about the run as a whole. */
export type LabNotice =
  | { readonly kind: 'quiet' | 'limit' }
  | { readonly kind: 'forked'; readonly branchId: number }
  /** The run in whose place this one came is kept: in the account (soon), or in this browser. */
  | { readonly kind: 'left'; readonly where: 'kept' | 'queued' | 'here' }
  | { readonly kind: 'refused'; readonly message: string };

/** What moving through a run needs, whatever lab it is. */
export interface PlayerState {
  /** Where the clock stands while time runs, fractions of a tick included: what is drawn is drawn for this moment. */
  readonly clockTick: number;
  readonly tick: Tick;
  readonly step: number;
  readonly isPlaying: boolean;
  /** How long the silence is that is being passed in a moment; null while it is none. */
  readonly skippedTicks: Tick | null;
  /** The key events that the run is still to stop at by itself. */
  readonly stopsAt: ReadonlySet<string>;
  /** The one that it has stopped at; null once it goes on. */
  readonly stoppedAt: string | null;
  readonly speedIndex: number;
  readonly knownEnd: Position;
  /** The furthest moment of the branch that the reader has been shown: what comes later is not told before it comes. */
  readonly seenEnd: Position;
  readonly branchId: number;
  readonly branchCount: number;
  /** No event waits: nothing more happens unless somebody acts. */
  readonly isQuiet: boolean;
  /** Whether the branch is, or soon will be, too long to be kept or graded. */
  readonly gradedLength: 'short' | 'near' | 'over';
  readonly selectedId: string | null;
  /** The message in flight that is looked into. */
  readonly messageId: number | null;
  readonly notice: LabNotice | null;
  /** Grows with every step a person takes by hand, and only then: such a step is announced. */
  readonly handSteps: number;
  play(): void;
  /** From now on, the run stops by itself once at each of these key events. */
  stopAt(keyEvents: Iterable<string>): void;
  pause(): void;
  /** Lets real time pass; does nothing while paused. */
  passTime(elapsedMs: number): void;
  stepForward(): void;
  stepBack(): void;
  /** Runs on to the next step with a mark, or with something that is waited for; at most some thousands of steps. */
  toNextMark(): void;
  /** Asked after each step on the way to the next mark: whether something has come about that the page waits for. */
  waitFor(hasComeAbout: (step: number) => boolean): void;
  toStart(): void;
  seekTick(tick: Tick): void;
  seekStep(step: number): void;
  /** To a moment of the known part: after its step, with the clock where it rested. */
  standAt(position: Position): void;
  /** Back to a moment, as if nothing after it had been shown. */
  holdAt(tick: Tick): void;
  setSpeedIndex(index: number): void;
  select(nodeId: string | null): void;
  inspectMessage(messageId: number | null): void;
  switchBranch(id: number): void;
  note(notice: LabNotice): void;
  dismissNotice(): void;
}

/** A lab's run as the page has it: one that a simulation goes on making can be acted on, a recorded one cannot. */
export type RunOf<T extends LabTypes> = Run<T['State'], T['Command'], T['Event'], T['Trace']> & {
  dispatch?(command: T['Command']): unknown;
};

export interface LabState<T extends LabTypes> extends PlayerState {
  /** To read records and branches from; changed only by this store's actions. */
  readonly run: RunOf<T>;
  readonly snapshot: Moment<T['State'], T['Event']>;
  /** The moment before the last step; null at the start and while time runs. */
  readonly previous: Moment<T['State'], T['Event']> | null;
  readonly record: StepRecord<T['Command'], T['Event'], T['Trace']>;
  dispatch(command: T['Command']): void;
}

export type LabStore<T extends LabTypes> = StoreApi<LabState<T>>;

export interface LabStoreOptions<T extends LabTypes> {
  readonly ticksPerRealSecond: number;
  hasMark(record: StepRecord<T['Command'], T['Event'], T['Trace']>): boolean;
  /** What is in flight at the moment that the page shows. */
  flights?(): readonly PacedFlight[];
  /** The last step up to this one that the caption tells. */
  told?(step: number): ToldStep;
  readonly keyEvents?: readonly KeyEvent[];
  /** Where to stand in a run that was seen before. Without it, the run is new to the reader and stands at its start. */
  readonly position?: Position | undefined;
}

const NEXT_MARK_STEPS_MAX = 5_000;

/** The state of one lab on the page: a run, where one stands in it, and how it plays. */
export function createLabStore<T extends LabTypes>(run: RunOf<T>, options: LabStoreOptions<T>): LabStore<T> {
  const seen = new SeenEnds(run);
  if (options.position !== undefined) seen.showAll();
  goTo(run, options.position ?? { step: 0, tick: 0 });
  return createStore<LabState<T>>((set, get) => {
    const kit = { run, seen, options, set, get };
    return {
      run,
      ...present(kit),
      previous: momentBefore(run),
      isPlaying: false,
      skippedTicks: null,
      stopsAt: new Set<string>(),
      stoppedAt: null,
      speedIndex: NORMAL_SPEED_INDEX,
      selectedId: null,
      messageId: null,
      notice: null,
      handSteps: 0,
      ...playActions(kit),
      ...moveActions(kit),
      dispatch: (command) => dispatch(kit, command),
      setSpeedIndex: (index) => set({ speedIndex: clampSpeedIndex(index) }),
      select: (nodeId) => set({ selectedId: nodeId }),
      inspectMessage: (messageId) => set({ messageId }),
      note: (notice) => set({ notice }),
      dismissNotice: () => set({ notice: null }),
    };
  });
}

/** What the actions work with. */
interface Kit<T extends LabTypes> {
  readonly run: RunOf<T>;
  readonly seen: SeenEnds;
  readonly options: LabStoreOptions<T>;
  set(part: Partial<LabState<T>>): void;
  get(): LabState<T>;
}

/** Does something to the run and shows where it led. What a run cannot do is said, not thrown. */
function change<T extends LabTypes>(kit: Kit<T>, work: () => void, after: () => Partial<LabState<T>>): void {
  const { set } = kit;
  try {
    work();
    set({ ...present(kit), ...after() });
  } catch (error) {
    const notice = noticeFor(error);
    if (notice === null) throw error;
    set({ ...present(kit), isPlaying: false, skippedTicks: null, notice });
  }
}

function playActions<T extends LabTypes>(kit: Kit<T>) {
  const { run, set, get } = kit;
  const reader: Reader = { sinceToldMs: TOLD_MS };
  return {
    play(): void {
      if (run.isQuiet) set({ notice: { kind: 'quiet' } });
      else if (run.isAtStepLimit) set({ notice: { kind: 'limit' } });
      else {
        // What stands in the caption has been read.
        reader.sinceToldMs = TOLD_MS;
        set({ isPlaying: true, stoppedAt: null, notice: null, previous: null });
      }
    },
    pause(): void {
      if (!get().isPlaying) return;
      change(
        kit,
        () => {},
        () => stopped(run),
      );
    },
    stopAt: (keyEvents: Iterable<string>) => set({ stopsAt: new Set(keyEvents) }),
    passTime(elapsedMs: number): void {
      const { isPlaying, speedIndex, stopsAt } = get();
      if (!isPlaying) return;
      let passed: Passed = { clockTick: 0, skippedTicks: null, stoppedAt: null };
      change(
        kit,
        () => {
          passed = pass(kit, reader, frameMs(elapsedMs) * speedAt(speedIndex));
        },
        () => {
          const { stoppedAt } = passed;
          if (stoppedAt !== null) {
            return { ...stopped(run), stoppedAt, stopsAt: new Set([...stopsAt].filter((id) => id !== stoppedAt)) };
          }
          if (run.isQuiet) return { ...stopped(run), notice: { kind: 'quiet' } };
          if (run.isAtStepLimit) return { ...stopped(run), notice: { kind: 'limit' } };
          return passed;
        },
      );
    },
  };
}

/** Who watches the run: for how long the caption has been the same, in milliseconds at speed 1. */
interface Reader {
  sinceToldMs: number;
}

type Passed = Pick<PlayerState, 'clockTick' | 'skippedTicks' | 'stoppedAt'>;

/**
 * Lets so many milliseconds pass as they pass at speed 1. Where one thing is told after the other, what is told ends the frame: the
 * next moment has another pace.
 */
function pass<T extends LabTypes>({ run, options, get }: Kit<T>, reader: Reader, budgetMs: number): Passed {
  const { clockTick, stopsAt } = get();
  const lastTick = run.record(run.step).tick;
  const { sinceToldMs } = reader;
  const { ticksPerRealSecond } = options;
  const flights = options.flights?.() ?? [];
  const followed = options.told?.(run.step).followed ?? null;
  const { nextTick } = run;
  const pace = paceAt({ ticksPerRealSecond, clockTick, lastTick, nextTick, flights, followed, sinceToldMs });
  const skippedTicks = pace.isSkipping && nextTick !== null ? nextTick - lastTick : null;
  reader.sinceToldMs += budgetMs;
  let clock = clockTick;
  const { step } = run;
  for (let leftMs = budgetMs; ; ) {
    const next = run.nextTick;
    const reach = clock + leftMs * pace.ticksPerMs;
    if (next === null || reach < next || pace.ticksPerMs === 0) {
      clock = reach;
      break;
    }
    leftMs -= (next - clock) / pace.ticksPerMs;
    clock = next;
    const record = run.stepForward();
    if (record === null) break;
    const stoppedAt = keyEventOf(options.keyEvents ?? [], stopsAt, record);
    const told = pace.isStaggered ? options.told?.(record.step) : undefined;
    const isTold = told?.step === record.step;
    if (isTold) reader.sinceToldMs = told?.isRepeated === true ? TOLD_MS - REPEATED_MS : 0;
    if (stoppedAt !== null) return { clockTick: clock, skippedTicks: null, stoppedAt };
    if (pace.isSkipping || isTold) break;
  }
  if (Math.floor(clock) > run.tick) run.advanceTo(Math.floor(clock));
  return { clockTick: clock, skippedTicks: run.step === step ? skippedTicks : null, stoppedAt: null };
}

function keyEventOf(
  keyEvents: readonly KeyEvent[],
  stopsAt: ReadonlySet<string>,
  record: Parameters<typeof isKeyEvent>[1],
): string | null {
  if (stopsAt.size === 0) return null;
  return keyEvents.find((event) => stopsAt.has(event.id) && isKeyEvent(event, record))?.id ?? null;
}

/** Moves by hand: time stops, and what the last step changed can be shown. */
function moveActions<T extends LabTypes>(kit: Kit<T>) {
  const { run, seen, options, get } = kit;
  let hasComeAbout = (_step: number) => false;

  function move(work: () => void, previous?: Moment<T['State'], T['Event']>): void {
    change(kit, work, () => ({
      ...stopped(run, previous),
      notice: run.isQuiet ? { kind: 'quiet' } : null,
      handSteps: get().handSteps + 1,
    }));
  }

  function runToNextMark(): void {
    for (let steps = 0; steps < NEXT_MARK_STEPS_MAX; steps += 1) {
      const record = run.stepForward();
      if (record === null || options.hasMark(record) || hasComeAbout(record.step)) return;
    }
  }

  return {
    stepForward: () => move(() => run.stepForward(), run.snapshot()),
    stepBack: () => move(() => run.stepBack()),
    toNextMark: () => move(runToNextMark),
    waitFor(check: (step: number) => boolean): void {
      hasComeAbout = check;
    },
    toStart: () => move(() => run.seekStep(0)),
    seekTick: (tick: Tick) => move(() => run.seekTick(tick)),
    seekStep: (step: number) => move(() => run.seekStep(step)),
    standAt: (position: Position) => move(() => goTo(run, position)),
    holdAt: (tick: Tick) =>
      move(() => {
        run.seekTick(tick);
        seen.hideLater();
      }),
    switchBranch: (id: number) => move(() => run.switchBranch(id)),
  };
}

function dispatch<T extends LabTypes>(kit: Kit<T>, command: T['Command']): void {
  const { run, get } = kit;
  const { isPlaying, branchCount, handSteps, seenEnd, tick } = get();
  // A scenario's own future that nobody has seen is no past of the reader's.
  const isPast = tick < seenEnd.tick || run.step < seenEnd.step;
  const before = run.snapshot();
  change(
    kit,
    () => run.dispatch?.(command),
    () => ({
      notice: isPast && run.branches().length > branchCount ? { kind: 'forked', branchId: run.branchId } : null,
      previous: isPlaying ? null : before,
      handSteps: handSteps + 1,
    }),
  );
}

/** Time has stopped: what the last step changed can be shown, and the clock rests on a whole tick. */
function stopped<T extends LabTypes>(run: RunOf<T>, previous?: Moment<T['State'], T['Event']>) {
  const before = previous ?? momentBefore(run);
  return { isPlaying: false, skippedTicks: null, stoppedAt: null, previous: before, snapshot: run.snapshot() };
}

/** Said so early that there is time to bring something to its end. */
const NEAR_SHARE = 0.8;

function lengthFor(gradedShare: number): PlayerState['gradedLength'] {
  if (gradedShare > 1) return 'over';
  return gradedShare >= NEAR_SHARE ? 'near' : 'short';
}

/** What the run says about the present moment. */
function present<T extends LabTypes>({ run, seen }: Kit<T>) {
  return {
    snapshot: run.snapshot(),
    record: run.record(run.step),
    clockTick: run.tick,
    tick: run.tick,
    step: run.step,
    knownEnd: run.knownEnd,
    seenEnd: seen.show(),
    branchId: run.branchId,
    branchCount: run.branches().length,
    isQuiet: run.isQuiet,
    gradedLength: lengthFor(run.gradedShare),
  };
}

/** Goes to a position of the known part: after its step, with the clock where it rested. */
function goTo<T extends LabTypes>(run: RunOf<T>, { step, tick }: Position): void {
  run.seekStep(Math.min(step, run.knownEnd.step));
  const latest = Math.min(tick, run.nextTick === null ? tick : run.nextTick - 1);
  if (latest > run.tick) run.advanceTo(latest);
}

/** The snapshot before the last step; null at the start. Goes there and comes back. */
function momentBefore<T extends LabTypes>(run: RunOf<T>): Moment<T['State'], T['Event']> | null {
  const { step, tick } = run;
  if (step === 0) return null;
  run.seekStep(step - 1);
  const before = run.snapshot();
  goTo(run, { step, tick });
  return before;
}

/** Null for an error that is a mistake of ours. */
function noticeFor(error: unknown): LabNotice | null {
  if (error instanceof LimitExceeded) return { kind: 'limit' };
  if (error instanceof CommandRefused) return { kind: 'refused', message: error.message };
  return null;
}
