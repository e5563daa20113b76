import { assignCooperativeSticky } from './cooperative-sticky';
import type { Assignor } from './group-subscription';
import { assignByRange } from './range';
import { assignRoundRobin } from './round-robin';
import { assignSticky } from './sticky';

/** Kafka's assignors by the names that `partition.assignment.strategy` negotiates with (`ConsumerPartitionAssignor.name`). */
export const assignors = {
  range: assignByRange,
  roundrobin: assignRoundRobin,
  sticky: assignSticky,
  'cooperative-sticky': assignCooperativeSticky,
} satisfies Record<string, Assignor>;

export type AssignorName = keyof typeof assignors;

export const ASSIGNOR_NAMES = [
  'range',
  'roundrobin',
  'sticky',
  'cooperative-sticky',
] as const satisfies readonly AssignorName[];
