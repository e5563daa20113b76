import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import { LimitExceeded } from '@/sim/core/limits';
import type { Recording } from '@/sim/core/recording';
import { CommandRefused, type Simulation, type Tick } from '@/sim/core/simulation';
import { createTimeline, type Position, type Timeline, timelineFromRecording } from '@/sim/core/timeline';
import { clampSpeedIndex, NORMAL_SPEED_INDEX, speedAt, ticksFor } from './play-clock';
import { SeenEnds } from './seen-ends';

/** A store that is read and whose state carries its own actions. */
export type ReadableStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

/** Something the reader should be told about the run as a whole. */
export type LabNotice =
  | { readonly kind: 'quiet' | 'limit' }
  | { readonly kind: 'forked'; readonly branchId: number }
  | { readonly kind: 'refused'; readonly message: string };

/** What moving through a run needs, whatever lab it is. */
export interface PlayerState {
  /** Where the clock stands while time runs, fractions of a tick included: what is drawn is drawn for this moment. */
  readonly clockTick: number;
  readonly tick: Tick;
  readonly step: number;
  readonly isPlaying: boolean;
  readonly speedIndex: number;
  readonly knownEnd: Position;
  /** The furthest moment of the branch that the reader has been shown: what comes later is not told before it comes. */
  readonly seenEnd: Position;
  readonly branchId: number;
  readonly branchCount: number;
  /** No event waits: nothing more happens unless somebody acts. */
  readonly isQuiet: boolean;
  readonly selectedId: string | null;
  /** The message in flight that is looked into. */
  readonly messageId: number | null;
  readonly notice: LabNotice | null;
  /** Grows with every step a person takes by hand, and only then: such a step is announced. */
  readonly handSteps: number;
  play(): void;
  pause(): void;
  /** Lets real time pass; does nothing while paused. */
  passTime(elapsedMs: number): void;
  stepForward(): void;
  stepBack(): void;
  /** Runs on to the next step with a mark, at most some thousands of steps. */
  toNextMark(): void;
  toStart(): void;
  seekTick(tick: Tick): void;
  seekStep(step: number): void;
  /** Back to a moment, as if nothing after it had been shown. */
  holdAt(tick: Tick): void;
  setSpeedIndex(index: number): void;
  select(nodeId: string | null): void;
  inspectMessage(messageId: number | null): void;
  switchBranch(id: number): void;
  dismissNotice(): void;
}

export interface LabState<Config, State, Command, Event> extends PlayerState {
  /** To read records and branches from; changed only by this store's actions. */
  readonly timeline: Timeline<Config, State, Command, Event>;
  readonly snapshot: Snapshot<State, Event>;
  /** The moment before the last step; null at the start and while time runs. */
  readonly previous: Snapshot<State, Event> | null;
  readonly record: StepRecord<Command, Event>;
  dispatch(command: Command): void;
}

export type LabStore<Config, State, Command, Event> = StoreApi<LabState<Config, State, Command, Event>>;

/** A new run, or a recorded one. */
export type RunOrigin<Config, Command> =
  | { readonly config: Config; readonly seed: number }
  | Recording<Config, Command>;

export interface LabStoreOptions<Command, Event> {
  readonly ticksPerRealSecond: number;
  hasMark(record: StepRecord<Command, Event>): boolean;
  /** Where to stand in a recorded run that was seen before. Without it, the run is new to the reader and stands at its start. */
  readonly position?: Position | undefined;
}

const NEXT_MARK_STEPS_MAX = 5_000;

/**
 * The state of one lab on the page: a timeline, where one stands in it, and how it plays. Throws what `createTimeline` and
 * `timelineFromRecording` throw.
 */
export function createLabStore<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  origin: RunOrigin<Config, Command>,
  options: LabStoreOptions<Command, Event>,
): LabStore<Config, State, Command, Event> {
  const timeline = 'format' in origin ? timelineFromRecording(simulation, origin) : createTimeline(simulation, origin);
  const seen = new SeenEnds(timeline);
  if (options.position !== undefined) seen.showAll();
  if ('format' in origin) goTo(timeline, options.position ?? { step: 0, tick: 0 });
  return createStore<LabState<Config, State, Command, Event>>((set, get) => {
    const kit = { timeline, seen, options, set, get };
    return {
      timeline,
      ...present(kit),
      previous: momentBefore(timeline),
      isPlaying: false,
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
      dismissNotice: () => set({ notice: null }),
    };
  });
}

/** What the actions work with. */
interface Kit<Config, State, Command, Event> {
  readonly timeline: Timeline<Config, State, Command, Event>;
  readonly seen: SeenEnds<Config, State, Command, Event>;
  readonly options: LabStoreOptions<Command, Event>;
  set(part: Partial<LabState<Config, State, Command, Event>>): void;
  get(): LabState<Config, State, Command, Event>;
}

/** Does something to the timeline and shows where it led. What a run cannot do is said, not thrown. */
function change<Config, State, Command, Event>(
  kit: Kit<Config, State, Command, Event>,
  work: () => void,
  after: () => Partial<LabState<Config, State, Command, Event>>,
): void {
  const { set } = kit;
  try {
    work();
    set({ ...present(kit), ...after() });
  } catch (error) {
    const notice = noticeFor(error);
    if (notice === null) throw error;
    set({ ...present(kit), isPlaying: false, notice });
  }
}

