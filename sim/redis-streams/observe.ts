import type { GroupView } from '../systems/redis/view';
import { WORK_REMEMBERED_MAX } from './config';
import type { Observations, WorkDone } from './observations';
import { seriesKey } from './series';
import { compareIds } from './stream-id';

/** Clients that one entry's work remembers. */
const WORKERS_REMEMBERED = 8;

export function noObservations(): Observations {
  return {
    lastAdded: {},
    cursors: {},
    pending: {},
    work: {},
    broken: {
      idsIncrease: null,
      cursorOnlyForward: null,
      newOnlyOnce: null,
      pendingUntilAcknowledged: null,
      pendingOfConsumers: null,
    },
  };
}

/** An entry's name among the work that is remembered. */
export function workName(key: string, id: string): string {
  return `${key} ${id}`;
}

/** An entry was worked to the end; returns how often it has been now, as far as is remembered. */
export function observeWorked({ work }: Observations, key: string, id: string, client: string): number {
  const name = workName(key, id);
  const known = work[name];
  const times = (known?.times ?? 0) + 1;
  work[name] = { times, by: [...(known?.by ?? []), client].slice(-WORKERS_REMEMBERED) };
  if (known === undefined) forgetOldest(work, name);
  return times;
}

/** The names of the work that is remembered, oldest first: to list the record's own keys each time would take too long. */
const workNames = new WeakMap<Record<string, WorkDone>, Set<string>>();

function forgetOldest(work: Record<string, WorkDone>, added: string): void {
  const names = workNames.get(work) ?? new Set(Object.keys(work));
  workNames.set(work, names.add(added));
  for (const name of names) {
    if (names.size <= WORK_REMEMBERED_MAX) return;
    names.delete(name);
    delete work[name];
  }
}

export function observeAdded({ lastAdded, broken }: Observations, key: string, id: string): void {
  const name = seriesKey(key, '');
  const known = lastAdded[name];
  if (known !== undefined && compareIds(id, known) <= 0) {
    broken.idsIncrease ??= { key, id, after: known };
  }
  lastAdded[name] = id;
}

/** The key (null: every key) is gone or another has taken its place: ids may begin anew, and its groups are gone with it. */
export function observeRemoved({ lastAdded, cursors, pending }: Observations, key: string | null): void {
  const prefix = key === null ? '' : seriesKey(key, '');
  for (const known of [lastAdded, cursors, pending]) {
    for (const name of Object.keys(known)) if (name.startsWith(prefix)) delete known[name];
  }
}

/** XSETID has set the last id by hand: on a stream without entries it may go back. */
export function observeIdSet({ lastAdded }: Observations, key: string): void {
  delete lastAdded[seriesKey(key, '')];
}

/**
 * XGROUP was told to change a group. SETID: its cursor may go back, and what is pending may be given anew, so that nobody can tell
 * from outside how much is pending until nothing is. DELCONSUMER: what was pending for that consumer is not any more.
 */
export function observeGroupChange(
  { cursors, pending }: Observations,
  subcommand: string,
  key: string,
  group: string,
): void {
  const name = seriesKey(key, group);
  if (subcommand === 'SETID' || subcommand === 'DESTROY') delete cursors[name];
  const isKnown = subcommand === 'DELCONSUMER' && pending[name] !== null;
  if (subcommand === 'DESTROY' || isKnown) delete pending[name];
  if (subcommand === 'SETID') pending[name] = null;
}

/** So many more entries must be pending now; below 0: fewer. */
export function observePendingChange({ pending }: Observations, key: string, group: string, by: number): void {
  const name = seriesKey(key, group);
  const known = pending[name];
  if (known === null) return;
  pending[name] = (known ?? 0) + by;
}

/** An entry was given to a consumer as a new one (`>`). The cursor was past it only if somebody had got it before. */
export function observeNew({ cursors, broken }: Observations, key: string, group: string, id: string): void {
  const name = seriesKey(key, group);
  const known = cursors[name];
  if (known !== undefined && compareIds(id, known) <= 0) {
    broken.newOnlyOnce ??= { group, id, cursor: known };
  }
  if (known === undefined || compareIds(id, known) > 0) cursors[name] = id;
}

/** A group's last-delivered-id as it is now. */
export function observeCursor({ cursors, broken }: Observations, key: string, group: string, id: string): void {
  const name = seriesKey(key, group);
  const known = cursors[name];
  if (known !== undefined && compareIds(id, known) < 0) {
    broken.cursorOnlyForward ??= { group, from: known, to: id };
  }
  cursors[name] = id;
}

/** A group's pending entries as they are now. An entry that is pending can be given anew only after the cursor was moved back. */
export function observePending({ pending, broken }: Observations, key: string, group: GroupView): void {
  const name = seriesKey(key, group.name);
  const count = group.pendingCount;
  const expected = pending[name];
  if (expected === undefined || (expected === null && count === 0)) {
    pending[name] = count;
  } else if (expected !== null && expected !== count) {
    broken.pendingUntilAcknowledged ??= { group: group.name, count, expected };
  }
  const ofConsumers = group.consumers.reduce((sum, consumer) => sum + consumer.pending, 0);
  if (ofConsumers !== count) {
    broken.pendingOfConsumers ??= { group: group.name, count, ofConsumers };
  }
}
