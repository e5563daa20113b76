import { describe, expect, it } from 'vitest';
import { formatAxis, formatClock, formatTime } from './format-tick';

const TICKS_PER_SECOND = 10_000;
const locales = ['ko', 'en'] as const;
const all = [0, 1, 49, 999, 1_000, 9_996, 10_000, 12_000, 12_345, 19_999, 1_234_567, 123_456_789];

/** As the browser's own formatter writes it. */
const written = (value: number, locale: string, minimumFractionDigits: number, maximumFractionDigits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits }).format(value);

describe('a time', () => {
  it.each(locales)('in milliseconds has one decimal (%s)', (locale) => {
    const clock = { ticksPerSecond: TICKS_PER_SECOND, secondsDecimals: null };
    for (const ticks of all) {
      expect(formatClock(ticks, clock, locale)).toEqual({ unit: 'ms', time: written(ticks / 10, locale, 1, 1) });
    }
  });

  it.each(locales)('is in seconds on a clock that shows them, always with its decimals (%s)', (locale) => {
    for (const secondsDecimals of [0, 1, 2] as const) {
      const clock = { ticksPerSecond: TICKS_PER_SECOND, secondsDecimals };
      for (const ticks of all) {
        const time = written(ticks / TICKS_PER_SECOND, locale, secondsDecimals, secondsDecimals);
        expect(formatClock(ticks, clock, locale)).toEqual({ unit: 's', time });
      }
    }
  });

  it.each(locales)('on an axis has decimals only where its steps need them (%s)', (locale) => {
    const ms = { ticksPerSecond: TICKS_PER_SECOND, secondsDecimals: null };
    expect(formatAxis(20_000_000, 10_000, ms, locale)).toBe('2,000,000');
    expect(formatAxis(25, 5, ms, locale)).toBe('2.5');
    const seconds = { ticksPerSecond: 1_000, secondsDecimals: 2 } as const;
    expect(formatAxis(30_000, 5_000, seconds, locale)).toBe('30');
    expect(formatAxis(30_250, 50, seconds, locale)).toBe('30.25');
  });

  it.each(locales)('is said in seconds from one on (%s)', (locale) => {
    for (const ticks of all) {
      const isShort = ticks < TICKS_PER_SECOND;
      expect(formatTime(ticks, TICKS_PER_SECOND, locale)).toEqual({
        unit: isShort ? 'ms' : 's',
        time: isShort ? written(ticks / 10, locale, 0, 0) : written(ticks / TICKS_PER_SECOND, locale, 0, 1),
      });
    }
  });
});
