import type { Position } from '@xyflow/react';

/** React Flow's names of a node's sides, without React Flow. */
export const SIDE = {
  top: 'top' as Position.Top,
  left: 'left' as Position.Left,
  right: 'right' as Position.Right,
};
