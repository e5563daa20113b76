'use client';

import { useLayoutEffect } from 'react';
import { keepMotion } from '@/components/ui/motion-key';
import { applyTheme, themeChoice } from './theme';

/** Puts the stored theme back when the layout mounts anew: React clears the attributes of <html> when the language changes. */
export function ThemeKeeper() {
  useLayoutEffect(() => {
    applyTheme(themeChoice.read());
    keepMotion();
  }, []);
  return null;
}
