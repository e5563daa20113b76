import type { Node } from '@xyflow/react';
import type { Tick } from '@/sim/core/simulation';
import type { ClientRole } from '@/sim/redis-streams/command';
import type { Activity } from '@/sim/redis-streams/state';
import type { ServerStrips } from './stream-strip';

/** The process of a client: `blocked` waits on the server for something new. */
export type Condition = 'running' | 'blocked' | 'paused' | 'crashed';

/** A pending entry in a consumer's hands. */
export interface HeldChip {
  readonly id: string;
  readonly deliveries: number;
  readonly deliveredTick: Tick;
}

/** What is pending with a consumer. */
export interface HeldEntries {
  readonly count: number;
  /** The first ones. */
  readonly chips: readonly HeldChip[];
  /** When the one that has been there longest was delivered; null: nothing is pending. */
  readonly oldestTick: Tick | null;
}

/** What a client's node shows. */
export interface ClientNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly role: ClientRole;
  readonly condition: Condition;
  readonly activity: Activity | null;
  /** The stream, and for members of a group its name. */
  readonly target: string;
  /** Null for those who are no consumer of a group. */
  readonly held: HeldEntries | null;
  readonly work: { readonly startedTick: Tick; readonly dueTick: Tick } | null;
  /** Added, worked, or got, over all its lives. */
  readonly done: number;
  readonly failed: number;
  readonly duplicates: number;
  readonly ratePerSecond: number | null;
  /** A reader's last id. */
  readonly lastId: string | null;
  readonly slowPerMille: number;
  readonly lastError: string | null;
}

/** A consumer that the server knows and no client is: made by a typed command, or left behind. */
export interface ConsumerNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly target: string;
  readonly held: HeldEntries;
}

export interface ConsoleNodeData extends Record<string, unknown> {
  /** The latest command, and whether it is blocked. */
  readonly line: string | null;
  readonly isBlocked: boolean;
  /** Commands among the lines that are kept; `isMore`: there were others before. */
  readonly count: number;
  readonly isMore: boolean;
}

export interface ServerNodeData extends Record<string, unknown>, ServerStrips {
  readonly blocked: number;
  readonly version: string;
  /** Null: there is no replica. */
  readonly replica: 'inStep' | 'behind' | null;
}

export type ServerNode = Node<ServerNodeData, 'server'>;
export type ConsoleNode = Node<ConsoleNodeData, 'console'>;
export type ClientNode = Node<ClientNodeData, 'client'>;
export type ConsumerNode = Node<ConsumerNodeData, 'consumer'>;
export type RedisStreamsNode = ServerNode | ConsoleNode | ClientNode | ConsumerNode;
