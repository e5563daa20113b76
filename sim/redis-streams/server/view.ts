import type { Int64, ServerState } from './types';

/** An entry: its id, and fields and values in turn. */
export interface EntryView {
  readonly id: string;
  readonly fields: readonly string[];
}

export interface PendingView {
  readonly id: string;
  readonly consumer: string;
  /** Unix milliseconds. */
  readonly deliveredMs: number;
  readonly deliveries: Int64;
}

export interface ConsumerView {
  readonly name: string;
  readonly seenMs: number;
  readonly pending: number;
}

export interface GroupView {
  readonly name: string;
  readonly lastDeliveredId: string;
  /** Null: the server does not know it. */
  readonly entriesRead: Int64 | null;
  readonly lag: Int64 | null;
  readonly pendingCount: number;
  /** Pending entries in the order of their ids: `count` of them from the `start`th on. */
  pendingBetween(start: number, count: number): readonly PendingView[];
  readonly consumers: readonly ConsumerView[];
}

/** A stream to look at; it reads the state as it is at the time of each call. */
export interface StreamView {
  readonly length: number;
  readonly firstId: string;
  readonly lastId: string;
  readonly maxDeletedId: string;
  readonly entriesAdded: Int64;
  /** Macro nodes. */
  readonly nodes: number;
  readonly groups: readonly GroupView[];
  /** The entries at the positions `start` … of the stream as it is, without deleted ones; fewer than `count` at the end. */
  entriesBetween(start: number, count: number): readonly EntryView[];
  /** The position of the first entry with this id or a greater one: `length` when there is none. */
  positionOf(id: string): number;
}

/** Null when there is no stream at that key. */
export function readStream(_server: ServerState, _key: string): StreamView | null {
  return null;
}
