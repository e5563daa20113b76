import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLabId } from '@/sim/catalog';
import { bankMistakes } from './bank-mistakes';
import { readTopics, readYaml, type TopicContent } from './catalog';
import { labMistakes } from './lab-mistakes';
import { readLesson } from './lesson-document';
import { type LessonLocale, lessonMistakes } from './lesson-mistakes';
import { type LessonReading, takeInLesson } from './lesson-reading';
import { type SourcesFile, sourcesFile } from './sources';
import { topicReport } from './topic-report';

export interface ContentCheck {
  /** Each mistake is a line: file, place in it, what is wrong. */
  readonly mistakes: readonly string[];
  /** Lines for each topic that could be read. */
  readonly reports: readonly string[];
}

/** How Eco² uses what was taught: the section that every lesson ends with. */
const LAST_SECTION = 'in-eco2';

/** Checks all content, the labs it names by running them: too slow for every start, right before it is published. */
export async function checkContent(folder: string): Promise<ContentCheck> {
  const { topics, mistakes } = await readTopics(folder);
  const checks = await Promise.all([...topics.values()].map((topic) => checkTopic(folder, topic, topics)));
  return {
    mistakes: [...mistakes, ...checks.flatMap((check) => check.mistakes)],
    reports: checks.flatMap((check) => check.reports),
  };
}

async function checkTopic(
  folder: string,
  topic: TopicContent,
  topics: ReadonlyMap<string, TopicContent>,
): Promise<ContentCheck> {
  const { id, quiz } = topic;
  const sourcesResult = await readYaml(folder, `${id}/sources.yaml`, sourcesFile);
  const sources = sourcesResult.value ?? [];
  const mistakes = [
    ...structureMistakes(topic).map((mistake) => `${id}/topic.yaml: ${mistake}`),
    ...bankMistakes(topic).map((mistake) => `${id}/quiz.yaml: ${mistake}`),
    ...quiz.flatMap((item) => labMistakes(item).map((mistake) => `${id}/quiz.yaml: item ${item.id}: ${mistake}`)),
    ...sourcesResult.mistakes,
    ...sourceMistakes(topic, sources).map((mistake) => `${id}/sources.yaml: ${mistake}`),
  ];
  const lessons = new Map<LessonLocale, LessonReading>();
  for (const locale of ['ko', 'en'] as const) {
    const file = `${id}/lesson.${locale}.mdx`;
    const document = readLesson(await readFile(path.join(folder, file), 'utf8').catch(() => ''));
    if (!document.ok) mistakes.push(`${file}:${document.line}: ${document.message}`);
    else {
      const lesson = takeInLesson(document);
      lessons.set(locale, lesson);
      const said = lessonMistakes(locale, lesson, { topic, topics, sources });
      mistakes.push(...said.map((mistake) => `${file}${/^\d/u.test(mistake) ? ':' : ': '}${mistake}`));
    }
  }
  if (lessons.size === 2) mistakes.push(...uncited(topic, [...lessons.values()]));
  return { mistakes, reports: topicReport(topic, lessons) };
}

function structureMistakes({ sections, labs }: TopicContent): readonly string[] {
  const last = sections.at(-1)?.id;
  return [
    ...(last === LAST_SECTION ? [] : [`sections: the last one is "${LAST_SECTION}", not "${last}"`]),
    ...labs.filter((id) => !isLabId(id)).map((id) => `labs: there is no lab "${id}"`),
  ];
}

function sourceMistakes({ sources: known }: TopicContent, sources: SourcesFile): readonly string[] {
  return sources.flatMap(({ where }, index) =>
    known.some(({ id }) => id === where.source)
      ? []
      : [`${index}.where.source: "${where.source}" is not in topic.yaml`],
  );
}

/** Sources that no lesson cites: each is cited in one language at least. */
function uncited({ id, sources }: TopicContent, lessons: readonly LessonReading[]): readonly string[] {
  const cited = new Set(lessons.flatMap(({ cites }) => cites.map(({ source }) => source)));
  return sources
    .filter((source) => !cited.has(source.id))
    .map((source) => `${id}/topic.yaml: sources: no lesson cites "${source.id}"`);
}
