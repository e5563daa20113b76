import { isLabBased } from './bank-mistakes';
import type { TopicContent } from './catalog';
import { type LessonLocale, readingMinutes } from './lesson-mistakes';
import { doings, type LessonReading } from './lesson-reading';

/** A topic as its author looks at it: lengths, doings, each objective with its moments and items, and items by type. */
export function topicReport(topic: TopicContent, lessons: ReadonlyMap<LessonLocale, LessonReading>): readonly string[] {
  const { id, sections, quiz, glossary, minutes } = topic;
  const labBased = quiz.filter(isLabBased).length;
  return [
    `${id}: ${sections.length} sections, ${minutes} minutes, ${Object.keys(glossary).length} terms`,
    ...[...lessons].map(([locale, lesson]) => `  ${locale}: ${lessonLine(locale, lesson)}`),
    `  quiz: ${quiz.length} items, ${labBased} of them generated or lab-based; ${types(topic)}`,
    ...topic.objectives.flatMap((objective) => [
      `  objective ${objective.id}`,
      ...[...lessons].map(([locale, lesson]) => `    ${locale}: ${moments(lesson, objective.id)}`),
      `    items: ${items(topic, objective.id)}`,
    ]),
  ];
}

function lessonLine(locale: LessonLocale, lesson: LessonReading): string {
  const longest = Math.max(0, ...lesson.stretches.map(({ words }) => words));
  const done = doings.map((name) => `${lesson.counts[name]} ${name}`).join(', ');
  const time = Math.round(readingMinutes(locale, lesson));
  return `${lesson.words} words, about ${time} minutes, longest stretch ${longest} words; ${done}`;
}

function types({ quiz }: TopicContent): string {
  const counts = new Map<string, number>();
  for (const { type } of quiz) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
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
