'use client';

import { useSyncExternalStore } from 'react';
import { storedChoice } from './stored-choice';

/** Whose clock dates and times go by: the site's own (Seoul), this device's, or UTC. */
export type TimeZoneChoice = 'site' | 'device' | 'utc';

export const timeZoneChoice = storedChoice<TimeZoneChoice>('interleave.time-zone', ['site', 'device', 'utc']);

/** "site" on the server and until hydration. */
export function useTimeZoneChoice(): TimeZoneChoice {
  return useSyncExternalStore(timeZoneChoice.subscribe, timeZoneChoice.read, () => 'site');
}

/** The zone that the reader chose, as `Intl` names it; undefined for the site's own. */
export function useOwnTimeZone(): string | undefined {
  const choice = useTimeZoneChoice();
  return { site: undefined, device: Intl.DateTimeFormat().resolvedOptions().timeZone, utc: 'UTC' }[choice];
}
