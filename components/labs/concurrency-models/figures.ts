import type { Words } from '@/components/lab-shell/view/words';
import { msFromTicks } from '@/sim/concurrency-models/config';
import type { Run } from '@/sim/concurrency-models/state';

/** Bytes in the unit that is read most easily. */
export function bytesText(bytes: number): string {
  if (bytes >= 1e9) return `${rounded(bytes / 1e9)} GB`;
  if (bytes >= 1e6) return `${rounded(bytes / 1e6)} MB`;
  return bytes >= 1e3 ? `${rounded(bytes / 1e3)} kB` : `${Math.round(bytes)} B`;
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** Milliseconds, as fine as they matter. */
export function msText(ticks: number): string {
  const ms = msFromTicks(ticks);
  return String(ms >= 100 ? Math.round(ms) : Math.round(ms * 10) / 10);
}

export function countsOf({ jobs }: Run) {
  const counts = { done: 0, waits: 0, ready: 0 };
  for (const { status } of jobs) {
    if (status === 'done' || status === 'killed') counts.done += 1;
    else if (status === 'waits' || status === 'lock') counts.waits += 1;
    else if (status === 'ready') counts.ready += 1;
  }
  return counts;
}

/** How far a run is, for its first lane and its item. */
export function runText(run: Run, say: Words): string {
  const { done, waits, ready } = countsOf(run);
  const jobs = run.jobs.length;
  if (run.endTick !== null)
    return say('facts.over', { ms: msText(run.endTick - run.startTick), memory: bytesText(run.peakBytes) });
  return say('facts.under', { done, jobs, waits, ready, memory: bytesText(run.bytes) });
}
