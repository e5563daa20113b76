'use client';

import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';
import { fetchAddressed } from './open-address';

const fetchStage = fetchAddressed(async () => (await import('./embedded-stage')).EmbeddedStage);

/** A lab by itself, for a frame on another site. */
export function EmbeddedLab({ labId }: { readonly labId: LabId }) {
  return (
    <LoadedLab labId={labId} layout="embed" isWanted texts="shown" fetchStage={fetchStage}>
      {(lab, { stage: EmbeddedStage, opened }) => <EmbeddedStage labId={labId} lab={lab} opened={opened} />}
    </LoadedLab>
  );
}
