'use client';

import { useMemo } from 'react';
import type { KeepRunAction } from '@/components/lab-shell/keep-run';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { LabId } from '@/sim/catalog';

/** Sends a run through the signed-in account's outbox; null while nobody is signed in. */
export function useKeepRun(labId: LabId): KeepRunAction | null {
  const outbox = useOutbox();
  return useMemo(() => {
    if (outbox === null) return null;
    return async (recording) => {
      const id = crypto.randomUUID();
      const body = { id, labId, recording: JSON.stringify(recording) };
      const { status } = await outbox.send({ id, kind: 'lab-run', body });
      return status === 'saved' ? 'kept' : status === 'waiting' ? 'queued' : 'refused';
    };
  }, [outbox, labId]);
}
