'use client';

import { useCallback, useRef } from 'react';
import type { Tick } from '@/sim/core/simulation';
import { useClock } from '../run/use-clock';

interface WorkBarProps {
  /** Null: nothing is being worked. */
  readonly work: { readonly startedTick: Tick; readonly dueTick: Tick } | null;
}

/** How far a piece of work has come, drawn by the clock without rendering. */
export function WorkBar({ work }: WorkBarProps) {
  const bar = useRef<HTMLSpanElement>(null);
  useClock(
    useCallback(
      (tick: number) => {
        const share = work === null ? 0 : (tick - work.startedTick) / Math.max(1, work.dueTick - work.startedTick);
        if (bar.current !== null) bar.current.style.scale = `${Math.min(1, Math.max(0, share))} 1`;
      },
      [work],
    ),
  );
  return (
    <span aria-hidden="true" className="h-[5px] shrink-0 overflow-hidden rounded-full bg-sunken zoomed-out:hidden">
      <span ref={bar} className="block h-full origin-left rounded-full bg-(--color-state-success)" />
    </span>
  );
}
