'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { ChallengeBar } from '@/components/lab-shell/challenges/challenge-bar';
import { ChallengeDeskProvider } from '@/components/lab-shell/challenges/challenge-desk';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { Predictions } from '@/components/lab-shell/predictions/predictions';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { ImportRun } from '@/components/lab-shell/share/export-run';
import { KeepRun } from '@/components/lab-shell/share/keep-run';
import { ShareRun } from '@/components/lab-shell/share/share-run';
import { useRunAddress } from '@/components/lab-shell/share/use-run-address';
import { ScenarioBar } from '@/components/lab-shell/transport/scenario-bar';
import { useOwn } from '@/components/reader/account-provider';
import type { OwnLab } from '@/components/reader/own';
import { AddressedLab } from './addressed-lab';
import { labEntries } from './catalog';
import type { LabPageProps } from './lab-page';
import { type Opened, type OpenedRun, openScenario } from './open-address';
import { useChallenges } from './use-challenges';
import { useKeepAnswers } from './use-keep-answers';
import { useKeepRun } from './use-keep-run';

const noAnswers: OwnLab['answers'] = {};
const noCredit: OwnLab['credited'] = {};

interface PageStageProps extends Pick<LabPageProps, 'labId'> {
  readonly lab: OpenableLab;
}

/** The run that the page's address asks for, with everything that a lab's own page offers. */
export function PageStage(props: PageStageProps) {
  return (
    <AddressedLab lab={props.lab}>
      {(run, onOpened) => <RunningLab {...props} {...run} onOpened={onOpened} />}
    </AddressedLab>
  );
}

interface RunningLabProps extends PageStageProps, OpenedRun {
  readonly onOpened: (opened: Opened) => void;
}

function RunningLab({ labId, lab, session, scenarioId, onOpened }: RunningLabProps) {
  const t = useTranslations();
  const locale = useLocale();
  const keepRun = useKeepRun(labId);
  const own = useOwn<OwnLab>(`labs/${labId}`);
  const answerDesk = useKeepAnswers(labId, own?.answers ?? noAnswers);
  useRunAddress(session, scenarioId);
  const startChallenge = useCallback(
    (id: string) => {
      const started = lab.openChallenge(id);
      if (started !== null) onOpened({ session: started, scenarioId: null });
    },
    [lab, onOpened],
  );
  const desk = useChallenges(labId, lab, session, own?.credited ?? noCredit, startChallenge);
  const predictions = useMemo(
    () => lab.predictions.filter((prediction) => prediction.scenarioId === scenarioId),
    [lab, scenarioId],
  );
  return (
    <ChallengeDeskProvider desk={desk}>
      <LabShell
        session={session}
        label={t(`labs.${labId}.name`)}
        layout="page"
        canvasShape={labEntries[labId].shape}
        onSession={(next) => onOpened({ session: next, scenarioId: null })}
        header={
          <>
            <ScenarioBar lab={lab} scenarioId={scenarioId} onScenario={(id) => onOpened(openScenario(lab, id))}>
              <LabSessionProvider session={session}>
                {keepRun === null || session.simulated === null ? null : (
                  <KeepRun run={session.simulated} keepRun={keepRun} />
                )}
                <ImportRun open={lab.openJson} onSession={(next) => onOpened({ session: next, scenarioId: null })} />
                <ShareRun path={`/${locale}/labs/${labId}`} embedPath={`/${locale}/embed/${labId}`} />
              </LabSessionProvider>
            </ScenarioBar>
            <LabSessionProvider session={session}>
              <ChallengeBar />
              <Predictions predictions={predictions} desk={answerDesk} />
            </LabSessionProvider>
          </>
        }
      />
    </ChallengeDeskProvider>
  );
}
