import type { TopicContent } from '@/content/catalog';
import type { MasteryOutline } from '@/server/mastery';
import type { TopicOutline } from '@/server/progress';
import { labById } from '@/sim/catalog';

/** What progress is reported against, from the content. */
export function outlines(catalogue: Iterable<TopicContent>): TopicOutline[] {
  return [...catalogue].map((topic) => ({
    id: topic.id,
    sectionIds: topic.sections.map((section) => section.id),
    labs: topic.labs,
  }));
}

/** What mastery is measured by, from the content and its labs. */
export function masteryOutlines(catalogue: Iterable<TopicContent>): MasteryOutline[] {
  return [...catalogue].map(({ id, labs, quiz }) => ({
    id,
    items: quiz.map((item) => item.id),
    challenges: labs.flatMap((labId) => {
      const possible = (labById(labId)?.challenges ?? []).filter((challenge) => challenge.impossible !== true);
      return possible.map((challenge) => `${labId}/${challenge.id}`);
    }),
  }));
}
