import type { ReactNode } from 'react';
import { LessonLab } from '@/components/labs/lesson-lab';
import type { LabId } from '@/sim/catalog';
import { LabOnPaper } from './lab-on-paper';

interface LabProps {
  readonly id: LabId;
  /** One of the lab's scenarios. */
  readonly scenario: string;
  /** The step of it that the text speaks of: the lab opens standing after it. Without one, where its scenarios open. */
  readonly step?: number;
  /** Ids of the topic's objectives that this is a moment of, joined by blanks. Read by the content check alone. */
  readonly objective?: string;
  /** Texts about the run, `<When>` among them. */
  readonly children?: ReactNode;
}

/** A lab in a lesson: `<Lab id="raft" scenario="leader-crash" step={42} objective="durable-vote">…</Lab>`. */
export function Lab({ id, scenario, step, children }: LabProps) {
  return (
    <LessonLab labId={id} scenarioId={scenario} step={step}>
      <LabOnPaper labId={id} scenarioId={scenario} />
      {children}
    </LessonLab>
  );
}
