import { chargeWork } from '../core/work';
import type { KafkaGroupState, Offsets, Position, RunningConsumer } from './state';

/** Checks, before a record's work is written down, that its member worked the one before it last. */
export function observeWork(
  state: KafkaGroupState,
  { id, memory }: RunningConsumer,
  { partition, offset }: Position,
): void {
  const last = memory.lastWorked[partition];
  if (last !== undefined && offset !== last + 1) {
    state.observations.outOfOrder ??= { member: id, offset, partition, last };
  }
  memory.lastWorked[partition] = offset;
}

/** Checks that what a commit says is done has been worked by somebody. */
export function observeCommit(state: KafkaGroupState, offsets: Offsets): void {
  for (const [partition, end] of Object.entries(offsets)) {
    const records = state.partitions[Number(partition)] ?? [];
    chargeWork(Math.max(0, end - (state.group.committed[partition] ?? 0)));
    for (let offset = state.group.committed[partition] ?? 0; offset < end; offset += 1) {
      const record = records[offset];
      if (record === undefined || record.processings.length > 0) continue;
      state.observations.committedUnworked ??= { partition, end, offset };
    }
  }
}
