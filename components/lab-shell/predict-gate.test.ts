import { expect, test } from 'vitest';
import { hasPassed } from './predict-gate';

const before = { tick: 90, step: 4, isPlaying: true, branchId: 0 };

test('playing past the moment is stopped, playing up to it is not', () => {
  expect(hasPassed(100, before, { ...before, tick: 101, step: 9 })).toBe(true);
  expect(hasPassed(100, before, { ...before, tick: 100, step: 9 })).toBe(false);
});

test('a step forward past the moment is stopped too', () => {
  const paused = { ...before, isPlaying: false };
  expect(hasPassed(100, paused, { ...paused, tick: 120, step: 5 })).toBe(true);
});

test('a jump past the moment is not stopped, and neither is going back', () => {
  const paused = { ...before, isPlaying: false };
  expect(hasPassed(100, paused, { ...paused, tick: 300, step: 40 })).toBe(false);
  expect(hasPassed(100, { ...paused, tick: 120 }, { ...paused, tick: 80, step: 3 })).toBe(false);
});

test('a branch of the learner’s own is not stopped', () => {
  expect(hasPassed(100, { ...before, branchId: 1 }, { ...before, branchId: 1, tick: 101 })).toBe(false);
});
