import { compareText, type GroupSubscription, partitionName, type TopicPartition } from './group-subscription';
import { MembersByLoad } from './members-by-load';
import { generationOf, type Ownership } from './ownership';
import { PartitionMovements } from './partition-movements';
import { assignableTopics, memberIdsInHashOrder, partitionsOf } from './topics';

/**
 * The way to assign when members subscribe to different topics (`AbstractStickyAssignor.GeneralAssignmentBuilder`):
 * 1. everybody keeps what it owned and still subscribes to;
 * 2. what is left goes, the partitions with the fewest subscribers first, to the subscriber with the fewest partitions;
 * 3. partitions are moved one by one for as long as that makes the assignment more balanced.
 */
export function assignGeneral(group: GroupSubscription, ownership: Ownership): Map<string, TopicPartition[]> {
  return new GeneralAssignment(group, ownership).build();
}

class GeneralAssignment {
  private readonly topics: Map<string, number>;
  private readonly subscribersOf = new Map<string, string[]>();
  private readonly topicsOf = new Map<string, string[]>();
  /** What each member has so far, and who has each partition by its name. */
  private assignment = new Map<string, TopicPartition[]>();
  private ownerOf = new Map<string, string>();
  private readonly previousOwnerOf: ReadonlyMap<string, string>;
  private readonly members = new MembersByLoad((id) => this.loadOf(id));
  private readonly movements = new PartitionMovements();
  /** A member owned something that it does not subscribe to any more. */
  private hasRevoked = false;

  constructor(group: GroupSubscription, ownership: Ownership) {
    this.topics = assignableTopics(group);
    for (const topic of this.topics.keys()) this.subscribersOf.set(topic, []);
    for (const id of memberIdsInHashOrder(group)) {
      const topics = group.members.get(id)?.topics.filter((topic) => this.topics.has(topic)) ?? [];
      this.topicsOf.set(id, topics);
      for (const topic of topics) this.subscribersOf.get(topic)?.push(id);
    }
    this.previousOwnerOf = earlierOwners(group, ownership);
    for (const [id, owned] of ownership.owned) this.keep(id, owned);
  }

  build(): Map<string, TopicPartition[]> {
    const all = this.allPartitions();
    const unassigned = all.filter((partition) => !this.ownerOf.has(partitionName(partition)));
    for (const id of this.assignment.keys()) this.members.add(id);
    this.balance(all, unassigned);
    return this.assignment;
  }

  private keep(id: string, owned: readonly TopicPartition[]): void {
    const kept = owned.filter(({ topic }) => this.topicsOf.get(id)?.includes(topic));
    if (kept.length < owned.length) this.hasRevoked = true;
    this.assignment.set(id, kept);
    for (const partition of kept) this.ownerOf.set(partitionName(partition), id);
  }

  /** Topics with the fewest subscribers first: their partitions have the fewest places to go. */
  private allPartitions(): TopicPartition[] {
    return [...this.topics]
      .sort(
        ([left], [right]) => this.subscribers(left).length - this.subscribers(right).length || compareText(left, right),
      )
      .flatMap(([topic, count]) => partitionsOf(topic, count));
  }

  private balance(all: readonly TopicPartition[], unassigned: readonly TopicPartition[]): void {
    const isFirst = this.loadOf(this.members.most ?? '') === 0;
    for (const partition of unassigned) this.giveToLeastLoaded(partition);

    const canMove = ({ topic }: TopicPartition) => this.subscribers(topic).length >= 2;
    for (const id of this.assignment.keys()) if (!this.canTakePart(id)) this.members.remove(id);
    const before = new Map([...this.assignment].map(([id, partitions]) => [id, [...partitions]]));
    const scoreBefore = this.balanceScore();

    // With nothing to revoke, it may be enough to move what has just been given out.
    if (!this.hasRevoked) this.moveUntilBalanced(unassigned.filter(canMove));
    const hasMoved = this.moveUntilBalanced(all.filter(canMove));
    if (!isFirst && hasMoved && this.balanceScore() >= scoreBefore) this.assignment = before;
  }

  private giveToLeastLoaded(partition: TopicPartition): void {
    const id = this.members.all.find((candidate) => this.topicsOf.get(candidate)?.includes(partition.topic));
    if (id === undefined) return;
    this.members.remove(id);
    this.assignment.get(id)?.push(partition);
    this.ownerOf.set(partitionName(partition), id);
    this.members.add(id);
  }

