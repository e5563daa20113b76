import type { Node } from '@xyflow/react';
import { SIDE } from '@/components/lab-shell/stage/nodes/position';
import type { ExchangeType, QueueType } from '@/sim/amqp/broker/types';

/** What a node of the canvas draws: plain data in a fixed order, so that it is drawn anew only when it says something else. */
interface Shown extends Record<string, unknown> {
  readonly name: string;
  /** Set by the shell on what the last step happened at. */
  readonly isActor?: boolean;
}

export interface ExchangeData extends Shown {
  readonly type: ExchangeType;
  /** RabbitMQ's management page's short names of what it was declared with: D, AD, I, AE. */
  readonly marks: readonly string[];
}

/** One ready message as it lies in its queue. */
export interface CellData {
  readonly number: number;
  readonly isRedelivered: boolean;
}

/** A replica of a quorum queue. */
export interface MemberData {
  readonly node: string;
  readonly role: 'leader' | 'follower' | 'candidate' | 'down';
  readonly lastIndex: number;
  readonly commitIndex: number;
}

export interface QueueData extends Shown {
  readonly type: QueueType;
  /** D, Excl, AD, TTL, Exp, Lim, Ovfl, DLX, Pri, SAC … */
  readonly marks: readonly string[];
  readonly readyCount: number;
  readonly unackedCount: number;
  /** The ready messages nearest to the head, the head first. */
  readonly cells: readonly CellData[];
  /** When the message at the head came in; null for an empty queue. */
  readonly headSinceTick: number | null;
  /** False where its node is down, or most of its members are. */
  readonly isAvailable: boolean;
  /** Empty for a classic queue. */
  readonly members: readonly MemberData[];
  readonly term: number;
  /** Where a classic queue lives; null where there is one node only. */
  readonly home: string | null;
}

export type ClientCondition = 'running' | 'paused' | 'crashed' | 'channel-closed';

export interface PublisherData extends Shown {
  readonly condition: ClientCondition;
  /** The person, who publishes by hand. */
  readonly isManual: boolean;
  /** The broker takes nothing from it: memory alarm. */
  readonly isBlocked: boolean;
  readonly perSecond: number;
  readonly published: number;
  /** Published and not yet confirmed; null where it does not ask for confirms. */
  readonly unconfirmed: number | null;
  readonly returned: number;
  readonly isRpc: boolean;
}

export interface ConsumerData extends Shown {
  readonly condition: ClientCondition;
  /** Deliveries that it has and has not settled. */
  readonly held: number;
  /** 0 is no limit. */
  readonly prefetchCount: number;
  readonly isAutomatic: boolean;
  readonly handled: number;
  readonly work: { readonly startedTick: number; readonly dueTick: number } | null;
  /** Of a single-active-consumer queue: whether it is the one that is served; null elsewhere. */
  readonly isActive: boolean | null;
  readonly isRpc: boolean;
}

export interface BrokerNodeData extends Shown {
  readonly isUp: boolean;
  /** Queues whose leader it is, or which live on it. */
  readonly led: number;
  readonly followed: number;
  /** It is the only one: there is nobody to follow. */
  readonly isAlone: boolean;
  /** Of RabbitMQ. */
  readonly version: string;
}

export type ExchangeNode = Node<ExchangeData, 'exchange'>;
export type QueueNode = Node<QueueData, 'queue'>;
export type PublisherNode = Node<PublisherData, 'publisher'>;
export type ConsumerNode = Node<ConsumerData, 'consumer'>;
export type BrokerNode = Node<BrokerNodeData, 'broker'>;
export type AmqpNode = ExchangeNode | QueueNode | PublisherNode | ConsumerNode | BrokerNode;
export type AmqpNodeType = NonNullable<AmqpNode['type']>;

/**
 * Runs say where things stand in units in which a queue is 226 wide; they are drawn at this share of it, closer together than they were
 * once, so that text is large beside its node.
 */
export const DRAWN = { x: 0.62, y: 0.62 } as const;

/** Width and height of each kind of node, in the units of a run's places. */
export const nodeSizes = {
  publisher: { width: 172, height: 80 },
  exchange: { width: 164, height: 72 },
  queue: { width: 226, height: 108 },
  consumer: { width: 222, height: 100 },
  broker: { width: 150, height: 60 },
} as const satisfies Record<AmqpNodeType, { width: number; height: number }>;

/** Width and height as drawn, in units of the flow. */
export function drawnSize(type: AmqpNodeType): { readonly width: number; readonly height: number } {
  const { width, height } = nodeSizes[type];
  return { width: Math.round(width * DRAWN.x), height: Math.round(height * DRAWN.y) };
}

/** What React Flow must know of a node beforehand, so that it need not measure it each time it changes: lines run from centre to centre. */
export function frameOf(type: AmqpNodeType) {
  const { width, height } = drawnSize(type);
  const centre = { x: width / 2, y: height / 2, width: 0, height: 0 };
  return {
    width,
    height,
    measured: { width, height },
    handles: [
      { ...centre, type: 'source' as const, position: SIDE.right },
      { ...centre, type: 'target' as const, position: SIDE.left },
    ],
  };
}
