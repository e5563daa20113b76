import { describe, expect, it } from 'vitest';
import { messagePath, pointOn, shareTravelled } from './message-path';

describe('the way of a message', () => {
  const left = { x: 0, y: 0, radius: 50 };
  const right = { x: 400, y: 0, radius: 50 };

  it('leads from edge to edge', () => {
    const path = messagePath(left, right);
    expect(path?.start.x).toBe(50);
    expect(path?.end.x).toBe(350);
  });

  it('leaves and enters a box where the straight line does', () => {
    const box = { halfWidth: 80, halfHeight: 30 };
    expect(messagePath({ ...left, box }, { ...right, box })).toMatchObject({ start: { x: 80 }, end: { x: 320 } });
    const above = messagePath({ ...left, box }, { x: 0, y: 200, radius: 50, box });
    expect([above?.start.y, above?.end.y]).toEqual([30, 170]);
  });

  it('keeps the two directions apart', () => {
    const there = messagePath(left, right);
    const back = messagePath(right, left);
    expect(there?.start.y).toBeGreaterThan(0);
    expect(back?.start.y).toBeLessThan(0);
  });

  it('does not exist between nodes that touch', () => {
    expect(messagePath(left, { ...right, x: 90 })).toBeNull();
  });

  it('is passed in proportion to the time on the way', () => {
    const message = { sentTick: 100, dueTick: 300, reach: 1 };
    expect([0, 100, 150, 300, 900].map((tick) => shareTravelled(message, tick))).toEqual([0, 0, 0.25, 1, 1]);
    const path = { start: { x: 0, y: 0 }, end: { x: 100, y: 200 } };
    expect(pointOn(path, 0.25)).toEqual({ x: 25, y: 50 });
  });

  it('ends early for a message that gets lost', () => {
    expect(shareTravelled({ sentTick: 0, dueTick: 100, reach: 0.5 }, 100)).toBe(0.5);
  });

  it('is passed at once when it takes no time', () => {
    expect(shareTravelled({ sentTick: 5, dueTick: 5, reach: 1 }, 5)).toBe(1);
  });
});
