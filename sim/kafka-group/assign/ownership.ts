import { type GroupSubscription, partitionName, type TopicPartition } from './group-subscription';
import { assignableTopics, memberIdsInHashOrder } from './topics';

/** Kafka's `DEFAULT_GENERATION`: that of a member which does not say. */
export const NO_GENERATION = -1;

/** What the members held before, once their claims have been compared. Partitions are known by their names. */
export type Ownership = {
  /** Members in Kafka's order, each with what it may be taken to own. */
  readonly owned: ReadonlyMap<string, readonly TopicPartition[]>;
  /** Claimed by two members in one generation: nobody is taken to own it. */
  readonly claimedTwice: ReadonlySet<string>;
  /** The highest generation that any member says. */
  readonly maxGeneration: number;
};

/**
 * Settles who owned what (`AbstractStickyAssignor.allSubscriptionsEqual`): of two members that claim one partition the one
 * of the higher generation owns it, and neither does when their generations are the same. A claim to a partition that does
 * not exist is passed over; Kafka's own code looks at the topic only, because partitions never become fewer there.
 */
export function settleOwnership(group: GroupSubscription): Ownership {
  const counts = assignableTopics(group);
  const owned = new Map<string, TopicPartition[]>();
  const claimedTwice = new Set<string>();
  const ownerOf = new Map<string, string>();
  let maxGeneration = NO_GENERATION;
  for (const id of memberIdsInHashOrder(group)) {
    const generation = generationOf(group, id);
    maxGeneration = Math.max(maxGeneration, generation);
    const mine: TopicPartition[] = [];
    owned.set(id, mine);
    for (const partition of group.members.get(id)?.ownedPartitions ?? []) {
      if (partition.partition >= (counts.get(partition.topic) ?? 0)) continue;
      const name = partitionName(partition);
      const other = ownerOf.get(name);
      const otherGeneration = other === undefined ? NO_GENERATION : generationOf(group, other);
      if (other !== undefined && generation < otherGeneration) continue;
      if (other !== undefined) takeFrom(owned.get(other), name);
      if (other !== undefined && generation === otherGeneration) claimedTwice.add(name);
      else mine.push(partition);
      ownerOf.set(name, id);
    }
  }
  return { owned, claimedTwice, maxGeneration };
}

export function generationOf(group: GroupSubscription, memberId: string): number {
  return group.members.get(memberId)?.generation ?? NO_GENERATION;
}

function takeFrom(partitions: TopicPartition[] | undefined, name: string): void {
  const index = partitions?.findIndex((partition) => partitionName(partition) === name) ?? -1;
  if (index >= 0) partitions?.splice(index, 1);
}

/**
 * Whether all members subscribe to the same topics, which allows the simpler way to assign. Kafka's own code takes a member without
 * topics, when it comes first in the map, to agree with everybody, and may then give it partitions; a consumer that subscribes to
 * nothing joins no group, so that is not followed.
 */
export function areSubscriptionsEqual(group: GroupSubscription): boolean {
  const [first, ...others] = [...group.members.values()].map(({ topics }) => topics);
  const topics = new Set(first);
  return others.every((other) => other.length === topics.size && other.every((topic) => topics.has(topic)));
}
