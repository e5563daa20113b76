/**
 * One OS thread of a worker whose tasks each call `loop.run_until_complete`, with and without gevent's patches. Python 3.11,
 * gevent 22.10: Lib/asyncio/events.py keeps the mark of the running loop per OS thread, and all greenlets of a thread share it.
 */
export interface Task {
  readonly id: string;
  status: 'queued' | 'waits' | 'done' | 'failed';
}

export const CLIENTS = ['asyncio', 'sync'] as const;
export type Client = (typeof CLIENTS)[number];

export interface Worker {
  /** gevent's monkey.patch_all() has been called. */
  isPatched: boolean;
  /** What a task waits by: a loop of its own, or a blocking client of the socket module. */
  client: Client;
  /** Whose loop runs in this thread; null: no loop does (`_running_loop`). */
  runningLoop: string | null;
  /** A call that switches to nobody holds the thread. */
  isBlocked: boolean;
  readonly tasks: Task[];
}

export const LOOP_ERROR = 'Cannot run the event loop while another loop is running';

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

/** Whether a task that waits lets another one begin: the selector of a loop is looked up when the loop is made, a client's socket when it was imported. */
export function switches(worker: Worker, imported: 'before' | 'after'): boolean {
  return worker.isPatched && (worker.client === 'asyncio' || imported === 'after');
}

export interface WorkerSays {
  begins(task: Task): void;
  fails(task: Task): void;
  ends(task: Task): void;
}

/** Tasks begin while the thread is free. Those that find another loop running fail. */
export function beginTasks(worker: Worker, imported: 'before' | 'after', says: WorkerSays): void {
  for (const task of worker.tasks) {
    if (worker.isBlocked) return;
    if (task.status !== 'queued') continue;
    if (worker.client === 'asyncio') {
      if (worker.runningLoop !== null) {
        task.status = 'failed';
        says.fails(task);
        continue;
      }
      worker.runningLoop = task.id;
    }
    task.status = 'waits';
    worker.isBlocked = !switches(worker, imported);
    says.begins(task);
  }
}

export function endTask(worker: Worker, id: string, says: WorkerSays): void {
  const task = worker.tasks.find((each) => each.id === id);
  if (task?.status !== 'waits') return;
  task.status = 'done';
  worker.isBlocked = false;
  if (worker.runningLoop === id) worker.runningLoop = null;
  says.ends(task);
}
