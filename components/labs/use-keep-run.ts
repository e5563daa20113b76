'use client';

import { useMemo } from 'react';
import type { KeepRunAction } from '@/components/lab-shell/share/keep-run';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { LabId } from '@/sim/catalog';

/** Sends a run through the signed-in account's outbox; null while nobody is signed in. */
export function useKeepRun(labId: LabId): KeepRunAction | null {
  const outbox = useOutbox();
  return useMemo(() => {
    if (outbox === null) return null;
    return async (recording, onLater) => {
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
    };
  }, [outbox, labId]);
}
