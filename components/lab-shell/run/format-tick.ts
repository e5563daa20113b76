import type { Locale } from '@/lib/i18n/routing';
import type { Tick } from '@/sim/core/simulation';

/** What each language writes between thousands and before decimals. */
const marks: Readonly<Record<Locale, { readonly group: string; readonly decimal: string }>> = {
  ko: { group: ',', decimal: '.' },
  en: { group: ',', decimal: '.' },
};

type Decimals = 0 | 1 | 2;

/**
 * A number with so many decimals, grouped as the language does. By hand: the browser's own formatter takes a phone long to set up, while
 * the lab is about to be drawn.
 */
function formatNumber(value: number, decimals: Decimals, locale: Locale): string {
  const { group, decimal } = marks[locale];
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

/** How a lab's clock is written. */
export interface ClockFace {
  readonly ticksPerSecond: number;
  /** In seconds with so many decimals; null: in milliseconds, with a decimal where a tick is shorter than one. */
  readonly secondsDecimals: Decimals | null;
}

/**
 * A moment as the lab's clock shows it, and which unit that is.
 *
 * @example formatClock(1_234_500, { ticksPerSecond: 1_000_000, secondsDecimals: null }, 'ko') // { unit: 'ms', time: '1,234.5' }
 */
export function formatClock(tick: Tick, { ticksPerSecond, secondsDecimals }: ClockFace, locale: Locale) {
  const seconds = tick / ticksPerSecond;
  if (secondsDecimals !== null) return { unit: 's', time: formatNumber(seconds, secondsDecimals, locale) } as const;
  return { unit: 'ms', time: formatNumber(seconds * 1_000, ticksPerSecond > 1_000 ? 1 : 0, locale) } as const;
}

/** A moment of an axis in the clock's unit: only as many decimals as its steps need. */
export function formatAxis(tick: Tick, stepTicks: Tick, clock: ClockFace, locale: Locale): string {
  const ofUnit = clock.secondsDecimals === null ? clock.ticksPerSecond / 1_000 : clock.ticksPerSecond;
  const step = stepTicks / ofUnit;
  const decimals = ([0, 1, 2] as const).find((count) => Number.isInteger(step * 10 ** count)) ?? 1;
  return formatNumber(tick / ofUnit, decimals, locale);
}

/** A stretch of time as it is said: in seconds from one on, else in milliseconds, with one decimal at most. */
export function formatTime(ticks: Tick, ticksPerSecond: number, locale: Locale) {
  const seconds = ticks / ticksPerSecond;
  if (seconds < 1) return { unit: 'ms', time: formatNumber(seconds * 1_000, 0, locale) } as const;
  const isWhole = seconds.toFixed(1).endsWith('0');
  return { unit: 's', time: formatNumber(seconds, isWhole ? 0 : 1, locale) } as const;
}
