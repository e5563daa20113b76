import { SIDE } from './position';

/** A rectangle of the flow: its upper left corner and its size. */
export interface FixedPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node that stands where the lab puts it: its size is known before it is drawn, and lines go to its centre. */
export function fixedNode<Type extends string, Data extends Record<string, unknown>>(
  id: string,
  { x, y, width, height }: FixedPlace,
  type: Type,
  data: Data,
) {
  const handle = { x: width / 2, y: height / 2, width: 0, height: 0, position: SIDE.top } as const;
  return {
    id,
    type,
    position: { x, y },
    width,
    height,
    draggable: false,
    connectable: false,
    measured: { width, height },
    handles: [
      { ...handle, type: 'source' as const },
      { ...handle, type: 'target' as const },
    ],
    data,
  };
}
