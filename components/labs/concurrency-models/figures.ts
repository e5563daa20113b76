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

/** How far a run is, for its first lane and its item. */
export function runText(run: Run, say: Words): string {
  const jobs = run.jobs.length;
  const done = run.jobs.filter(({ status }) => status === 'done' || status === 'killed').length;
  if (run.endTick !== null)
    return say('facts.over', { ms: msText(run.endTick - run.startTick), memory: bytesText(run.peakBytes) });
  return say('facts.under', { done, jobs, memory: bytesText(run.bytes) });
}
