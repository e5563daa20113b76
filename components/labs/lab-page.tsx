'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ChallengeBar } from '@/components/lab-shell/challenge-bar';
import { ChallengeDeskProvider } from '@/components/lab-shell/challenge-desk';
import { ImportRun } from '@/components/lab-shell/export-run';
import { KeepRun } from '@/components/lab-shell/keep-run';
import { LabSessionProvider } from '@/components/lab-shell/lab-context';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSkeleton } from '@/components/lab-shell/lab-skeleton';
import { LinkRefused } from '@/components/lab-shell/link-refused';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { Predictions } from '@/components/lab-shell/predict-card';
import { ScenarioBar } from '@/components/lab-shell/scenario-bar';
import { ShareRun } from '@/components/lab-shell/share-run';
import { useRunAddress } from '@/components/lab-shell/use-run-address';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { type Opened, openAddress, openScenario } from './open-address';
import { useChallenges } from './use-challenges';
import { useKeepRun } from './use-keep-run';
import { useLabView } from './use-lab-view';

interface LabPageProps {
  readonly labId: LabId;
  /** The reader's fewest commands per challenge that the server has given credit for. */
  readonly credited: Readonly<Record<string, number>>;
}

/** A lab on its own page, with its run in the address. */
export function LabPage({ labId, credited }: LabPageProps) {
  const t = useTranslations('lab');
  const { view, retry } = useLabView(labId, true);
  if (view.status === 'failed') {
    return <ErrorState title={t('loadFailed.title')} description={t('loadFailed.description')} onRetry={retry} />;
  }
  return view.status === 'loading' ? (
    <LabSkeleton layout="page" />
  ) : (
    <OpenedLab labId={labId} lab={view.lab} credited={credited} />
  );
}

function OpenedLab({ labId, lab, credited }: LabPageProps & { readonly lab: OpenableLab }) {
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
    <RunningLab
      labId={labId}
      credited={credited}
      lab={lab}
      session={opened.session}
      scenarioId={opened.scenarioId}
      onOpened={setOpened}
    />
  );
}

interface RunningLabProps extends LabPageProps {
  readonly lab: OpenableLab;
  readonly session: LabSession;
  readonly scenarioId: string | null;
  readonly onOpened: (opened: Opened) => void;
}

function RunningLab({ labId, credited, lab, session, scenarioId, onOpened }: RunningLabProps) {
  const t = useTranslations();
  const locale = useLocale();
  const keepRun = useKeepRun(labId);
  useRunAddress(session, scenarioId);
  const startChallenge = useCallback(
    (id: string) => {
      const started = lab.openChallenge(id);
      if (started !== null) onOpened({ session: started, scenarioId: null });
    },
    [lab, onOpened],
  );
  const desk = useChallenges(labId, lab, session, credited, startChallenge);
  const predictions = useMemo(
    () => lab.predictions.filter((prediction) => prediction.scenarioId === scenarioId),
    [lab, scenarioId],
  );
  return (
    <ChallengeDeskProvider desk={desk}>
      <LabShell
        session={session}
        label={t(`${labId}.name`)}
        layout="page"
        onSession={(next) => onOpened({ session: next, scenarioId: null })}
        header={
          <>
            <ScenarioBar lab={lab} scenarioId={scenarioId} onScenario={(id) => onOpened(openScenario(lab, id))}>
              <LabSessionProvider session={session}>
                {keepRun === null ? null : <KeepRun keepRun={keepRun} />}
                <ImportRun open={lab.openJson} onSession={(next) => onOpened({ session: next, scenarioId: null })} />
                <ShareRun path={`/${locale}/labs/${labId}`} embedPath={`/${locale}/embed/${labId}`} />
              </LabSessionProvider>
            </ScenarioBar>
            <LabSessionProvider session={session}>
              <ChallengeBar />
              <Predictions predictions={predictions} />
            </LabSessionProvider>
          </>
        }
      />
    </ChallengeDeskProvider>
  );
}
