import type { ChartPoint } from './chart-layout';

export interface Histogram {
  /** The lower end of each bin, and how many values are in it. The last bin takes its upper end in too. */
  readonly bins: readonly ChartPoint[];
  readonly binWidth: number;
  readonly max: number;
}

/** Counts values in bins of one width between the least and the greatest; one bin where all are equal. */
export function histogramOf(values: readonly number[], binCount: number): Histogram {
  const min = Math.min(...values);
  const max = Math.max(...values);
  if (values.length === 0) return { bins: [], binWidth: 1, max: 1 };
  const binWidth = max > min ? (max - min) / binCount : 1;
  const counts = Array.from({ length: max > min ? binCount : 1 }, () => 0);
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.floor((value - min) / binWidth));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { bins: counts.map((y, bin) => ({ x: min + bin * binWidth, y })), binWidth, max: max > min ? max : min + 1 };
}

/** The least of the values that so many percent (0 .. 100) do not exceed (nearest rank); null without values. */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1] ?? null;
}
