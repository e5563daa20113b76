'use client';

import { type ReactNode, useState } from 'react';
import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './loaded-lab';
import { fetchAddressed } from './open-address';

export interface LabPageProps {
  readonly labId: LabId;
  /** What the lab is about: there before any script is, so that the page says something at once. */
  readonly summary: string;
  /** At the beginning and at the end of the lab's bar. */
  readonly barStart: ReactNode;
  readonly barEnd: ReactNode;
}

const fetchStage = fetchAddressed(async () => (await import('./page-stage')).PageStage);

/** A lab as the whole page, with its run in the address: a bar, and under it the lab as high as the window. */
export function LabPage({ labId, summary, barStart, barEnd }: LabPageProps) {
  // The scenario and what is done with the run stand in the bar, which is there before the lab is.
  const [bar, setBar] = useState<HTMLElement | null>(null);
  return (
    <div className="flex h-[max(100svh,38rem)] flex-col lg:h-[max(100svh,34rem)] print:h-auto">
      <header
        data-site
        className="@container flex h-12 shrink-0 items-center gap-2 border-border border-b px-2 md:px-4"
      >
        {barStart}
        <div ref={setBar} className="flex min-w-0 flex-1" />
        {barEnd}
      </header>
      <div id="lab" tabIndex={-1} className="min-h-0 flex-1 px-2 pb-2 outline-none md:px-4 md:pb-3">
        <LoadedLab labId={labId} layout="page" isWanted summary={summary} texts="shown" fetchStage={fetchStage}>
          {(lab, { stage: PageStage, opened }) => <PageStage labId={labId} lab={lab} opened={opened} bar={bar} />}
        </LoadedLab>
      </div>
    </div>
  );
}
