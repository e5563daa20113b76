'use client';

import { ExternalLink } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { LabSessionProvider, useLabSession } from '@/components/lab-shell/lab-context';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { runQuery } from '@/components/lab-shell/run-link';
import { buttonClass } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { AddressedLab, LoadedLab } from './opened-lab';

/** A lab by itself, for a frame on another site: the run that the address asks for, and a way to the whole page. */
export function EmbeddedLab({ labId }: { readonly labId: LabId }) {
  const t = useTranslations();
  return (
    <LoadedLab labId={labId} layout="lesson" isWanted>
      {(lab) => (
        <AddressedLab lab={lab}>
          {({ session }, onOpened) => (
            <LabShell
              session={session}
              label={t(`${labId}.name`)}
              layout="lesson"
              canvasShape={canvasShapes[labId]}
              onSession={(next) => onOpened({ session: next, scenarioId: null })}
              tools={
                <LabSessionProvider session={session}>
                  <OpenOutside labId={labId} />
                </LabSessionProvider>
              }
            />
          )}
        </AddressedLab>
      )}
    </LoadedLab>
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
