'use client';

import { useCallback, useEffect, useState } from 'react';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import type { LabId } from '@/sim/catalog';
import { labViews } from './views';

export type LoadedView =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly lab: OpenableLab }
  /** The network failed; it may work the next time. */
  | { readonly status: 'failed' };

/** Loads a lab's view once it is `wanted`. */
export function useLabView(labId: LabId, isWanted: boolean): { readonly view: LoadedView; retry(): void } {
  const [view, setView] = useState<LoadedView>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isWanted || attempt < 0) return;
    let isCurrent = true;
    setView({ status: 'loading' });
    labViews[labId]().then(
      (lab) => isCurrent && setView({ status: 'loaded', lab }),
      () => isCurrent && setView({ status: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [labId, isWanted, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { view, retry };
}
