'use client';

import { ExternalLink } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { LabSessionProvider, useLabSession } from '@/components/lab-shell/lab-context';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import { LinkRefused } from '@/components/lab-shell/link-refused';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { runQuery } from '@/components/lab-shell/run-link';
import { buttonClass } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Tooltip } from '@/components/ui/tooltip';
import type { LabId } from '@/sim/catalog';
import { openAddress, openScenario } from './open-address';
import { useLabView } from './use-lab-view';

/** A lab by itself, for a frame on another site: the run that the address asks for, and a way to the whole page. */
export function EmbeddedLab({ labId }: { readonly labId: LabId }) {
  const t = useTranslations('lab');
  const { view, retry } = useLabView(labId, true);
  if (view.status === 'failed') {
    return <ErrorState title={t('loadFailed.title')} description={t('loadFailed.description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? <LabSkeleton layout="lesson" /> : <OpenedLab labId={labId} lab={view.lab} />;
}

function OpenedLab({ labId, lab }: { readonly labId: LabId; readonly lab: OpenableLab }) {
  const t = useTranslations();
  const [opened, setOpened] = useState(() => openAddress(lab));
  if ('refusal' in opened) {
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
  return (
    <LabShell
      session={opened.session}
      label={t(`${labId}.name`)}
      layout="lesson"
      onSession={(session) => setOpened({ session, scenarioId: null })}
      tools={
        <LabSessionProvider session={opened.session}>
          <OpenOutside labId={labId} />
        </LabSessionProvider>
      }
    />
  );
}

/** Leads out of the frame, with the run and the moment. */
function OpenOutside({ labId }: { readonly labId: LabId }) {
  const t = useTranslations('lab');
  const locale = useLocale();
  const session = useLabSession();
  const path = `/${locale}/labs/${labId}`;
  return (
    <Tooltip content={t('openInLab')}>
      <a
        href={path}
        target="_blank"
        rel="noopener"
        aria-label={t('openInLab')}
        className={buttonClass('ghost', 'md', 'w-control px-0!')}
        onClick={(event) => {
          // The run is written into the link only when it is followed: it changes with every step.
          const query = runQuery(session);
          if (query !== null) event.currentTarget.href = `${path}?${query}`;
        }}
      >
        <ExternalLink aria-hidden="true" className="size-[1.15em]" />
      </a>
    </Tooltip>
  );
}
