import { describe, expect, it } from 'vitest';
import { lastAtMost, scrollToShow, visibleRows } from './row-window';

describe('the window of a long list', () => {
  it('holds what is visible and a few rows more', () => {
    expect(visibleRows(1_000_000, 30, 3_000, 300)).toEqual({ from: 94, to: 117 });
  });

  it('holds as many wherever rows are cut at its edges', () => {
    const sizes = [3_000, 3_001, 3_015, 3_029].map((top) => visibleRows(1_000_000, 30, top, 310));
    expect(sizes.map(({ from, to }) => to - from)).toEqual([24, 24, 24, 24]);
    for (const { to } of sizes) expect(to * 30).toBeGreaterThan(3_029 + 310);
  });

  it('stays within the list', () => {
    expect(visibleRows(4, 30, 0, 300)).toEqual({ from: 0, to: 4 });
    expect(visibleRows(0, 30, 900, 300)).toEqual({ from: 0, to: 0 });
  });

  it('scrolls as little as needed to show a row', () => {
    expect(scrollToShow(2, 30, 0, 300)).toBeNull();
    expect(scrollToShow(20, 30, 0, 300)).toBe(330);
    expect(scrollToShow(3, 30, 300, 300)).toBe(90);
  });

  it('finds the last row at or before a step', () => {
    expect(lastAtMost([0, 4, 9], 8)).toBe(1);
    expect(lastAtMost([0, 4, 9], 9)).toBe(2);
    expect(lastAtMost([3], 1)).toBe(-1);
    expect(lastAtMost([], 1)).toBe(-1);
  });
});
