import { type Assignment, type GroupSubscription, partitionName } from './group-subscription';
import { stickyAssignment } from './sticky';

/** One rebalance of the cooperative protocol, as the group's leader works it out. */
export type CooperativeAssignment = {
  /** What the members are told now: a partition that changes owner is nobody's until its old owner has given it up. */
  readonly assignment: Assignment;
  /** Where the partitions are to be once the rebalance that follows the revocation is done. */
  readonly target: Assignment;
  /** The partitions left out of `assignment`, by name, each with the member that is to get it. */
  readonly withheld: ReadonlyMap<string, string>;
};

/**
 * Kafka's `CooperativeStickyAssignor`: the sticky assignment, less the partitions that somebody else still holds.
 * Source: org.apache.kafka.clients.consumer.CooperativeStickyAssignor; the protocol: KIP-429.
 */
export function assignCooperatively(group: GroupSubscription): CooperativeAssignment {
  const { assignment: target, movingTo } = stickyAssignment(group);
  const withheld = movingTo ?? partitionsChangingOwner(group, target);
  const assignment = new Map(
    [...target].map(([id, partitions]) => [
      id,
      partitions.filter((partition) => withheld.get(partitionName(partition)) !== id),
    ]),
  );
  return { assignment, target, withheld };
}

export function assignCooperativeSticky(group: GroupSubscription): Assignment {
  return assignCooperatively(group).assignment;
}

/** What one member gets that another one has to give up (`computePartitionsTransferringOwnership`). */
function partitionsChangingOwner(group: GroupSubscription, target: Assignment): Map<string, string> {
  const added = new Map<string, string>();
  const revoked = new Set<string>();
  for (const [id, partitions] of target) {
    const owned = new Set(group.members.get(id)?.ownedPartitions.map(partitionName));
    const assigned = new Set(partitions.map(partitionName));
    for (const name of assigned) if (!owned.has(name)) added.set(name, id);
    for (const name of owned) if (!assigned.has(name)) revoked.add(name);
  }
  return new Map([...added].filter(([name]) => revoked.has(name)));
}
