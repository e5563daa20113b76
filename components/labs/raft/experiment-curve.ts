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

/** A logarithmic axis. */
export interface LogScale {
  readonly minMs: number;
  readonly maxMs: number;
  readonly length: number;
}

/** Where a time stands on the axis, 0 .. length, to a tenth: the last digits of a logarithm differ between engines. */
export function place({ minMs, maxMs, length }: LogScale, ms: number): number {
  const share = Math.log(ms / minMs) / Math.log(maxMs / minMs);
  return round(Math.min(1, Math.max(0, share)) * length);
}

/** Every 1, 2 and 5 times a power of ten from the scale's one end to the other. */
export function ticksOf({ minMs, maxMs }: LogScale): number[] {
  const ticks: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(minMs)); power <= maxMs; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const tick = factor * power;
      if (tick >= minMs && tick <= maxMs) ticks.push(tick);
    }
  }
  return ticks;
}

/** How finely a curve is drawn: more points than pixels would show nothing more. */
const POINTS_MAX = 200;

/** The cumulative distribution as an SVG path, from 0 % at the bottom (`height`) to 100 % at the top (0). Empty without trials. */
export function curvePath(sample: Sample, scale: LogScale, height: number): string {
  const trials = trialsIn(sample);
  const [first] = sample.sortedMs;
  if (first === undefined) return '';
  const points = Math.min(POINTS_MAX, trials);
  const path = [`M${place(scale, first)} ${height}`];
  for (let point = 1; point <= points; point += 1) {
    const ms = quantileMs(sample, point / points);
    if (ms === null) break;
    path.push(`L${place(scale, ms)} ${round(height * (1 - point / points))}`);
  }
  return path.join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
