'use client';

import { type RefObject, useEffect, useState } from 'react';
import { type Status, statePalette } from '@/components/ui/state-palette';

export type CanvasPalette = Readonly<Record<Status | 'surface' | 'text', string>>;

/** The tokens as a canvas understands them; null until the page has its style. Read anew when the theme changes. */
export function usePalette(element: RefObject<HTMLElement | null>): CanvasPalette | null {
  const [palette, setPalette] = useState<CanvasPalette | null>(null);
  useEffect(() => {
    const read = () => {
      if (element.current !== null) setPalette(readPalette(element.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    return () => {
      observer.disconnect();
      system.removeEventListener('change', read);
    };
  }, [element]);
  return palette;
}

/** A custom property still says `light-dark(…)`; only a computed colour is the one that holds now. */
function readPalette(element: HTMLElement): CanvasPalette {
  // Where the reader's own colours are forced on a page, every colour would be that of text.
  element.style.setProperty('forced-color-adjust', 'none');
  const resolve = (color: string) => {
    element.style.color = color;
    return getComputedStyle(element).color;
  };
  const palette = {
    surface: resolve('var(--color-surface)'),
    text: resolve('var(--color-text)'),
    ok: resolve(statePalette.ok.color),
    active: resolve(statePalette.active.color),
    success: resolve(statePalette.success.color),
    failure: resolve(statePalette.failure.color),
    pending: resolve(statePalette.pending.color),
    neutral: resolve(statePalette.neutral.color),
  } satisfies CanvasPalette;
  element.style.color = '';
  return palette;
}
