import * as z from 'zod/mini';
import { BadLine, type LineSession } from '../core/line-session';
import type { Json } from '../core/simulation';
import { ASSIGNOR_NAMES, assignors } from './assign/assignors';
import {
  type GroupSubscription,
  parsePartitionName,
  partitionName,
  type Subscription,
  type TopicPartition,
} from './assign/group-subscription';
import { asSentToLeader } from './assign/sticky';

const MEMBERS_MAX = 1_000;
const PARTITIONS_MAX = 10_000;

const name = z.string().check(z.minLength(1), z.maxLength(249));
const partitionNumber = z.int().check(z.minimum(0), z.maximum(PARTITIONS_MAX));

/** What a member held: `{"t":[0,2]}` or `["t-0","t-2"]`. */
const held = z.union([
  z.record(name, z.array(partitionNumber).check(z.maxLength(PARTITIONS_MAX))),
  z.array(z.string().check(z.refine((text) => parsePartitionName(text) !== null))).check(z.maxLength(PARTITIONS_MAX)),
]);

const request = z.strictObject({
  op: z.literal('assign'),
  strategy: z.enum([...ASSIGNOR_NAMES, 'round-robin']),
  members: z.record(name, z.array(name)),
  topics: z.record(name, z.int().check(z.minimum(0), z.maximum(PARTITIONS_MAX))),
  previous: z.exactOptional(z.record(name, held)),
  generations: z.exactOptional(z.record(name, z.int().check(z.minimum(-1)))),
});

type AssignRequest = z.infer<typeof request>;
type Held = z.infer<typeof held>;

/**
 * Kafka's assignors, line by line. A line is one JSON object:
 *
 *     {"op":"assign","strategy":"sticky","members":{"c0":["t"],"c1":["t"]},"topics":{"t":3},"previous":{"c0":["t-0"]}}
 *
 * - `strategy`: `range`, `roundrobin` (or `round-robin`), `sticky`, `cooperative-sticky`.
 * - `members`: member id to the topics it subscribes to. `topics`: topic to its number of partitions; a topic that is not
 *   named has none.
 * - `previous`: what each member held, as `{"t":[0]}` or `["t-0"]`. Members that are gone and partitions that do not exist
 *   are passed over. Range and round-robin do not look at it.
 * - `generations`: the group generation that a member held it in, for members that were left behind; without it, all the
 *   same.
 *
 * The answer is one object: each member, in the order of the ids, with its partitions as `topic-partition` in the order in
 * which Kafka returns them; `[]` for a member with none. For `cooperative-sticky` it is what Kafka's assignor returns: a
 * partition that another member still holds is nobody's until a second rebalance, whose `previous` is this answer.
 */
export function createKafkaGroupSession(): LineSession {
  return { feed: (line) => [assign(parseRequest(line))] };
}

function parseRequest(line: string): AssignRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadLine('a line is one JSON object, such as {"op":"assign","strategy":"range","members":{},"topics":{}}');
  }
  const parsed = request.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadLine(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not understood'}`);
  }
  if (Object.keys(parsed.data.members).length > MEMBERS_MAX) throw new BadLine(`members: at most ${MEMBERS_MAX}`);
  const partitions = Object.values(parsed.data.topics).reduce((sum, count) => sum + count, 0);
  if (partitions > PARTITIONS_MAX) throw new BadLine(`topics: at most ${PARTITIONS_MAX} partitions in all`);
  return parsed.data;
}

function assign(wanted: AssignRequest): Json {
  const strategy = wanted.strategy === 'round-robin' ? 'roundrobin' : wanted.strategy;
  const assignment = assignors[strategy](groupFrom(wanted));
  return Object.fromEntries([...assignment].map(([id, partitions]) => [id, partitions.map(partitionName)]));
}

function groupFrom({ strategy, members, topics, previous, generations }: AssignRequest): GroupSubscription {
  const held = new Map(Object.entries(previous ?? {}));
  const inGeneration = new Map(Object.entries(generations ?? {}));
  const asSent = strategy === 'sticky' ? asSentToLeader : (partitions: TopicPartition[]) => partitions;
  const subscriptions = Object.entries(members).map(([id, subscribed]): [string, Subscription] => [
    id,
    {
      topics: [...new Set(subscribed)],
      ownedPartitions: asSent(partitionsFrom(held.get(id))),
      generation: inGeneration.get(id) ?? null,
      groupInstanceId: null,
    },
  ]);
  return { members: new Map(subscriptions), partitionCounts: new Map(Object.entries(topics)) };
}

function partitionsFrom(held: Held | undefined): TopicPartition[] {
  if (held === undefined) return [];
  const named = Array.isArray(held)
    ? held.map(parsePartitionName).filter((partition) => partition !== null)
    : Object.entries(held).flatMap(([topic, numbers]) => numbers.map((partition) => ({ topic, partition })));
  return [...new Map(named.map((partition) => [partitionName(partition), partition])).values()];
}
