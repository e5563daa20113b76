import { labById } from '@/sim/catalog';
import type { TopicContent } from './catalog';

/** Pages that a lesson may lead to besides topics and labs. */
const pages = ['/', '/topics', '/labs', '/review', '/progress'];

/** What is wrong with a link of a lesson, an address outside or a path without a language; null for a good one. */
export function linkMistake(
  url: string,
  topic: TopicContent,
  topics: ReadonlyMap<string, TopicContent>,
): string | null {
  if (url.startsWith('#')) return sectionMistake(url.slice(1), topic);
  if (!url.startsWith('/')) {
    return /^https?:\/\//u.test(url) && URL.canParse(url) ? null : 'is neither an address nor a path from "/"';
  }
  const { pathname, hash, searchParams } = new URL(url, 'https://example.test');
  if (pages.includes(pathname)) return null;
  const [, room, id = '', page = '', ...rest] = pathname.split('/');
  if (rest.length > 0) return 'there is no such page';
  if (room === 'topics') return topicMistake(id, page, hash.slice(1), topics);
  if (room === 'labs' && (page === '' || page === 'experiment')) return labMistake(id, searchParams.get('scenario'));
  return 'there is no such page';
}

function topicMistake(
  id: string,
  page: string,
  section: string,
  topics: ReadonlyMap<string, TopicContent>,
): string | null {
  const topic = topics.get(id);
  if (topic === undefined) return `there is no topic "${id}"`;
  if (page === 'lesson' && section !== '') return sectionMistake(section, topic);
  return ['', 'lesson', 'quiz', 'practice'].includes(page) ? null : 'there is no such page';
}

function sectionMistake(id: string, { id: topicId, sections }: TopicContent): string | null {
  return sections.some((section) => section.id === id) ? null : `the lesson of ${topicId} has no section "${id}"`;
}

function labMistake(id: string, scenarioId: string | null): string | null {
  const lab = labById(id);
  if (lab === null) return `there is no lab "${id}"`;
  const scenarios: readonly { readonly id: string }[] = lab.scenarios;
  return scenarioId === null || scenarios.some((scenario) => scenario.id === scenarioId)
    ? null
    : `lab "${id}" has no scenario "${scenarioId}"`;
}
