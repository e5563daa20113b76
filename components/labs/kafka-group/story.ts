import type { Offsets } from '@/sim/kafka-group/state';
import type { KafkaGroupTrace } from '@/sim/kafka-group/trace';

/** A record by its place, as on the stage. */
export function recordName({ partition, offset }: { readonly partition: number; readonly offset: number }): string {
  return `P${partition}@${offset}`;
}

/** The last record that a commit covers, of each partition: an offset is that of the next one. */
export function lastCovered(offsets: Offsets): readonly string[] {
  return Object.entries(offsets).map(([partition, offset]) =>
    recordName({ partition: Number(partition), offset: offset - 1 }),
  );
}

export function about(entry: KafkaGroupTrace): readonly string[] {
  switch (entry.kind) {
    case 'produced':
    case 'processed':
      return [recordName(entry.data)];
    case 'fetched':
      return entry.data.records.map(recordName);
    case 'committed':
    case 'commitRefused':
      return lastCovered(entry.data.offsets);
    default:
      return [];
  }
}

/** Everything but the records’ own way is about the group, and told whatever record the caption follows. */
export function interrupts(entry: KafkaGroupTrace): boolean {
  if (entry.kind === 'processed') return entry.data.times > 1;
  return !['produced', 'fetched', 'committed', 'refused', 'drop', 'rejoin', 'assigning'].includes(entry.kind);
}
