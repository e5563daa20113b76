import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListView, scrolledView, settledScrollTop, WAY_MAX, wayOf } from './long-list';

const HEIGHT = 450;
const LONG = 30_000_000;
const START: ListView = { scrollTop: 0, height: HEIGHT, offset: 0 };

describe('a long list', () => {
  it('is scrolled as every list while browsers can scroll that far', () => {
    expect(wayOf(9000)).toBe(9000);
    expect(scrolledView(START, 4000, HEIGHT, 9000)).toEqual({ scrollTop: 4000, height: HEIGHT, offset: 4000 });
    expect(settledScrollTop({ scrollTop: 4000, height: HEIGHT, offset: 4000 }, 9000)).toBe(4000);
  });

  it('has a way that browsers can scroll, from its first row to its last', () => {
    expect(wayOf(LONG)).toBe(WAY_MAX);
    const middle = scrolledView(START, (WAY_MAX - HEIGHT) / 2, HEIGHT, LONG);
    expect(middle.offset).toBeCloseTo((LONG - HEIGHT) / 2, 3);
    expect(scrolledView(middle, WAY_MAX - HEIGHT, HEIGHT, LONG).offset).toBe(LONG - HEIGHT);
    expect(scrolledView(middle, 0, HEIGHT, LONG).offset).toBe(0);
  });

  it('moves by as many pixels as a step has, wherever it is', () => {
    for (const scrollTop of [2_000_000, 8_000_000, WAY_MAX - HEIGHT - 300]) {
      const there = scrolledView(START, scrollTop, HEIGHT, LONG);
      expect(scrolledView(there, scrollTop + 120, HEIGHT, LONG).offset).toBeCloseTo(there.offset + 120, 3);
      expect(scrolledView(there, scrollTop - 120, HEIGHT, LONG).offset).toBeCloseTo(there.offset - 120, 3);
    }
  });

  it('comes to its end by steps, and not beyond it', () => {
    let view = scrolledView(START, WAY_MAX - HEIGHT - 250, HEIGHT, LONG);
    for (const step of [100, 100, 50]) view = scrolledView(view, view.scrollTop + step, HEIGHT, LONG);
    expect(view).toEqual({ scrollTop: WAY_MAX - HEIGHT, height: HEIGHT, offset: LONG - HEIGHT });
    const stale = { ...view, scrollTop: view.scrollTop - 100 };
    expect(scrolledView(stale, view.scrollTop, HEIGHT, LONG).offset).toBe(LONG - HEIGHT);
  });

  it('is set right once it stands still: at the ends always, elsewhere after very many steps', () => {
    const there = scrolledView(START, 8_000_000, HEIGHT, LONG);
    const stepped = { ...there, scrollTop: there.scrollTop + 3000, offset: there.offset + 3000 };
    expect(settledScrollTop(stepped, LONG)).toBe(stepped.scrollTop);
    const far = { ...there, scrollTop: there.scrollTop + 300_000, offset: there.offset + 300_000 };
    expect(settledScrollTop(far, LONG)).toBeLessThan(8_200_000);
    const short = { scrollTop: WAY_MAX - HEIGHT, height: HEIGHT, offset: LONG - HEIGHT - 90 };
    expect(settledScrollTop(short, LONG)).toBe(WAY_MAX - HEIGHT - 90);
    const grown = { scrollTop: WAY_MAX - HEIGHT, height: HEIGHT, offset: LONG - HEIGHT };
    expect(settledScrollTop(grown, LONG + 60)).toBe(WAY_MAX - HEIGHT - 60);
  });

  it('has one place on its way for each place in the list', () => {
    const length = fc.double({ min: WAY_MAX + 1, max: 100_000_000, noNaN: true });
    fc.assert(
      fc.property(length, fc.double({ min: 0, max: WAY_MAX - HEIGHT, noNaN: true }), (listHeight, scrollTop) => {
        const far = { scrollTop: scrollTop < WAY_MAX / 2 ? WAY_MAX : 0, height: HEIGHT, offset: 0 };
        const view = scrolledView(far, scrollTop, HEIGHT, listHeight);
        expect(settledScrollTop(view, listHeight)).toBe(scrollTop);
        const lost = { ...view, scrollTop: far.scrollTop };
        expect(settledScrollTop(lost, listHeight)).toBeCloseTo(scrollTop, 3);
        expect(view.offset).toBeGreaterThanOrEqual(0);
        expect(view.offset).toBeLessThanOrEqual(listHeight - HEIGHT);
      }),
    );
  });
});
