'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LabTasks, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { labEntries } from './catalog';
import { LoadedLab } from './loaded-lab';

function isViewed(id: string): id is LabId {
  return Object.hasOwn(labEntries, id);
}

interface WithStageProps<Stage> {
  readonly labId: string;
  /** Loads what shows the lab, and what that needs of it; the same function on every render. */
  readonly fetchStage: (lab: Promise<OpenableLab>) => Promise<Stage>;
  readonly children: (lab: OpenableLab, labId: LabId, stage: Stage) => ReactNode;
}

/** Shows what a lab is needed for once the lab and its stage are there. What it shows finds the lab's texts. */
export function WithStage<Stage>({ labId, fetchStage, children }: WithStageProps<Stage>) {
  const t = useTranslations('lab.loadFailed');
  if (!isViewed(labId)) return <ErrorState title={t('title')} description={t('description')} />;
  return (
    <LoadedLab labId={labId} layout="lesson" isWanted fetchStage={fetchStage}>
      {(lab, stage) => children(lab, labId, stage)}
    </LoadedLab>
  );
}

const noStage = () => Promise.resolve(null);

/** Shows what only a lab's texts are needed for, once they are there. */
export function WithLab({ labId, children }: Omit<WithStageProps<null>, 'fetchStage'>) {
  return (
    <WithStage labId={labId} fetchStage={noStage}>
      {children}
    </WithStage>
  );
}

const fetchTasks = async (lab: Promise<OpenableLab>) => (await lab).tasks();

interface WithTasksProps {
  readonly labId: string;
  readonly children: (tasks: LabTasks, labId: LabId) => ReactNode;
}

/** Shows what a lab's challenges or predictions are needed for, once they are there. */
export function WithTasks({ labId, children }: WithTasksProps) {
  return (
    <WithStage labId={labId} fetchStage={fetchTasks}>
      {(_lab, id, tasks) => children(tasks, id)}
    </WithStage>
  );
}