  /** Whether a member could get more, or has something that somebody else could have. */
  private canTakePart(id: string): boolean {
    if (this.loadOf(id) < this.loadMaxOf(id)) return true;
    return this.assignment.get(id)?.some(({ topic }) => this.subscribers(topic).length >= 2) ?? false;
  }

  /** Goes through the partitions again and again until no move makes a difference. Says whether anything was moved. */
  private moveUntilBalanced(partitions: readonly TopicPartition[]): boolean {
    let hasMoved = false;
    for (let isMoving = true; isMoving; hasMoved ||= isMoving) {
      isMoving = false;
      for (const partition of partitions) {
        if (this.isBalanced()) break;
        if (this.moveIfBetter(partition)) isMoving = true;
      }
    }
    return hasMoved;
  }

  private moveIfBetter(partition: TopicPartition): boolean {
    const name = partitionName(partition);
    const load = this.loadOf(this.ownerOf.get(name) ?? '');
    const previous = this.previousOwnerOf.get(name);
    if (previous !== undefined && load > this.loadOf(previous) + 1) {
      this.move(partition, previous);
      return true;
    }
    if (!this.subscribers(partition.topic).some((id) => load > this.loadOf(id) + 1)) return false;
    const leastLoaded = this.members.all.find((id) => this.topicsOf.get(id)?.includes(partition.topic));
    if (leastLoaded === undefined) return false;
    this.move(partition, leastLoaded);
    return true;
  }

  private move(wanted: TopicPartition, to: string): void {
    const holder = this.ownerOf.get(partitionName(wanted)) ?? '';
    const partition = this.movements.actualPartitionToMove(wanted, holder, to);
    const name = partitionName(partition);
    const from = this.ownerOf.get(name) ?? '';
    this.members.remove(from);
    this.members.remove(to);
    this.movements.move(partition, from, to);
    const mine = this.assignment.get(from);
    mine?.splice(
      mine.findIndex((candidate) => partitionName(candidate) === name),
      1,
    );
    this.assignment.get(to)?.push(partition);
    this.ownerOf.set(name, to);
    this.members.add(to);
    this.members.add(from);
  }

  /**
   * Balanced: the loads differ by at most one, or nobody could be given a partition of somebody who has two more than it.
   */
  private isBalanced(): boolean {
    const { least, most } = this.members;
    if (least === undefined || most === undefined || this.loadOf(least) >= this.loadOf(most) - 1) return true;
    return this.members.all.every((id) => {
      const load = this.loadOf(id);
      if (load === this.loadMaxOf(id)) return true;
      return (this.topicsOf.get(id) ?? []).every((topic) =>
        partitionsOf(topic, this.topics.get(topic) ?? 0).every((partition) => {
          const owner = this.ownerOf.get(partitionName(partition));
          return owner === undefined || owner === id || load + 1 >= this.loadOf(owner);
        }),
      );
    });
  }

  /** The differences between the loads of all pairs of members that can take part, added up; 0 is perfect. */
  private balanceScore(): number {
    const loads = this.members.all.map((id) => this.loadOf(id));
    let score = 0;
    for (const [index, load] of loads.entries()) {
      for (const other of loads.slice(index + 1)) score += Math.abs(load - other);
    }
    return score;
  }

  private loadOf(id: string): number {
    return this.assignment.get(id)?.length ?? 0;
  }

  private loadMaxOf(id: string): number {
    return (this.topicsOf.get(id) ?? []).reduce((sum, topic) => sum + (this.topics.get(topic) ?? 0), 0);
  }

  private subscribers(topic: string): readonly string[] {
    return this.subscribersOf.get(topic) ?? [];
  }
}

/**
 * Who had a partition in an earlier generation than the latest, according to the members left behind there: where it may
 * go back to (`prepopulateCurrentAssignments`), as long as that member still subscribes to it.
 */
function earlierOwners(group: GroupSubscription, { maxGeneration }: Ownership): Map<string, string> {
  const owners = new Map<string, { readonly id: string; readonly generation: number }>();
  for (const id of memberIdsInHashOrder(group)) {
    const generation = generationOf(group, id);
    if (generation >= maxGeneration) continue;
    const member = group.members.get(id);
    for (const partition of member?.ownedPartitions ?? []) {
      if (!member?.topics.includes(partition.topic)) continue;
      const name = partitionName(partition);
      const known = owners.get(name);
      if (known === undefined || generation > known.generation) owners.set(name, { id, generation });
    }
  }
  return new Map([...owners].map(([name, { id }]) => [name, id]));
}
