'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import type { VisitedMessage } from '@/lib/offline';

/** After a page was loaded and has had time to show itself: what is for later must not slow down what is for now. */
const QUIET_MS = 3_000;

/** Registers the service worker and tells it which pages are looked at, so that they can be had again without a network. */
export function ServiceWorker() {
  const path = usePathname();
  useEffect(() => {
    // Inside another site's frame the reader is a guest there.
    if (!('serviceWorker' in navigator) || window.top !== window) return;
    const { serviceWorker } = navigator;
    if (process.env.NODE_ENV !== 'production') {
      // One that a production build on the same port left here would serve yesterday's files.
      void serviceWorker.getRegistrations().then((all) => all.forEach((each) => void each.unregister()));
      return;
    }
    const timer = setTimeout(async () => {
      await serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
      const { active } = await serviceWorker.ready;
      const assets = performance.getEntriesByType('resource').map(({ name }) => name);
      active?.postMessage({ type: 'visited', path, assets } satisfies VisitedMessage);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return null;
}
