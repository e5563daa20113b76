/** Thrown by a queue that is full: the same work may be tried again after `afterMs` milliseconds. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';

  constructor(readonly afterMs: number) {
    super(`the queue is full; try again in ${afterMs} ms`);
  }
}

/** Runs costly work a few at a time and keeps the rest waiting, in order and up to a bound. */
export class WorkQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** `retryMs` is how long a caller that finds the queue full should stay away. */
  constructor(private readonly options: { runningMax: number; waitingMax: number; retryMs: number }) {}

  /**
   * Runs `work` as soon as there is room.
   *
   * @throws QueueFullError at once when as many wait as may
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const { runningMax, waitingMax, retryMs } = this.options;
    if (this.running >= runningMax) {
      if (this.waiting.length >= waitingMax) throw new QueueFullError(retryMs);
      // Who is woken takes over the place of who wakes: the count does not change.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
