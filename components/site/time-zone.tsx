'use client';

import { NextIntlClientProvider, useLocale, useMessages, useTimeZone } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';
import { storedChoice } from '@/components/ui/stored-choice';

/** Whose clock dates and times go by: the site's own (Seoul), this device's, or UTC. */
export type TimeZoneChoice = 'site' | 'device' | 'utc';

export const timeZoneChoice = storedChoice<TimeZoneChoice>('interleave.time-zone', ['site', 'device', 'utc']);

/** "site" on the server and until hydration. */
export function useTimeZoneChoice(): TimeZoneChoice {
  return useSyncExternalStore(timeZoneChoice.subscribe, timeZoneChoice.read, () => 'site');
}

/** Shows the dates below it in the zone that the reader chose. */
export function OwnTimeZone({ children }: { readonly children: ReactNode }) {
  const choice = useTimeZoneChoice();
  const site = useTimeZone();
  const zone = { site, device: Intl.DateTimeFormat().resolvedOptions().timeZone, utc: 'UTC' }[choice];
  return (
    <NextIntlClientProvider locale={useLocale()} messages={useMessages()} {...(zone ? { timeZone: zone } : {})}>
      {children}
    </NextIntlClientProvider>
  );
}
