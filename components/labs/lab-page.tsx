'use client';

import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';
import { openAddress } from './open-address';

export interface LabPageProps {
  readonly labId: LabId;
  /** What the lab is about: there before any script is, so that the page says something at once. */
  readonly summary: string;
}

async function fetchStage(lab: Promise<OpenableLab>) {
  const [{ PageStage }, opened] = await Promise.all([import('./page-stage'), lab.then(openAddress)]);
  return { PageStage, opened };
}

/** A lab on its own page, with its run in the address. */
export function LabPage(props: LabPageProps) {
  return (
    <LoadedLab labId={props.labId} layout="page" isWanted summary={props.summary} fetchStage={fetchStage}>
      {(lab, { PageStage, opened }) => <PageStage labId={props.labId} lab={lab} opened={opened} />}
    </LoadedLab>
  );
}
