'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ChallengeDesk, Credit } from '@/components/lab-shell/challenge-desk';
import type { LabSession } from '@/components/lab-shell/lab-session';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { LabId } from '@/sim/catalog';

interface Credited {
  readonly ok: true;
  readonly commandsUsed: number;
}

/**
 * A lab page's challenges. Watches the present run; when it meets its goal, time stops and the recording goes to the server,
 * and only the server's answer is shown as credit. `credited` is what the server has said so far.
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

  const submit = useCallback(
    async (challengeId: string, recording: string): Promise<void> => {
      const note = (credit: Credit) => setMet((before) => ({ ...before, [challengeId]: credit }));
      if (outbox === null) return note('signed-out');
      note('sending');
      const id = crypto.randomUUID();
      const body = { id, labId, challengeId, recording };
      const delivery = await outbox.send<Credited>({ id, kind: 'challenge', body });
      if (delivery.status === 'waiting') return note('queued');
      if (delivery.status === 'refused') return note('refused');
      const { commandsUsed } = delivery.result;
      setNewlyCredited((before) => ({ ...before, [challengeId]: commandsUsed }));
      note('credited');
    },
    [outbox, labId],
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
