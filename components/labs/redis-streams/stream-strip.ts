import { streamAt, streamKeys } from '@/sim/redis-streams/figures';
import { seriesKey } from '@/sim/redis-streams/series';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { compareIds } from '@/sim/redis-streams/stream-id';
import type { EntryView, GroupView, PendingView, StreamView } from '@/sim/systems/redis/view';

/** How an entry stands with a group: behind its cursor, in somebody's hands, or done with (or passed over by the group's start). */
export type EntryStatus = 'new' | 'pending' | 'done';

/** An entry as one cell of the strip. */
export interface EntryCell {
  readonly type: 'entry';
  readonly id: string;
  /** Deleted or trimmed from the stream, and still pending in a group. */
  readonly isGone: boolean;
  /** One for each group of the strip. */
  readonly statuses: readonly { readonly status: EntryStatus; readonly deliveries: number }[];
}

/** Entries that are not drawn one by one. */
export interface FoldCell {
  readonly type: 'fold';
  readonly count: number;
  readonly at: 'start' | 'middle';
}

export type StripCell = EntryCell | FoldCell;

/** A group as a row under the strip. */
export interface GroupRow {
  readonly name: string;
  readonly lastDeliveredId: string;
  /** Null: the server cannot tell. */
  readonly lag: string | null;
  readonly pending: number;
  /** Entries that were trimmed before the group was given them. */
  readonly unreadTrimmed: number;
  /** How many cells stand at or before the cursor. */
  readonly cursorAfter: number;
}

/** One stream as the server's node draws it. */
export interface StreamStrip {
  readonly key: string;
  readonly length: number;
  readonly lastId: string;
  readonly cells: readonly StripCell[];
  readonly groups: readonly GroupRow[];
  readonly groupsLeftOut: number;
}

/** How much of a stream there is room for. */
export interface StripRoom {
  /** Entries that are drawn one by one. */
  readonly entries: number;
  /** How many of them are the newest where some between are folded. */
  readonly newest: number;
  /** Of the entries around the cursor, how many stand before it. */
  readonly before: number;
}

/** What of the server is drawn. */
export interface ServerStrips {
  readonly streams: readonly StreamStrip[];
  readonly streamsLeftOut: number;
}

const STREAMS_SHOWN = 3;
const GROUPS_SHOWN = 3;
/** Pending entries that are looked at for the strip and the consumers; of more, the first. */
export const PENDING_READ_MAX = 1000;

/** The streams with their groups, and of each the entries around the cursor and the newest. */
export function serverStrips(state: RedisStreamsState, room: StripRoom): ServerStrips {
  const keys = streamKeys(state);
  const streams = keys.slice(0, STREAMS_SHOWN).flatMap((key) => {
    const view = streamAt(state, key);
    return view === null ? [] : [streamStrip(state, key, view, room)];
  });
  return { streams, streamsLeftOut: Math.max(0, keys.length - STREAMS_SHOWN) };
}

interface KnownGroup {
  readonly view: GroupView;
  readonly pending: ReadonlyMap<string, PendingView>;
}

function streamStrip(state: RedisStreamsState, key: string, view: StreamView, room: StripRoom): StreamStrip {
  const groups = view.groups.slice(0, GROUPS_SHOWN).map((group): KnownGroup => {
    const pending = group.pendingBetween(0, PENDING_READ_MAX);
    return { view: group, pending: new Map(pending.map((each) => [each.id, each])) };
  });
  const cells = withGone(windowOf(view, groups, room), groups, room.entries);
  return {
    key,
    length: view.length,
    lastId: view.lastId,
    cells,
    groups: groups.map(({ view: group }) => ({
      name: group.name,
      lastDeliveredId: group.lastDeliveredId,
      lag: group.lag === null ? null : String(group.lag),
      pending: group.pendingCount,
      unreadTrimmed: state.series.unreadTrimmed[seriesKey(key, group.name)] ?? 0,
      cursorAfter: cursorAfter(cells, group.lastDeliveredId),
    })),
    groupsLeftOut: Math.max(0, view.groups.length - GROUPS_SHOWN),
  };
}

