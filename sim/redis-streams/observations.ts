import type { RuleValues } from '../core/simulation';

/** The rules that need more than one moment to be seen broken; one field each in `Observations.broken`. */
export type ObservedRule =
  | 'idsIncrease'
  | 'cursorOnlyForward'
  | 'newOnlyOnce'
  | 'pendingUntilAcknowledged'
  | 'pendingOfConsumers';

/** How often an entry was worked to the end, and by whom. */
export interface WorkDone {
  readonly times: number;
  /** Clients, in order; one that worked it twice is named twice. At most eight. */
  readonly by: readonly string[];
}

/** What somebody who watches the whole run remembers; no client and no server reads it. */
export interface Observations {
  /** By `seriesKey(key, '')`: the last id that was added. */
  readonly lastAdded: Record<string, string>;
  /** By `seriesKey(key, group)`: the group's last-delivered-id when last looked at. */
  readonly cursors: Record<string, string>;
  /** By `seriesKey(key, group)`: how many entries must be pending; null: not known since the cursor was moved by hand. */
  readonly pending: Record<string, number | null>;
  /** By `key id`, the latest `WORK_REMEMBERED_MAX`, in the order in which they were first worked. */
  readonly work: Record<string, WorkDone>;
  /** By rule, how it was first broken. What is broken stays broken: the run cannot be mended. */
  readonly broken: Record<ObservedRule, RuleValues | null>;
}
