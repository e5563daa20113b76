import { z } from 'zod';
import type { SearchDocument } from '@/components/search/search-index';
import { type TopicContent, topics } from '@/content/catalog';
import { lessonText } from '@/content/lesson-text';
import type { Locale } from '@/lib/i18n/routing';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { isLabId, type LabId, labs } from '@/sim/catalog';

const messages = { ko, en };
const otherLocale = { ko: 'en', en: 'ko' } as const;

/** A lab's words in `messages/`: every scenario and challenge by its id. */
const labWords = z.object({
  name: z.string(),
  summary: z.string(),
  scenarios: z.record(z.string(), z.object({ title: z.string(), summary: z.string() })),
  challenges: z.record(z.string(), z.object({ title: z.string(), goal: z.string() })),
});

/** Everything that search finds, in one language: topics, their sections and terms, labs, their scenarios and challenges. */
export async function searchDocuments(locale: Locale): Promise<readonly SearchDocument[]> {
  const catalogue = [...(await topics()).values()];
  const ofTopics = await Promise.all(catalogue.map((topic) => topicDocuments(topic, locale)));
  const ofLabs = Object.keys(labs)
    .filter(isLabId)
    .map((lab) => labDocuments(lab, locale));
  return [...ofTopics, ...ofLabs].flat();
}

async function topicDocuments(topic: TopicContent, locale: Locale): Promise<readonly SearchDocument[]> {
  const other = otherLocale[locale];
  const texts = new Map((await lessonText(topic.id, locale)).map(({ id, text }) => [id, text]));
  const lesson = `/topics/${topic.id}/lesson`;
  const context = topic.title[locale];
  const sections = topic.sections.map(
    ({ id, title }): SearchDocument => ({
      id: `section/${topic.id}/${id}`,
      kind: 'section',
      title: title[locale],
      context,
      alias: title[other],
      text: texts.get(id) ?? '',
      href: `${lesson}#${id}`,
    }),
  );
  const terms = Object.entries(topic.glossary).map(
    ([id, { name, text, section }]): SearchDocument => ({
      id: `term/${id}`,
      kind: 'term',
      title: name[locale],
      context,
      alias: name[other],
      text: text[locale],
      href: section === undefined ? lesson : `${lesson}#${section}`,
    }),
  );
  return [
    {
      id: `topic/${topic.id}`,
      kind: 'topic',
      title: context,
      context: '',
      alias: topic.title[other],
      text: topic.summary[locale],
      href: `/topics/${topic.id}`,
    },
    ...sections,
    ...terms,
  ];
}

function labDocuments(lab: LabId, locale: Locale): readonly SearchDocument[] {
  const words = labWords.parse(messages[locale][lab]);
  const other = labWords.parse(messages[otherLocale[locale]][lab]);
  const context = words.name;
  const scenarios = labs[lab].scenarios.map(
    ({ id }): SearchDocument => ({
      id: `scenario/${lab}/${id}`,
      kind: 'scenario',
      title: words.scenarios[id]?.title ?? id,
      context,
      alias: other.scenarios[id]?.title ?? '',
      text: words.scenarios[id]?.summary ?? '',
      href: `/labs/${lab}?scenario=${id}`,
    }),
  );
  const challenges = labs[lab].challenges.map(
    ({ id }): SearchDocument => ({
      id: `challenge/${lab}/${id}`,
      kind: 'challenge',
      title: words.challenges[id]?.title ?? id,
      context,
      alias: other.challenges[id]?.title ?? '',
      text: words.challenges[id]?.goal ?? '',
      href: `/labs/${lab}`,
    }),
  );
  return [
    {
      id: `lab/${lab}`,
      kind: 'lab',
      title: context,
      context: '',
      alias: other.name,
      text: words.summary,
      href: `/labs/${lab}`,
    },
    ...scenarios,
    ...challenges,
  ];
}
