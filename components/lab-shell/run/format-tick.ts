import type { Tick } from '@/sim/core/simulation';

/** Milliseconds with one decimal, grouped as the language does. */
export function formatMs(tick: Tick, ticksPerSecond: number, locale: string): string {
  return formatterFor(locale).format((tick / ticksPerSecond) * 1000);
}

/** A stretch of time as it is said: in seconds from one on, else in milliseconds, with one decimal at most. */
export function formatTime(ticks: Tick, ticksPerSecond: number, locale: string) {
  const seconds = ticks / ticksPerSecond;
  const unit = seconds < 1 ? 'ms' : 's';
  const value = unit === 's' ? seconds : seconds * 1_000;
  return { unit, time: value.toLocaleString(locale, { maximumFractionDigits: unit === 's' ? 1 : 0 }) } as const;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Building one is slow, and the clock is shown on every frame. */
function formatterFor(locale: string): Intl.NumberFormat {
  const known = formatters.get(locale);
  if (known !== undefined) return known;
  const formatter = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  formatters.set(locale, formatter);
  return formatter;
}
