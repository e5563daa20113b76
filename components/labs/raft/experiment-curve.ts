/** The trials of one line: times by rising length, and how many were given up without a leader. */
export interface Sample {
  readonly sortedMs: readonly number[];
  readonly givenUp: number;
}

export const emptySample: Sample = { sortedMs: [], givenUp: 0 };

export function addTrials({ sortedMs, givenUp }: Sample, trials: readonly (number | null)[]): Sample {
  const elected = trials.filter((ms) => ms !== null);
  return {
    sortedMs: [...sortedMs, ...elected].sort((a, b) => a - b),
    givenUp: givenUp + trials.length - elected.length,
  };
}

export function trialsIn({ sortedMs, givenUp }: Sample): number {
  return sortedMs.length + givenUp;
}

/** The time that the share `fraction` (0 .. 1) of all trials took at most; null while so many have not been elected. */
export function quantileMs(sample: Sample, fraction: number): number | null {
  const rank = Math.max(1, Math.ceil(fraction * trialsIn(sample)));
  return sample.sortedMs[rank - 1] ?? null;
}

/** Null without trials, and when one was given up: then there is no mean to speak of. */
export function meanMs({ sortedMs, givenUp }: Sample): number | null {
  if (sortedMs.length === 0 || givenUp > 0) return null;
  return sortedMs.reduce((sum, ms) => sum + ms, 0) / sortedMs.length;
}

/** How finely a curve is drawn: more points than pixels would show nothing more. */
const POINTS_MAX = 200;

/** The cumulative distribution: times in ms, and the share of trials (0 .. 1) that took so long at most. Empty without trials. */
export function curvePoints(sample: Sample): { readonly x: number; readonly y: number }[] {
  const [first] = sample.sortedMs;
  if (first === undefined) return [];
  const count = Math.min(POINTS_MAX, trialsIn(sample));
  const points = [{ x: first, y: 0 }];
  for (let point = 1; point <= count; point += 1) {
    const ms = quantileMs(sample, point / count);
    if (ms === null) break;
    points.push({ x: ms, y: point / count });
  }
  return points;
}
