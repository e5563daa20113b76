'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect } from 'react';
import type { labLayout } from '@/components/lab-shell/lab-layout';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import { LaterTextsContext } from '@/components/lab-shell/panels/later-texts';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import { whenReaderActs } from '@/components/ui/reader-acts';
import { MoreTexts } from '@/lib/i18n/more-texts';
import type { LabId } from '@/sim/catalog';
import { labEntries } from './catalog';
import { laterTextsOf } from './later-part';
import { useLabView } from './use-lab-view';

interface LoadedLabProps<Stage> {
  readonly labId: LabId;
  readonly layout: keyof typeof labLayout;
  /** Loads once this is true. */
  readonly isWanted: boolean;
  /** What it can say at once; all that a lab says unless it says `shown`: what its opening view does. */
  readonly texts?: 'shown' | 'all';
  /** What the lab is about, to be read until it is there. */
  readonly summary?: string | undefined;
  /** Loads what shows the lab, and what that needs of it; the same function on every render. */
  readonly fetchStage: (lab: Promise<OpenableLab>) => Promise<Stage>;
  readonly children: (lab: OpenableLab, stage: Stage) => ReactNode;
}

/** A lab with its texts and what shows it, loaded in a place that is kept for it; says so when that fails. */
export function LoadedLab<Stage>(props: LoadedLabProps<Stage>) {
  const { labId, layout, isWanted, texts = 'all', summary, fetchStage, children } = props;
  const t = useTranslations('lab.loadFailed');
  const { view, retry } = useLabView(labId, isWanted, fetchStage, texts);
  const locale = useLocale();
  const isShort = texts === 'shown';
  const fetchLater = useCallback(() => laterTextsOf(labId, locale), [labId, locale]);
  // Panels are opened soon then.
  useEffect(() => (isShort ? whenReaderActs(() => void fetchLater()) : undefined), [isShort, fetchLater]);
  if (view.status === 'failed') {
    return <ErrorState title={t('title')} description={t('description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? (
    <LabSkeleton layout={layout} canvasShape={labEntries[labId].shape} summary={summary} />
  ) : (
    <MoreTexts texts={view.texts}>
      <LaterTextsContext value={isShort ? fetchLater : null}>{children(view.lab, view.stage)}</LaterTextsContext>
    </MoreTexts>
  );
}
