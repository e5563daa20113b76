'use client';

import { useEffect } from 'react';
import type { LabSession } from '../run/lab-session';
import { runQuery } from './run-link';

/** Browsers refuse more than about three changes of the address in a second. */
const SETTLE_MS = 400;

/**
 * Keeps the page's address leading to the run as it stands, without adding to the history. A scenario that nobody has touched
 * is named by its id. While time runs the address rests.
 */
export function useRunAddress(session: LabSession, scenarioId: string | null): void {
  useEffect(() => {
    const { player } = session;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = 0;
    const write = async () => {
      const { step, branchCount } = player.getState();
      const isUntouched = scenarioId !== null && step === 0 && branchCount === 1;
      latest += 1;
      const asked = latest;
      const query = isUntouched ? `scenario=${encodeURIComponent(scenarioId)}` : await runQuery(session);
      if (asked !== latest) return;
      const { pathname, search } = window.location;
      const wanted = query === null ? '' : `?${query}`;
      if (wanted !== search) window.history.replaceState(null, '', `${pathname}${wanted}`);
    };
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(write, SETTLE_MS);
    };
    // A new seed has no scenario to be named by: its address is written although nothing was done yet.
    if (scenarioId === null) settle();
    const unsubscribe = player.subscribe((now, before) => {
      const hasMoved = now.step !== before.step || now.tick !== before.tick || now.branchId !== before.branchId;
      if (now.isPlaying) clearTimeout(timer);
      else if (hasMoved || before.isPlaying) settle();
    });
    return () => {
      clearTimeout(timer);
      latest += 1;
      unsubscribe();
    };
  }, [session, scenarioId]);
}
