import { streamAt } from '@/sim/redis-streams/figures';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { compareIds } from '@/sim/redis-streams/stream-id';
import type { GroupView } from '@/sim/systems/redis/view';
import { typedText } from './reply-text';
import { type EntryStatus, PENDING_READ_MAX } from './stream-strip';

/** An entry as a row of the log browser. */
export interface EntryRow {
  readonly id: string;
  /** Its fields and values, as they would be typed. */
  readonly text: string;
  readonly statuses: readonly {
    readonly group: string;
    readonly status: EntryStatus;
    readonly deliveries: number;
  }[];
}

const GROUPS_SHOWN = 3;

/** The entries at these positions of a stream, with how they stand with its groups. */
export function entryRows(state: RedisStreamsState, key: string, start: number, count: number): readonly EntryRow[] {
  const view = streamAt(state, key);
  if (view === null) return [];
  const entries = view.entriesBetween(start, count);
  const groups = view.groups.slice(0, GROUPS_SHOWN).map((group) => ({ group, deliveries: pendingOf(group) }));
  return entries.map(({ id, fields }) => ({
    id,
    text: typedText(fields),
    statuses: groups.map(({ group, deliveries }) => {
      const held = deliveries.get(id);
      const passed = compareIds(id, group.lastDeliveredId) <= 0;
      const status = held !== undefined ? 'pending' : passed ? 'done' : 'new';
      return { group: group.name, status, deliveries: held ?? 0 };
    }),
  }));
}

/** Deliveries by id. */
function pendingOf(group: GroupView): ReadonlyMap<string, number> {
  const pending = group.pendingBetween(0, PENDING_READ_MAX);
  return new Map(pending.map(({ id, deliveries }) => [id, Number(deliveries)]));
}
