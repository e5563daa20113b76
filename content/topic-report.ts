import { decidedLabs, hasPattern } from './activity-mistakes';
import { isLabBased, keyCounts, pointsMax } from './bank-mistakes';
import type { TopicContent } from './catalog';
import { type LessonInLanguage, type LessonLocale, readingMinutes } from './lesson-mistakes';
import { doings, type LessonReading } from './lesson-reading';

/** A topic as its author looks at it: lengths, doings, each objective with its moments and items, and items by type. */
export function topicReport(topic: TopicContent, readings: readonly LessonInLanguage[]): readonly string[] {
  const { id, lessons, sections, quiz, glossary, minutes } = topic;
  const labBased = quiz.filter(isLabBased).length;
  return [
    `${id}: ${lessons.length} lessons, ${sections.length} sections, ${minutes} minutes, ${Object.keys(glossary).length} terms`,
    ...readings.map(({ lesson, locale, reading }) => `  ${lesson.id}, ${locale}: ${lessonLine(locale, reading)}`),
    `  quiz: ${quiz.length} items, ${labBased} of them generated or lab-based; ${types(topic)}`,
    `  ${weights(topic)}`,
    ...topic.objectives.flatMap((objective) => [
      `  objective ${objective.id}`,
      ...readings
        .filter(({ lesson }) => lesson.objectives.some((each) => each.id === objective.id))
        .map(({ locale, reading }) => `    ${locale}: ${moments(reading, objective.id)}`),
      `    items: ${items(topic, objective.id)}`,
    ]),
  ];
}

function lessonLine(locale: LessonLocale, lesson: LessonReading): string {
  const longest = Math.max(0, ...lesson.stretches.map(({ words }) => words));
  const done = doings.map((name) => `${lesson.counts[name]} ${name}`).join(', ');
  const time = Math.round(readingMinutes(locale, lesson));
  const decided = `${decidedLabs(lesson)} of ${lesson.counts.Lab} labs decide${hasPattern(lesson) ? '' : ' (not on the pattern yet)'}`;
  return `${lesson.words} words, about ${time} minutes, longest stretch ${longest} words; ${done}; ${decided}`;
}

function types({ quiz }: TopicContent): string {
  const counts = new Map<string, number>();
  for (const { type } of quiz) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
}

/** How much items weigh, and how their keys are spread. */
function weights({ quiz }: TopicContent): string {
  const counts = new Map<number, number>();
  for (const item of quiz) counts.set(pointsMax(item), (counts.get(pointsMax(item)) ?? 0) + 1);
  const points = [...counts].sort(([one], [other]) => one - other).map(([worth, items]) => `${items} of ${worth}`);
  const keys = keyCounts(quiz);
  return `points: ${points.join(', ')}; statements: ${keys.true} true, ${keys.false} false`;
}

function moments({ labs }: LessonReading, objective: string): string {
  const shown = labs
    .filter(({ objectives }) => objectives.includes(objective))
    .map(({ lab, scenario, step, line }) => `${lab}/${scenario}${step === undefined ? '' : `@${step}`} (line ${line})`);
  return shown.join(', ') || 'no moment';
}

function items({ quiz }: TopicContent, objective: string): string {
  const asked = quiz.filter((item) => item.objective === objective).map(({ id, type }) => `${id} (${type})`);
  return asked.join(', ') || 'none';
}
