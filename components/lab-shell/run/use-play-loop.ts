'use client';

import { type RefObject, useEffect } from 'react';
import type { LabSession } from './lab-session';
import { createPlayLoop } from './play-loop';

const browserFrames = {
  request: (callback: (nowMs: number) => void) => requestAnimationFrame(callback),
  cancel: (handle: number) => cancelAnimationFrame(handle),
};

/** Lets time pass while the run plays, `element` is on the screen and the tab is shown. */
export function usePlayLoop({ player }: LabSession, element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const loop = createPlayLoop(browserFrames, (elapsedMs) => player.getState().passTime(elapsedMs));
    let isOnScreen = true;
    const update = () => loop.setRunning(player.getState().isPlaying && isOnScreen && !document.hidden);
    const unsubscribe = player.subscribe((now, before) => {
      if (now.isPlaying !== before.isPlaying) update();
    });
    const observer = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? true;
      update();
    });
    if (element.current !== null) observer.observe(element.current);
    document.addEventListener('visibilitychange', update);
    update();
    return () => {
      loop.setRunning(false);
      unsubscribe();
      observer.disconnect();
      document.removeEventListener('visibilitychange', update);
    };
  }, [player, element]);
}
