'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LabSessionProvider, subscribeCalmly } from '@/components/lab-shell/lab-context';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { OpenInLab } from '@/components/lab-shell/open-in-lab';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { canvasShapes } from './canvas-shapes';
import { LabOnPaper } from './lab-on-paper';
import { LessonHappeningsContext } from './lesson-happenings';
import { LoadedLab } from './opened-lab';

interface LessonLabProps {
  readonly labId: LabId;
  readonly scenarioId: string;
  /** The step of the scenario to stand after; without it, where the lab's scenarios open. */
  readonly step?: number | undefined;
  /** Texts that stand below the lab and may wait for what happens in it. */
  readonly children?: ReactNode;
}

/** A lab between paragraphs: loaded when the reader comes near, in a place that is kept for it. Leaves the address alone. */
export function LessonLab({ labId, scenarioId, step, children }: LessonLabProps) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  const { happenings, awaited, note } = useAwaited();
  return (
    <LessonHappeningsContext value={happenings}>
      <div ref={place} data-width="wide" className="not-prose my-4 print:hidden">
        <LoadedLab labId={labId} layout="lesson" isWanted={isNear}>
          {(lab) => (
            <OpenedLab labId={labId} lab={lab} scenarioId={scenarioId} step={step} awaited={awaited} onSeen={note} />
          )}
        </LoadedLab>
      </div>
      <LabOnPaper labId={labId} scenarioId={scenarioId} />
      {children}
    </LessonHappeningsContext>
  );
}

const none: ReadonlySet<string> = new Set();

/** What the texts below the lab wait for, and what of it has come about: once seen stays seen, whatever run is opened next. */
function useAwaited() {
  const [awaited, setAwaited] = useState(none);
  const [seen, setSeen] = useState(none);
  const waitFor = useCallback((id: string) => {
    setAwaited((before) => new Set([...before, id]));
    return () => setAwaited((before) => new Set([...before].filter((each) => each !== id)));
  }, []);
  const note = useCallback((ids: ReadonlySet<string>) => {
    setSeen((before) => ([...ids].every((id) => before.has(id)) ? before : new Set([...before, ...ids])));
  }, []);
  const happenings = useMemo(() => ({ seen, waitFor }), [seen, waitFor]);
  return { happenings, awaited, note };
}

/** True from the moment the element is within two screens of being seen. */
function useIsNear(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: '100% 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isNear;
}

interface OpenedLabProps {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  readonly scenarioId: string;
  readonly step: number | undefined;
  readonly awaited: ReadonlySet<string>;
  readonly onSeen: (ids: ReadonlySet<string>) => void;
}

function OpenedLab({ labId, lab, scenarioId, step, awaited, onSeen }: OpenedLabProps) {
  const t = useTranslations();
  const [session, setSession] = useState<LabSession | null>(() => lab.openScenario(scenarioId, step));
  useEffect(() => {
    if (session === null || awaited.size === 0) return;
    const watched = session.watchHappenings([...awaited]);
    return subscribeCalmly(session, () => onSeen(watched.seen()));
  }, [session, awaited, onSeen]);
  if (session === null) {
    return <ErrorState title={t('lab.refused.title')} description={t('lab.refused.unknown-scenario')} />;
  }
  const scenario = lab.scenarios.find((each) => each.id === scenarioId)?.text(t);
  return (
    <LabShell
      session={session}
      label={t('lab.inLesson', { lab: t(`${labId}.name`), scenario: scenario?.title ?? scenarioId })}
      layout="lesson"
      canvasShape={canvasShapes[labId]}
      onSession={setSession}
      tools={
        <LabSessionProvider session={session}>
          <OpenInLab path={`/labs/${labId}`} />
        </LabSessionProvider>
      }
    />
  );
}
