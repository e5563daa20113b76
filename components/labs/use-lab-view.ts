'use client';

import { useLocale } from 'next-intl';
import { startTransition, useCallback, useEffect, useState } from 'react';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { TextTree } from '@/lib/i18n/pick-texts';
import type { LabId } from '@/sim/catalog';
import { labEntries } from './catalog';
import { loadLabTexts, loadShownTexts } from './texts';

export type LoadedView<Stage> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly lab: OpenableLab; readonly texts: TextTree; readonly stage: Stage }
  /** The network failed; it may work the next time. */
  | { readonly status: 'failed' };

/**
 * Loads a lab's view, its texts in the reader's language, and what shows it, all at the same time, once they are wanted.
 * `fetchStage` must be the same function on every render. Whatever only plays the lab fetches its other texts when they are wanted.
 */
export function useLabView<Stage>(
  labId: LabId,
  isWanted: boolean,
  fetchStage: (lab: Promise<OpenableLab>) => Promise<Stage>,
  texts: 'shown' | 'all',
): { readonly view: LoadedView<Stage>; retry(): void } {
  const locale = useLocale();
  const [view, setView] = useState<LoadedView<Stage>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isWanted || attempt < 0) return;
    let isCurrent = true;
    setView({ status: 'loading' });
    const loaded = labEntries[labId].load();
    Promise.all([loaded, (texts === 'all' ? loadLabTexts : loadShownTexts)(labId, locale), fetchStage(loaded)]).then(
      ([lab, loadedTexts, stage]) => {
        // Drawing a whole lab takes long on a phone: in slices, so that the page goes on answering.
        startTransition(() => {
          if (isCurrent) setView({ status: 'loaded', lab, texts: loadedTexts, stage });
        });
      },
      () => isCurrent && setView({ status: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [labId, locale, isWanted, fetchStage, texts, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { view, retry };
}
