'use client';

import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';

const fetchStage = () => import('./embedded-stage').then((module) => module.EmbeddedStage);

/** A lab by itself, for a frame on another site. */
export function EmbeddedLab({ labId }: { readonly labId: LabId }) {
  return (
    <LoadedLab labId={labId} layout="lesson" isWanted fetchStage={fetchStage}>
      {(lab, Stage) => <Stage labId={labId} lab={lab} />}
    </LoadedLab>
  );
}
