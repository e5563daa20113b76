'use client';

import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { SavedMoment } from './saved-moment';
import { WithStage } from './with-lab';

async function fetchStages(lab: Promise<OpenableLab>) {
  const stages = import('./moment-stage');
  const [{ MomentStage, PictureStage }, tasks] = await Promise.all([stages, lab.then((loaded) => loaded.tasks())]);
  return { MomentStage, PictureStage, tasks };
}

interface LabMomentProps {
  readonly labId: string;
  readonly moment: SavedMoment;
  /** Sets off at once. */
  readonly isPlaying?: boolean | undefined;
}

/** A lab opened at a moment of a run, to be looked at, played on and changed; leads to the lab's own page. */
export function LabMoment({ labId, moment, isPlaying = false }: LabMomentProps) {
  return (
    <WithStage labId={labId} fetchStage={fetchStages}>
      {(lab, id, { MomentStage, tasks }) => (
        <MomentStage lab={lab} tasks={tasks} labId={id} moment={moment} isPlaying={isPlaying} />
      )}
    </WithStage>
  );
}

export interface LabPictureProps {
  readonly labId: string;
  readonly moment: SavedMoment;
  /** Names the picture. */
  readonly label: string;
  /** The id of what is picked on it; null for nothing. */
  readonly pickedId?: string | null | undefined;
  /** What was clicked; undefined for a picture that is only looked at. */
  readonly onPick?: ((elementId: string) => void) | undefined;
}

/** A lab's canvas at one moment, standing still. */
export function LabPicture(props: LabPictureProps) {
  return (
    <WithStage labId={props.labId} fetchStage={fetchStages}>
      {(lab, id, { PictureStage, tasks }) => <PictureStage {...props} labId={id} lab={lab} tasks={tasks} />}
    </WithStage>
  );
}
