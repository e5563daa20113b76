import { getTranslations } from 'next-intl/server';
import type { ShownTopic } from '@/components/topic/course-topic';
import { type TopicContent, topics } from '@/content/catalog';
import { type CurriculumTopic, curriculum } from '@/content/curriculum';
import type { Locale } from '@/lib/i18n/routing';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { masteryOf } from '@/server/mastery';
import { progressOf, sectionsRead } from '@/server/progress';
import { readingPositions } from '@/server/reading-position';
import { currentUser } from '@/server/session';
import { isLabId } from '@/sim/catalog';
import { masteryOutlines, outlines } from './outlines';

/** Where the reader was last. */
export interface ContinueAt {
  readonly href: string;
  readonly topic: string;
  readonly section: string;
}

export interface Course {
  readonly topics: readonly ShownTopic[];
  /** Null while nobody is signed in or nothing is begun and unfinished. */
  readonly continueAt: ContinueAt | null;
}

/** The whole course, by number, with what this reader has done in it. */
export async function course(locale: Locale): Promise<Course> {
  const [t, catalogue, user] = await Promise.all([getTranslations(), topics(), currentUser()]);
  const own = user === null ? null : await ownWork(user.id, catalogue);
  const shown = curriculum.map((topic): ShownTopic => {
    const content = catalogue.get(topic.id);
    const labs = topic.labs.filter(isLabId).map((id) => ({ id, name: t(`${id}.name`) }));
    return {
      number: topic.number,
      title: topic.title[locale],
      prerequisites: topic.prerequisites,
      labs,
      lesson: content === undefined ? null : lessonOf(content, locale),
      own: content === undefined ? null : (own?.byTopic.get(content.id) ?? null),
    };
  });
  return { topics: shown, continueAt: own === null ? null : continueAt(own, catalogue, locale) };
}

function lessonOf({ id, summary, minutes, labs, sections }: TopicContent, locale: Locale): ShownTopic['lesson'] {
  const facts = { minutes, labCount: labs.length, sectionCount: sections.length };
  return { href: `/topics/${id}`, summary: summary[locale], ...facts };
}

type Catalogue = ReadonlyMap<string, TopicContent>;

interface OwnWork {
  readonly byTopic: ReadonlyMap<string, NonNullable<ShownTopic['own']>>;
  /** The section to go on with; null when nothing is begun and unfinished. */
  readonly next: { readonly topicId: string; readonly sectionId: string } | null;
}

async function ownWork(userId: string, catalogue: Catalogue): Promise<OwnWork> {
  const db = await database();
  const [levels, progress, positions] = await Promise.all([
    masteryOf(db, userId, masteryOutlines(catalogue.values()), nowMs()),
    progressOf(db, [userId], outlines(catalogue.values())),
    readingPositions(db, userId),
  ]);
  const read = new Map((progress.get(userId) ?? []).map((each) => [each.topicId, each]));
  const byTopic = new Map(
    levels.map(({ topicId, level }) => [
      topicId,
      { mastery: level, sectionsRead: read.get(topicId)?.sectionsRead ?? 0 },
    ]),
  );
  const isRead = (topicId: string) => read.get(topicId)?.sectionsRead === read.get(topicId)?.sectionCount;
  const last = positions.find(({ topicId }) => read.has(topicId) && !isRead(topicId));
  if (last !== undefined) return { byTopic, next: last };
  const begun = [...read.values()].find((each) => each.sectionsRead > 0 && !isRead(each.topicId));
  return { byTopic, next: begun === undefined ? null : await firstUnread(userId, begun.topicId, catalogue) };
}

/** Where a lesson goes on that is begun, but of which no place is kept. */
async function firstUnread(userId: string, topicId: string, catalogue: Catalogue): Promise<OwnWork['next']> {
  const done = new Set(await sectionsRead(await database(), userId, topicId));
  const section = catalogue.get(topicId)?.sections.find(({ id }) => !done.has(id));
  return section === undefined ? null : { topicId, sectionId: section.id };
}

function continueAt({ next }: OwnWork, catalogue: Catalogue, locale: Locale): ContinueAt | null {
  const topic = catalogue.get(next?.topicId ?? '');
  const section = topic?.sections.find(({ id }) => id === next?.sectionId);
  return topic && section ? at(topic, section, locale) : null;
}

function at(topic: TopicContent, section: TopicContent['sections'][number], locale: Locale): ContinueAt {
  return {
    href: `/topics/${topic.id}/lesson#${section.id}`,
    topic: topic.title[locale],
    section: section.title[locale],
  };
}

/** The topics with these numbers, in this order. */
export function topicsByNumber(course: Course, numbers: readonly CurriculumTopic['number'][]): readonly ShownTopic[] {
  return numbers.flatMap((number) => course.topics.find((topic) => topic.number === number) ?? []);
}
