import { beforeEach, expect, it, vi } from 'vitest';
import { keepLocalRun, type LocalRun, localRuns } from './local-runs';

const storage = new Map<string, string>();
const localStorage = {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => void storage.set(key, value),
};

beforeEach(() => {
  storage.clear();
  vi.stubGlobal('localStorage', localStorage);
});

const run = (id: string, recording = '{}', labId = 'raft'): LocalRun => ({
  id,
  labId,
  keptAt: '2026-11-30T06:00:00.000Z',
  steps: 3,
  scenarioId: null,
  recording,
});

const idsOf = (labId: string) => localRuns(labId).map(({ id }) => id);

it('keeps each lab’s runs, the newest first', () => {
  for (const each of [run('a'), run('b', '{}', 'amqp'), run('c')]) expect(keepLocalRun(each)).toBe(true);
  expect(idsOf('raft')).toEqual(['c', 'a']);
  expect(idsOf('amqp')).toEqual(['b']);
});

it('lets the oldest go when there are more than twelve', () => {
  for (let number = 1; number <= 14; number += 1) keepLocalRun(run(`${number}`));
  expect(idsOf('raft')).toEqual(Array.from({ length: 12 }, (_, index) => `${14 - index}`));
});

it('lets the oldest go when they are too long together', () => {
  for (const id of ['a', 'b', 'c']) keepLocalRun(run(id, 'x'.repeat(250_000)));
  expect(idsOf('raft')).toEqual(['c', 'b']);
});

it('says when the browser takes nothing, and reads past what is no run', () => {
  storage.set('interleave.lab.runs', '[{"id": 3}, null]');
  expect(idsOf('raft')).toEqual([]);
  vi.stubGlobal('localStorage', {
    ...localStorage,
    setItem: () => {
      throw new Error('the storage is full');
    },
  });
  expect(keepLocalRun(run('a'))).toBe(false);
});