function playActions<Config, State, Command, Event>(kit: Kit<Config, State, Command, Event>) {
  const { timeline, options, set, get } = kit;
  return {
    play(): void {
      if (timeline.isQuiet) set({ notice: { kind: 'quiet' } });
      else if (timeline.isAtStepLimit) set({ notice: { kind: 'limit' } });
      else set({ isPlaying: true, notice: null, previous: null });
    },
    pause(): void {
      if (!get().isPlaying) return;
      change(
        kit,
        () => {},
        () => stopped(timeline),
      );
    },
    passTime(elapsedMs: number): void {
      const { isPlaying, clockTick, speedIndex } = get();
      if (!isPlaying) return;
      const target = clockTick + ticksFor(elapsedMs, options.ticksPerRealSecond, speedAt(speedIndex));
      change(
        kit,
        () => timeline.advanceTo(Math.floor(target)),
        () => {
          if (timeline.isQuiet) return { ...stopped(timeline), notice: { kind: 'quiet' } };
          if (timeline.isAtStepLimit) return { ...stopped(timeline), notice: { kind: 'limit' } };
          return { clockTick: target };
        },
      );
    },
  };
}

/** Moves by hand: time stops, and what the last step changed can be shown. */
function moveActions<Config, State, Command, Event>(kit: Kit<Config, State, Command, Event>) {
  const { timeline, seen, options, get } = kit;

  function move(work: () => void, previous?: Snapshot<State, Event>): void {
    change(kit, work, () => ({
      ...stopped(timeline, previous),
      notice: timeline.isQuiet ? { kind: 'quiet' } : null,
      handSteps: get().handSteps + 1,
    }));
  }

  function runToNextMark(): void {
    for (let steps = 0; steps < NEXT_MARK_STEPS_MAX; steps += 1) {
      const record = timeline.stepForward();
      if (record === null || options.hasMark(record)) return;
    }
  }

  return {
    stepForward: () => move(() => timeline.stepForward(), timeline.snapshot()),
    stepBack: () => move(() => timeline.stepBack()),
    toNextMark: () => move(runToNextMark),
    toStart: () => move(() => timeline.seekStep(0)),
    seekTick: (tick: Tick) => move(() => timeline.seekTick(tick)),
    seekStep: (step: number) => move(() => timeline.seekStep(step)),
    holdAt: (tick: Tick) =>
      move(() => {
        timeline.seekTick(tick);
        seen.hideLater();
      }),
    switchBranch: (id: number) => move(() => timeline.switchBranch(id)),
  };
}

function dispatch<Config, State, Command, Event>(kit: Kit<Config, State, Command, Event>, command: Command): void {
  const { timeline, get } = kit;
  const { isPlaying, branchCount, handSteps, seenEnd, tick } = get();
  // A scenario's own future that nobody has seen is no past of the reader's.
  const isPast = tick < seenEnd.tick || timeline.step < seenEnd.step;
  const before = timeline.snapshot();
  change(
    kit,
    () => timeline.dispatch(command),
    () => ({
      notice:
        isPast && timeline.branches().length > branchCount ? { kind: 'forked', branchId: timeline.branchId } : null,
      previous: isPlaying ? null : before,
      handSteps: handSteps + 1,
    }),
  );
}

/** Time has stopped: what the last step changed can be shown, and the clock rests on a whole tick. */
function stopped<Config, State, Command, Event>(
  timeline: Timeline<Config, State, Command, Event>,
  previous?: Snapshot<State, Event>,
) {
  const before = previous ?? momentBefore(timeline);
  return { isPlaying: false, previous: before, snapshot: timeline.snapshot() };
}

/** What the timeline says about the present moment. */
function present<Config, State, Command, Event>({ timeline, seen }: Kit<Config, State, Command, Event>) {
  return {
    snapshot: timeline.snapshot(),
    record: timeline.record(timeline.step),
    clockTick: timeline.tick,
    tick: timeline.tick,
    step: timeline.step,
    knownEnd: timeline.knownEnd,
    seenEnd: seen.show(),
    branchId: timeline.branchId,
    branchCount: timeline.branches().length,
    isQuiet: timeline.isQuiet,
  };
}

/** Goes to a position of the known part: after its step, with the clock where it rested. */
function goTo<Config, State, Command, Event>(
  timeline: Timeline<Config, State, Command, Event>,
  { step, tick }: Position,
): void {
  timeline.seekStep(Math.min(step, timeline.knownEnd.step));
  const latest = Math.min(tick, timeline.nextTick === null ? tick : timeline.nextTick - 1);
  if (latest > timeline.tick) timeline.advanceTo(latest);
}

/** The snapshot before the last step; null at the start. Goes there and comes back. */
function momentBefore<Config, State, Command, Event>(
  timeline: Timeline<Config, State, Command, Event>,
): Snapshot<State, Event> | null {
  const { step, tick } = timeline;
  if (step === 0) return null;
  timeline.seekStep(step - 1);
  const before = timeline.snapshot();
  goTo(timeline, { step, tick });
  return before;
}

/** Null for an error that is a mistake of ours. */
function noticeFor(error: unknown): LabNotice | null {
  if (error instanceof LimitExceeded) return { kind: 'limit' };
  if (error instanceof CommandRefused) return { kind: 'refused', message: error.message };
  return null;
}
