import {
  type Assignment,
  compareText,
  type GroupSubscription,
  inMemberOrder,
  sortedMemberIds,
  type TopicPartition,
} from './group-subscription';
import { assignableTopics, partitionsOf } from './topics';

/**
 * Kafka's `RoundRobinAssignor`: all partitions of all topics, by topic and number, are dealt to the members in turn; a
 * member that does not subscribe to a partition's topic is passed over, and loses its turn.
 * Source: org.apache.kafka.clients.consumer.RoundRobinAssignor and its Javadoc.
 */
export function assignRoundRobin(group: GroupSubscription): Assignment {
  const memberIds = sortedMemberIds(group.members);
  const assignment = new Map<string, TopicPartition[]>(memberIds.map((id) => [id, []]));
  const topics = [...assignableTopics(group)].sort(([left], [right]) => compareText(left, right));
  let next = 0;
  for (const partition of topics.flatMap(([topic, count]) => partitionsOf(topic, count))) {
    // Somebody subscribes to it, or it would not be among the assignable topics: the search ends.
    while (!group.members.get(memberIds[next] ?? '')?.topics.includes(partition.topic))
      next = (next + 1) % memberIds.length;
    assignment.get(memberIds[next] ?? '')?.push(partition);
    next = (next + 1) % memberIds.length;
  }
  return inMemberOrder(assignment);
}
