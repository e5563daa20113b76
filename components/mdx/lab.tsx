import { LessonLab } from '@/components/labs/lesson-lab';
import type { LabId } from '@/sim/catalog';

interface LabProps {
  readonly id: LabId;
  /** One of the lab's scenarios. */
  readonly scenario: string;
}

/** A lab in a lesson: `<Lab id="raft" scenario="leader-crash" />`. */
export function Lab({ id, scenario }: LabProps) {
  return <LessonLab labId={id} scenarioId={scenario} />;
}
