import { expect, it } from 'vitest';
import { edgeLine } from './edge-path';

const box = { width: 100, height: 40 };
const left = { x: 0, y: 0, ...box };
const right = { x: 300, y: 0, ...box };

it('runs from box to box', () => {
  const line = edgeLine(left, right, 0);
  expect(line?.start.x).toBe(50);
  expect(line?.end.x).toBe(247);
  expect(line?.angle).toBe(0);
});

it('keeps the two directions and the lanes of one direction apart', () => {
  const there = edgeLine(left, right, 0)?.start.y ?? 0;
  const back = edgeLine(right, left, 0)?.start.y ?? 0;
  const second = edgeLine(left, right, 1)?.start.y ?? 0;
  expect(there).toBeGreaterThan(0);
  expect(back).toBeLessThan(0);
  expect(second - there).toBeGreaterThan(10);
});

it('does not exist between boxes that touch', () => {
  expect(edgeLine(left, { ...right, x: 90 }, 0)).toBeNull();
  expect(edgeLine(left, left, 0)).toBeNull();
});
