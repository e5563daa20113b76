'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { useLabView } from './use-lab-view';
import { labViews } from './views';

function isViewed(id: string): id is LabId {
  return Object.hasOwn(labViews, id);
}

interface WithLabProps {
  readonly labId: string;
  readonly children: (lab: OpenableLab, labId: LabId) => ReactNode;
}

/** Shows what a lab is needed for once the lab is there. */
export function WithLab({ labId, children }: WithLabProps) {
  const t = useTranslations('lab');
  if (!isViewed(labId)) return <ErrorState title={t('loadFailed.title')} description={t('loadFailed.description')} />;
  return <LoadedLab labId={labId}>{children}</LoadedLab>;
}

function LoadedLab({ labId, children }: WithLabProps & { readonly labId: LabId }) {
  const t = useTranslations('lab');
  const { view, retry } = useLabView(labId, true);
  if (view.status === 'failed') {
    return <ErrorState title={t('loadFailed.title')} description={t('loadFailed.description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? (
    <LabSkeleton layout="lesson" canvasShape={canvasShapes[labId]} />
  ) : (
    children(view.lab, labId)
  );
}
