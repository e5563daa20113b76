import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { Outbox } from '@/lib/outbox';
import type { LabId } from '@/sim/catalog';

/** How often the time is taken that somebody is at a challenge, with the page in view. */
const TICK_MS = 15_000;
/** Who is at one run for so long is told of at once. */
const LONG_MS = 15 * 60_000;

/**
 * Sends the run of a challenge that did not meet its goal, once: when this is stopped, when the page is left, or after a quarter of an
 * hour. A run in which nothing was done since it was opened is none, such as one that a link leads to, nor one of a challenge that cannot
 * be met. Returns what stops it.
 */
export function watchTries(
  labId: LabId,
  { challenge, simulated }: LabSession,
  { outbox, isPossible }: { readonly outbox: Outbox; readonly isPossible: (challengeId: string) => boolean },
): () => void {
  if (challenge === null || simulated === null) return () => {};
  let spentMs = 0;
  let isSent = false;
  const send = () => {
    const { met, obstacle, commandsUsed } = challenge.status();
    const isTry = commandsUsed > 0 && met === null && obstacle !== 'left-start' && obstacle !== 'not-allowed';
    if (isSent || !isTry || !simulated.isChanged() || !isPossible(challenge.id)) return;
    isSent = true;
    const id = crypto.randomUUID();
    const recording = JSON.stringify(simulated.recording());
    const body = { id, labId, challengeId: challenge.id, recording, spentMs };
    void outbox.send({ id, kind: 'challenge', body });
  };
  const clock = setInterval(() => {
    if (document.visibilityState !== 'visible' || !simulated.isChanged()) return;
    spentMs += TICK_MS;
    if (spentMs >= LONG_MS) send();
  }, TICK_MS);
  window.addEventListener('pagehide', send);
  return () => {
    clearInterval(clock);
    window.removeEventListener('pagehide', send);
    send();
  };
}
