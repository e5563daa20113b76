import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabTypes } from '@/sim/core/lab';
import type { RunOf } from '../../run/lab-store';
import type { StepOf } from '../../run/moment';
import { drawAxis, drawLane, type LanesSurface } from './draw-lanes';
import { type LaneBar, type LaneChange, LanesIndex } from './lanes-index';
import { barAt, followed, panned, placedBars, timeTicks, whole, windowAt, zoomed } from './lanes-window';

/** A run whose step n happens at tick 10 n and changes the lanes as given. */
function runOf(steps: readonly (readonly LaneChange[])[]) {
  const read: number[] = [];
  const run = {
    branchId: 0,
    record(step: number) {
      read.push(step);
      return { step, tick: 10 * step, changes: steps[step] ?? [] };
    },
  };
  const index = new LanesIndex<LabTypes>(
    run as unknown as RunOf<LabTypes>,
    (record: StepOf<LabTypes>) => (record as unknown as { changes: readonly LaneChange[] }).changes,
  );
  return { run, read, index };
}

const bar = (fromTick: number, toTick: number | null, look = 'a'): LaneBar => ({ fromTick, toTick, look, label: '' });

describe('the index', () => {
  const steps = [
    [{ lane: 'x', look: 'a' }],
    [{ lane: 'x', look: 'b', label: 'one' }],
    [
      { lane: 'x', look: 'b', label: 'one' },
      { lane: 'y', look: 'a' },
    ],
    [
      { lane: 'x', look: 'c' },
      { lane: 'x', look: null },
    ],
  ];

  it('makes bars of changes: neighbours alike are one, what lasts no time is none, the last one goes on', () => {
    const { index } = runOf(steps);
    expect(index.barsOf('x', 3)).toEqual([bar(0, 10), { fromTick: 10, toTick: 30, look: 'b', label: 'one' }]);
    expect(index.barsOf('y', 3)).toEqual([bar(20, null)]);
    expect(index.barsOf('nowhere', 3)).toEqual([]);
  });

  it('reads each record once while the run goes on, and anew on another branch or further back', () => {
    const { run, read, index } = runOf(steps);
    index.barsOf('x', 1);
    index.barsOf('x', 3);
    expect(read).toEqual([0, 1, 2, 3]);
    expect(index.barsOf('x', 1)).toEqual([bar(0, 10), { fromTick: 10, toTick: null, look: 'b', label: 'one' }]);
    run.branchId = 1;
    index.barsOf('x', 2);
    expect(read).toEqual([0, 1, 2, 3, 0, 1, 0, 1, 2]);
  });
});

describe('the window', () => {
  it('follows the clock, which stays near its right end, and never begins before the start', () => {
    expect(windowAt(100, 10)).toEqual({ fromTick: 0, toTick: 100, follows: true });
    expect(followed(windowAt(100, 10), 286)).toEqual({ fromTick: 200, toTick: 300, follows: true });
    expect(followed(panned(windowAt(100, 10), 0.1, 500), 286).fromTick).toBe(10);
  });

  it('keeps what is under the pointer in its place when it zooms', () => {
    const window = { fromTick: 100, toTick: 200, follows: false };
    const closer = zoomed(window, 2, 0.25, 1000);
    expect(closer).toEqual({ fromTick: 112.5, toTick: 162.5, follows: false });
    expect(zoomed(closer, 0.5, 0.25, 1000)).toEqual(window);
  });

  it('stays within the run', () => {
    const window = { fromTick: 0, toTick: 100, follows: false };
    expect(panned(window, -1, 1000).fromTick).toBe(0);
    expect(panned(window, 100, 1000).fromTick).toBe(990);
    expect(zoomed(window, 1 / 100, 0, 1000).toTick).toBe(1250);
    expect(whole(1000)).toEqual({ fromTick: 0, toTick: 1030, follows: false });
  });

  it('zooms by as much as it is asked to in a run that has hardly begun', () => {
    expect(zoomed(windowAt(600, 0), 2, 0.5, 1)).toEqual({ fromTick: 0, toTick: 300, follows: true });
    expect(zoomed(windowAt(600, 0), 1 / 2, 0.5, 1).toTick).toBe(600);
  });

  it('labels round moments, no closer than their labels are wide', () => {
    const ticks = timeTicks({ fromTick: 0, toTick: 1000, follows: false }, 500);
    expect(ticks.map(({ tick }) => tick)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticks[1]?.x).toBe(100);
  });
});

describe('bars in view', () => {
  const window = { fromTick: 100, toTick: 200, follows: false };

  it('are cut at the window and at the present moment', () => {
    const bars = [bar(0, 50), bar(50, 110), bar(110, 120), bar(180, null), bar(300, 310)];
    const placed = placedBars(bars, window, 190, 1000).map(({ x, width }) => [x, width]);
    expect(placed).toEqual([
      [0, 100],
      [100, 100],
      [800, 100],
    ]);
    expect(placedBars(bars, window, 115, 1000).at(-1)).toMatchObject({ x: 100, width: 50 });
  });

  it('are found by their moment', () => {
    const bars = [bar(0, 50), bar(60, null)];
    expect([0, 49, 50, 55, 60, 999].map((tick) => barAt(bars, tick)?.fromTick ?? null)).toEqual([
      0,
      0,
      null,
      null,
      60,
      60,
    ]);
  });

  it('are never more than two for a pixel, and lie in view, however many the lane has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2000 }),
        fc.integer({ min: 10, max: 300 }),
        (lengths, width) => {
          let tick = 0;
          const bars = lengths.map((length) => {
            tick += length;
            return bar(tick - length, tick, String(tick));
          });
          const placed = placedBars(bars, { fromTick: 0, toTick: Math.max(1, tick), follows: false }, tick, width);
          expect(placed.length).toBeLessThanOrEqual(2 * width + 2);
          for (const { x } of placed) expect(x).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe.each([278, 592, 1264, 1744])('text on lanes of %d pixels', (width) => {
  const drawn: { font: string; text: string; x: number }[] = [];
  const context = new Proxy(
    { font: '', measureText: (text: string) => ({ width: 6 * text.length }) },
    {
      get: (target, name) =>
        name in target
          ? Reflect.get(target, name)
          : (text: string, x: number) => {
              if (name === 'fillText') drawn.push({ font: target.font, text, x });
            },
    },
  );
  const surface = { context, width, height: 200, palette: {} } as unknown as LanesSurface;
  const window = { fromTick: 0, toTick: 6_000, follows: false };

  it('is never below 11 pixels, and stands only where it has room', () => {
    const ticks = timeTicks(window, width).map(({ tick, x }) => ({ x, label: `${tick / 100} ms` }));
    drawAxis(surface, ticks);
    const bars = Array.from({ length: 60 }, (_, index) => ({
      ...bar(100 * index, 100 * index + 60),
      label: 'worker-1',
    }));
    drawLane(
      surface,
      placedBars(bars, window, 6_000, width),
      { a: { status: 'active', fill: 'solid' } },
      { top: 22, height: 30 },
    );
    for (const { font } of drawn) expect(Number(/(\d+)px/.exec(font)?.[1])).toBeGreaterThanOrEqual(11);
    const axis = drawn.filter(({ text }) => text.endsWith('ms'));
    expect(axis.length).toBeGreaterThan(1);
    for (const [index, { x, text }] of axis.entries()) {
      const next = axis[index + 1];
      if (next !== undefined) expect(next.x).toBeGreaterThan(x + 6 * text.length);
    }
    // A bar of a hundredth of the width has no room for a word.
    expect(drawn.some(({ text }) => text === 'worker-1')).toBe(false);
  });
});
