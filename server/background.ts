import { logError } from './log';
import { closeAtEnd } from './serving';
import { WorkQueue } from './work-queue';

const queue = new WorkQueue({ runningMax: 2, waitingMax: 500, retryMs: 0 });
const running = new Set<Promise<void>>();
let isAwaited = false;

/** Does something after the answer has been given, so that the answer takes no longer for it. What goes wrong is logged. */
export function inBackground(work: () => Promise<void>): void {
  if (!isAwaited) closeAtEnd(backgroundDone);
  isAwaited = true;
  // Not in this turn: the answer goes first.
  const done = new Promise((resolve) => setImmediate(resolve))
    .then(() => queue.run(work))
    .catch((error: unknown) => logError(error))
    .finally(() => running.delete(done));
  running.add(done);
}

/** Resolves when nothing is left to be done. */
export async function backgroundDone(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
