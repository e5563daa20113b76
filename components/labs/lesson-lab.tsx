'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { LabSessionProvider } from '@/components/lab-shell/lab-context';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { OpenInLab } from '@/components/lab-shell/open-in-lab';
import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import { ErrorState } from '@/components/ui/error-state';
import type { LabId } from '@/sim/catalog';
import { LoadedLab } from './opened-lab';

interface LessonLabProps {
  readonly labId: LabId;
  readonly scenarioId: string;
}

/** A lab between paragraphs: loaded when the reader comes near, in a place that is kept for it. Leaves the address alone. */
export function LessonLab({ labId, scenarioId }: LessonLabProps) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  return (
    <div ref={place} data-width="wide" className="not-prose my-4 print:hidden">
      <LoadedLab labId={labId} layout="lesson" isWanted={isNear}>
        {(lab) => <OpenedLab labId={labId} lab={lab} scenarioId={scenarioId} />}
      </LoadedLab>
    </div>
  );
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

interface OpenedLabProps extends LessonLabProps {
  readonly lab: OpenableLab;
}

function OpenedLab({ labId, lab, scenarioId }: OpenedLabProps) {
  const t = useTranslations();
  const [session, setSession] = useState<LabSession | null>(() => lab.openScenario(scenarioId));
  if (session === null) {
    return <ErrorState title={t('lab.refused.title')} description={t('lab.refused.unknown-scenario')} />;
  }
  const scenario = lab.scenarios.find((each) => each.id === scenarioId)?.text(t);
  return (
    <LabShell
      session={session}
      label={t('lab.inLesson', { lab: t(`${labId}.name`), scenario: scenario?.title ?? scenarioId })}
      layout="lesson"
      onSession={setSession}
      tools={
        <LabSessionProvider session={session}>
          <OpenInLab path={`/labs/${labId}`} />
        </LabSessionProvider>
      }
    />
  );
}
