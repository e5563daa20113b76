import type { Json, TraceEntry } from '@/sim/core/simulation';

/** A number of an entry's data; 0 where there is none. */
export function numberIn({ data }: TraceEntry, key: string): number {
  const value = data?.[key];
  return typeof value === 'number' ? value : 0;
}

/** A text of an entry's data; empty where there is none. */
export function textIn({ data }: TraceEntry, key: string): string {
  const value = data?.[key];
  return typeof value === 'string' ? value : '';
}

/** Partitions by name, as in `P0 P3`; `∅` for none. */
export function partitionsText(partitions: readonly number[]): string {
  return partitions.length === 0 ? '∅' : partitions.map((partition) => `P${partition}`).join(' ');
}

/** The partitions that a list in an entry's data names. */
export function partitionsIn({ data }: TraceEntry, key: string): string {
  const value: Json | undefined = data?.[key];
  return partitionsText(Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []);
}

/** Offsets by partition, as in `P0@12 P3@7`. */
export function offsetsIn({ data }: TraceEntry, key: string): string {
  const value = data?.[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '∅';
  return Object.entries(value)
    .map(([partition, offset]) => `P${partition}@${offset}`)
    .join(' ');
}

/** Who was given what, as in `c1: P0 P1, c2: P2`. */
export function ownersIn({ data }: TraceEntry, key: string): string {
  const value = data?.[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '∅';
  return Object.entries(value)
    .map(([owner, partitions]) => {
      const numbers = Array.isArray(partitions) ? partitions.filter((each) => typeof each === 'number') : [];
      return `${owner}: ${partitionsText(numbers)}`;
    })
    .join(', ');
}

/** A record that had been worked before: its effect is doubled. */
export function isWorkedAgain(entry: TraceEntry): boolean {
  return entry.kind === 'processed' && numberIn(entry, 'times') > 1;
}
