import { getTranslations } from 'next-intl/server';
import type { ShownTopic } from '@/components/topic/course-topic';
import { type TopicContent, topics } from '@/content/catalog';
import { type CurriculumTopic, curriculum, lessonTurn } from '@/content/curriculum';
import { lessonPath } from '@/content/lesson-path';
import { paths } from '@/content/paths';
import type { Locale } from '@/lib/i18n/routing';
import { isLabId } from '@/sim/catalog';

/** The whole course, by number. */
export async function course(locale: Locale): Promise<readonly ShownTopic[]> {
  const [t, catalogue] = await Promise.all([getTranslations(), topics()]);
  const written = new Set([...catalogue.keys()].map((id) => id.slice(0, 2)));
  return curriculum.map((topic): ShownTopic => {
    const content = catalogue.get(topic.id);
    const labs = topic.labs.filter(isLabId).map((id) => ({ id, name: t(`labs.${id}.name`) }));
    return {
      number: topic.number,
      title: topic.title[locale],
      prerequisites: topic.prerequisites,
      labs,
      lesson: content === undefined ? null : lessonOf(content, locale),
      turn: lessonTurn(topic.number, written),
    };
  });
}

function lessonOf({ id, summary, minutes, labs, sections }: TopicContent, locale: Locale): ShownTopic['lesson'] {
  const facts = { topicId: id, minutes, labCount: labs.length, sectionCount: sections.length };
  return { href: `/topics/${id}`, summary: summary[locale], ...facts };
}

/** Where a reader starts who has begun nothing: the first written lesson of the paths, in their order. */
export async function startOf(locale: Locale) {
  const catalogue = await topics();
  const numbers: readonly CurriculumTopic['number'][] = paths.flatMap((path) => path.topics);
  const ids = numbers.map((number) => curriculum.find((topic) => topic.number === number)?.id ?? '');
  const topic = ids.map((id) => catalogue.get(id)).find((content) => content !== undefined);
  const lesson = topic?.lessons[0];
  const section = lesson?.sections[0];
  if (topic === undefined || lesson === undefined || section === undefined) return null;
  return { href: lessonPath(topic, lesson), topic: topic.title[locale], section: section.title[locale] };
}

/** The topics with these numbers, in this order. */
export function topicsByNumber(
  topics: readonly ShownTopic[],
  numbers: readonly CurriculumTopic['number'][],
): readonly ShownTopic[] {
  return numbers.flatMap((number) => topics.find((topic) => topic.number === number) ?? []);
}
