import type { ReplayJob } from './replay-jobs';

/** What a thread says: that it has loaded, or what came of its job. */
export type ThreadMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly message: string };

/** The part of node:worker_threads' Worker that is needed. */
export interface ReplayThread {
  postMessage(job: ReplayJob): void;
  on(event: 'message', listener: (message: ThreadMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

/** What came of a job. `busy`: it was not begun; `time`, `memory`: it was broken off. All three may be tried again later. */
export type ReplayOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'busy' | 'time' | 'memory' | 'closed' }
  | { readonly ok: false; readonly why: 'failed'; readonly message: string };

export interface ReplayPoolOptions {
  startThread(): ReplayThread;
  /** Threads that run at one time. */
  readonly threadsMax: number;
  /** Jobs of accounts that may wait, all together and of one. Those of the site itself are few and always may. */
  readonly waitingMax: number;
  readonly waitingOfOneMax: number;
  /** How long a job may take, and how long a thread may take to load, in milliseconds. */
  readonly jobMaxMs: number;
  readonly loadMaxMs: number;
  /** Calls back after so many milliseconds unless it is taken back. */
  after(ms: number, call: () => void): () => void;
}

interface Task {
  /** Whose it is; null: the site's own. */
  readonly account: string | null;
  readonly job: ReplayJob;
  settle(outcome: ReplayOutcome): void;
}

interface Slot {
  readonly thread: ReplayThread;
  isReady: boolean;
  task: Task | null;
  stopTimer(): void;
}

/**
 * Runs jobs in threads, so that no recording can hold up whoever serves. Threads start when there is something to do and stay; one
 * whose job takes too long or too much memory is ended and another takes its place. An account has one job running at a time.
 */
export class ReplayPool {
  private readonly slots = new Set<Slot>();
  private waiting: Task[] = [];
  private isClosed = false;

  constructor(private readonly options: ReplayPoolOptions) {}

  /** Never rejects. */
  run(account: string | null, job: ReplayJob): Promise<ReplayOutcome> {
    if (this.isClosed) return Promise.resolve({ ok: false, why: 'closed' });
    if (account !== null && !this.hasRoomFor(account)) return Promise.resolve({ ok: false, why: 'busy' });
    return new Promise((settle) => {
      this.waiting.push({ account, job, settle });
      this.goOn();
    });
  }

  /** Ends every thread; what runs and waits is told so. */
  async close(): Promise<void> {
    this.isClosed = true;
    const tasks = [...this.waiting, ...[...this.slots].flatMap(({ task }) => task ?? [])];
    this.waiting = [];
    const ended = [...this.slots].map((slot) => this.end(slot));
    for (const { settle } of tasks) settle({ ok: false, why: 'closed' });
    await Promise.all(ended);
  }

  private hasRoomFor(account: string): boolean {
    const { threadsMax, waitingMax, waitingOfOneMax } = this.options;
    const running = [...this.slots].filter(({ task }) => task !== null).length;
    if (!this.isRunning(account) && running + this.waiting.length < threadsMax) return true;
    const ofAccounts = this.waiting.filter((task) => task.account !== null);
    const own = ofAccounts.filter((task) => task.account === account);
    return ofAccounts.length < waitingMax && own.length < waitingOfOneMax;
  }

  private isRunning(account: string): boolean {
    return [...this.slots].some(({ task }) => task?.account === account);
  }

  /** Hands out what waits, as far as there are threads; starts one where there is none for it. */
  private goOn(): void {
    for (let task = this.next(); task !== null; task = this.next()) {
      const slot = [...this.slots].find((each) => each.isReady && each.task === null);
      if (slot === undefined) {
        const loading = [...this.slots].filter(({ isReady }) => !isReady).length;
        if (this.slots.size < this.options.threadsMax && loading < this.waiting.length) this.start();
        return;
      }
      this.waiting = this.waiting.filter((each) => each !== task);
      this.begin(slot, task);
    }
  }

  /** The site's own come first; of an account that has one running, none. */
  private next(): Task | null {
    const own = this.waiting.find(({ account }) => account === null);
    return own ?? this.waiting.find(({ account }) => account !== null && !this.isRunning(account)) ?? null;
  }

  private start(): void {
    const { startThread, loadMaxMs, after } = this.options;
    const thread = startThread();
    const slot: Slot = { thread, isReady: false, task: null, stopTimer: () => {} };
    slot.stopTimer = after(loadMaxMs, () => this.lose(slot, 'time'));
    this.slots.add(slot);
    thread.on('message', (message) => this.hear(slot, message));
    // Also when it has used up its memory: the thread ends then, and nothing else does.
    thread.on('error', () => this.lose(slot, 'memory'));
    thread.on('exit', () => this.lose(slot, 'memory'));
  }

  private begin(slot: Slot, task: Task): void {
    slot.task = task;
    slot.stopTimer = this.options.after(this.options.jobMaxMs, () => this.lose(slot, 'time'));
    slot.thread.postMessage(task.job);
  }

  private hear(slot: Slot, message: ThreadMessage): void {
    if (!this.slots.has(slot)) return;
    slot.stopTimer();
    if (message.type === 'ready') slot.isReady = true;
    else {
      const { task } = slot;
      slot.task = null;
      task?.settle(
        message.type === 'done'
          ? { ok: true, value: message.value }
          : { ok: false, why: 'failed', message: message.message },
      );
    }
    this.goOn();
  }

  /** The thread is of no use any more. One that could not even load takes with it what waits: the next would fare no better. */
  private lose(slot: Slot, why: 'time' | 'memory'): void {
    if (!this.slots.has(slot)) return;
    const lost = slot.isReady ? [slot.task] : this.waiting.splice(0);
    void this.end(slot);
    for (const task of lost) task?.settle({ ok: false, why });
    this.goOn();
  }

  private end(slot: Slot): Promise<unknown> {
    this.slots.delete(slot);
    slot.stopTimer();
    return slot.thread.terminate();
  }
}
