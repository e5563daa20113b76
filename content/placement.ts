import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { type QuizItem, quizFile } from '@/quiz/schema';
import { itemMistakes } from './item-mistakes';
import { labMistakes } from './lab-mistakes';
import { misconceptionsFile } from './misconceptions';
import { PLACEMENT_AREAS } from './placement-areas';
import { type Topic, topicSources } from './topic';

const FILE = 'placement.yaml';

const placementFile = z.strictObject({ sources: topicSources, items: z.unknown() });

export interface Placement {
  readonly sources: Topic['sources'];
  readonly items: readonly QuizItem[];
}

let loaded: Promise<Placement> | undefined;

/**
 * The placement quiz, read once per process.
 *
 * @throws ZodError when the file breaks its schema
 */
export function placement(): Promise<Placement> {
  loaded ??= loadPlacement(path.join(process.cwd(), 'content'));
  return loaded;
}

async function loadPlacement(folder: string): Promise<Placement> {
  const { sources, items } = placementFile.parse(parse(await readFile(path.join(folder, FILE), 'utf8')));
  return { sources, items: quizFile.parse({ items }).items };
}

/** Every mistake in `placement.yaml`, each a line with file and field; runs the labs that it names. */
export async function placementMistakes(folder: string): Promise<readonly string[]> {
  let file: Placement;
  try {
    file = await loadPlacement(folder);
  } catch (error) {
    if (!(error instanceof z.ZodError)) return [`${FILE}: ${error instanceof Error ? error.message : String(error)}`];
    return error.issues.map((issue) => `${FILE}: ${issue.path.join('.') || 'the file'}: ${issue.message}`);
  }
  const { sources, items } = file;
  const misconceptions = misconceptionsFile.parse(
    parse(await readFile(path.join(folder, 'misconceptions.yaml'), 'utf8')),
  );
  const cited = new Set(items.map(({ source }) => source.id));
  return [
    ...items.flatMap((item) =>
      [...itemMistakes(item, asTopic(sources), misconceptions), ...labMistakes(item)].map(
        (mistake) => `${FILE}: item ${item.id}: ${mistake}`,
      ),
    ),
    ...sources.filter(({ id }) => !cited.has(id)).map(({ id }) => `${FILE}: sources: "${id}" is cited by no item`),
    ...PLACEMENT_AREAS.filter(({ id }) => items.every(({ objective }) => objective !== id)).map(
      ({ id }) => `${FILE}: no item asks about the area "${id}"`,
    ),
  ];
}

/** The quiz as a topic whose objectives are the areas: what an item is checked against. */
function asTopic(sources: Topic['sources']): Topic {
  const text = { ko: FILE, en: FILE };
  return {
    title: text,
    summary: text,
    prerequisites: [],
    labs: [],
    lessons: [],
    minutes: 1,
    sections: [{ id: 'placement', title: text }],
    objectives: PLACEMENT_AREAS.map(({ id }) => ({ id, text })),
    sources,
  };
}
