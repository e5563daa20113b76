import type { TraceOf, World } from '../core/simulation';
import type { ConcurrencyModelsConfig, Operation } from './config';
import type { Model } from './costs';

export type JobStatus = 'ready' | 'runs' | 'waits' | 'lock' | 'done' | 'killed';

export interface Job {
  readonly id: string;
  operations: Operation[];
  /** The operation that it is in, and how much of it is left. */
  at: number;
  restTicks: number;
  status: JobStatus;
  /** It has been made: begun once. */
  isMade: boolean;
  core: number | null;
  /** What is left of its turn; only threads and processes have one. */
  turnTicks: number;
  /** What it is on the core for: so much of its own work, after what its making and the switch to it take. */
  chunkTicks: number;
  eventId: number | null;
  /** The operating system process that it is in, and the heap that it reads and writes. */
  readonly process: number;
  heap: number;
  /** What it read and has not written yet. */
  readValue: number | null;
}

/** Memory that is shared by all jobs that have it. */
export interface Heap {
  counter: number;
  /** The job that holds its lock. */
  lock: string | null;
  /** Nobody in this process holds it, and nobody will release it. */
  isLockOrphaned: boolean;
  readonly lockQueue: number[];
}

/** One workload under one model, on a machine of its own. */
export interface Run {
  readonly model: Model;
  readonly startTick: number;
  readonly coresAtStart: number;
  cores: number;
  readonly jobs: Job[];
  /** In order of arrival. */
  readonly ready: number[];
  /** Those for which there is no worker yet. */
  readonly queued: number[];
  readonly onCore: (number | null)[];
  /** Who was on each core last. */
  readonly lastOnCore: (number | null)[];
  readonly heaps: Heap[];
  readonly processes: number;
  workersMade: number;
  /** Jobs that are there and have not ended. */
  alive: number;
  switches: number;
  lost: number;
  bytes: number;
  peakBytes: number;
  endTick: number | null;
  childCount: number;
}

/** A run that has ended. */
export interface Finished {
  readonly model: Model;
  readonly cores: number;
  readonly jobs: number;
  readonly makespanTicks: number;
  readonly switches: number;
  readonly peakBytes: number;
  readonly lost: number;
  readonly processes: number;
  readonly workload: string;
  readonly endTick: number;
}

export interface ProgramLane {
  readonly name: string;
  status: 'ready' | 'runs' | 'waits' | 'blocks' | 'ended' | 'failed';
}

/** A program that is played: what it does is known when it begins. */
export interface ProgramState {
  readonly text: string;
  readonly startTick: number;
  /** How many of its events have been played. */
  played: number;
  lanes: ProgramLane[];
  output: string;
  line: number;
  isOver: boolean;
}

export interface ConcurrencyModelsState {
  readonly config: ConcurrencyModelsConfig;
  cores: number;
  processes: number;
  isShared: boolean;
  /** What the next start begins with. */
  jobs: Operation[][];
  workload: string;
  /** The latest run of each model. */
  readonly runs: Run[];
  readonly finished: Finished[];
  program: ProgramState | null;
  /** What broke a promise, to be told once. */
  readonly observations: { preempted: string | null; foreignWrite: string | null };
}

export type ConcurrencyModelsEvent =
  | { readonly type: 'reach'; readonly model: Model; readonly startTick: number; readonly job: number }
  | { readonly type: 'wake'; readonly model: Model; readonly startTick: number; readonly job: number }
  | { readonly type: 'play'; readonly startTick: number };

export type IgnoredReason =
  | 'no-jobs'
  | 'full'
  | 'not-started'
  | 'no-such-job'
  | 'over'
  | 'no-kill'
  | 'runs'
  | 'same'
  | 'no-program'
  | 'no-line'
  | 'not-forkable';

export type ConcurrencyModelsTrace = TraceOf<{
  started: { readonly jobs: number };
  run: { readonly model: Model; readonly core: number; readonly isSwitch: boolean };
  wait: { readonly model: Model; readonly ms: number; readonly core: number };
  wake: { readonly model: Model };
  preempt: { readonly model: Model; readonly core: number };
  yields: { readonly model: Model; readonly core: number };
  done: { readonly model: Model; readonly core: number | null };
  read: { readonly model: Model; readonly value: number };
  write: { readonly model: Model; readonly value: number };
  lost: { readonly model: Model; readonly value: number };
  acquire: { readonly model: Model };
  lockWait: { readonly model: Model; readonly core: number };
  stuck: { readonly model: Model; readonly core: number };
  release: { readonly model: Model };
  killed: { readonly model: Model; readonly core: number | null };
  forked: { readonly child: string };
  spawned: { readonly job: string };
  finished: { readonly makespanMs: number; readonly switches: number; readonly bytes: number; readonly cores: number };
  coreAdded: { readonly cores: number };
  processesSet: { readonly count: number };
  shared: null;
  jobsAdded: { readonly jobKind: string; readonly count: number };
  loaded: { readonly workload: string };
  yieldInserted: null;
  programStarted: null;
  switched: { readonly from: string };
  printed: { readonly text: string };
  greenletSpawned: { readonly by: string };
  greenletEnded: { readonly error: string };
  greenletKilled: null;
  blocked: { readonly ms: number };
  goesOn: null;
  hubWaits: { readonly ms: number };
  late: { readonly ms: number };
  patched: null;
  forever: null;
  uncaught: { readonly error: string };
  stopped: { readonly why: string };
  programOver: { readonly lines: number };
  ignored: { readonly command: string; readonly reason: IgnoredReason };
}>;

export type ConcurrencyModelsWorld = World<ConcurrencyModelsEvent, ConcurrencyModelsTrace>;
