import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { ZodType } from 'zod';
import { type QuizItem, quizFile } from '@/quiz/schema';
import { type GlossaryFile, glossaryFile } from './glossary';
import { itemMistakes } from './item-mistakes';
import { lessonFile } from './lesson-path';
import { type Misconceptions, misconceptionsFile } from './misconceptions';
import { paths } from './paths';
import { type LessonPrediction, predictionItem, predictionsFile } from './predictions';
import { type Lesson, type Topic, topicFile } from './topic';

export interface TopicContent extends Topic {
  /** The folder's name, e.g. `12-consensus-algorithms`. */
  readonly id: string;
  readonly quiz: readonly QuizItem[];
  /** The terms that it teaches. */
  readonly glossary: GlossaryFile;
  /** What its lessons have their reader predict. */
  readonly predictions: readonly LessonPrediction[];
  /** The section that teaches each objective, where its lesson's text says so. */
  readonly objectiveSections: Readonly<Record<string, string>>;
}

export const contentFolder = path.join(process.cwd(), 'content');

/** Content that breaks its schema. The message names file and field, a line for each mistake. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

let loaded: Promise<ReadonlyMap<string, TopicContent>> | undefined;

/**
 * Every topic that exists, in the order of the learning paths. Read once per process.
 *
 * @throws ContentError naming file and field of every mistake
 */
export function topics(): Promise<ReadonlyMap<string, TopicContent>> {
  if (process.env.NODE_ENV === 'development') return loadTopics(contentFolder);
  loaded ??= loadTopics(contentFolder);
  return loaded;
}

/** Reads and checks the topics in `folder`; see {@link topics}. */
export async function loadTopics(folder: string): Promise<ReadonlyMap<string, TopicContent>> {
  const { topics: found, mistakes } = await readTopics(folder);
  if (mistakes.length > 0) throw new ContentError(mistakes.join('\n'));
  return found;
}

/** The topics in `folder` that can be read, and what is wrong with any of them: each a line with file and field. */
export async function readTopics(
  folder: string,
): Promise<{ readonly topics: ReadonlyMap<string, TopicContent>; readonly mistakes: readonly string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name)).map((entry) => entry.name);
  const misconceptions = await readYaml(folder, 'misconceptions.yaml', misconceptionsFile);
  const glossary = await readYaml(folder, 'glossary.yaml', glossaryFile);
  const shared = { misconceptions: misconceptions.value ?? {}, glossary: glossary.value ?? {} };
  const results = await Promise.all(ids.map((id) => loadTopic(folder, id, shared)));
  const mistakes = [...misconceptions.mistakes, ...glossary.mistakes, ...results.flatMap((result) => result.mistakes)];
  const found = new Map(results.flatMap((result) => (result.topic ? [[result.topic.id, result.topic]] : [])));
  for (const topic of found.values()) {
    for (const prerequisite of topic.prerequisites) {
      if (!found.has(prerequisite))
        mistakes.push(`${topic.id}/topic.yaml: prerequisites: there is no topic "${prerequisite}"`);
    }
  }
  mistakes.push(...glossaryMistakes(shared.glossary, found));
  return { topics: new Map([...found].sort(([a], [b]) => pathPosition(a) - pathPosition(b))), mistakes };
}

async function loadTopic(
  folder: string,
  id: string,
  { misconceptions, glossary }: { readonly misconceptions: Misconceptions; readonly glossary: GlossaryFile },
): Promise<{ topic: TopicContent | null; mistakes: string[] }> {
  const topicResult = await readYaml(folder, `${id}/topic.yaml`, topicFile);
  const quizResult = await readYaml(folder, `${id}/quiz.yaml`, quizFile);
  const predictions = `${id}/predictions.yaml`;
  const predictionsResult = existsSync(path.join(folder, predictions))
    ? await readYaml(folder, predictions, predictionsFile)
    : { value: [], mistakes: [] };
  const mistakes = [topicResult, quizResult, predictionsResult].flatMap((each) => each.mistakes);
  const { value: topic } = topicResult;
  for (const lesson of topic?.lessons ?? []) {
    for (const locale of ['ko', 'en']) mistakes.push(...(await sectionMistakes(folder, id, lesson, locale)));
  }
  if (!topic || !quizResult.value) return { topic: null, mistakes };
  const quiz = quizResult.value.items;
  for (const item of quiz) {
    const said = itemMistakes(item, topic, misconceptions);
    mistakes.push(...said.map((mistake) => `${id}/quiz.yaml: item ${item.id}: ${mistake}`));
  }
  const predicted = predictionsResult.value ?? [];
  for (const each of predicted) {
    const said = [...itemMistakes(predictionItem(each), topic, misconceptions), ...sharedId(each, quiz)];
    mistakes.push(...said.map((mistake) => `${predictions}: ${each.id}: ${mistake}`));
  }
  const objectiveSections = await sectionsOfObjectives(folder, id, topic.lessons);
  const terms = Object.fromEntries(Object.entries(glossary).filter(([, term]) => term.topic === id));
  const own = { quiz, glossary: terms, predictions: predicted, objectiveSections };
  return { topic: { id, ...topic, ...own }, mistakes };
}

