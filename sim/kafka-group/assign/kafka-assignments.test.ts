/**
 * Groups drawn at random, with what the assignors of Apache Kafka (the Java client's own source, trunk of October 2024)
 * answered for each: members that hold what they held before, that claim the same partition, that were left behind in an
 * earlier generation, static members, topics without partitions.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ASSIGNOR_NAMES, assignors } from './assignors';
import { parsePartitionName, partitionName } from './group-subscription';

const recorded = z.strictObject({
  strategy: z.enum(ASSIGNOR_NAMES),
  topics: z.record(z.string(), z.number()),
  members: z.record(
    z.string(),
    z.strictObject({
      topics: z.array(z.string()),
      owned: z.array(z.string()),
      generation: z.number(),
      instance: z._default(z.string(), ''),
    }),
  ),
  assignment: z.record(z.string(), z.array(z.string())),
});

const lines = readFileSync(new URL('../testdata/kafka-assignments.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const groups = lines.map((line) => recorded.parse(JSON.parse(line)));

for (const strategy of ASSIGNOR_NAMES) {
  test(`${strategy} gives every recorded group what Kafka's own assignor gave it, in the same order`, () => {
    const ofStrategy = groups.filter((group) => group.strategy === strategy);
    expect(ofStrategy.length).toBeGreaterThan(100);
    for (const { members, topics, assignment } of ofStrategy) {
      const subscriptions = Object.entries(members).map(
        ([id, { topics: subscribed, owned, generation, instance }]) =>
          [
            id,
            {
              topics: subscribed,
              ownedPartitions: owned.map(parsePartitionName).filter((partition) => partition !== null),
              generation,
              groupInstanceId: instance === '' ? null : instance,
            },
          ] as const,
      );
      const assigned = assignors[strategy]({
        members: new Map(subscriptions),
        partitionCounts: new Map(Object.entries(topics)),
      });
      expect(Object.fromEntries([...assigned].map(([id, partitions]) => [id, partitions.map(partitionName)]))).toEqual(
        assignment,
      );
    }
  });
}
