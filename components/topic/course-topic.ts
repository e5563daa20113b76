import type { MasteryLevel } from '@/quiz/mastery';

/** A topic of the course as a page shows it. */
export interface ShownTopic {
  readonly number: string;
  readonly title: string;
  /** Numbers of the topics that it builds on directly. */
  readonly prerequisites: readonly string[];
  /** Its labs that can be opened. */
  readonly labs: readonly { readonly id: string; readonly name: string }[];
  /** Null while its lesson is being written. */
  readonly lesson: {
    readonly href: string;
    readonly summary: string;
    readonly minutes: number;
    readonly labCount: number;
    readonly sectionCount: number;
  } | null;
  /** The reader's own; null while nobody is signed in or there is no lesson. */
  readonly own: { readonly mastery: MasteryLevel; readonly sectionsRead: number } | null;
}

/** Whether the reader has read the lesson to its end. */
export function isRead({ lesson, own }: ShownTopic): boolean {
  return lesson !== null && own?.sectionsRead === lesson.sectionCount;
}
