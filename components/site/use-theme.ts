'use client';

import { useSyncExternalStore } from 'react';
import { readTheme, subscribeTheme, type ThemeChoice } from './theme';

/** The reader's choice of theme; "system" on the server and until hydration. */
export function useTheme(): ThemeChoice {
  return useSyncExternalStore(subscribeTheme, readTheme, () => 'system');
}
