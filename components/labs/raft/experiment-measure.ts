import { type ElectionSeries, measureElections, randomnessSeries, scaleSeries } from '@/sim/raft/experiment';

/** Trials of one line that have come in: milliseconds without a leader, null for a trial that was given up. */
export interface MeasuredBatch {
  readonly id: string;
  readonly leaderlessMs: readonly (number | null)[];
}

/** What the worker is asked: these lines, each with its first trial of this seed, 0 .. 2^32-1. */
export interface ExperimentRequest {
  readonly lines: readonly ElectionSeries[];
  readonly seed: number;
}

/** What the worker says: trials since the last report, and whether these were the last. */
export interface ExperimentReport {
  readonly batches: readonly MeasuredBatch[];
  readonly isDone: boolean;
}

/** Every line once: one stands in both graphs. */
export const allSeries: readonly ElectionSeries[] = [
  ...randomnessSeries,
  ...scaleSeries.filter(({ id }) => !randomnessSeries.some((other) => other.id === id)),
];

const REPORT_INTERVAL_MS = 100;

/**
 * Measures the lines, a trial of each in turn so that they grow together, and reports on the way. `now` tells real time in
 * milliseconds; it decides when to report and nothing else.
 */
export function measureAll(
  { lines, seed }: ExperimentRequest,
  report: (report: ExperimentReport) => void,
  now: () => number,
): void {
  let waiting = new Map<string, (number | null)[]>();
  let reportedMs = now();
  let open = lines.map((line) => ({ id: line.id, trials: measureElections(line, seed) }));
  while (open.length > 0) {
    open = open.filter(({ id, trials }) => {
      const next = trials.next();
      if (next.done) return false;
      waiting.set(id, [...(waiting.get(id) ?? []), next.value.leaderlessMs]);
      return true;
    });
    if (now() - reportedMs < REPORT_INTERVAL_MS) continue;
    reportedMs = now();
    report({ batches: batchesOf(waiting), isDone: false });
    waiting = new Map();
  }
  report({ batches: batchesOf(waiting), isDone: true });
}

function batchesOf(waiting: ReadonlyMap<string, readonly (number | null)[]>): MeasuredBatch[] {
  return [...waiting].map(([id, leaderlessMs]) => ({ id, leaderlessMs }));
}
