'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider, subscribeCalmly } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { OpenInLab } from '@/components/lab-shell/share/open-in-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import type { RunAnswer } from '@/sim/core/milestone';
import { labEntries } from './catalog';
import type { FormPlace } from './lesson-milestones';

interface LessonStageProps {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  readonly scenarioId: string;
  readonly step: number | undefined;
  readonly awaited: ReadonlySet<string>;
  /** Where texts below the lab want one of its forms. */
  readonly forms: readonly FormPlace[];
  readonly onSeen: (seen: ReadonlyMap<string, RunAnswer | null>) => void;
}

/** One of a lab's scenarios, running between paragraphs. */
export function LessonStage({ labId, lab, scenarioId, step, awaited, forms, onSeen }: LessonStageProps) {
  const t = useTranslations();
  const [session, setSession] = useState<LabSession | null>(() => lab.openScenario(scenarioId, step));
  useEffect(() => {
    if (session === null || awaited.size === 0) return;
    let isCurrent = true;
    let stop = () => {};
    void session.watchMilestones([...awaited]).then((watched) => {
      if (!isCurrent) return;
      const note = () => onSeen(watched.seen());
      note();
      stop = subscribeCalmly(session, note);
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [session, awaited, onSeen]);
  if (session === null) {
    return <ErrorState title={t('lab.refused.title')} description={t('lab.refused.unknown-scenario')} />;
  }
  const scenario = lab.scenarios.find((each) => each.id === scenarioId)?.text(t);
  const names = { lab: t(`labs.${labId}.name`), scenario: scenario?.title ?? scenarioId };
  return (
    <LabSessionProvider session={session}>
      <LabShell
        session={session}
        label={step === undefined ? t('lab.inLesson', names) : t('lab.inLessonAt', { ...names, step })}
        layout="lesson"
        canvasShape={labEntries[labId].shape}
        onSession={setSession}
        tools={<OpenInLab path={`/labs/${labId}`} />}
      />
      {forms.map(({ form, element }) =>
        createPortal(session.panels.find(({ id }) => id === form)?.render(), element, form),
      )}
    </LabSessionProvider>
  );
}
