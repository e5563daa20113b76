'use client';

import { useFormatter } from 'next-intl';
import { useOwnTimeZone } from './time-zone';

type Style = 'short' | 'medium' | 'long';

interface DateStyle {
  readonly dateStyle: Style;
  readonly timeStyle?: Style;
}

/** Writes dates as the reader has chosen them: in Seoul's time until hydration, then in the zone of the settings. */
export function useOwnDate(): (at: Date | string | number, style: DateStyle) => string {
  const format = useFormatter();
  const timeZone = useOwnTimeZone();
  return (at, style) => format.dateTime(new Date(at), { ...style, ...(timeZone ? { timeZone } : {}) });
}

/** A date on a page that the server renders: it does not know the reader's zone. */
export function OwnDate({ at, ...style }: DateStyle & { readonly at: Date | string | number }) {
  return useOwnDate()(at, style);
}
