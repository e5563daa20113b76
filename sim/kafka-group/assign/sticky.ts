import { type Assignment, type GroupSubscription, inMemberOrder, type TopicPartition } from './group-subscription';
import { hashMapOrder, stringHash } from './java-hash-order';
import { areSubscriptionsEqual, settleOwnership } from './ownership';
import { assignConstrained } from './sticky-constrained';
import { assignGeneral } from './sticky-general';

/** A sticky assignment, and what it moves from one member to another where the algorithm has kept account of that. */
export type StickyAssignment = {
  readonly assignment: Assignment;
  /** Each moving partition by its name, with the member that gets it; null when the general algorithm was used. */
  readonly movingTo: ReadonlyMap<string, string> | null;
};

/**
 * Kafka's `StickyAssignor` (without racks): as balanced as the subscriptions allow, and with as many partitions as possible
 * left where they were. Source: org.apache.kafka.clients.consumer.StickyAssignor and internals.AbstractStickyAssignor.
 */
export function assignSticky(group: GroupSubscription): Assignment {
  return stickyAssignment(group).assignment;
}

/**
 * What a member held, in the order in which it reaches the leader of a sticky group: topic by topic
 * (`StickyAssignor.serializeTopicPartitionAssignment`, from a HashMap). Where members are alike that order decides. The cooperative
 * assignor has no such message: there the order is the consumer's own.
 */
export function asSentToLeader(held: readonly TopicPartition[]): TopicPartition[] {
  // `computeIfAbsent` puts a key before those that are in its bucket already.
  const latestFirst = [...new Set(held.map(({ topic }) => topic))].reverse();
  return hashMapOrder(latestFirst, stringHash).flatMap((wanted) => held.filter(({ topic }) => topic === wanted));
}

/** What both sticky assignors share (`AbstractStickyAssignor.assignPartitions`). */
export function stickyAssignment(group: GroupSubscription): StickyAssignment {
  if (group.members.size === 0) return { assignment: new Map<string, TopicPartition[]>(), movingTo: new Map() };
  const ownership = settleOwnership(group);
  if (areSubscriptionsEqual(group)) {
    const { assignment, movingTo } = assignConstrained(group, ownership);
    return { assignment: inMemberOrder(assignment), movingTo };
  }
  return { assignment: inMemberOrder(assignGeneral(group, ownership)), movingTo: null };
}
