import type { Tick, TraceOf, World } from '../core/simulation';
import type { RouteKind, WorkerPoolsCommand, WorkerPoolsConfig, WorkerSettings, WorkKind } from './config';
import type { Limiter } from './limiter';

/** A task as the broker has it. */
export interface Message {
  /** Its place in the queue: messages that come back take the place that they had. */
  readonly id: number;
  readonly name: string;
  readonly does: WorkKind;
  readonly ms: number;
  /** When it may be carried out; 0: at once. */
  readonly etaTick: Tick;
  readonly publishedTick: Tick;
  /** The delivery of the task that waits for this one's result. */
  readonly parentTag: number | null;
  deliveries: number;
  /** How often it was started. */
  starts: number;
}

/** `count` messages of one kind in a row, the first of which is this one. */
export type Batch = Message & { count: number };

export interface Unacked {
  readonly message: Message;
  readonly worker: string;
  readonly deliveredTick: Tick;
}

/** A message that a worker has: the tag of its delivery is what is acknowledged. */
export interface Held {
  readonly tag: number;
  readonly message: Message;
}

export interface Running extends Held {
  readonly startedTick: Tick;
  /** The event of its end; null while its processor is shared or taken. */
  endId: number | null;
  /** The broker has been told, and has forgotten it. */
  isAcked: boolean;
  /** Of a task that waits for another one. */
  hasResult: boolean;
}

/** A child, a greenlet or a thread. */
export interface Slot {
  task: Running | null;
  /** Written to this child while it is busy: only without the rule `fair`. */
  readonly behind: Held[];
}

export type GreenTurn =
  /** `reads`: a message came while the consumer waited for the broker. It is read before acknowledgements are sent. */
  | { readonly type: 'consume'; readonly reads: boolean }
  /** A greenlet starts, or goes on after its sleep. */
  | { readonly type: 'begin' | 'end'; readonly slot: number };

/** The one thread of a gevent, eventlet or solo worker. */
export interface Hub {
  /** Whoever computes or, on solo, does anything: nobody else runs. */
  busySlot: number | null;
  readonly turns: GreenTurn[];
  /** Delivered and not read yet. */
  readonly inbox: Held[];
  /** Read, while no greenlet is free: the consumer waits for one. */
  blocked: Held | null;
  /** Acknowledgements (and whether to reject) that the consumer sends when it comes to it. */
  readonly pendingAcks: number[];
  /** Since when the consumer waits for the broker; null while it does not. */
  idleSinceTick: Tick | null;
  drainId: number | null;
}

export interface Worker {
  readonly id: string;
  readonly settings: WorkerSettings;
  status: 'up' | 'stopping' | 'down';
  isConnected: boolean;
  /** Messages delivered to it and not acknowledged. */
  unacked: number;
  /** Added to the prefetch count for tasks that wait for their time. */
  etaHeld: number;
  /** Quorum queues know no global QoS: what Celery asks for at first stays (`Tasks.qos_global`, Celery 5.5). */
  readonly isPrefetchFixed: boolean;
  readonly eta: { readonly tag: number; readonly message: Message; readonly eventId: number }[];
  /** Waiting for a child or a thread. */
  reserved: Held[];
  readonly slots: Slot[];
  /** Without the rule `fair`: the child that is written to next. */
  nextSlot: number;
  readonly hub: Hub | null;
  /** Threads that compute share the GIL: what is left of each, in milliseconds. */
  readonly computing: { readonly slot: number; leftMs: number }[];
  computedTick: Tick;
  computeId: number | null;
  timeoutId: number | null;
  graceId: number | null;
}

export interface Stats {
  published: number;
  done: number;
  /** Acknowledged and never finished. */
  lost: number;
  /** Started once more. */
  repeated: number;
  failed: number;
  /** From publishing or sending to the end, the last ones, in milliseconds. */
  readonly latenciesMs: number[];
}

export type Stage =
  /** In a process that has not come to it, or in nobody's yet. */
  | 'backlog'
  | 'loop'
  | 'awaits'
  /** Waits for a token, for what `step` says. */
  | 'token'
  /** In a thread. */
  | 'thread'
  /** In a thread, waiting for a connection of the database. */
  | 'connection';

export interface Request {
  readonly id: string;
  readonly route: RouteKind;
  readonly ms: number;
  readonly sentTick: Tick;
  process: string | null;
  stage: Stage;
  /** Of a `db` request: its dependency is entered, or its endpoint runs. */
  step: 'enter' | 'body';
  hasConnection: boolean;
  hasClient: boolean;
  isFailed: boolean;
  eventId: number | null;
}

