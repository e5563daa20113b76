// The thread that runs recordings again. Bundled into one file when the site is built (scripts/setup.mjs), with what draws a run in
// files of its own: most threads never draw.
import { parentPort } from 'node:worker_threads';
import { carryOut, type ReplayJob } from '@/server/replay-jobs';
import type { ThreadMessage } from '@/server/replay-pool';

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

async function done(job: ReplayJob): Promise<unknown> {
  if (job.name !== 'preview') return carryOut(job);
  const { drawRun } = await import('./draw-run');
  return drawRun(...job.args);
}

parentPort?.on('message', async (job: ReplayJob) => {
  try {
    tell({ type: 'done', value: await done(job) });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
tell({ type: 'ready' });
