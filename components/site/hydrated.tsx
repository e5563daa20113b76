'use client';

import { useEffect } from 'react';
import type { EarlyInput } from './early-input';

declare global {
  /** Left by scripts/early-input.mjs in a page that was sent for production, until React has the page. */
  var earlyInput: EarlyInput | undefined;
}

/** Tells React what was done to the page before it had taken the page over. */
export function Hydrated() {
  useEffect(() => {
    // After all that the rest of the page does at first.
    setTimeout(() => {
      const early = globalThis.earlyInput;
      if (early === undefined) return;
      if (early.kept.size === 0) early.stop();
      else import('./early-input').then(({ tellReact }) => tellReact(early), early.stop);
    });
  }, []);
  return null;
}