/**
 * The section to read again for each objective: of those whose labs are marked with it, one of the objective's own lesson before others,
 * and one that is about it alone before one that is about several. Both languages mark the same.
 */
async function sectionsOfObjectives(
  folder: string,
  topicId: string,
  lessons: readonly Lesson[],
): Promise<Readonly<Record<string, string>>> {
  const marks: { objective: string; section: string; rank: number }[] = [];
  for (const { id, objectives } of lessons) {
    const file = path.join(folder, lessonFile(topicId, id, 'ko'));
    const text = existsSync(file) ? await readFile(file, 'utf8') : '';
    let section = '';
    for (const [, begun, marked] of text.matchAll(/<Section\s+id="([^"]*)"|\sobjective="([^"]*)"/g)) {
      if (begun !== undefined) section = begun;
      const marking = marked?.split(' ') ?? [];
      for (const objective of marking) {
        const isOwn = objectives.some((each) => each.id === objective);
        marks.push({ objective, section, rank: (isOwn ? 0 : 2) + (marking.length === 1 ? 0 : 1) });
      }
    }
  }
  // The sort is stable: of equals the first stays first, and the last one set is the one that counts.
  const worstFirst = marks.toReversed().sort((a, b) => b.rank - a.rank);
  return Object.fromEntries(worstFirst.map(({ objective, section }) => [objective, section]));
}

/** What comes back in review is found by its id. */
function sharedId({ id }: { readonly id: string }, quiz: readonly QuizItem[]): readonly string[] {
  return quiz.some((item) => item.id === id) ? ['quiz.yaml has an item of this id'] : [];
}

/** What a topic may ask again in review: its bank, and what its lessons have predicted. */
export function reviewItems({ quiz, predictions }: TopicContent): readonly QuizItem[] {
  return [...quiz, ...predictions.map(predictionItem)];
}

/** A YAML file as its schema has it; null with what is wrong, a line for each mistake. */
export async function readYaml<T>(
  folder: string,
  file: string,
  schema: ZodType<T>,
): Promise<{ value: T | null; mistakes: string[] }> {
  let data: unknown;
  try {
    data = parse(await readFile(path.join(folder, file), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { value: null, mistakes: [`${file}: ${reason}`] };
  }
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, mistakes: [] };
  const mistakes = result.error.issues.map(
    (issue) => `${file}: ${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  return { value: null, mistakes };
}

/** A lesson's sections are those of `topic.yaml`, in the same order, in both languages. */
async function sectionMistakes(folder: string, topicId: string, lesson: Lesson, locale: string): Promise<string[]> {
  const file = lessonFile(topicId, lesson.id, locale);
  if (!existsSync(path.join(folder, file))) return [`${file}: the file is missing`];
  const text = await readFile(path.join(folder, file), 'utf8');
  const found = [...text.matchAll(/<Section\s+id="([^"]*)"/g)].map((match) => match[1]);
  const wanted = lesson.sections.map((section) => section.id);
  if (found.join(' ') === wanted.join(' ')) return [];
  return [`${file}: sections are ${found.join(', ') || 'none'}, but topic.yaml says ${wanted.join(', ')}`];
}

/** A term's topic is one that exists, and its section one of its topic's. */
function glossaryMistakes(glossary: GlossaryFile, topics: ReadonlyMap<string, TopicContent>): string[] {
  return Object.entries(glossary).flatMap(([term, { topic: id, section }]) => {
    const topic = topics.get(id);
    if (topic === undefined) return [`glossary.yaml: ${term}.topic: there is no topic "${id}"`];
    return section === undefined || topic.sections.some((each) => each.id === section)
      ? []
      : [`glossary.yaml: ${term}.section: "${section}" is not in ${id}/topic.yaml`];
  });
}

/** A topic's place in the catalogue: where the learning paths first come to it. */
function pathPosition(topicId: string): number {
  const order: string[] = [...new Set(paths.flatMap((each) => each.topics))];
  const position = order.indexOf(topicId.slice(0, 2));
  return position === -1 ? order.length : position;
}
