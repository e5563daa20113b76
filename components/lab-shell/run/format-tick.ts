import type { Locale } from '@/lib/i18n/routing';
import type { Tick } from '@/sim/core/simulation';

/** What each language writes between thousands and before decimals. */
const marks: Readonly<Record<Locale, { readonly group: string; readonly decimal: string }>> = {
  ko: { group: ',', decimal: '.' },
  en: { group: ',', decimal: '.' },
};

/**
 * A number with so many decimals, grouped as the language does. By hand: the browser's own formatter takes a phone long to set up, while
 * the lab is about to be drawn.
 */
function formatNumber(value: number, decimals: 0 | 1, locale: Locale): string {
  const { group, decimal } = marks[locale];
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

/** Milliseconds, with one decimal where they are not whole. */
export function formatPlainMs(ms: number, locale: Locale): string {
  return formatNumber(ms, Number.isInteger(ms) ? 0 : 1, locale);
}

/**
 * Milliseconds; with one decimal where a tick is shorter than one.
 *
 * @example formatMs(1_234_500, 1_000_000, 'ko') // '1,234.5'
 */
export function formatMs(tick: Tick, ticksPerSecond: number, locale: Locale): string {
  return formatNumber((tick / ticksPerSecond) * 1_000, ticksPerSecond > 1_000 ? 1 : 0, locale);
}

/** Milliseconds of an axis: a decimal only where its steps are shorter than a millisecond. */
export function formatAxisMs(tick: Tick, stepTicks: Tick, ticksPerSecond: number, locale: Locale): string {
  const isWhole = Number.isInteger((stepTicks / ticksPerSecond) * 1_000);
  return formatNumber((tick / ticksPerSecond) * 1_000, isWhole ? 0 : 1, locale);
}

/** A stretch of time as it is said: in seconds from one on, else in milliseconds, with one decimal at most. */
export function formatTime(ticks: Tick, ticksPerSecond: number, locale: Locale) {
  const seconds = ticks / ticksPerSecond;
  if (seconds < 1) return { unit: 'ms', time: formatNumber(seconds * 1_000, 0, locale) } as const;
  const isWhole = seconds.toFixed(1).endsWith('0');
  return { unit: 's', time: formatNumber(seconds, isWhole ? 0 : 1, locale) } as const;
}
