'use client';

import { useEffect } from 'react';
import { noteStop, unseenKeyEvents } from './key-event-memory';
import type { LabSession } from './lab-session';

/** Lets a scenario's run stop at the key events that this browser has not shown yet. */
export function useKeyEvents({ labId, keyEvents, player }: LabSession, isStopping: boolean): void {
  useEffect(() => {
    if (keyEvents === null || !isStopping) return;
    const scenario = `${labId}/${keyEvents.scenarioId}`;
    player.getState().stopAt(unseenKeyEvents(scenario, keyEvents.ids));
    return player.subscribe((now, before) => {
      if (now.stoppedAt !== null && now.stoppedAt !== before.stoppedAt) noteStop(scenario, now.stoppedAt);
    });
  }, [labId, keyEvents, player, isStopping]);
}
