import type { Tick, TraceOf, World } from '../core/simulation';
import type { GilCommand, GilConfig, Operation, PythonVersion } from './config';
import type { Effect, Frame, Shared } from './interpreter';

/**
 * Where a thread is. `runs`: computes and, with a GIL, holds it; `inC`: computes in C and holds it; `outside`: computes in C without
 * it; `waits` for the GIL, or has `asked` for it; `blocked` outside; waits for the `lock`, or for another's access to the `object`
 * (free-threaded).
 */
export type ThreadStatus = 'runs' | 'inC' | 'outside' | 'waits' | 'asked' | 'blocked' | 'lock' | 'object' | 'done';

export interface Thread {
  readonly id: string;
  operations: readonly Operation[];
  readonly repeats: boolean;
  status: ThreadStatus;
  /** Index of the operation that it is at, and how often the body of that one has returned. */
  at: number;
  timesDone: number;
  /** Of the present operation, or of the present instruction; null between two. */
  work: { readonly ticks: Tick; doneTicks: Tick; startedTick: Tick | null; eventId: number | null } | null;
  /** The call of a body that it is in; empty outside. */
  frames: Frame[];
  /** Which writing of `x` it has read last. */
  readWrite: number;
  /** While it waits for the GIL. */
  wait: { readonly sinceTick: Tick; switchNumber: number; timerId: number; untilTick: Tick } | null;
  /** Blocked: the event of its end. */
  wakeId: number | null;
  isAtCheckPoint: boolean;
  heldTicks: Tick;
  waitedTicks: Tick;
  longestHoldTicks: Tick;
  longestWaitTicks: Tick;
  /** How often a body's function has returned. */
  calls: number;
}

export interface GilState {
  readonly config: GilConfig;
  version: PythonVersion;
  intervalTicks: Tick;
  readonly threads: Thread[];
  readonly gil: {
    holder: number | null;
    lastHolder: number | null;
    sinceTick: Tick;
    switchNumber: number;
    /** What the eval breaker stands for here: somebody has asked. */
    dropRequest: boolean;
    /** Chosen by a person for the next hand-over. */
    chosen: number | null;
  };
  /** Threads on a core, the one that got it first in front; threads that want one. */
  readonly onCore: number[];
  readonly ready: number[];
  sliceId: number | null;
  readonly shared: Shared & { writes: number; overwrites: number; objectOwner: number | null };
  /** Manual: whether the holder goes on to its check point. */
  runsOn: boolean;
  /** The last waits for the GIL, by the moment of their end, and what a person set the interval to; for the chart. */
  readonly waits: { readonly thread: number; readonly tick: Tick; readonly waitedTicks: Tick }[];
  readonly intervals: { readonly tick: Tick; readonly ms: number }[];
  /** What broke a promise, to be told once; see the invariants. */
  readonly observations: {
    retaken: string | null;
    askedEarly: string | null;
    betweenCheckPoints: string | null;
    heldWhileBlocked: string | null;
  };
}

export type GilEvent =
  /** The thread's work ends, or comes to a check point at which it has been asked. */
  | { readonly type: 'reach'; readonly thread: number }
  /** A thread has waited an interval for the GIL. */
  | { readonly type: 'timeout'; readonly thread: number }
  /** A thread is between two operations; `returns`: at the check point after the one before. */
  | { readonly type: 'begin'; readonly thread: number; readonly returns: boolean }
  | { readonly type: 'wake'; readonly thread: number }
  | { readonly type: 'slice' };

/** Why a command does nothing now. */
export type IgnoredReason =
  | 'not-manual'
  | 'manual'
  | 'no-holder'
  | 'no-check-point'
  | 'not-waiting'
  | 'full'
  | 'no-call'
  | 'no-body'
  | 'no-gil';

/** What steps write. The actor is a thread, or `person`. */
export type GilTrace = TraceOf<{
  start: null;
  wait: null;
  ask: { waitedTicks: Tick };
  startOver: null;
  take: { waitedTicks: Tick };
  drop: { requested: boolean; heldTicks: Tick };
  call: { body: string };
  begin: { operation: Exclude<Operation['type'], 'body'>; ms: number };
  wake: null;
  opcode: { name: string; code: string; effect: Effect };
  store: { x: number };
  lost: { x: number };
  lockWait: null;
  objectWait: null;
  done: null;
  interval: { ms: number };
  chosen: null;
  swapped: null;
  newBody: { body: string };
  gilOff: null;
  ignored: { command: GilCommand['type']; reason: IgnoredReason };
}>;

export type GilWorld = World<GilEvent, GilTrace>;

export function threadAt(state: GilState, index: number): Thread {
  const thread = state.threads[index];
  if (thread === undefined) throw new RangeError(`there is no thread ${index}`);
  return thread;
}

export function hasGil({ version }: GilState): boolean {
  return version !== '3.13t';
}

/** Whether the GIL may be handed over after any instruction. */
export function switchesAnywhere({ version, config }: GilState): boolean {
  return version !== '3.11' || !config.rules.checkPointsOnly;
}

export function waiters({ threads }: GilState): number[] {
  return [...threads.keys()].filter((index) => threads[index]?.wait !== null);
}

/** Adds to a list that keeps its last entries only. */
export function keepLast<Entry>(list: Entry[], entry: Entry, count: number): void {
  list.push(entry);
  if (list.length > count) list.shift();
}
