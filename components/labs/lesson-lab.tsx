'use client';

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useIsNear } from '@/components/ui/use-is-near';
import type { LabId } from '@/sim/catalog';
import type { RunAnswer } from '@/sim/core/milestone';
import { type FormPlace, LessonMilestonesContext } from './lesson-milestones';
import { LoadedLab } from './loaded-lab';

interface LessonLabProps {
  readonly labId: LabId;
  readonly scenarioId: string;
  /** The step of the scenario to stand after; without it, where the lab's scenarios open. */
  readonly step?: number | undefined;
  /** What stands below the lab: texts that may wait for what happens in it. */
  readonly children?: ReactNode;
}

const fetchStage = () => import('./lesson-stage').then((module) => module.LessonStage);

/** A lab between paragraphs: loaded when the reader comes near, in a place that is kept for it. Leaves the address alone. */
export function LessonLab({ labId, scenarioId, step, children }: LessonLabProps) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  const { milestones, awaited, forms, note } = useAwaited(`${labId}/${scenarioId}/${step ?? ''}`);
  return (
    <LessonMilestonesContext value={milestones}>
      {/* On a phone the canvas has the window's width, but for a hair. */}
      <div
        ref={place}
        data-width="wide"
        className="not-prose my-4 max-sm:-mx-[calc(var(--spacing-gutter)-0.25rem)] print:hidden"
      >
        <PartBoundary className="rounded-lg border border-border py-12">
          <LoadedLab labId={labId} layout="lesson" isWanted={isNear} texts="shown" fetchStage={fetchStage}>
            {(lab, Stage) => <Stage {...{ labId, lab, scenarioId, step, awaited, forms }} onSeen={note} />}
          </LoadedLab>
        </PartBoundary>
      </div>
      {children}
    </LessonMilestonesContext>
  );
}

const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<string, RunAnswer | null> = new Map();

/** What the texts below the lab wait for and want of it, and what has come about: once seen stays seen, whatever run is opened next. */
function useAwaited(place: string) {
  const [awaited, setAwaited] = useState(none);
  const [seen, setSeen] = useState(nothing);
  const waitFor = useCallback((id: string) => {
    setAwaited((before) => new Set([...before, id]));
    return () => setAwaited((before) => new Set([...before].filter((each) => each !== id)));
  }, []);
  const note = useCallback((found: ReadonlyMap<string, RunAnswer | null>) => {
    setSeen((before) => ([...found.keys()].every((id) => before.has(id)) ? before : new Map([...found, ...before])));
  }, []);
  const [forms, setForms] = useState<readonly FormPlace[]>([]);
  const placeForm = useCallback((form: FormPlace) => {
    setForms((before) => [...before, form]);
    return () => setForms((before) => before.filter((each) => each !== form));
  }, []);
  const milestones = useMemo(() => ({ place, seen, waitFor, placeForm }), [place, seen, waitFor, placeForm]);
  return { milestones, awaited, forms, note };
}
