'use client';

import { useCallback, useState } from 'react';
import type { KeptAnswer, PredictionAnswers } from '@/components/lab-shell/predictions/answers';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { LabId } from '@/sim/catalog';

interface Scored {
  readonly ok: true;
  readonly option: string;
  readonly outcome: string;
  readonly isRight: boolean;
}

/** Sends answers through the signed-in account's outbox and knows those that are kept, `kept` being what the server said first. */
export function useKeepAnswers(labId: LabId, kept: Readonly<Record<string, KeptAnswer>>): PredictionAnswers {
  const outbox = useOutbox();
  const [newlyKept, setNewlyKept] = useState<Readonly<Record<string, KeptAnswer>>>({});
  const keep = useCallback(
    async (predictionId: string, option: string) => {
      if (outbox === null) return null;
      const id = crypto.randomUUID();
      const delivery = await outbox.send<Scored>({ id, kind: 'prediction', body: { id, labId, predictionId, option } });
      if (delivery.status === 'waiting') return 'queued';
      if (delivery.status === 'refused') return delivery.reason === 'withheld' ? 'withheld' : 'refused';
      const { ok: _ok, ...scored } = delivery.result;
      setNewlyKept((before) => ({ ...before, [predictionId]: { ...scored, answeredAt: new Date().toISOString() } }));
      return 'kept';
    },
    [outbox, labId],
  );
  return { kept: { ...kept, ...newlyKept }, keep: outbox === null ? null : keep };
}
