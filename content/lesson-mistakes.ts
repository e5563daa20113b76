import { labById } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { recordScenario } from '@/sim/core/scenario';
import { activityMistakes } from './activity-mistakes';
import type { FieldCase } from './cases';
import type { TopicContent } from './catalog';
import { doings, type LabMoment, type LessonReading } from './lesson-reading';
import { linkMistake } from './link-mistake';
import type { SourcesFile } from './sources';
import type { Lesson } from './topic';

export type LessonLocale = 'ko' | 'en';

/** A lesson as it was read in one language. */
export interface LessonInLanguage {
  readonly lesson: Lesson;
  readonly locale: LessonLocale;
  readonly reading: LessonReading;
}

/** Running text between two doings: at most so many words, counted by blanks. */
const STRETCH_WORDS_MAX = { en: 250, ko: 200 } as const;
const WORDS_PER_MINUTE = { en: 200, ko: 150 } as const;
/** A lab between paragraphs is played from one set moment to the next: seconds, and as long again to look. */
const DOING_MINUTES = { Lab: 1, Predict: 1, Checkpoint: 1, Try: 1, WorkedExample: 2, YourNumbers: 2 } as const;

/** How far the stated minutes may be from the computed ones, as a share of those stated. */
const MINUTES_TOLERANCE = 0.25;

/** What a lesson is checked against. */
export interface LessonWorld {
  readonly lesson: Lesson;
  readonly topic: TopicContent;
  readonly topics: ReadonlyMap<string, TopicContent>;
  readonly sources: SourcesFile;
  readonly cases: readonly FieldCase[];
  /** Names of the topic's code samples. */
  readonly samples: ReadonlySet<string>;
}

/** How long a lesson takes: its words at an ordinary pace, and what there is to do. */
export function readingMinutes(locale: LessonLocale, { words, counts }: LessonReading): number {
  const doing = doings.reduce((minutes, name) => minutes + counts[name] * DOING_MINUTES[name], 0);
  return words / WORDS_PER_MINUTE[locale] + doing;
}

/** What is wrong with one language's lesson: each a line number and what. */
export function lessonMistakes(locale: LessonLocale, reading: LessonReading, world: LessonWorld): readonly string[] {
  const found = [
    ...reading.mistakes,
    ...stretchMistakes(locale, reading),
    ...labMistakes(reading, world),
    ...referenceMistakes(reading, world),
    ...activityMistakes(reading, world),
  ];
  return [
    ...found.toSorted((a, b) => a.line - b.line).map(({ line, message }) => `${line}: ${message}`),
    ...minutesMistakes(locale, reading, world),
    ...objectiveMistakes(reading, world),
  ];
}

/** What is wrong at a line. */
export interface Placed {
  readonly line: number;
  readonly message: string;
}

function stretchMistakes(locale: LessonLocale, { stretches }: LessonReading): readonly Placed[] {
  const most = STRETCH_WORDS_MAX[locale];
  return stretches
    .filter(({ words }) => words > most)
    .map(({ line, words }) => ({
      line,
      message: `${words} words from here without something to do (at most ${most})`,
    }));
}

function minutesMistakes(locale: LessonLocale, reading: LessonReading, { lesson }: LessonWorld): readonly string[] {
  const computed = readingMinutes(locale, reading);
  return Math.abs(computed - lesson.minutes) <= lesson.minutes * MINUTES_TOLERANCE
    ? []
    : [`takes about ${Math.round(computed)} minutes, but topic.yaml says ${lesson.minutes}`];
}

function objectiveMistakes({ labs }: LessonReading, { lesson }: LessonWorld): readonly string[] {
  const shown = new Set(labs.flatMap(({ objectives }) => objectives));
  return lesson.objectives.filter(({ id }) => !shown.has(id)).map(({ id }) => `objective "${id}" has no lab moment`);
}

