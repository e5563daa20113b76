import { expect, test } from 'vitest';
import { replay } from '../core/recording';
import {
  type ElectionSeries,
  electionConfig,
  LEADERLESS_MS_MAX,
  measureElection,
  measureElections,
  randomnessSeries,
  scaleSeries,
} from './experiment';
import { raft } from './raft';

function line(id: string): ElectionSeries {
  const found = [...randomnessSeries, ...scaleSeries].find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
}

function measure(id: string, trials: number): number[] {
  const elected = [...measureElections({ ...line(id), trials }, 1)].map(({ leaderlessMs }) => leaderlessMs);
  return elected.map((ms) => ms ?? LEADERLESS_MS_MAX).sort((a, b) => a - b);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('each line names its timeouts, and all lines can be measured', () => {
  for (const series of [...randomnessSeries, ...scaleSeries]) {
    expect(series.id).toBe(`${series.timeoutMinMs}-${series.timeoutMaxMs}`);
    expect(electionConfig(series).heartbeatIntervalMs).toBe(Math.floor(series.timeoutMinMs / 2));
    expect(measureElection(series, 1).recording.commands.at(-1)?.command.type).toBe('crash');
  }
});

test('a trial can be played: its recording ends with the new leader heard by all', () => {
  const { recording, leaderlessMs } = measureElection(line('150-300'), 7);
  const replayed = replay(raft, recording);
  if (!replayed.ok) throw new Error(replayed.message);
  expect(replayed.violations).toEqual([]);
  const { servers } = replayed.snapshot.state;
  const leader = servers.find(({ volatile }) => volatile?.role === 'leader');
  const heard = servers.flatMap(({ volatile }) => (volatile === null ? [] : [volatile.leaderId]));
  expect(heard).toEqual(Array(4).fill(leader?.id));
  expect((recording.end.tick - (recording.commands.at(-1)?.tick ?? 0)) / 1000).toBe(leaderlessMs);
});

test('two of the four servers that are left cannot become leader', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const replayed = replay(raft, measureElection(line('150-300'), seed).recording);
    if (!replayed.ok) throw new Error(replayed.message);
    const { servers } = replayed.snapshot.state;
    const leader = servers.find(({ volatile }) => volatile?.role === 'leader');
    expect(['s2', 's3']).toContain(leader?.id);
  }
});

test('the same seed gives the same election', () => {
  expect(measureElection(line('12-24'), 5)).toEqual(measureElection(line('12-24'), 5));
});

test('no randomness: nobody is elected within ten seconds', () => {
  expect(measure('150-150', 20)).toEqual(Array(20).fill(LEADERLESS_MS_MAX));
});

test('50 ms of randomness: the slowest of a thousand takes about half a second', () => {
  const longest = measure('150-200', 1000).at(-1) ?? 0;
  expect(longest).toBeGreaterThan(400);
  expect(longest).toBeLessThan(700);
});

test('the smallest downtime is about half of the minimum election timeout', () => {
  const [smallest] = measure('150-300', 1000);
  expect(smallest).toBeGreaterThan(75);
  expect(smallest).toBeLessThan(90);
});

test('timeouts of 12-24 ms: a leader within about 35 ms on average', () => {
  expect(mean(measure('12-24', 1000))).toBeGreaterThan(28);
  expect(mean(measure('12-24', 1000))).toBeLessThan(42);
});
