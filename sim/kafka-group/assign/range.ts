import {
  type Assignment,
  type GroupSubscription,
  inMemberOrder,
  sortedMemberIds,
  type TopicPartition,
} from './group-subscription';
import { assignableTopics, partitionsOf } from './topics';

/**
 * Kafka's `RangeAssignor` (without racks): topic by topic, the partitions in numeric order are cut into as many runs as the
 * topic has subscribers, in the order of the members; where it does not divide evenly, the first few get one more.
 * Source: org.apache.kafka.clients.consumer.RangeAssignor and its Javadoc.
 */
export function assignByRange(group: GroupSubscription): Assignment {
  const memberIds = sortedMemberIds(group.members);
  const assignment = new Map<string, TopicPartition[]>(memberIds.map((id) => [id, []]));
  for (const [topic, count] of assignableTopics(group)) {
    const subscribers = memberIds.filter((id) => group.members.get(id)?.topics.includes(topic));
    const each = Math.floor(count / subscribers.length);
    const withOneMore = count % subscribers.length;
    const partitions = partitionsOf(topic, count);
    for (const [index, id] of subscribers.entries()) {
      const run = partitions.splice(0, index < withOneMore ? each + 1 : each);
      assignment.get(id)?.push(...run);
    }
  }
  return inMemberOrder(assignment);
}
