import type { EdgeProps } from '@xyflow/react';

/** From where a line begins to where it ends. */
export function straightPath({
  sourceX,
  sourceY,
  targetX,
  targetY,
}: Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY'>): string {
  return `M${sourceX} ${sourceY}L${targetX} ${targetY}`;
}
