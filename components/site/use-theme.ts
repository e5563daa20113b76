'use client';

import { useSyncExternalStore } from 'react';
import { type ThemeChoice, themeChoice } from './theme';

/** The reader's choice of theme; "system" on the server and until hydration. */
export function useTheme(): ThemeChoice {
  return useSyncExternalStore(themeChoice.subscribe, themeChoice.read, () => 'system');
}
