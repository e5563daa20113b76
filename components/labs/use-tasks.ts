'use client';

import { useLocale } from 'next-intl';
import { useCallback, useEffect, useMemo } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LabTasks, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { useLoaded } from '@/components/ui/use-loaded';
import type { TextTree } from '@/lib/i18n/pick-texts';
import type { LabId } from '@/sim/catalog';
import { loadLaterTexts } from './texts';

interface SaidTasks extends LabTasks {
  /** What they say, besides the texts of the opening view. */
  readonly texts: TextTree;
}

export interface Tasks {
  /** Null until they are there. */
  readonly loaded: SaidTasks | null;
  readonly load: () => void;
}

/** A lab's challenges and predictions: fetched when the run first moves, because a prediction is asked on the way, with an attempt at a challenge, or by `load`. */
export function useTasks(labId: LabId, lab: OpenableLab, session: LabSession): Tasks {
  const locale = useLocale();
  const fetchTasks = useCallback(async (): Promise<SaidTasks> => {
    const [tasks, texts] = await Promise.all([lab.tasks(), loadLaterTexts(labId, locale)]);
    return { ...tasks, texts };
  }, [lab, labId, locale]);
  const [loaded, load] = useLoaded(fetchTasks);
  useEffect(() => {
    if (loaded !== null) return;
    // An attempt that the address led to says what it is an attempt at.
    if (session.challenge !== null) return load();
    return session.player.subscribe((now, before) => {
      if (now.isPlaying || now.step !== before.step || now.tick !== before.tick) load();
    });
  }, [session, loaded, load]);
  return useMemo(() => ({ loaded, load }), [loaded, load]);
}
