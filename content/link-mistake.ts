import { labById } from '@/sim/catalog';
import type { TopicContent } from './catalog';
import type { LessonWorld } from './lesson-mistakes';
import type { Lesson } from './topic';

/** Pages that a lesson may lead to besides topics and labs. */
const pages = ['/', '/topics', '/labs', '/cases', '/review', '/progress'];

/** What is wrong with a link of a lesson, an address outside or a path without a language; null for a good one. */
export function linkMistake(
  url: string,
  { lesson, topics, cases }: Pick<LessonWorld, 'lesson' | 'topics' | 'cases'>,
): string | null {
  if (url.startsWith('#')) return sectionMistake(url.slice(1), lesson);
  if (!url.startsWith('/')) {
    return /^https?:\/\//u.test(url) && URL.canParse(url) ? null : 'is neither an address nor a path from "/"';
  }
  const { pathname, hash, searchParams } = new URL(url, 'https://example.test');
  if (pages.includes(pathname)) return null;
  const [, room, id = '', page = '', lessonId = '', ...rest] = pathname.split('/');
  if (rest.length > 0) return 'there is no such page';
  if (room === 'topics') return topicMistake(id, page, lessonId, hash.slice(1), topics);
  if (lessonId !== '') return 'there is no such page';
  if (room === 'cases' && page === '') return caseMistake(id, cases);
  if (room === 'labs' && (page === '' || page === 'experiment')) return labMistake(id, searchParams.get('scenario'));
  return 'there is no such page';
}

function caseMistake(id: string, cases: LessonWorld['cases']): string | null {
  return cases.some((each) => each.id === id) ? null : `there is no case "${id}"`;
}

function topicMistake(
  id: string,
  page: string,
  lessonId: string,
  sectionId: string,
  topics: ReadonlyMap<string, TopicContent>,
): string | null {
  const topic = topics.get(id);
  if (topic === undefined) return `there is no topic "${id}"`;
  if (page === 'lesson') {
    const lesson = topic.lessons.find((each) => each.id === lessonId);
    if (lesson === undefined) return `${id} has no lesson "${lessonId}"`;
    return sectionId === '' ? null : sectionMistake(sectionId, lesson);
  }
  return lessonId === '' && ['', 'quiz', 'practice'].includes(page) ? null : 'there is no such page';
}

function sectionMistake(id: string, lesson: Lesson): string | null {
  return lesson.sections.some((section) => section.id === id)
    ? null
    : `the lesson "${lesson.id}" has no section "${id}"`;
}

function labMistake(id: string, scenarioId: string | null): string | null {
  const lab = labById(id);
  if (lab === null) return `there is no lab "${id}"`;
  const scenarios: readonly { readonly id: string }[] = lab.scenarios;
  return scenarioId === null || scenarios.some((scenario) => scenario.id === scenarioId)
    ? null
    : `lab "${id}" has no scenario "${scenarioId}"`;
}
