/** One partition of a topic, numbered from 0. Kafka writes it `topic-partition`. */
export type TopicPartition = { readonly topic: string; readonly partition: number };

/** What a member tells the group's leader when it joins (`ConsumerPartitionAssignor.Subscription`). */
export type Subscription = {
  readonly topics: readonly string[];
  /** What it holds, or held last. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** The group's generation in which it got them; null when it does not say. */
  readonly generation: number | null;
  /** `group.instance.id` of a static member, which stands in for the member id in the order of range and round-robin. */
  readonly groupInstanceId: string | null;
};

/** What an assignor is given: every member's subscription by member id, and each topic's number of partitions. */
export type GroupSubscription = {
  readonly members: ReadonlyMap<string, Subscription>;
  readonly partitionCounts: ReadonlyMap<string, number>;
};

/** Every member's partitions, members in the order of their ids, partitions in the order in which Kafka returns them. */
export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>;

/** A function from what the members say to what they get. */
export type Assignor = (group: GroupSubscription) => Assignment;

/** A subscription of a member that owns nothing yet. */
export function subscribeTo(...topics: readonly string[]): Subscription {
  return { topics, ownedPartitions: [], generation: null, groupInstanceId: null };
}

/** `topic-partition`, as Kafka's own tools and logs write it. */
export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** Reads `topic-partition`; null for anything else. A topic's name may have hyphens itself: the last one counts. */
export function parsePartitionName(name: string): TopicPartition | null {
  const match = /^(.+)-(0|[1-9][0-9]{0,8})$/.exec(name);
  return match?.[1] === undefined ? null : { topic: match[1], partition: Number(match[2]) };
}

/** Java's `String.compareTo`: by UTF-16 code units, as `<` does in JavaScript. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Member ids as `AbstractPartitionAssignor.MemberInfo` compares them: static members first, by their instance ids, then the
 * others by member id.
 */
export function sortedMemberIds(members: ReadonlyMap<string, Subscription>): string[] {
  return [...members.keys()].sort((left, right) => {
    const leftInstance = members.get(left)?.groupInstanceId ?? null;
    const rightInstance = members.get(right)?.groupInstanceId ?? null;
    if (leftInstance !== null && rightInstance !== null) return compareText(leftInstance, rightInstance);
    if (leftInstance !== null) return -1;
    if (rightInstance !== null) return 1;
    return compareText(left, right);
  });
}

/** Members in the order of their ids, whichever order an assignor went through them. */
export function inMemberOrder(assignment: ReadonlyMap<string, readonly TopicPartition[]>): Assignment {
  return new Map([...assignment].sort(([left], [right]) => compareText(left, right)));
}
