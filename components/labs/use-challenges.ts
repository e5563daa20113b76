'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import * as z from 'zod/mini';
import type { ChallengeDesk, Credit } from '@/components/lab-shell/challenges/challenge-desk';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { OutboxEntry } from '@/lib/outbox';
import type { LabId } from '@/sim/catalog';

/** What a challenge's write is, as this page made it, and the server's answer to it. */
const sentChallenge = z.object({ labId: z.string(), challengeId: z.string() });
const creditGiven = z.object({ commandsUsed: z.number() });

/**
 * A lab page's challenges. Watches the present run; when it meets its goal, time stops and the recording goes to the server,
 * and only the server's answer is shown as credit, whenever it comes. `credited` is what the server has said so far.
 */
export function useChallenges(
  labId: LabId,
  lab: OpenableLab,
  session: LabSession,
  credited: Readonly<Record<string, number>>,
  start: (challengeId: string) => void,
): ChallengeDesk {
  const outbox = useOutbox();
  const [newlyCredited, setNewlyCredited] = useState<Readonly<Record<string, number>>>({});
  const [met, setMet] = useState<Readonly<Record<string, Credit>>>({});
  const note = useCallback(
    (challengeId: string, credit: Credit) => setMet((before) => ({ ...before, [challengeId]: credit })),
    [],
  );

  useEffect(() => {
    if (outbox === null) return;
    const challengeOf = ({ kind, body }: OutboxEntry): string | null => {
      const sent = kind === 'challenge' ? sentChallenge.safeParse(body) : null;
      return sent?.success === true && sent.data.labId === labId ? sent.data.challengeId : null;
    };
    // Met on an earlier visit, and still on its way.
    for (const entry of outbox.entries()) {
      const challengeId = challengeOf(entry);
      if (challengeId !== null) note(challengeId, 'queued');
    }
    return outbox.onDelivery((entry, delivery) => {
      const challengeId = challengeOf(entry);
      if (challengeId === null) return;
      const credit = delivery.status === 'saved' ? creditGiven.safeParse(delivery.result) : null;
      if (credit?.success !== true) return note(challengeId, 'refused');
      setNewlyCredited((before) => ({ ...before, [challengeId]: credit.data.commandsUsed }));
      note(challengeId, 'credited');
    });
  }, [outbox, labId, note]);

  const submit = useCallback(
    async (challengeId: string, recording: string): Promise<void> => {
      if (outbox === null) return note(challengeId, 'signed-out');
      note(challengeId, 'sending');
      const id = crypto.randomUUID();
      const body = { id, labId, challengeId, recording };
      const { status } = await outbox.send({ id, kind: 'challenge', body });
      if (status === 'waiting') note(challengeId, 'queued');
    },
    [outbox, labId, note],
  );

  useEffect(() => {
    const { challenge, player } = session;
    if (challenge === null) return;
    /** Each solution is sent once, however often it is passed. */
    const sent = new Set<string>();
    return player.subscribe(() => {
      if (challenge.status().met === null) return;
      const recording = challenge.proof();
      if (recording === null || sent.has(recording)) return;
      sent.add(recording);
      player.getState().pause();
      void submit(challenge.id, recording);
    });
  }, [session, submit]);

  return useMemo(
    () => ({ challenges: lab.challenges, credited: { ...credited, ...newlyCredited }, met, start }),
    [lab, credited, newlyCredited, met, start],
  );
}
