'use client';

import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';
import { openAddress } from './open-address';

async function fetchStage(lab: Promise<OpenableLab>) {
  const [{ EmbeddedStage }, opened] = await Promise.all([import('./embedded-stage'), lab.then(openAddress)]);
  return { EmbeddedStage, opened };
}

/** A lab by itself, for a frame on another site. */
export function EmbeddedLab({ labId }: { readonly labId: LabId }) {
  return (
    <LoadedLab labId={labId} layout="embed" isWanted texts="shown" fetchStage={fetchStage}>
      {(lab, { EmbeddedStage, opened }) => <EmbeddedStage labId={labId} lab={lab} opened={opened} />}
    </LoadedLab>
  );
}
