'use client';

import type { SavedMoment } from './saved-moment';
import { WithStage } from './with-lab';

const fetchMoment = () => import('./moment-stage').then((module) => module.MomentStage);
const fetchPicture = () => import('./moment-stage').then((module) => module.PictureStage);

interface LabMomentProps {
  readonly labId: string;
  readonly moment: SavedMoment;
  /** Sets off at once. */
  readonly isPlaying?: boolean | undefined;
}

/** A lab opened at a moment of a run, to be looked at, played on and changed; leads to the lab's own page. */
export function LabMoment({ labId, moment, isPlaying = false }: LabMomentProps) {
  return (
    <WithStage labId={labId} fetchStage={fetchMoment}>
      {(lab, id, Stage) => <Stage lab={lab} labId={id} moment={moment} isPlaying={isPlaying} />}
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
    <WithStage labId={props.labId} fetchStage={fetchPicture}>
      {(lab, _id, Stage) => <Stage {...props} lab={lab} />}
    </WithStage>
  );
}
