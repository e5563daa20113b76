import type { TopicPartition } from './group-subscription';

const TABLE_SIZE_DEFAULT = 16;

/** Java's `String.hashCode`: s[0]·31^(n-1) + … + s[n-1] in 32 bits. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** `org.apache.kafka.common.TopicPartition.hashCode`. */
export function topicPartitionHash({ topic, partition }: TopicPartition): number {
  return (Math.imul(31, 31 + partition) + stringHash(topic)) | 0;
}

/**
 * Distinct items in the order in which a `java.util.HashMap` (or `HashSet`) made without a capacity gives them back after
 * they were added in the order given: by bucket, and within a bucket as added, since growing splits a bucket in order.
 * Kafka's assignors go through such maps, and where members or topics are alike it is this order that decides.
 */
export function hashMapOrder<Item>(items: readonly Item[], hashOf: (item: Item) => number): Item[] {
  let tableSize = TABLE_SIZE_DEFAULT;
  while (items.length > tableSize * 0.75) tableSize *= 2;
  const bucketOf = (item: Item): number => {
    const hash = hashOf(item);
    return (hash ^ (hash >>> 16)) & (tableSize - 1);
  };
  return items
    .map((item) => ({ item, bucket: bucketOf(item) }))
    .sort((left, right) => left.bucket - right.bucket)
    .map(({ item }) => item);
}
