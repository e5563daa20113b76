import type { LessonTurn } from '@/components/topic/course-topic';
import type { Score } from '@/quiz/item-type';
import type { Reveal } from '@/quiz/score';

/** How an answer turned out, with its key. */
export interface Checked {
  readonly score: Score;
  readonly reveal: Reveal;
}

/** Points in one area; `area` names the text in `placement.areas`. */
export interface AreaResult {
  readonly area: 'asyncio' | 'celery' | 'models' | 'messaging' | 'distributed';
  readonly earned: number;
  readonly total: number;
  readonly status: 'known' | 'partly' | 'new';
  /** The topics that teach it: where each can be read, or when its lesson comes. */
  readonly topics: readonly {
    readonly number: string;
    readonly title: Readonly<Record<'ko' | 'en', string>>;
    readonly href: string | null;
    readonly turn: LessonTurn | null;
  }[];
}

/** The path to begin with, and why. */
export interface Place {
  readonly path: 'foundations' | 'fast' | 'full' | 'distributed-systems' | 'application-architecture' | 'ai-systems';
  readonly areas: readonly AreaResult[];
  /** Its topics that are written, in order; none while all of them are being written. */
  readonly lessons: readonly { readonly href: string; readonly title: Readonly<Record<'ko' | 'en', string>> }[];
}

/** A server action's answer; nothing at all from a server that is going down. */
type Answer<Result> = Promise<
  ({ readonly ok: true } & Result) | { readonly ok: false; readonly reason: string } | undefined
>;

export interface PlacementActions {
  readonly check: (input: unknown) => Answer<Checked>;
  readonly find: (input: unknown) => Answer<Place>;
}
