import type { Tick } from '@/sim/core/simulation';
import { ticksFromMs } from '@/sim/redis-streams/config';
import { streamAt, streamKeys } from '@/sim/redis-streams/figures';
import {
  type ClaimerClient,
  type ConsumerClient,
  consumerName,
  type RedisStreamsState,
} from '@/sim/redis-streams/state';
import type { HeldChip, HeldEntries } from './node-data';
import { PENDING_READ_MAX } from './stream-strip';

/** A consumer of a group as the server knows it. */
export interface KnownConsumer {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly held: HeldEntries;
}

const CHIPS_SHOWN = 3;

export const NOTHING_HELD: HeldEntries = { count: 0, chips: [], oldestTick: null };

/** Every consumer of every group, with what is pending with it. */
export function knownConsumers(state: RedisStreamsState): readonly KnownConsumer[] {
  return streamKeys(state).flatMap((key) => {
    const groups = streamAt(state, key)?.groups ?? [];
    return groups.flatMap((group) => {
      const chips = new Map<string, HeldChip[]>();
      for (const { id, consumer, deliveredMs, deliveries } of group.pendingBetween(0, PENDING_READ_MAX)) {
        const own = chips.get(consumer) ?? [];
        const deliveredTick = ticksFromMs(deliveredMs - state.config.unixStartMs);
        own.push({ id, deliveries: Number(deliveries), deliveredTick });
        chips.set(consumer, own);
      }
      return group.consumers.map(({ name, pending }) => {
        return { key, group: group.name, name, held: heldOf(pending, chips.get(name) ?? []) };
      });
    });
  });
}

function heldOf(count: number, chips: readonly HeldChip[]): HeldEntries {
  let oldestTick: Tick | null = null;
  for (const { deliveredTick } of chips) oldestTick = Math.min(oldestTick ?? deliveredTick, deliveredTick);
  return { count, chips: chips.slice(0, CHIPS_SHOWN), oldestTick };
}

/** Whether this client is that consumer. */
export function isConsumerOf(client: ConsumerClient | ClaimerClient, { key, group, name }: KnownConsumer): boolean {
  return client.options.key === key && client.options.group === group && consumerName(client) === name;
}

const PREFIX = 'consumer ';

/** The node of a consumer that no client is. */
export function consumerNodeId({ key, group, name }: Pick<KnownConsumer, 'key' | 'group' | 'name'>): string {
  return PREFIX + JSON.stringify([key, group, name]);
}

/** The consumer of such a node; null for every other node. */
export function consumerOfNode(nodeId: string): { key: string; group: string; name: string } | null {
  if (!nodeId.startsWith(PREFIX)) return null;
  const parts: unknown = JSON.parse(nodeId.slice(PREFIX.length));
  if (!Array.isArray(parts)) return null;
  const [key, group, name] = parts.map(String);
  return key === undefined || group === undefined || name === undefined ? null : { key, group, name };
}
