import { type PathId, paths } from './paths';

/** A topic that comes next, and the first path that leads there. */
export interface NextTopic {
  readonly pathId: PathId;
  readonly topicId: string;
}

/** What comes after a topic on each path that it stands on, of the topics that exist; each of them once. */
export function nextTopics(topicId: string, existing: Iterable<string>): readonly NextTopic[] {
  const ids = [...existing];
  const found: NextTopic[] = [];
  for (const path of paths) {
    const numbers: readonly string[] = path.topics;
    const here = numbers.indexOf(topicId.slice(0, 2));
    if (here === -1) continue;
    const [next] = numbers.slice(here + 1).flatMap((number) => ids.filter((id) => id.startsWith(`${number}-`)));
    if (next !== undefined && !found.some((each) => each.topicId === next))
      found.push({ pathId: path.id, topicId: next });
  }
  return found;
}
