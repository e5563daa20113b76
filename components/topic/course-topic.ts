import type { LabId } from '@/sim/catalog';

/** A topic of the course as a page shows it to everyone. */
export interface ShownTopic {
  readonly number: string;
  readonly title: string;
  /** Numbers of the topics that it builds on directly. */
  readonly prerequisites: readonly string[];
  /** Its labs that can be opened. */
  readonly labs: readonly { readonly id: LabId; readonly name: string }[];
  /** Null while it has none. */
  readonly lesson: LessonFacts | null;
  /** When its lesson comes; null once there is one. */
  readonly turn: LessonTurn | null;
}

/** When a lesson comes that is not written: it is being written, or is the next to be, or comes after that. */
export type LessonTurn = 'now' | 'next' | 'later';

export interface LessonFacts {
  readonly topicId: string;
  readonly href: string;
  readonly summary: string;
  readonly minutes: number;
  readonly labCount: number;
  readonly sectionCount: number;
}

/** Of a lesson, what the browser needs to tell how far the reader has come in it. */
export type MeasuredLesson = Pick<LessonFacts, 'topicId' | 'sectionCount'>;

export function measured({ topicId, sectionCount }: LessonFacts): MeasuredLesson {
  return { topicId, sectionCount };
}
