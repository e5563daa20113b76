import { expect, test } from 'vitest';
import { addTrials, curvePath, emptySample, meanMs, place, quantileMs, ticksOf, trialsIn } from './experiment-curve';
import { allSeries, type ExperimentReport, measureAll } from './experiment-measure';

const scale = { minMs: 100, maxMs: 10_000, length: 400 };
const sample = addTrials(addTrials(emptySample, [300, 100]), [200, 400]);

test('trials are kept by rising length, whatever order they come in', () => {
  expect(sample).toEqual({ sortedMs: [100, 200, 300, 400], givenUp: 0 });
  expect([0, 0.25, 0.5, 1].map((fraction) => quantileMs(sample, fraction))).toEqual([100, 100, 200, 400]);
  expect(meanMs(sample)).toBe(250);
});

test('a trial that was given up counts among all, and takes the mean and the longest away', () => {
  const withGivenUp = addTrials(sample, [null]);
  expect(trialsIn(withGivenUp)).toBe(5);
  expect(meanMs(withGivenUp)).toBeNull();
  expect([0.5, 1].map((fraction) => quantileMs(withGivenUp, fraction))).toEqual([300, null]);
});

test('each power of ten is as long on the axis as the next, and what lies outside stays at the edge', () => {
  expect([100, 1000, 10_000, 10, 99_999].map((ms) => Math.round(place(scale, ms)))).toEqual([0, 200, 400, 0, 400]);
  expect(ticksOf(scale)).toEqual([100, 200, 500, 1000, 2000, 5000, 10_000]);
});

test('a curve climbs from the bottom to the top, or as far as elections were won', () => {
  const all = addTrials(emptySample, [100, 1000]);
  expect(curvePath(emptySample, scale, 100)).toBe('');
  expect(curvePath(all, scale, 100)).toBe('M0 100L0 50L200 0');
  expect(curvePath(addTrials(all, [null, null]), scale, 100)).toBe('M0 100L0 75L200 50');
});

test('every line is measured to its last trial, the same for the same seed', () => {
  const lines = allSeries.map((line) => ({ ...line, trials: 3 }));
  function measured(): ExperimentReport[] {
    const reports: ExperimentReport[] = [];
    // The clock stands still, so that everything comes in one report.
    measureAll(
      { lines, seed: 1 },
      (report) => reports.push(report),
      () => 0,
    );
    return reports;
  }
  const [report, ...others] = measured();
  expect(others).toEqual([]);
  expect(report?.isDone).toBe(true);
  expect(report?.batches.map(({ id, leaderlessMs }) => [id, leaderlessMs.length])).toEqual(
    lines.map(({ id }) => [id, 3]),
  );
  expect(measured()).toEqual([report]);
});
