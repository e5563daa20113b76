import { partitionName, type TopicPartition } from './group-subscription';
import { hashMapOrder, topicPartitionHash } from './java-hash-order';

type Movement = { readonly from: string; readonly to: string };

/**
 * Which partitions the balancing has moved so far, and between whom. When a partition is to move from one member to another
 * and one of the same topic has moved the other way, moving that one back is the same balance with less moved.
 * Source: `AbstractStickyAssignor.PartitionMovements`.
 */
export class PartitionMovements {
  private readonly movements = new Map<string, Movement>();
  /** Per topic and pair of members, the partitions that moved, in the order in which they did. */
  private readonly byPair = new Map<string, Map<string, TopicPartition>>();

  /** Writes down that `partition` moves. One that comes back to where it started has not moved at all. */
  move(partition: TopicPartition, from: string, to: string): void {
    const earlier = this.forget(partition);
    if (earlier === null) this.remember(partition, { from, to });
    else if (earlier.from !== to) this.remember(partition, { from: earlier.from, to });
  }

  /** The partition to move in order to have one less at `from` and one more at `to`. */
  actualPartitionToMove(partition: TopicPartition, from: string, to: string): TopicPartition {
    const origin = this.movements.get(partitionName(partition))?.from ?? from;
    const movedTheOtherWay = this.byPair.get(pairKey(partition.topic, { from: to, to: origin }));
    if (movedTheOtherWay === undefined) return partition;
    return hashMapOrder([...movedTheOtherWay.values()], topicPartitionHash)[0] ?? partition;
  }

  private remember(partition: TopicPartition, movement: Movement): void {
    const name = partitionName(partition);
    this.movements.set(name, movement);
    const key = pairKey(partition.topic, movement);
    const moved = this.byPair.get(key) ?? new Map<string, TopicPartition>();
    moved.set(name, partition);
    this.byPair.set(key, moved);
  }

  private forget(partition: TopicPartition): Movement | null {
    const name = partitionName(partition);
    const movement = this.movements.get(name);
    if (movement === undefined) return null;
    this.movements.delete(name);
    const key = pairKey(partition.topic, movement);
    const moved = this.byPair.get(key);
    moved?.delete(name);
    if (moved?.size === 0) this.byPair.delete(key);
    return movement;
  }
}

function pairKey(topic: string, { from, to }: Movement): string {
  return JSON.stringify([topic, from, to]);
}
