'use client';

import { ExternalLink } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider, useLabSession } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { runQuery } from '@/components/lab-shell/share/run-link';
import { buttonClass } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { LabId } from '@/sim/catalog';
import { AddressedLab } from './addressed-lab';
import { labEntries } from './catalog';
import type { Opened } from './open-address';

interface EmbeddedStageProps {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  /** What the address asked for when the lab was loaded. */
  readonly opened: Opened;
}

/** The run that the address asks for, and a way to the whole page. */
export function EmbeddedStage({ labId, lab, opened }: EmbeddedStageProps) {
  return (
    <AddressedLab lab={lab} first={opened} isFramed>
      {(session, onOpened) => (
        <RunningLab labId={labId} session={session} onSession={(next) => onOpened({ session: next, query: null })} />
      )}
    </AddressedLab>
  );
}

interface RunningLabProps {
  readonly labId: LabId;
  readonly session: LabSession;
  readonly onSession: (session: LabSession) => void;
}

function RunningLab({ labId, session, onSession }: RunningLabProps) {
  const t = useTranslations();
  return (
    <LabShell
      session={session}
      label={t(`labs.${labId}.name`)}
      layout="embed"
      canvasShape={labEntries[labId].shape}
      onSession={onSession}
      tools={
        <LabSessionProvider session={session}>
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
  async function open(): Promise<void> {
    const query = await runQuery(session);
    window.open(query === null ? path : `${path}?${query}`, '_blank', 'noopener');
  }
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
          event.preventDefault();
          void open();
        }}
      >
        <ExternalLink aria-hidden="true" className="size-[1.15em]" />
      </a>
    </Tooltip>
  );
}
