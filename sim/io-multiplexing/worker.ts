/**
 * One OS thread of a worker whose tasks each call `loop.run_until_complete`, with and without gevent's patches. Python 3.11,
 * gevent 22.10: Lib/asyncio/events.py keeps the mark of the running loop per OS thread, and all greenlets of a thread share it.
 */
export interface Task {
  readonly id: string;
  status: 'queued' | 'waits' | 'done' | 'failed';
  /** What it waits by; null before it begins. */
  by: Client | null;
}

export const CLIENTS = ['asyncio', 'sync', 'thread'] as const;
export type Client = (typeof CLIENTS)[number];

export interface Worker {
  /** gevent's monkey.patch_all() has been called. */
  isPatched: boolean;
  /** What a task waits by: a loop of its own, a blocking client of the socket module, or a loop in a native thread of gevent's pool. */
  client: Client;
  /** Whose loop runs in this thread; null: no loop does (`_running_loop`). */
  runningLoop: string | null;
  /** Whose loop the connection that tasks share is bound to; null while there is none. */
  connectionOf: string | null;
  /** A call that switches to nobody holds the thread. */
  isBlocked: boolean;
  readonly tasks: Task[];
}

export const LOOP_ERROR = 'Cannot run the event loop while another loop is running';
/** Lib/asyncio/tasks.py, where a task awaits a future of another loop. */
export const FUTURE_ERROR = 'got Future attached to a different loop';
/** gevent's hub has so many native threads by default. */
export const NATIVE_THREADS = 10;

/** Names as a program binds them: a patch replaces what a module holds, not what others have taken from it. */
export function patchedNames(isPatched: boolean, imported: 'before' | 'after'): Readonly<Record<string, string>> {
  const inModule = isPatched ? 'gevent' : 'CPython';
  const taken = isPatched && imported === 'after' ? 'gevent' : 'CPython';
  return {
    'time.sleep': inModule,
    'from time import sleep': taken,
    'socket.socket': inModule,
    'from socket import socket': taken,
    'selectors.DefaultSelector': isPatched ? 'GeventSelector' : 'EpollSelector',
    'select.epoll': isPatched ? '-' : 'CPython',
  };
}

/** Of the configuration: when clients were imported, and whose connection tasks use. */
export interface Setting {
  readonly imported: 'before' | 'after';
  readonly connection: 'own' | 'shared';
}

/**
 * Whether a task that waits lets another one begin: the selector of a loop is looked up when the loop is made, a client's socket when
 * it was imported; what waits for a native thread waits in the hub.
 */
export function switches({ isPatched, client }: Worker, { imported }: Setting): boolean {
  if (client === 'thread') return true;
  return isPatched && (client === 'asyncio' || imported === 'after');
}

export interface WorkerSays {
  begins(task: Task): void;
  fails(task: Task, error: string): void;
  ends(task: Task): void;
}

/** Tasks begin while the thread is free. Those that find another loop running, or the connection of another loop, fail. */
export function beginTasks(worker: Worker, setting: Setting, says: WorkerSays): void {
  for (const task of worker.tasks) {
    if (worker.isBlocked || !hasThread(worker)) return;
    if (task.status !== 'queued') continue;
    task.by = worker.client;
    const error = refusal(worker, setting, task);
    if (error !== null) {
      task.status = 'failed';
      says.fails(task, error);
      continue;
    }
    if (worker.client === 'asyncio') worker.runningLoop = task.id;
    task.status = 'waits';
    worker.isBlocked = !switches(worker, setting);
    says.begins(task);
  }
}

function hasThread({ client, tasks }: Worker): boolean {
  return (
    client !== 'thread' ||
    tasks.filter(({ status, by }) => status === 'waits' && by === 'thread').length < NATIVE_THREADS
  );
}

/** Null: it may begin. */
function refusal(worker: Worker, { connection }: Setting, task: Task): string | null {
  if (worker.client !== 'asyncio') return null;
  if (worker.runningLoop !== null) return LOOP_ERROR;
  if (connection === 'own') return null;
  worker.connectionOf ??= task.id;
  return worker.connectionOf === task.id ? null : FUTURE_ERROR;
}

export function endTask(worker: Worker, id: string, says: WorkerSays): void {
  const task = worker.tasks.find((each) => each.id === id);
  if (task?.status !== 'waits') return;
  task.status = 'done';
  worker.isBlocked = false;
  if (worker.runningLoop === id) worker.runningLoop = null;
  says.ends(task);
}
