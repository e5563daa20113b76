'use client';

import { useCallback, useEffect, useMemo } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LabTasks, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { useLoaded } from '@/components/ui/use-loaded';

export interface Tasks {
  /** Null until they are there. */
  readonly loaded: LabTasks | null;
  readonly load: () => void;
}

/** A lab's challenges and predictions: fetched when the run first moves, because a prediction is asked on the way, or by `load`. */
export function useTasks(lab: OpenableLab, session: LabSession): Tasks {
  const fetchTasks = useCallback(() => lab.tasks(), [lab]);
  const [loaded, load] = useLoaded(fetchTasks);
  useEffect(() => {
    if (loaded !== null) return;
    return session.player.subscribe((now, before) => {
      if (now.isPlaying || now.step !== before.step || now.tick !== before.tick) load();
    });
  }, [session, loaded, load]);
  return useMemo(() => ({ loaded, load }), [loaded, load]);
}
