'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { AttemptActions, QuizSource } from '@/components/quiz/types';

/** What a lesson's components know about the topic they stand in, in the lesson's language. */
export interface Lesson {
  readonly topicId: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    /** What its reader can do at its end, in a sentence; null where nothing was said of it. */
    readonly reached: string | null;
  }[];
  readonly sources: readonly QuizSource[];
  /** How a signed-in reader's checkpoints reach the server. */
  readonly attempt: AttemptActions;
}

const LessonContext = createContext<Lesson | null>(null);

export function LessonProvider({ lesson, children }: { readonly lesson: Lesson; readonly children: ReactNode }) {
  return <LessonContext value={lesson}>{children}</LessonContext>;
}

/** The lesson around the calling component. Throws outside one. */
export function useLesson(): Lesson {
  const lesson = useContext(LessonContext);
  if (!lesson) throw new Error('used outside a lesson');
  return lesson;
}

/** The topic of the lesson around the calling component; null outside one, where parts of a lesson are only shown. */
export function useLessonTopic(): string | null {
  return useContext(LessonContext)?.topicId ?? null;
}
