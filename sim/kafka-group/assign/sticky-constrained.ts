import { compareText, type GroupSubscription, partitionName, type TopicPartition } from './group-subscription';
import type { Ownership } from './ownership';
import { assignableTopics, partitionsOf } from './topics';

type Constrained = {
  readonly assignment: Map<string, TopicPartition[]>;
  /** Partitions that change owner, by name, each with the member that gets it. */
  readonly movingTo: Map<string, string>;
};

/** Each member ends with `minQuota` or `maxQuota` partitions; `fullMembers` of them with one more than `minQuota`. */
type Quotas = { readonly minQuota: number; readonly maxQuota: number; readonly fullMembers: number };

type Kept = {
  readonly assignment: Map<string, TopicPartition[]>;
  /** What a member owned above its quota, by name, with that member. */
  readonly givenUp: Map<string, string>;
  /** Members below `minQuota`, and members at it that may get one more. */
  readonly belowMinimum: string[];
  readonly atMinimum: string[];
};

/**
 * The way to assign when all members subscribe to the same topics (`AbstractStickyAssignor.ConstrainedAssignmentBuilder`):
 * 1. a member below its share keeps all that it owned, one above it keeps its share;
 * 2. what is left is dealt in turn, by topic and number, to the members below their share.
 */
export function assignConstrained(group: GroupSubscription, ownership: Ownership): Constrained {
  const topics = [...assignableTopics(group)].sort(([left], [right]) => compareText(left, right));
  const partitions = topics.flatMap(([topic, count]) => partitionsOf(topic, count));
  const members = ownership.owned.size;
  const quotas = {
    minQuota: Math.floor(partitions.length / members),
    maxQuota: Math.ceil(partitions.length / members),
    fullMembers: partitions.length % members,
  };
  const kept = keepOwned(ownership, quotas);
  const assigned = new Set([...kept.assignment.values()].flat().map(partitionName));
  const movingTo = new Map<string, string>();
  const unassigned = partitions.filter((partition) => !assigned.has(partitionName(partition)));
  deal(unassigned, kept, quotas, (partition, id) => {
    const name = partitionName(partition);
    const givenUpBy = kept.givenUp.get(name);
    const isGivenUp = givenUpBy !== undefined && givenUpBy !== id;
    if (isGivenUp || ownership.claimedTwice.has(name)) movingTo.set(name, id);
  });
  return { assignment: kept.assignment, movingTo };
}

function keepOwned({ owned, claimedTwice }: Ownership, { minQuota, maxQuota, fullMembers }: Quotas): Kept {
  const kept: Kept = { assignment: new Map(), givenUp: new Map(), belowMinimum: [], atMinimum: [] };
  let full = 0;
  for (const [id, claimed] of owned) {
    const mine = claimed
      .filter((partition) => !claimedTwice.has(partitionName(partition)))
      .sort((left, right) => left.partition - right.partition || compareText(left.topic, right.topic));
    let share = mine.length;
    if (mine.length < minQuota) {
      kept.belowMinimum.push(id);
    } else if (mine.length >= maxQuota && full < fullMembers) {
      share = maxQuota;
      full += 1;
      // Nobody else may have one more: whoever is at the minimum has its share.
      if (full === fullMembers) kept.atMinimum.length = 0;
    } else {
      share = minQuota;
      if (full < fullMembers) kept.atMinimum.push(id);
    }
    kept.assignment.set(id, mine.slice(0, share));
    for (const partition of mine.slice(share)) kept.givenUp.set(partitionName(partition), id);
  }
  kept.belowMinimum.sort(compareText);
  kept.atMinimum.sort(compareText);
  return kept;
}

/** Deals to the members below the minimum in turn until all have it, then one more to each of those at the minimum. */
function deal(
  unassigned: readonly TopicPartition[],
  { assignment, belowMinimum, atMinimum }: Kept,
  { minQuota }: Quotas,
  onAssigned: (partition: TopicPartition, memberId: string) => void,
): void {
  let next = 0;
  let nextAtMinimum = 0;
  for (const partition of unassigned) {
    const fromMinimum = belowMinimum.length === 0;
    if (next >= belowMinimum.length) next = 0;
    const id = fromMinimum ? atMinimum[nextAtMinimum] : belowMinimum[next];
    const mine = id === undefined ? undefined : assignment.get(id);
    if (id === undefined || mine === undefined) throw new Error('the members’ shares do not add up to all partitions');
    mine.push(partition);
    onAssigned(partition, id);
    if (fromMinimum) {
      nextAtMinimum += 1;
    } else if (mine.length === minQuota) {
      belowMinimum.splice(next, 1);
      atMinimum.push(id);
    } else {
      next += 1;
    }
  }
}
