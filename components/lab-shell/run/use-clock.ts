'use client';

import { useLayoutEffect } from 'react';
import { useReducedMotion } from '@/components/ui/motion-choice';
import { subscribeCalmly, useLabSession } from './lab-context';

/**
 * Calls `draw` with the clock, in ticks, now and whenever it moves, for drawing that must not render. With reduced motion
 * only when a step has been taken.
 */
export function useClock(draw: (clockTick: number) => void): void {
  const { player } = useLabSession();
  const isReduced = useReducedMotion();
  useLayoutEffect(() => {
    draw(player.getState().clockTick);
    return player.subscribe((now, before) => {
      const hasStepped = now.step !== before.step || now.branchId !== before.branchId || !now.isPlaying;
      if (hasStepped || (!isReduced && now.clockTick !== before.clockTick)) draw(now.clockTick);
    });
  }, [player, draw, isReduced]);
}

/** Calls `write` now and whenever the moment changes, on some frames only while time runs: for what is read, not watched. */
export function useCalmClock(write: () => void): void {
  const session = useLabSession();
  useLayoutEffect(() => {
    write();
    return subscribeCalmly(session, write);
  }, [session, write]);
}
