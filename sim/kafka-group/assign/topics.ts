import type { GroupSubscription, TopicPartition } from './group-subscription';
import { hashMapOrder, stringHash } from './java-hash-order';

/** The members' ids as Kafka goes through them: the leader keeps the subscriptions in a HashMap. */
export function memberIdsInHashOrder({ members }: GroupSubscription): string[] {
  return hashMapOrder([...members.keys()], stringHash);
}

/**
 * The topics that somebody subscribed to and that have partitions, with how many, in the order in which Kafka goes through
 * them (`AbstractPartitionAssignor.assign`: a HashSet of all subscribed topics, then a HashMap of the known ones).
 */
export function assignableTopics(group: GroupSubscription): Map<string, number> {
  const subscribed = new Set<string>();
  for (const id of memberIdsInHashOrder(group)) {
    for (const topic of group.members.get(id)?.topics ?? []) subscribed.add(topic);
  }
  const known = hashMapOrder([...subscribed], stringHash).filter(
    (topic) => (group.partitionCounts.get(topic) ?? 0) > 0,
  );
  return new Map(hashMapOrder(known, stringHash).map((topic) => [topic, group.partitionCounts.get(topic) ?? 0]));
}

/** Partitions 0 … count-1 of a topic. */
export function partitionsOf(topic: string, count: number): TopicPartition[] {
  return Array.from({ length: count }, (_, partition) => ({ topic, partition }));
}
