'use client';

import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';

export interface LabPageProps {
  readonly labId: LabId;
  /** What the lab is about: there before any script is, so that the page says something at once. */
  readonly summary: string;
}

const fetchStage = () => import('./page-stage').then((module) => module.PageStage);

/** A lab on its own page, with its run in the address. */
export function LabPage(props: LabPageProps) {
  return (
    <LoadedLab labId={props.labId} layout="page" isWanted summary={props.summary} fetchStage={fetchStage}>
      {(lab, Stage) => <Stage labId={props.labId} lab={lab} />}
    </LoadedLab>
  );
}
