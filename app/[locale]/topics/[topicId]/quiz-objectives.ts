import type { Locale } from 'next-intl';
import type { QuizObjective } from '@/components/quiz/types';
import type { TopicContent } from '@/content/catalog';
import { lessonPath, sectionPath } from '@/content/lesson-path';

/** A topic's objectives, each with the section that teaches it, or its lesson where no section is marked. */
export function quizObjectives(topic: TopicContent, locale: Locale): readonly QuizObjective[] {
  return topic.lessons.flatMap((lesson) =>
    lesson.objectives.map(({ id, text }) => {
      const sectionId = topic.objectiveSections[id] ?? '';
      const section = lesson.sections.find((each) => each.id === sectionId);
      const href = (section && sectionPath(topic, section.id)) ?? lessonPath(topic, lesson);
      return { id, text: text[locale], section: { href, title: (section ?? lesson).title[locale] } };
    }),
  );
}
