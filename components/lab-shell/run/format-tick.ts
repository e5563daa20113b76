import type { Tick } from '@/sim/core/simulation';

/** Milliseconds with one decimal, grouped as the language does. */
export function formatMs(tick: Tick, ticksPerSecond: number, locale: string): string {
  return formatterFor(locale).format((tick / ticksPerSecond) * 1000);
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
