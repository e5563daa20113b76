'use client';

import { useCallback, useMemo, useRef } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { KeepRunAction } from '@/components/lab-shell/share/keep-run';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { useAccount } from '@/components/reader/account-provider';
import type { LabId } from '@/sim/catalog';

/** How a lab's page keeps runs. */
export interface RunKeeping {
  /** Keeps the current branch: in the account, or in this browser. Null until it is known whose page it is. */
  readonly keep: KeepRunAction | null;
  /** Keeps what somebody did in a run that another takes the place of, unless it is kept already, and tells that one. */
  readonly keepLeft: (left: LabSession, next: LabSession | null) => void;
}

export function useKeepRun(labId: LabId): RunKeeping {
  const account = useAccount();
  const outbox = useOutbox();
  /** What of this page is kept, however far it was played on. */
  const kept = useRef(new Set<string>());

  const keep = useCallback<KeepRunAction>(
    async (session, onLater) => {
      const recording = Object(session.simulated?.recording());
      kept.current.add(actsOf(recording));
      if (outbox === null) return keepHere(session, recording);
      const id = crypto.randomUUID();
      const body = { id, labId, recording: JSON.stringify(recording) };
      const { status } = await outbox.send({ id, kind: 'lab-run', body });
      if (status !== 'waiting') return status === 'saved' ? 'kept' : 'refused';
      const stop = outbox.onDelivery((entry, delivery) => {
        if (entry.id !== id) return;
        stop();
        onLater(delivery.status === 'saved' ? 'kept' : 'refused');
      });
      return 'queued';
    },
    [outbox, labId],
  );

  const keepLeft = useCallback(
    (left: LabSession, next: LabSession | null) => {
      if (left.simulated?.isChanged() !== true) return;
      const recording = Object(left.simulated.recording());
      if (kept.current.has(actsOf(recording))) return;
      void keep(left, () => undefined).then(async (outcome) => {
        // What the server does not take, such as a run that is too long, lies here.
        const last = outcome === 'refused' ? await keepHere(left, recording) : outcome;
        if (last !== 'refused') next?.player.getState().note({ kind: 'left', where: last });
      });
    },
    [keep],
  );
  return useMemo(() => ({ keep: account === undefined ? null : keep, keepLeft }), [account, keep, keepLeft]);
}

/** What makes a run what it is, apart from how far it was played. */
const actsOf = ({ config, seed, commands }: Record<string, unknown>) => JSON.stringify([config, seed, commands]);

async function keepHere(session: LabSession, recording: Record<string, unknown>): Promise<'here' | 'refused'> {
  const run = {
    id: crypto.randomUUID(),
    labId: session.labId,
    keptAt: new Date().toISOString(),
    steps: session.player.getState().knownEnd.step,
    scenarioId: session.scenarioId,
    recording: JSON.stringify(recording),
  };
  // What cannot be fetched now keeps nothing.
  const local = await import('@/components/lab-shell/share/local-runs').catch(() => null);
  return local?.keepLocalRun(run) === true ? 'here' : 'refused';
}
