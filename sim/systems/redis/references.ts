import { compareIds } from './ids';
import { findPending, removePending } from './pending';
import type { StreamId, StreamState } from './types';

/** Since 8.2: what becomes of an entry's places in pending lists when the entry is deleted or trimmed, or whether it may be. */
export type DeleteStrategy = 'KEEPREF' | 'DELREF' | 'ACKED';

/**
 * Whether a group may still need the entry: it is pending in one, or one has not read so far. Without any group it counts as needed.
 * By the documentation of XDELEX (8.2).
 */
export function isReferenced({ groups }: StreamState, id: StreamId): boolean {
  if (groups.length === 0) return true;
  return groups.some((group) => compareIds(group.lastId, id) < 0 || findPending(group, id) !== null);
}

/** Takes the entry out of every group's pending list. Gives the names of the groups that had it. */
export function removeReferences({ groups }: StreamState, id: StreamId): readonly string[] {
  return groups.filter((group) => removePending(group, id) !== null).map(({ name }) => name);
}
