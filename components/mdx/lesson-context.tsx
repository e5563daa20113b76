'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { SittingActions } from '@/components/quiz/types';

export interface LessonSource {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly where: string;
  readonly url?: string | undefined;
}

/** What a lesson's components know about the topic they stand in, in the lesson's language. */
export interface Lesson {
  readonly topicId: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly sources: readonly LessonSource[];
  /** Ids of sections that the reader has read; null while nobody is signed in. */
  readonly read: readonly string[] | null;
  /** How checkpoints reach the server; null while nobody is signed in. */
  readonly sitting: SittingActions | null;
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
