'use client';

import { useEffect } from 'react';
import type { EarlyInput } from './early-input';

declare global {
  /** Left by scripts/early-input.mjs in a page that was sent for production, until React has the page. */
  var earlyInput: EarlyInput | undefined;
}

/** Tells React what was done to the page, or to a part of it, before it had taken that over. */
export function Hydrated() {
  useEffect(() => {
    // After all that the rest of the page does at first.
    setTimeout(() => {
      const early = globalThis.earlyInput;
      if (early === undefined) return;
      if (early.kept.size === 0) early.stop();
      else import('./early-input').then(({ tellReact }) => tellReact(early), early.stop);
    });
    window.addEventListener('click', pressAgainIfLost, true);
    return () => window.removeEventListener('click', pressAgainIfLost, true);
  }, []);
  return null;
}

/** How long a press has to arrive, which it does at once or not at all. */
const ARRIVAL_MS = 100;
const pressedAgain = new WeakMap<Element, ReturnType<typeof setTimeout>>();

/**
 * React stops a press on a part of the page whose code has not come yet, so that it never arrives: it is pressed again until it does.
 * Whoever else stops one prevents its default too.
 */
function pressAgainIfLost(press: MouseEvent) {
  const { target } = press;
  const element = target instanceof Element ? target.closest<HTMLElement>('button, [data-needs-react]') : null;
  if (element === null) return;
  const arrive = () => {
    clearTimeout(again);
    element.removeEventListener('click', arrive, true);
  };
  const again = setTimeout(() => {
    arrive();
    if (!press.defaultPrevented) element.click();
  }, ARRIVAL_MS);
  // Who presses twice has waited in vain.
  clearTimeout(pressedAgain.get(element));
  pressedAgain.set(element, again);
  element.addEventListener('click', arrive, true);
}
