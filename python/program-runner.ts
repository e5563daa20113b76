/** What an interpreter's thread says: it can be given a program, what the recorder wrote, the program's end, or that it could not start. */
export type ThreadMessage =
  | { readonly ready: true }
  | { readonly text: string }
  | { readonly ended: true; readonly error?: string }
  | { readonly failed: string };

/** A thread with an interpreter in it: a worker of the page, or of Node. */
export interface InterpreterThread {
  run(source: string): void;
  /** Who listens from now on. */
  listen(listener: (message: ThreadMessage) => void): void;
  terminate(): void;
}

/** Events of `recorder.py`, as JSON has them. */
export type RecorderEvent = readonly [kind: string, ...data: readonly unknown[]];

export interface ProgramRunnerOptions {
  startThread(): InterpreterThread;
  /** How long a program may run, in milliseconds, before its thread is ended. */
  readonly timeMaxMs: number;
  /**
   * After so many milliseconds of running, or when the program has ended, the next interpreter is started: a program that takes so long
   * may have no end. Null: not before it is asked for.
   */
  readonly spareAfterMs: number | null;
  /** Calls back after so many milliseconds, unless what it returns is called before. */
  after(ms: number, call: () => void): () => void;
}

/** The events that end a recording. */
const LAST: ReadonlySet<unknown> = new Set(['result', 'raised', 'stopped']);

/**
 * Runs programs, each in an interpreter of its own: what one leaves behind changes no other, and the same program always gives the same
 * events. No count inside Python stops one that catches everything, so a watchdog ends its thread; the next interpreter is ready by then.
 */
export class ProgramRunner {
  private next: Promise<InterpreterThread> | null = null;
  private isClosed = false;

  constructor(private readonly options: ProgramRunnerOptions) {}

  /** Starts the interpreter of the next program. Rejects when it cannot be started. */
  async prepare(): Promise<void> {
    this.next ??= started(this.options.startThread());
    try {
      await this.next;
    } catch (error) {
      this.next = null;
      throw error;
    }
  }

  /**
   * Runs a program to its end; gives its events as they come. The last one is `result`, `raised` or `stopped`. One program at a time.
   *
   * @throws when no interpreter can be started
   */
  async run(source: string, take: (event: RecorderEvent) => void): Promise<void> {
    await this.prepare();
    const thread = await (this.next as Promise<InterpreterThread>);
    this.next = null;
    const { spareAfterMs } = this.options;
    const cancelSpare = spareAfterMs === null ? () => {} : this.options.after(spareAfterMs, () => this.startSpare());
    try {
      await this.finished(thread, source, take);
    } finally {
      cancelSpare();
      thread.terminate();
      if (spareAfterMs !== null) this.startSpare();
    }
  }

  /** Ends the interpreter that waits for a program. */
  close(): void {
    this.isClosed = true;
    this.next?.then(
      (thread) => thread.terminate(),
      () => {},
    );
    this.next = null;
  }

  private startSpare(): void {
    if (this.isClosed) return;
    // Whether it can be started is said to who needs it.
    this.prepare().catch(() => {});
  }

  private finished(thread: InterpreterThread, source: string, take: (event: RecorderEvent) => void): Promise<void> {
    const { promise, resolve } = withResolvers();
    const reader = new EventReader();
    let isOver = false;
    const end = (event: RecorderEvent): void => {
      if (isOver) return;
      isOver = true;
      cancelWatchdog();
      take(event);
      resolve();
    };
    const cancelWatchdog = this.options.after(this.options.timeMaxMs, () => end(['stopped', 'time', 'watchdog']));
    thread.listen((message) => {
      if (isOver) return;
      if ('text' in message) {
        for (const event of reader.read(message.text)) {
          if (LAST.has(event[0])) return end(event);
          take(event);
        }
      } else if ('ended' in message || 'failed' in message) {
        // It ended without a word: it ran out of memory, or of stack, where Python has no exception for it.
        end(['stopped', 'memory', 'interpreter']);
      }
    });
    thread.run(source);
    return promise;
  }
}

function started(thread: InterpreterThread): Promise<InterpreterThread> {
  return new Promise((resolve, reject) => {
    thread.listen((message) => {
      if ('ready' in message) resolve(thread);
      if ('failed' in message) {
        thread.terminate();
        reject(new Error(message.failed));
      }
    });
  });
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Puts events together from parts of lines. A line that is none, as a program may write by itself, is left out. */
class EventReader {
  private rest = '';

  read(text: string): readonly RecorderEvent[] {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => {
      const event = eventOf(line);
      return event === null ? [] : [event];
    });
  }
}

function eventOf(line: string): RecorderEvent | null {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && typeof value[0] === 'string' ? (value as [string, ...unknown[]]) : null;
  } catch {
    return null;
  }
}
