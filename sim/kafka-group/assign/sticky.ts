import { type Assignment, type GroupSubscription, inMemberOrder, type TopicPartition } from './group-subscription';
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
