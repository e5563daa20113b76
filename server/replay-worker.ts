// The thread that runs recordings again. Bundled into one file when the site is built (scripts/setup.mjs).
import { parentPort } from 'node:worker_threads';
import { carryOut, type ReplayJob } from './replay-jobs';
import type { ThreadMessage } from './replay-pool';

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (job: ReplayJob) => {
  try {
    tell({ type: 'done', value: carryOut(job) });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
tell({ type: 'ready' });
