import type { Locale } from '@/lib/i18n/routing';
import type { MasteryLevel } from '@/quiz/mastery';

/** What the pages ask `/api/me/…` for: what of a page belongs to the signed-in reader. */

type Localized = Readonly<Record<Locale, string>>;

/** `/api/me/course` */
export interface OwnCourse {
  readonly byTopic: Readonly<Record<string, { readonly mastery: MasteryLevel; readonly sectionsRead: number }>>;
  /** The section to go on with; null when nothing is begun and unfinished. */
  readonly next: {
    readonly href: string;
    readonly topicTitle: Localized;
    readonly sectionTitle: Localized;
  } | null;
}

/** `/api/me/topics/<topic>` */
export interface OwnTopic {
  /** Ids of sections that the reader has read. */
  readonly read: readonly string[];
  /** The section that the reader was in last, on whatever device. */
  readonly position: string | null;
  /** What the reader predicted in its lessons: the choice by prediction. */
  readonly predicted: Readonly<Record<string, string>>;
  readonly cards: { readonly count: number; readonly due: number };
  /** For each lab of the topic the fewest commands per challenge that the server has given credit for. */
  readonly credits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** `/api/me/labs/<lab>` */
export interface OwnLab {
  /** The fewest commands per challenge that the server has given credit for. */
  readonly credited: Readonly<Record<string, number>>;
  /** The kept answers, by prediction. */
  readonly answers: Readonly<
    Record<
      string,
      { readonly option: string; readonly outcome: string; readonly isRight: boolean; readonly answeredAt: string }
    >
  >;
}

/** `/api/me/labs/<lab>/runs`: the newest first. */
export type OwnRuns = readonly {
  readonly id: string;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly steps: number;
  readonly violations: number;
}[];
