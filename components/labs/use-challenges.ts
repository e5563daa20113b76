'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Credit, LabChallenges } from '@/components/lab-shell/challenges/challenges-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { OutboxEntry } from '@/lib/outbox';
import { keepSolution } from '@/lib/unsent-solutions';
import type { LabId } from '@/sim/catalog';
import type { Tasks } from './use-tasks';

/** A field of a write, as a page made it, or of the server's answer to it. */
function fieldOf(value: unknown, name: 'labId' | 'challengeId' | 'commandsUsed' | 'spentMs'): unknown {
  return Object(value)[name];
}

interface ChallengesOptions {
  readonly start: (challengeId: string) => void;
  /** Another tab has had an answer of the server: what it said is to be asked for. */
  readonly askAgain: () => void;
}

/**
 * A lab page's challenges. Watches the present run; when it meets its goal, time stops and the recording goes to the server,
 * and only the server's answer is shown as credit, whenever it comes. `credited` is what the server has said so far.
 */
export function useChallenges(
  labId: LabId,
  { loaded, load }: Tasks,
  session: LabSession,
  credited: Readonly<Record<string, number>>,
  { start, askAgain }: ChallengesOptions,
): LabChallenges {
  const outbox = useOutbox();
  const [newlyCredited, setNewlyCredited] = useState<Readonly<Record<string, number>>>({});
  const [met, setMet] = useState<Readonly<Record<string, Credit | 'elsewhere'>>>({});
  const note = useCallback(
    (challengeId: string, credit: Credit) => setMet((before) => ({ ...before, [challengeId]: credit })),
    [],
  );

  useEffect(() => {
    if (outbox === null) return;
    const challengeOf = ({ kind, body }: OutboxEntry): string | null => {
      const isSolution = kind === 'challenge' && fieldOf(body, 'spentMs') === undefined;
      const challengeId = isSolution && fieldOf(body, 'labId') === labId ? fieldOf(body, 'challengeId') : null;
      return typeof challengeId === 'string' ? challengeId : null;
    };
    // Met on an earlier visit, and still on its way.
    for (const entry of outbox.entries()) {
      const challengeId = challengeOf(entry);
      if (challengeId !== null) note(challengeId, 'queued');
    }
    const isWaiting = (id: string) => outbox.entries().some((entry) => challengeOf(entry) === id);
    // What this tab has not sent itself, another has: its answer came there.
    const noteOtherTab = () =>
      setMet((before) => {
        const gone = Object.keys(before).filter((id) => before[id] === 'queued' && !isWaiting(id));
        return gone.length === 0 ? before : { ...before, ...Object.fromEntries(gone.map((id) => [id, 'elsewhere'])) };
      });
    const stopNoting = outbox.subscribe(() => setTimeout(noteOtherTab));
    const stopHearing = outbox.onDelivery((entry, delivery) => {
      const challengeId = challengeOf(entry);
      if (challengeId === null) return;
      const commandsUsed = delivery.status === 'saved' ? fieldOf(delivery.result, 'commandsUsed') : null;
      if (typeof commandsUsed !== 'number') return note(challengeId, 'refused');
      setNewlyCredited((before) => ({ ...before, [challengeId]: commandsUsed }));
      note(challengeId, 'credited');
    });
    return () => {
      stopNoting();
      stopHearing();
    };
  }, [outbox, labId, note]);

  const isAnsweredElsewhere = Object.values(met).includes('elsewhere');
  useEffect(() => {
    if (isAnsweredElsewhere) askAgain();
  }, [isAnsweredElsewhere, askAgain]);

  const submit = useCallback(
    async (challengeId: string, recording: string): Promise<void> => {
      if (outbox === null) {
        keepSolution(localStorage, { labId, challengeId, recording });
        return note(challengeId, 'signed-out');
      }
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

  const listed = useRef(loaded?.challenges);
  useEffect(() => {
    listed.current = loaded?.challenges;
  }, [loaded]);
  useEffect(() => {
    if (outbox === null || session.challenge === null) return;
    const isPossible = (id: string) => listed.current?.find((each) => each.id === id)?.isImpossible !== true;
    let stop: (() => void) | null = () => {};
    void import('./challenge-tries').then(({ watchTries }) => {
      if (stop !== null) stop = watchTries(labId, session, { outbox, isPossible });
    });
    return () => {
      stop?.();
      stop = null;
    };
  }, [labId, session, outbox]);

  return useMemo(
    () => ({
      challenges: loaded?.challenges ?? null,
      load,
      credited: { ...credited, ...newlyCredited },
      met: Object.fromEntries(
        Object.entries(met).map(([id, credit]): [string, Credit] => [
          id,
          credit !== 'elsewhere' ? credit : credited[id] === undefined ? 'sending' : 'credited',
        ]),
      ),
      start,
    }),
    [loaded, load, credited, newlyCredited, met, start],
  );
}
