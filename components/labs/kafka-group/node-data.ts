import type { Edge, Node } from '@xyflow/react';
import type { Tick } from '@/sim/core/simulation';
import type { ConsumerId } from '@/sim/kafka-group/config';
import { type Consumer, type GroupPhase, isRunning } from '@/sim/kafka-group/state';

/**
 * What a consumer is and does, for one or two words: `thrownOut` is no member any more and has not noticed, `mustRejoin` has
 * heard of a rebalance and finishes its batch first.
 */
export type ConsumerStatus =
  | 'down'
  | 'paused'
  | 'closing'
  | 'thrownOut'
  | 'outside'
  | 'joining'
  | 'syncing'
  | 'mustRejoin'
  | 'working'
  | 'committing'
  | 'polling';

export function statusOf(consumer: Consumer): ConsumerStatus {
  if (!isRunning(consumer)) return 'down';
  const { isClosing, isFenced, membership, needsRejoin, activity } = consumer.memory;
  if (consumer.inbox !== null) return 'paused';
  if (isClosing) return 'closing';
  if (isFenced) return 'thrownOut';
  if (membership === 'joining' || membership === 'syncing') return membership;
  if (membership === 'unjoined') return 'outside';
  if (needsRejoin) return 'mustRejoin';
  return activity === 'processing' ? 'working' : activity;
}

/** A partition as its broker and its readers see it. */
export interface PartitionCell {
  readonly partition: number;
  /** The offset that the next record will get. */
  readonly endOffset: number;
  /** The offset from which a new owner would read. */
  readonly committedOffset: number;
  /** Running or paused consumers that take it for their own: after a long silence there may be two. */
  readonly readers: readonly ConsumerId[];
}

/** What the broker's node shows: the topic, and the group as its coordinator knows it. */
export interface BrokerNodeData extends Record<string, unknown> {
  readonly strategy: string;
  readonly phase: GroupPhase;
  readonly generation: number;
  readonly members: readonly ConsumerId[];
  readonly leader: ConsumerId | null;
  readonly cells: readonly PartitionCell[];
  /** How many of them stand side by side. */
  readonly cellsInRow: number;
}

/** What a consumer's card shows. */
export interface ConsumerNodeData extends Record<string, unknown> {
  readonly name: ConsumerId;
  readonly status: ConsumerStatus;
  readonly owned: readonly number[];
  /** -1: in none. */
  readonly generation: number;
  /** The record in its hands, and how many of the same batch wait behind it. */
  readonly working: { readonly partition: number; readonly offset: number } | null;
  readonly waiting: number;
  readonly work: { readonly startedTick: Tick; readonly dueTick: Tick } | null;
  /** Milliseconds on each record; null: as configured for all. */
  readonly serviceMs: number | null;
  /** The coordinator counts it among the members. */
  readonly isKnown: boolean;
}

export interface ProducerNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly recordsPerSecond: number;
}

export interface ConnectionData extends Record<string, unknown> {
  readonly isDown: boolean;
}

export type BrokerNode = Node<BrokerNodeData, 'broker'>;
export type ConsumerNode = Node<ConsumerNodeData, 'consumer'>;
export type ProducerNode = Node<ProducerNodeData, 'producer'>;
export type KafkaGroupNode = BrokerNode | ConsumerNode | ProducerNode;
export type ConnectionEdge = Edge<ConnectionData, 'connection'>;
