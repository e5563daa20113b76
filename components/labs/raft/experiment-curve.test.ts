import { expect, test } from 'vitest';
import { addTrials, curvePoints, emptySample, meanMs, quantileMs, trialsIn } from './experiment-curve';
import { allSeries, type ExperimentReport, measureAll } from './experiment-measure';

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

test('a curve climbs from the bottom to the top, or as far as elections were won', () => {
  const all = addTrials(emptySample, [100, 1000]);
  const curve = (sample: typeof all) => curvePoints(sample).map(({ x, y }) => [x, y]);
  expect(curve(emptySample)).toEqual([]);
  expect(curve(all)).toEqual([
    [100, 0],
    [100, 0.5],
    [1000, 1],
  ]);
  expect(curve(addTrials(all, [null, null]))).toEqual([
    [100, 0],
    [100, 0.25],
    [1000, 0.5],
  ]);
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