function windowOf(view: StreamView, groups: readonly KnownGroup[], room: StripRoom): StripCell[] {
  const { length } = view;
  const cellsOf = (start: number, count: number) =>
    view.entriesBetween(start, count).map((entry) => cellOf(entry, groups));
  if (length <= room.entries) return cellsOf(0, length);
  const around = room.entries - room.newest;
  const start = Math.max(0, firstUndelivered(view, groups) - room.before);
  if (start + around >= length - room.newest) {
    const from = length - room.entries;
    return [{ type: 'fold', count: from, at: 'start' }, ...cellsOf(from, room.entries)];
  }
  const before: StripCell[] = start === 0 ? [] : [{ type: 'fold', count: start, at: 'start' }];
  const between = length - room.newest - start - around;
  return [
    ...before,
    ...cellsOf(start, around),
    { type: 'fold', count: between, at: 'middle' },
    ...cellsOf(length - room.newest, room.newest),
  ];
}

/** The position of the first entry that the group furthest behind has not been given; the end without groups. */
function firstUndelivered(view: StreamView, groups: readonly KnownGroup[]): number {
  let first = view.length;
  for (const { view: group } of groups) {
    const at = view.positionOf(group.lastDeliveredId);
    const isThere = view.entriesBetween(at, 1)[0]?.id === group.lastDeliveredId;
    first = Math.min(first, isThere ? at + 1 : at);
  }
  return first;
}

function cellOf({ id }: Pick<EntryView, 'id'>, groups: readonly KnownGroup[], isGone = false): EntryCell {
  return {
    type: 'entry',
    id,
    isGone,
    statuses: groups.map(({ view, pending }) => {
      const held = pending.get(id);
      if (held !== undefined) return { status: 'pending', deliveries: Number(held.deliveries) };
      return { status: compareIds(id, view.lastDeliveredId) > 0 ? 'new' : 'done', deliveries: 0 };
    }),
  };
}

/** Pending entries that are gone from the stream stand where they were, the first few of them. */
function withGone(cells: readonly StripCell[], groups: readonly KnownGroup[], entriesShown: number): StripCell[] {
  const first = cells.find((cell) => cell.type === 'entry')?.id ?? null;
  const last = cells.findLast((cell) => cell.type === 'entry')?.id ?? null;
  const isFoldedBefore = cells[0]?.type === 'fold';
  const shown = new Set(cells.flatMap((cell) => (cell.type === 'entry' ? [cell.id] : [])));
  const gone = new Set<string>();
  const room = Math.max(0, entriesShown + 1 - cells.length);
  for (const { pending } of groups) {
    for (const id of pending.keys()) {
      if (gone.size >= room) break;
      const isBefore = first !== null && compareIds(id, first) < 0;
      if (shown.has(id) || (isBefore && isFoldedBefore)) continue;
      // In a window with a gap an entry between its ends may only be folded.
      if (cells.length > entriesShown && last !== null && compareIds(id, last) < 0) continue;
      gone.add(id);
    }
  }
  if (gone.size === 0) return [...cells];
  const ghosts = [...gone].map((id) => cellOf({ id }, groups, true));
  const folds = cells.filter((cell) => cell.type === 'fold');
  const entries = [...cells.filter((cell) => cell.type === 'entry'), ...ghosts];
  return [...folds, ...entries.sort((one, other) => compareIds(one.id, other.id))];
}

function cursorAfter(cells: readonly StripCell[], lastDeliveredId: string): number {
  let after = 0;
  for (const [at, cell] of cells.entries()) {
    if (cell.type === 'entry' && compareIds(cell.id, lastDeliveredId) <= 0) after = at + 1;
  }
  return after;
}

/** As many characters as a cell has room for. */
const ID_LENGTH = 7;

/** An id as the stage has it everywhere, on cells, chips and glyphs: of a long one its end, so marked. Texts have all of it. */
export function shortId(id: string): string {
  return id.length > ID_LENGTH ? `…${id.slice(1 - ID_LENGTH)}` : id;
}
