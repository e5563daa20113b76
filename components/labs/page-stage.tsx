'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { LabChallengesProvider } from '@/components/lab-shell/challenges/challenges-context';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { ImportRun } from '@/components/lab-shell/share/import-run';
import { KeepRun, type KeepRunAction } from '@/components/lab-shell/share/keep-run';
import { ShareRun } from '@/components/lab-shell/share/share-run';
import { ScenarioBar, ScenarioSummary } from '@/components/lab-shell/transport/scenario-bar';
import { useOwn } from '@/components/reader/account-provider';
import type { OwnLab } from '@/components/reader/own';
import { lazyPart } from '@/components/ui/lazy-part';
import { MoreTexts } from '@/lib/i18n/more-texts';
import type { TextTree } from '@/lib/i18n/pick-texts';
import { AddressedLab } from './addressed-lab';
import { labEntries } from './catalog';
import type { LabPageProps } from './lab-page';
import { type Opened, openChallenge, openScenario } from './open-address';
import { useChallenges } from './use-challenges';
import { useKeepAnswers } from './use-keep-answers';
import { useKeepRun } from './use-keep-run';
import { useTasks } from './use-tasks';

const ChallengeBar = lazyPart(
  () => import('@/components/lab-shell/challenges/challenge-bar').then((module) => module.ChallengeBar),
  null,
);

const MyRuns = lazyPart(() => import('./my-runs').then((module) => module.MyRuns), null);

const Predictions = lazyPart(
  () => import('@/components/lab-shell/predictions/predictions').then((module) => module.Predictions),
  null,
);

const noAnswers: OwnLab['answers'] = {};
const noTexts: TextTree = {};
const noCredit: OwnLab['credited'] = {};

interface PageStageProps extends Pick<LabPageProps, 'labId'> {
  readonly lab: OpenableLab;
  /** What the address asked for when the lab was loaded. */
  readonly opened: Opened;
  /** Where the scenario and what is done with the run have their place; null until it is there. */
  readonly bar: HTMLElement | null;
}

/** The run that the page's address asks for, with everything that a lab's own page offers. */
export function PageStage({ opened, ...props }: PageStageProps) {
  const { keep, keepLeft } = useKeepRun(props.labId);
  return (
    <AddressedLab lab={props.lab} first={opened} onLeave={keepLeft}>
      {(session, onOpened) => <RunningLab {...props} session={session} keepRun={keep} onOpened={onOpened} />}
    </AddressedLab>
  );
}

interface RunningLabProps extends Omit<PageStageProps, 'opened'> {
  readonly session: LabSession;
  readonly keepRun: KeepRunAction | null;
  readonly onOpened: (opened: Opened) => void;
}

function RunningLab({ labId, lab, bar, session, keepRun, onOpened }: RunningLabProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [revision, setRevision] = useState(0);
  const own = useOwn<OwnLab>(`labs/${labId}`, revision);
  const answers = useKeepAnswers(labId, own?.answers ?? noAnswers);
  const { scenarioId } = session;
  const tasks = useTasks(labId, lab, session);
  const startChallenge = useCallback(
    (id: string) => {
      const started = tasks.loaded?.openChallenge(id) ?? null;
      if (started !== null) onOpened(openChallenge(started));
    },
    [tasks, onOpened],
  );
  const askAgain = useCallback(() => setRevision((count) => count + 1), []);
  const offered = useChallenges(labId, tasks, session, own?.credited ?? noCredit, { start: startChallenge, askAgain });
  const predictions = useMemo(
    () => (tasks.loaded?.predictions ?? []).filter((prediction) => prediction.scenarioId === scenarioId),
    [tasks, scenarioId],
  );
  // They are needed soon, perhaps when there is no network.
  useEffect(() => {
    if (tasks.loaded === null) return;
    ChallengeBar.load();
    Predictions.load();
  }, [tasks]);
  return (
    <MoreTexts texts={tasks.loaded?.texts ?? noTexts}>
      <LabChallengesProvider offered={offered}>
        <LabShell
          session={session}
          label={t(`labs.${labId}.name`)}
          layout="page"
          canvasShape={labEntries[labId].shape}
          onSession={(next) => onOpened({ session: next, query: null })}
          header={
            <>
              {bar === null
                ? null
                : createPortal(
                    <ScenarioBar
                      lab={lab}
                      scenarioId={scenarioId}
                      ownLabel={t(session.challenge === null ? 'lab.scenario.own' : 'lab.panels.challenges')}
                      onScenario={(id) => onOpened(openScenario(lab, id))}
                    >
                      <LabSessionProvider session={session}>
                        {keepRun === null || session.simulated === null ? null : <KeepRun keepRun={keepRun} />}
                        <ImportRun
                          lab={lab}
                          onSession={(next) => onOpened({ session: next, query: null })}
                          runs={(open) => <MyRuns labId={labId} lab={lab} open={open} />}
                        />
                        <ShareRun path={`/${locale}/labs/${labId}`} embedPath={`/${locale}/embed/${labId}`} />
                      </LabSessionProvider>
                    </ScenarioBar>,
                    bar,
                  )}
              {session.challenge === null ? <ScenarioSummary lab={lab} scenarioId={scenarioId} /> : null}
              <LabSessionProvider session={session}>
                {session.challenge === null ? null : <ChallengeBar />}
                {predictions.length === 0 ? null : <Predictions predictions={predictions} answers={answers} />}
              </LabSessionProvider>
            </>
          }
        />
      </LabChallengesProvider>
    </MoreTexts>
  );
}
