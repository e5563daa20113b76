'use client';

import { useEffect, useRef } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { ListedChallenge } from '@/components/lab-shell/run/openable-lab';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { LabId } from '@/sim/catalog';

/** How often the time is taken that somebody is at a challenge, with the page in view. */
const TICK_MS = 15_000;
/** Who is at one run for so long is told of at once. */
const LONG_MS = 15 * 60_000;

/**
 * Sends the run of a challenge that did not meet its goal, once: when another takes its place, when the page is left, or after a quarter
 * of an hour. A run in which nothing was done is none, nor one of a challenge that cannot be met.
 */
export function useChallengeTries(
  labId: LabId,
  session: LabSession,
  challenges: readonly ListedChallenge[] | null,
): void {
  const outbox = useOutbox();
  const listed = useRef(challenges);
  useEffect(() => {
    listed.current = challenges;
  }, [challenges]);
  useEffect(() => {
    const { challenge, simulated } = session;
    if (outbox === null || challenge === null || simulated === null) return;
    let spentMs = 0;
    let isSent = false;
    const send = () => {
      const { met, obstacle, commandsUsed } = challenge.status();
      const isPossible = listed.current?.find(({ id }) => id === challenge.id)?.isImpossible !== true;
      const isTry = commandsUsed > 0 && met === null && obstacle !== 'left-start' && obstacle !== 'not-allowed';
      if (isSent || !isTry || !isPossible) return;
      isSent = true;
      const id = crypto.randomUUID();
      const recording = JSON.stringify(simulated.recording());
      const body = { id, labId, challengeId: challenge.id, recording, spentMs };
      void outbox.send({ id, kind: 'challenge', body });
    };
    const clock = setInterval(() => {
      if (document.visibilityState !== 'visible' || challenge.status().commandsUsed === 0) return;
      spentMs += TICK_MS;
      if (spentMs >= LONG_MS) send();
    }, TICK_MS);
    window.addEventListener('pagehide', send);
    return () => {
      clearInterval(clock);
      window.removeEventListener('pagehide', send);
      send();
    };
  }, [labId, session, outbox]);
}
