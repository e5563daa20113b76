import type { Tick } from '../core/simulation';
import { type GroupView, type PendingView, readStream, type StreamView } from '../systems/redis/view';
import { workName } from './observe';
import type { RedisStreamsState } from './state';
import { unixMs } from './unix-time';

/** A row of the table that `XPENDING key group - + count` prints. */
export interface PendingRow extends PendingView {
  /** Milliseconds since it was delivered last, as XPENDING tells it. */
  readonly idleMs: number;
}

/** Every stream of the server, by its key, in the order in which they were made. */
export function streamKeys({ server }: RedisStreamsState): readonly string[] {
  return server.names.filter((_, at) => server.values[at]?.type === 'stream');
}

/** Null when there is no stream at that key. */
export function streamAt(state: RedisStreamsState, key: string): StreamView | null {
  return readStream(state.server, key);
}

/** Null when there is no such group. */
export function groupAt(state: RedisStreamsState, key: string, group: string): GroupView | null {
  return streamAt(state, key)?.groups.find(({ name }) => name === group) ?? null;
}

/** 0 where there is no stream. */
export function streamLength(state: RedisStreamsState, key: string): number {
  return streamAt(state, key)?.length ?? 0;
}

/** 0 where there is no group. */
export function pendingCount(state: RedisStreamsState, key: string, group: string): number {
  return groupAt(state, key, group)?.pendingCount ?? 0;
}

/** How often an entry was worked to the end, as far as that is remembered. */
export function timesWorked({ observations }: RedisStreamsState, key: string, id: string): number {
  return observations.work[workName(key, id)]?.times ?? 0;
}

/** Pending entries as XPENDING's table shows them at a tick, in the order of their ids; of one consumer, if one is named. */
export function pendingRows(
  state: RedisStreamsState,
  tick: Tick,
  { key, group, consumer = null, start = 0, count }: PendingQuery,
): readonly PendingRow[] {
  const view = groupAt(state, key, group);
  if (view === null) return [];
  const now = unixMs(state, tick);
  const rows = consumer === null ? view.pendingBetween(start, count) : view.pendingBetween(0, view.pendingCount);
  const shown = consumer === null ? rows : rows.filter((row) => row.consumer === consumer).slice(start, start + count);
  return shown.map((row) => ({ ...row, idleMs: Math.max(0, now - row.deliveredMs) }));
}

export interface PendingQuery {
  readonly key: string;
  readonly group: string;
  /** Null: of all. */
  readonly consumer?: string | null;
  /** The position of the first row among those asked for. */
  readonly start?: number;
  readonly count: number;
}
