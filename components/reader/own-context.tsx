'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { OwnCourse, OwnTopic } from '@/components/reader/own';
import { useOwn } from './account-provider';

const CourseContext = createContext<OwnCourse | null | undefined>(null);
const TopicContext = createContext<OwnTopic | null | undefined>(null);

/** Asks once for what the reader has done in the course; everything below reads it. */
export function OwnCourseProvider({ children }: { readonly children: ReactNode }) {
  return <CourseContext value={useOwn<OwnCourse>('course')}>{children}</CourseContext>;
}

/** Null while nobody is signed in, undefined until it is known. */
export function useOwnCourse(): OwnCourse | null | undefined {
  return useContext(CourseContext);
}

/** Asks once for what the reader has done in a topic; everything below reads it. */
export function OwnTopicProvider({ topicId, children }: { readonly topicId: string; readonly children: ReactNode }) {
  return <TopicContext value={useOwn<OwnTopic>(`topics/${topicId}`)}>{children}</TopicContext>;
}

/** Null while nobody is signed in, undefined until it is known. */
export function useOwnTopic(): OwnTopic | null | undefined {
  return useContext(TopicContext);
}
