'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { ChallengeBar } from '@/components/lab-shell/challenge-bar';
import { ChallengeDeskProvider } from '@/components/lab-shell/challenge-desk';
import { ImportRun } from '@/components/lab-shell/export-run';
import { KeepRun } from '@/components/lab-shell/keep-run';
import { LabSessionProvider } from '@/components/lab-shell/lab-context';
import { LabShell } from '@/components/lab-shell/lab-shell';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { type KeptAnswer, Predictions } from '@/components/lab-shell/predictions';
import { ScenarioBar } from '@/components/lab-shell/scenario-bar';
import { ShareRun } from '@/components/lab-shell/share-run';
import { useRunAddress } from '@/components/lab-shell/use-run-address';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { type Opened, type OpenedRun, openScenario } from './open-address';
import { AddressedLab, LoadedLab } from './opened-lab';
import { useChallenges } from './use-challenges';
import { useKeepAnswers } from './use-keep-answers';
import { useKeepRun } from './use-keep-run';

interface LabPageProps {
  readonly labId: LabId;
  /** The reader's fewest commands per challenge that the server has given credit for. */
  readonly credited: Readonly<Record<string, number>>;
  /** The reader's kept answers, by prediction. */
  readonly answers: Readonly<Record<string, KeptAnswer>>;
}

/** A lab on its own page, with its run in the address. */
export function LabPage(props: LabPageProps) {
  return (
    <LoadedLab labId={props.labId} layout="page" isWanted>
      {(lab) => (
        <AddressedLab lab={lab}>
          {(run, onOpened) => <RunningLab {...props} {...run} lab={lab} onOpened={onOpened} />}
        </AddressedLab>
      )}
    </LoadedLab>
  );
}

interface RunningLabProps extends LabPageProps, OpenedRun {
  readonly lab: OpenableLab;
  readonly onOpened: (opened: Opened) => void;
}

function RunningLab({ labId, credited, answers, lab, session, scenarioId, onOpened }: RunningLabProps) {
  const t = useTranslations();
  const locale = useLocale();
  const keepRun = useKeepRun(labId);
  const answerDesk = useKeepAnswers(labId, answers);
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
        canvasShape={canvasShapes[labId]}
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
              <Predictions predictions={predictions} desk={answerDesk} />
            </LabSessionProvider>
          </>
        }
      />
    </ChallengeDeskProvider>
  );
}