export interface WebProcess {
  readonly id: string;
  isUp: boolean;
  /** Who blocks the event loop. */
  blockedBy: string | null;
  /** Who goes on when the loop comes to it. */
  readonly ready: string[];
  readonly limiter: Limiter;
  readonly connections: { used: number; readonly waiting: string[] };
}

export interface WorkerPoolsState {
  readonly config: WorkerPoolsConfig;
  nextId: number;
  nextTag: number;
  readonly ready: Batch[];
  readyCount: number;
  /** By tag. */
  readonly unacked: Record<string, Unacked>;
  /** How often messages were started that went back to the queue, by id: there may be several copies of one. */
  readonly startsOfReturned: Record<string, number>;
  readonly workers: Worker[];
  /** Whose turn it is to be given a message. */
  nextWorker: number;
  workersMade: number;
  isSettling: boolean;
  readonly requests: Record<string, Request>;
  readonly backlog: string[];
  readonly processes: WebProcess[];
  requestsMade: number;
  processesMade: number;
  readonly stats: Stats;
  /** What broke a promise, to be told once; see the invariants. */
  readonly observations: {
    overPrefetch: string | null;
    lostDespiteReject: string | null;
    startedTwice: string | null;
    overBorrowed: string | null;
  };
}

export type WorkerPoolsEvent =
  /** A child or a thread is through; a greenlet's sleep or the hub's computing is over. */
  | { readonly type: 'end'; readonly worker: string; readonly slot: number }
  /** Free children and threads take what is reserved. */
  | { readonly type: 'settle' }
  | { readonly type: 'computed'; readonly worker: string }
  | { readonly type: 'eta'; readonly worker: string; readonly tag: number }
  /** A consumer that waits for the broker looks what there is to send. */
  | { readonly type: 'drain'; readonly worker: string }
  /** A delivery has been unacknowledged for too long. */
  | { readonly type: 'timeout'; readonly worker: string }
  | { readonly type: 'heartbeat'; readonly worker: string; readonly tag: number }
  | { readonly type: 'grace'; readonly worker: string }
  /** A wait, a thread or a blocking call of a request ends. */
  | { readonly type: 'answered'; readonly request: string }
  | { readonly type: 'connectionTimeout'; readonly request: string };

/** Why a command does nothing now. */
export type IgnoredReason =
  | 'no-child'
  | 'idle-child'
  | 'down'
  | 'up'
  | 'celery-only'
  | 'fastapi-only'
  | 'gone'
  | 'full';

/** What steps write. The actor is a worker, one of its slots, a request, a process, the broker or a person. */
export type WorkerPoolsTrace = TraceOf<{
  published: { task: string; count: number };
  delivered: { count: number };
  redelivered: { task: string };
  start: { task: string; slot: number; again: boolean; does: WorkKind };
  end: { task: string; ms: number };
  /** A task has waited for another one's result for too long. */
  resultTimeout: { task: string };
  acked: { task: string };
  held: { task: string; ms: number };
  childKilled: { task: string };
  /** A task ends with its worker. */
  cut: { task: string };
  workerLost: { task: string };
  lost: { task: string };
  rejected: { task: string };
  workerKilled: { unacked: number };
  workerStarted: { prefetch: number };
  workerStops: null;
  workerStopped: null;
  requeued: { count: number };
  connectionLost: { reason: 'cut' | 'ack-timeout' | 'heartbeat' };
  visible: { count: number };
  sent: { route: RouteKind; count: number };
  accepted: { route: RouteKind };
  blocks: { ms: number };
  unblocked: null;
  tokenWait: { waiting: number };
  thread: { waitedMs: number };
  connectionWait: null;
  connectionTimeout: null;
  answered: { ms: number };
  failed: { ms: number };
  disconnected: null;
  tokens: { tokens: number };
  processKilled: { requests: number };
  processStarted: null;
  deadlock: null;
  ignored: { command: WorkerPoolsCommand['type']; reason: IgnoredReason };
}>;

export type WorkerPoolsWorld = World<WorkerPoolsEvent, WorkerPoolsTrace>;

export const LATENCIES_KEPT = 200;

export function addLatency({ latenciesMs }: Stats, ms: number): void {
  latenciesMs.push(ms);
  if (latenciesMs.length > LATENCIES_KEPT) latenciesMs.shift();
}

export function workerNamed({ workers }: WorkerPoolsState, id: string): Worker | null {
  return workers.find((each) => each.id === id) ?? null;
}

/** `w1.2`: the second child of the first worker. */
export function slotId(worker: string, slot: number): string {
  return `${worker}.${slot + 1}`;
}

/** What the worker asks the broker to deliver at most; 0: everything. */
export function prefetchOf({ settings, etaHeld, isPrefetchFixed }: Worker): number {
  const count = settings.c * settings.mult;
  return count === 0 || isPrefetchFixed ? count : count + etaHeld;
}
