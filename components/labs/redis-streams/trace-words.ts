import type { Translate } from '@/components/lab-shell/lab-view';
import type { Json, TraceEntry } from '@/sim/core/simulation';

/** A number of an entry's data; 0 where there is none. */
export function numberIn(entry: TraceEntry | undefined, key: string): number {
  const value = entry?.data?.[key];
  return typeof value === 'number' ? value : 0;
}

/** A text of an entry's data; empty where there is none. */
export function textIn(entry: TraceEntry | undefined, key: string): string {
  const value = entry?.data?.[key];
  return typeof value === 'string' ? value : '';
}

/** The texts of a list in an entry's data; empty where there is none. */
export function textsIn(entry: TraceEntry | undefined, key: string): readonly string[] {
  const value: Json | undefined = entry?.data?.[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

const IDS_NAMED = 3;

/** Ids of entries to be read: the first few, and how many more. */
export function idsText(ids: readonly string[], t: Translate): string {
  const named = ids.slice(0, IDS_NAMED).join(', ');
  return ids.length <= IDS_NAMED
    ? named
    : t('redis-streams.trace.moreIds', { ids: named, count: ids.length - IDS_NAMED });
}
