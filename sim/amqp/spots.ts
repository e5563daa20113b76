/** Columns of the canvas: messages go from left to right. */
const COLUMN = { publisher: 0, exchange: 280, queue: 600, consumer: 920 } as const;

/** A place in a column; rows may be broken, such as 1.5. */
export function spot(column: keyof typeof COLUMN, row: number): { x: number; y: number } {
  return { x: COLUMN[column], y: Math.round(row * 130) };
}