function labMistakes({ labs, whens }: LessonReading, { topic }: LessonWorld): readonly Placed[] {
  return [
    ...labs.flatMap((moment) => [
      ...momentMistakes(moment).map((what) => ({ line: moment.line, message: `<Lab>: ${what}` })),
      ...unknownObjectives(moment.objectives, topic).map((what) => ({ line: moment.line, message: `<Lab>: ${what}` })),
    ]),
    ...whens.flatMap(({ lab: id, seen, line }) => {
      const lab = anyLab(id);
      return lab === null || lab.milestones.some((milestone) => milestone.id === seen)
        ? []
        : [{ line, message: `<When>: seen: lab "${id}" has no milestone "${seen}"` }];
    }),
  ];
}

type AnyScenarios = Pick<Lab, 'simulation' | 'scenarios' | 'milestones'>;

function anyLab(id: string): AnyScenarios | null {
  return labById(id);
}

function momentMistakes({ lab: id, scenario: scenarioId, step }: LabMoment): readonly string[] {
  const lab = anyLab(id);
  if (lab === null) return [`id: there is no lab "${id}"`];
  if (!lab.scenarios.some((scenario) => scenario.id === scenarioId)) {
    return [`scenario: lab "${id}" has no scenario "${scenarioId}"`];
  }
  const steps = scenarioSteps(id, scenarioId);
  return step === undefined || step <= steps ? [] : [`step: the scenario has ${steps} steps, not ${step}`];
}

const stepsKnown = new Map<string, number>();

/** How many steps a scenario has; run once for all lessons. */
function scenarioSteps(labId: string, scenarioId: string): number {
  const key = `${labId} ${scenarioId}`;
  const known = stepsKnown.get(key);
  if (known !== undefined) return known;
  const lab = anyLab(labId);
  const scenario = lab?.scenarios.find(({ id }) => id === scenarioId);
  const steps = lab === null || scenario === undefined ? 0 : recordScenario(lab.simulation, scenario).end.step;
  stepsKnown.set(key, steps);
  return steps;
}

function unknownObjectives(objectives: readonly string[], { objectives: known }: TopicContent): readonly string[] {
  return objectives
    .filter((id) => !known.some((objective) => objective.id === id))
    .map((id) => `objective: "${id}" is not in topic.yaml`);
}

function referenceMistakes(reading: LessonReading, world: LessonWorld): readonly Placed[] {
  const { topic, topics, sources, samples } = world;
  const terms = new Set([...topics.values()].flatMap(({ glossary }) => Object.keys(glossary)));
  return [
    ...reading.predicts.flatMap(({ objectives, line }) =>
      unknownObjectives(objectives, topic).map((what) => ({ line, message: `<Predict>: ${what}` })),
    ),
    ...reading.cites.flatMap(({ source, at, line }) => {
      if (!topic.sources.some(({ id }) => id === source)) {
        return [{ line, message: `<Cite>: source: "${source}" is not in topic.yaml` }];
      }
      return sources.some(({ where }) => where.source === source && where.at === at)
        ? []
        : [{ line, message: `<Cite>: sources.yaml has no claim of "${source}" at "${at}"` }];
    }),
    ...reading.terms
      .filter(({ id }) => !terms.has(id))
      .map(({ id, line }) => ({ line, message: `<Term>: glossary.yaml has no "${id}"` })),
    ...reading.samples
      .filter(({ file }) => !samples.has(file))
      .map(({ file, line }) => ({ line, message: `<Sample>: the topic has no samples/${file}.py` })),
    ...reading.checkpoints
      .filter(({ item }) => !topic.quiz.some(({ id }) => id === item))
      .map(({ item, line }) => ({ line, message: `<Checkpoint>: quiz.yaml has no item "${item}"` })),
    ...reading.links.flatMap(({ url, line }) => {
      const what = linkMistake(url, world);
      return what === null ? [] : [{ line, message: `link "${url}": ${what}` }];
    }),
  ];
}
