import * as z from 'zod';
import type { SearchDocument } from '@/components/search/search-index';
import { misconceptions } from '@/content/beliefs';
import { casePath, cases, type FieldCase } from '@/content/cases';
import { type TopicContent, topics } from '@/content/catalog';
import { curriculumTopic } from '@/content/curriculum';
import { namedMisconceptions } from '@/content/item-mistakes';
import { sectionPath } from '@/content/lesson-path';
import { lessonText } from '@/content/lesson-text';
import type { Misconceptions } from '@/content/misconceptions';
import type { Locale } from '@/lib/i18n/routing';
import { allMessages } from '@/messages/all-messages';
import { isLabId, type LabId, labs } from '@/sim/catalog';

const otherLocale = { ko: 'en', en: 'ko' } as const;

/** A lab's texts: every scenario and challenge by its id. */
const labWords = z.object({
  name: z.string(),
  summary: z.string(),
  scenarios: z.record(z.string(), z.object({ title: z.string(), summary: z.string() })),
  challenges: z.record(z.string(), z.object({ title: z.string(), goal: z.string() })),
});
type LabWords = z.infer<typeof labWords>;

/** Everything that search finds, in one language: topics, their sections and terms, field cases, labs, their scenarios and challenges, misconceptions. */
export async function searchDocuments(locale: Locale): Promise<readonly SearchDocument[]> {
  const catalogue = [...(await topics()).values()];
  const ofTopics = await Promise.all(catalogue.map((topic) => topicDocuments(topic, locale)));
  const [texts, other] = await Promise.all([allMessages(locale), allMessages(otherLocale[locale])]);
  const ofLabs = Object.keys(labs)
    .filter(isLabId)
    .map((lab) => labDocuments(lab, labWords.parse(texts.labs[lab]), labWords.parse(other.labs[lab])));
  const ofCases = (await cases()).map((each) => caseDocument(each, locale));
  const ofBeliefs = beliefDocuments(catalogue, await misconceptions(), locale);
  return [...ofTopics, ofCases, ...ofLabs, ofBeliefs].flat();
}

async function topicDocuments(topic: TopicContent, locale: Locale): Promise<readonly SearchDocument[]> {
  const other = otherLocale[locale];
  const ofLessons = await Promise.all(topic.lessons.map(({ id }) => lessonText(topic.id, id, locale)));
  const texts = new Map(ofLessons.flat().map(({ id, text }) => [id, text]));
  const here = `/topics/${topic.id}`;
  const context = topic.title[locale];
  const sections = topic.sections.map(
    ({ id, title }): SearchDocument => ({
      id: `section/${topic.id}/${id}`,
      kind: 'section',
      title: title[locale],
      context,
      alias: title[other],
      text: texts.get(id) ?? '',
      href: sectionPath(topic, id) ?? here,
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
      href: (section === undefined ? null : sectionPath(topic, section)) ?? here,
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
      href: here,
    },
    ...sections,
    ...terms,
  ];
}

function caseDocument({ id, topic, title, symptom, log = [] }: FieldCase, locale: Locale): SearchDocument {
  return {
    id: `case/${id}`,
    kind: 'case',
    title: title[locale],
    context: curriculumTopic(topic).title[locale],
    alias: title[otherLocale[locale]],
    text: [symptom[locale].replaceAll('`', ''), ...log].join(' '),
    href: casePath(id),
  };
}

/** What is often believed and is not so, with the topic whose questions ask about it. Those of topics that are not written are left out. */
function beliefDocuments(
  catalogue: readonly TopicContent[],
  beliefs: Misconceptions,
  locale: Locale,
): readonly SearchDocument[] {
  const asked = catalogue.map((topic) => ({
    topic,
    ids: new Set(namedMisconceptions(topic.quiz).map(({ id }) => id)),
  }));
  return Object.entries(beliefs).flatMap(([id, { name, text }]): SearchDocument[] => {
    const topic = asked.find(({ ids }) => ids.has(id))?.topic;
    if (topic === undefined) return [];
    return [
      {
        id: `belief/${id}`,
        kind: 'belief',
        title: name[locale],
        context: topic.title[locale],
        alias: name[otherLocale[locale]],
        text: text[locale],
        href: `/topics/${topic.id}`,
      },
    ];
  });
}

function labDocuments(lab: LabId, words: LabWords, other: LabWords): readonly SearchDocument[] {
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
      href: `/labs/${lab}?challenge=${id}`,
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
