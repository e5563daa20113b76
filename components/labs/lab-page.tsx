'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { KeepRun } from '@/components/lab-shell/keep-run';
import { LabSessionProvider } from '@/components/lab-shell/lab-context';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import { LinkRefused } from '@/components/lab-shell/link-refused';
import type { LinkRefusal, OpenableLab } from '@/components/lab-shell/openable-lab';
import { readRunRequest } from '@/components/lab-shell/run-link';
import { ScenarioBar } from '@/components/lab-shell/scenario-bar';
import { ShareRun } from '@/components/lab-shell/share-run';
import { useRunAddress } from '@/components/lab-shell/use-run-address';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { useKeepRun } from './use-keep-run';
import { useLabView } from './use-lab-view';

/** A lab on its own page, with its run in the address. */
export function LabPage({ labId }: { readonly labId: LabId }) {
  const t = useTranslations('lab');
  const { view, retry } = useLabView(labId, true);
  if (view.status === 'failed') {
    return <ErrorState title={t('loadFailed.title')} description={t('loadFailed.description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? <LabSkeleton layout="page" /> : <OpenedLab labId={labId} lab={view.lab} />;
}

type Opened =
  | { readonly session: LabSession; readonly scenarioId: string | null }
  | { readonly refusal: LinkRefusal | 'unknown-scenario' };

function openAddress(lab: OpenableLab): Opened {
  const request = readRunRequest(window.location.search);
  if (request.type === 'run') {
    const opened = lab.openLink(request.text, request.position);
    return opened.ok ? { session: opened.session, scenarioId: null } : { refusal: opened.reason };
  }
  return openScenario(lab, request.type === 'scenario' ? request.id : (lab.scenarios[0]?.id ?? ''));
}

function openScenario(lab: OpenableLab, id: string): Opened {
  const session = lab.openScenario(id);
  return session === null ? { refusal: 'unknown-scenario' } : { session, scenarioId: id };
}

function OpenedLab({ labId, lab }: { readonly labId: LabId; readonly lab: OpenableLab }) {
  const [opened, setOpened] = useState(() => openAddress(lab));

  useEffect(() => {
    // Back and forward, or an address typed over this one, ask for another run of the same page.
    const reopen = () => setOpened(openAddress(lab));
    window.addEventListener('popstate', reopen);
    return () => window.removeEventListener('popstate', reopen);
  }, [lab]);

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
    <RunningLab labId={labId} lab={lab} session={opened.session} scenarioId={opened.scenarioId} onOpened={setOpened} />
  );
}

interface RunningLabProps {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  readonly session: LabSession;
  readonly scenarioId: string | null;
  readonly onOpened: (opened: Opened) => void;
}

function RunningLab({ labId, lab, session, scenarioId, onOpened }: RunningLabProps) {
  const t = useTranslations();
  const locale = useLocale();
  const keepRun = useKeepRun(labId);
  useRunAddress(session, scenarioId);
  return (
    <LabShell
      session={session}
      label={t(`${labId}.name`)}
      layout="page"
      onSession={(next) => onOpened({ session: next, scenarioId: null })}
      header={
        <ScenarioBar lab={lab} scenarioId={scenarioId} onScenario={(id) => onOpened(openScenario(lab, id))}>
          <LabSessionProvider session={session}>
            {keepRun === null ? null : <KeepRun keepRun={keepRun} />}
            <ShareRun path={`/${locale}/labs/${labId}`} />
          </LabSessionProvider>
        </ScenarioBar>
      }
    />
  );
}
