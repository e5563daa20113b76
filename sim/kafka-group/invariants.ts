import type { Invariant, RuleValues } from '../core/simulation';
import { chargeWork } from '../core/work';
import { isRunning, type KafkaGroupState, logEnd } from './state';

const JAVADOC = 'Kafka, org.apache.kafka.clients.consumer.KafkaConsumer';

/** What a consumer group promises, whatever crashes, stalls, comes and goes. */
export const kafkaGroupInvariants: readonly Invariant<KafkaGroupState>[] = [
  {
    id: 'oneOwner',
    name: 'One owner per partition and generation',
    source: `${JAVADOC}, "Consumer Groups and Topic Subscriptions": each partition is assigned to exactly one consumer in the group`,
    check(state) {
      chargeWork(state.partitions.length);
      return sharedByAssignment(state) ?? sharedByMembers(state);
    },
  },
  {
    id: 'withinLog',
    name: 'Committed offsets stay within the log',
    source: `${JAVADOC}, "Offsets and Consumer Position": the committed offset is the next one to read`,
    check(state) {
      for (const [partition, offset] of Object.entries(state.group.committed)) {
        const end = logEnd(state, Number(partition));
        if (offset > end) return { partition, offset, end };
      }
      return null;
    },
  },
  {
    id: 'committedMeansWorked',
    name: 'Committed means worked',
    source: `${JAVADOC}, "Automatic Offset Committing": at least once, when all that poll returned is consumed before the next call`,
    check: (state) => state.observations.committedUnworked,
  },
  {
    id: 'orderWithinPartition',
    name: 'Order within a partition',
    source:
      'Kafka documentation, "Main Concepts": a partition’s events are read in the order in which they were written',
    check: (state) => state.observations.outOfOrder,
  },
];

function sharedByAssignment({ group }: KafkaGroupState): RuleValues | null {
  if (group.phase !== 'Stable') return null;
  const owners = new Map<number, string>();
  for (const { memberId, assigned } of group.members) {
    for (const partition of assigned) {
      const other = owners.get(partition);
      if (other !== undefined) return { generation: group.generation, partition, first: other, second: memberId };
      owners.set(partition, memberId);
    }
  }
  return null;
}

/** Among those who are in the group's present generation and know it. Who was left behind may believe what it likes. */
function sharedByMembers({ consumers, group }: KafkaGroupState): RuleValues | null {
  const owners = new Map<number, string>();
  for (const consumer of consumers) {
    if (!isRunning(consumer) || consumer.memory.membership !== 'stable') continue;
    if (consumer.memory.generation !== group.generation) continue;
    for (const partition of consumer.memory.owned) {
      const other = owners.get(partition);
      if (other !== undefined) return { generation: group.generation, partition, first: other, second: consumer.id };
      owners.set(partition, consumer.id);
    }
  }
  return null;
}
