import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overflow } from './limits';

const entry = (url: string, bytes: number, keptAtMs: number) => ({ url, bytes, keptAtMs });

describe('what a cache holds', () => {
  it('loses its oldest entries when there are too many or they are too big', () => {
    const entries = [entry('old', 10, 1), entry('new', 10, 3), entry('middle', 10, 2)];
    expect(overflow(entries, { entries: 3, bytes: 30 })).toEqual([]);
    expect(overflow(entries, { entries: 2, bytes: 30 })).toEqual(['old']);
    expect(overflow(entries, { entries: 3, bytes: 19 })).toEqual(['middle', 'old']);
    expect(overflow(entries, { entries: 3, bytes: 5 })).toEqual(['new', 'middle', 'old']);
  });

  it('is within its limits afterwards, and nothing is kept that is older than something that went', () => {
    const entries = fc.uniqueArray(fc.record({ url: fc.string(), bytes: fc.nat(1_000), keptAtMs: fc.nat(100) }), {
      selector: ({ url }) => url,
    });
    fc.assert(
      fc.property(entries, fc.record({ entries: fc.nat(20), bytes: fc.nat(5_000) }), (all, limits) => {
        const gone = new Set(overflow(all, limits));
        const rest = all.filter(({ url }) => !gone.has(url));
        expect(rest.length).toBeLessThanOrEqual(limits.entries);
        expect(rest.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(limits.bytes);
        const newestGone = Math.max(-1, ...all.filter(({ url }) => gone.has(url)).map(({ keptAtMs }) => keptAtMs));
        for (const { keptAtMs } of rest) expect(keptAtMs).toBeGreaterThanOrEqual(newestGone);
      }),
    );
  });
});
