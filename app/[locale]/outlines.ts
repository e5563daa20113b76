import type { TopicContent } from '@/content/catalog';
import type { TopicOutline } from '@/server/progress';

/** What progress is reported against, from the content. */
export function outlines(catalogue: Iterable<TopicContent>): TopicOutline[] {
  return [...catalogue].map((topic) => ({
    id: topic.id,
    sectionIds: topic.sections.map((section) => section.id),
    labs: topic.labs,
  }));
}
