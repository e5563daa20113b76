'use client';

import { useServerInsertedHTML } from 'next/navigation';
import { useRef } from 'react';
import { themeScript } from './theme';

/** Puts the theme's script into the <head> that the server sends, once. Rendered as an element it would be met again, and refused, when React draws the layout anew. */
export function ThemeScript() {
  const inserted = useRef(false);
  useServerInsertedHTML(() => {
    if (inserted.current) return null;
    inserted.current = true;
    return <script>{themeScript}</script>;
  });
  return null;
}
