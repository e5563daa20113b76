import type { Lesson } from './topic';

interface TopicLessons {
  readonly id: string;
  readonly lessons: readonly Lesson[];
}

/** The address of a lesson, without a language. */
export function lessonPath({ id }: { readonly id: string }, lesson: { readonly id: string }): string {
  return `/topics/${id}/lesson/${lesson.id}`;
}

/** The address of a section in the lesson that has it; null for one that the topic does not have. */
export function sectionPath(topic: TopicLessons, sectionId: string): string | null {
  const lesson = topic.lessons.find(({ sections }) => sections.some(({ id }) => id === sectionId));
  return lesson === undefined ? null : `${lessonPath(topic, lesson)}#${sectionId}`;
}

/** The file of a lesson's text, below `content/`. */
export function lessonFile(topicId: string, lessonId: string, locale: string): string {
  return `${topicId}/${lessonId}.${locale}.mdx`;
}
