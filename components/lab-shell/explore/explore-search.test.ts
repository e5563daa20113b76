import { expect, test } from 'vitest';
import { raftLab } from '@/sim/raft/lab';
import type { ExploreReport } from './explore-protocol';
import { search } from './explore-search';

function reportsOf(config: unknown, runs: number): ExploreReport[] {
  const reports: ExploreReport[] = [];
  // Each look at the clock is 60 ms later than the one before.
  let clock = 0;
  search(
    raftLab,
    { config, seed: 1, runs },
    (report) => reports.push(report),
    () => {
      clock += 60;
      return clock;
    },
  );
  return reports;
}

test('a search that finds nothing says how many schedules it tried', () => {
  const reports = reportsOf({}, 10);
  expect(reports.at(-1)).toMatchObject({ type: 'done', found: null, progress: { runs: 10, foundMs: null } });
  expect(reports.slice(0, -1).map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => 'progress'));
});

test('a search without a rule ends with a recording that breaks the invariant it names', () => {
  const last = reportsOf({ rules: { majorityQuorum: false } }, 200).at(-1);
  if (last?.type !== 'done' || last.found === null) throw new Error('nothing was found');
  const verdict = raftLab.verify(last.found.recordingJson);
  if (!verdict.ok) throw new Error(verdict.message);
  expect(verdict.replay.violations.map(({ name }) => name)).toContain(last.found.rule);
  expect(last.found.commands).toBe(verdict.recording.commands.length);
});

test('a configuration that the codec refuses is said, not thrown', () => {
  expect(reportsOf({ servers: 99 }, 1)).toMatchObject([{ type: 'failed' }]);
});
