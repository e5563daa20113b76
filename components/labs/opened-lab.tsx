'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import { LinkRefused } from '@/components/lab-shell/link-refused';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { type Opened, type OpenedRun, openAddress, openScenario } from './open-address';
import { useLabView } from './use-lab-view';

interface LoadedLabProps {
  readonly labId: LabId;
  readonly layout: 'page' | 'lesson';
  /** Loads once this is true. */
  readonly isWanted: boolean;
  readonly children: (lab: OpenableLab) => ReactNode;
}

/** A lab's code, loaded in a place that is kept for it; says so when that fails. */
export function LoadedLab({ labId, layout, isWanted, children }: LoadedLabProps) {
  const t = useTranslations('lab.loadFailed');
  const { view, retry } = useLabView(labId, isWanted);
  if (view.status === 'failed') {
    return <ErrorState title={t('title')} description={t('description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? (
    <LabSkeleton layout={layout} canvasShape={canvasShapes[labId]} />
  ) : (
    children(view.lab)
  );
}

interface AddressedLabProps {
  readonly lab: OpenableLab;
  readonly children: (run: OpenedRun, onOpened: (opened: Opened) => void) => ReactNode;
}

/** The run that the page's address asks for, now and whenever it asks for another; in its place, why it cannot be opened. */
export function AddressedLab({ lab, children }: AddressedLabProps) {
  const [opened, setOpened] = useState(() => openAddress(lab));
  useEffect(() => {
    // Back and forward, or an address typed over this one, ask for another run of the same page.
    const reopen = () => setOpened(openAddress(lab));
    window.addEventListener('popstate', reopen);
    return () => window.removeEventListener('popstate', reopen);
  }, [lab]);
  if (!('refusal' in opened)) return children(opened, setOpened);
  const [first] = lab.scenarios;
  return (
    <LinkRefused
      reason={opened.refusal}
      onScenario={() => {
        if (first !== undefined) setOpened(openScenario(lab, first.id));
      }}
    />
  );
}
