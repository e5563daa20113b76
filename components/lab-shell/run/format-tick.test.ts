import { describe, expect, it } from 'vitest';
import { formatAxisMs, formatMs, formatTime } from './format-tick';

const TICKS_PER_SECOND = 10_000;
const locales = ['ko', 'en'] as const;
const all = [0, 1, 49, 999, 1_000, 9_996, 10_000, 12_000, 12_345, 19_999, 1_234_567, 123_456_789];

/** As the browser's own formatter writes it. */
const written = (value: number, locale: string, minimumFractionDigits: number, maximumFractionDigits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits }).format(value);

describe('a time', () => {
  it.each(locales)('in milliseconds has one decimal (%s)', (locale) => {
    for (const ticks of all) expect(formatMs(ticks, TICKS_PER_SECOND, locale)).toBe(written(ticks / 10, locale, 1, 1));
  });

  it.each(locales)('on an axis has a decimal only where its steps need one (%s)', (locale) => {
    expect(formatAxisMs(20_000_000, 10_000, TICKS_PER_SECOND, locale)).toBe('2,000,000');
    expect(formatAxisMs(25, 5, TICKS_PER_SECOND, locale)).toBe('2.5');
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
