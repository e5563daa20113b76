import type { OwnCourse } from '@/components/reader/own';
import type { TopicContent } from '@/content/catalog';
import { sectionPath } from '@/content/lesson-path';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { masteryOf } from '@/server/mastery';
import { progressOf, sectionsRead } from '@/server/progress';
import { readingPositions } from '@/server/reading-position';
import { masteryOutlines, outlines } from './outlines';

type Catalogue = ReadonlyMap<string, TopicContent>;

/** What a reader has done in the course. */
export async function ownWork(userId: string, catalogue: Catalogue): Promise<OwnCourse> {
  const db = await database();
  const [levels, progress, positions] = await Promise.all([
    masteryOf(db, userId, masteryOutlines(catalogue.values()), nowMs()),
    progressOf(db, [userId], outlines(catalogue.values())),
    readingPositions(db, userId),
  ]);
  const read = new Map((progress.get(userId) ?? []).map((each) => [each.topicId, each]));
  const byTopic = Object.fromEntries(
    levels.map(({ topicId, level }) => [
      topicId,
      { mastery: level, sectionsRead: read.get(topicId)?.sectionsRead ?? 0 },
    ]),
  );
  const isRead = (topicId: string) => read.get(topicId)?.sectionsRead === read.get(topicId)?.sectionCount;
  const last = positions.find(({ topicId }) => read.has(topicId) && !isRead(topicId));
  const place = last && withTitles(last, catalogue);
  if (place) return { byTopic, next: place };
  const begun = last ?? [...read.values()].find((each) => each.sectionsRead > 0 && !isRead(each.topicId));
  const unread = begun === undefined ? null : await firstUnread(userId, begun.topicId, catalogue);
  return { byTopic, next: unread && withTitles(unread, catalogue) };
}

interface Place {
  readonly topicId: string;
  readonly sectionId: string;
}

/** Null for a place that the content no longer has. */
function withTitles({ topicId, sectionId }: Place, catalogue: Catalogue): OwnCourse['next'] {
  const topic = catalogue.get(topicId);
  const section = topic?.sections.find(({ id }) => id === sectionId);
  const href = topic === undefined ? null : sectionPath(topic, sectionId);
  return topic && section && href ? { href, topicTitle: topic.title, sectionTitle: section.title } : null;
}

/** Where a lesson goes on that is begun, but of which no place is kept. */
async function firstUnread(userId: string, topicId: string, catalogue: Catalogue): Promise<Place | null> {
  const done = new Set(await sectionsRead(await database(), userId, topicId));
  const section = catalogue.get(topicId)?.sections.find(({ id }) => !done.has(id));
  return section === undefined ? null : { topicId, sectionId: section.id };
}
