import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLabId } from '@/sim/catalog';
import { bankMistakes } from './bank-mistakes';
import { casesFile, type FieldCase } from './cases';
import { readTopics, readYaml, type TopicContent } from './catalog';
import { curriculum } from './curriculum';
import { labMistakes, momentMistakes } from './lab-mistakes';
import { readLesson } from './lesson-document';
import { type LessonInLanguage, type LessonWorld, lessonMistakes } from './lesson-mistakes';
import { lessonFile, sectionPath } from './lesson-path';
import { type LessonReading, takeInLesson } from './lesson-reading';
import { samplesOf } from './samples';
import { type SourcesFile, sourcesFile } from './sources';
import { topicReport } from './topic-report';

export interface ContentCheck {
  /** Each mistake is a line: file, place in it, what is wrong. */
  readonly mistakes: readonly string[];
  /** Lines for each topic that could be read. */
  readonly reports: readonly string[];
}

/** How Eco² uses what was taught: the section that every topic's last lesson ends with. */
const LAST_SECTION = 'in-eco2';

/** Checks all content, the labs it names by running them: too slow for every start, right before it is published. */
export async function checkContent(folder: string): Promise<ContentCheck> {
  const { topics, mistakes } = await readTopics(folder);
  const casesResult = await readYaml(folder, 'cases.yaml', casesFile);
  const cases = casesResult.value ?? [];
  const checks = await Promise.all([...topics.values()].map((topic) => checkTopic(folder, topic, { topics, cases })));
  return {
    mistakes: [
      ...mistakes,
      ...casesResult.mistakes,
      ...cases.flatMap((each) => fieldCaseMistakes(each, topics)),
      ...checks.flatMap((check) => check.mistakes),
    ],
    reports: [
      ...checks.flatMap((check) => check.reports),
      `${cases.length} cases, ${cases.filter(({ lab }) => lab !== undefined).length} of them with a lab`,
    ],
  };
}

async function checkTopic(
  folder: string,
  topic: TopicContent,
  all: Pick<LessonWorld, 'topics' | 'cases'>,
): Promise<ContentCheck> {
  const { id, quiz } = topic;
  const sourcesResult = await readYaml(folder, `${id}/sources.yaml`, sourcesFile);
  const sources = sourcesResult.value ?? [];
  const mistakes = [
    ...structureMistakes(topic).map((mistake) => `${id}/topic.yaml: ${mistake}`),
    ...bankMistakes(topic).map((mistake) => `${id}/quiz.yaml: ${mistake}`),
    ...predictionMistakes(topic).map((mistake) => `${id}/predictions.yaml: ${mistake}`),
    ...quiz.flatMap((item) => labMistakes(item).map((mistake) => `${id}/quiz.yaml: item ${item.id}: ${mistake}`)),
    ...sourcesResult.mistakes,
    ...sourceMistakes(topic, sources).map((mistake) => `${id}/sources.yaml: ${mistake}`),
  ];
  const samples = new Set((await samplesOf(folder, id, 'en')).keys());
  const readings: LessonInLanguage[] = [];
  for (const lesson of topic.lessons) {
    for (const locale of ['ko', 'en'] as const) {
      const file = lessonFile(id, lesson.id, locale);
      const document = readLesson(await readFile(path.join(folder, file), 'utf8').catch(() => ''));
      if (!document.ok) mistakes.push(`${file}:${document.line}: ${document.message}`);
      else {
        const reading = takeInLesson(document);
        readings.push({ lesson, locale, reading });
        const said = lessonMistakes(locale, reading, { lesson, topic, sources, samples, ...all });
        mistakes.push(...said.map((mistake) => `${file}${/^\d/u.test(mistake) ? ':' : ': '}${mistake}`));
      }
    }
  }
  const read = readings.map(({ reading }) => reading);
  if (read.length === topic.lessons.length * 2)
    mistakes.push(...uncited(topic, read), ...unusedPredictions(topic, read), ...unusedSamples(id, samples, read));
  return { mistakes, reports: topicReport(topic, readings) };
}

/** A case belongs to a topic of the course, and its lab opens where it says. */
function fieldCaseMistakes(
  { id, topic, lesson, lab, elsewhere }: FieldCase,
  topics: ReadonlyMap<string, TopicContent>,
): readonly string[] {
  const written = [...topics.values()].find((each) => each.id.startsWith(`${topic}-`));
  const section = elsewhere?.section;
  return [
    ...(curriculum.some(({ number }) => number === topic) ? [] : [`topic: the course has no topic ${topic}`]),
    ...(lesson === undefined || written?.lessons.some((each) => each.id === lesson)
      ? []
      : [`lesson: topic ${topic} has no lesson "${lesson}"`]),
    ...(section === undefined || (written !== undefined && sectionPath(written, section) !== null)
      ? []
      : [`elsewhere: topic ${topic} has no section "${section}"`]),
    ...(lab === undefined ? [] : momentMistakes('lab', { lab: lab.id, scenario: lab.scenario, step: lab.step ?? 0 })),
  ].map((mistake) => `cases.yaml: ${id}: ${mistake}`);
}

/** A wrong option of a prediction has a run that shows why, and every run is one. */
function predictionMistakes({ predictions }: TopicContent): readonly string[] {
  return predictions.flatMap(({ id, choices }) =>
    choices.flatMap((choice) => {
      const said =
        choice.run === undefined
          ? choice.correct
            ? []
            : ['run: a wrong option has a run that shows why']
          : momentMistakes('run', choice.run);
      return said.map((mistake) => `${id}: choice ${choice.id}: ${mistake}`);
    }),
  );
}

/** Predictions that no lesson asks. */
function unusedPredictions({ id, predictions }: TopicContent, lessons: readonly LessonReading[]): readonly string[] {
  const asked = new Set(lessons.flatMap(({ predicts }) => predicts.map(({ item }) => item)));
  return predictions
    .filter((each) => !asked.has(each.id))
    .map((each) => `${id}/predictions.yaml: no lesson asks "${each.id}"`);
}

/** Code samples that no lesson shows. */
function unusedSamples(id: string, samples: ReadonlySet<string>, lessons: readonly LessonReading[]): readonly string[] {
  const shown = new Set(lessons.flatMap((lesson) => lesson.samples.map(({ file }) => file)));
  return [...samples].filter((name) => !shown.has(name)).map((name) => `${id}/samples/${name}.py: no lesson shows it`);
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
