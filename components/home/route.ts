/** A point or a box on the map, in CSS pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const centre = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The way from box to box on a wide screen: straight between neighbours, along the bus, or by way of another box. */
export function wideRoute(from: Box, to: Box, by: Box | { readonly busX: number } | null): readonly Point[] {
  const [start, end] = [centre(from), centre(to)];
  if (by === null) return [start, end];
  if ('busX' in by) return [start, { x: by.busX, y: start.y }, { x: by.busX, y: end.y }, end];
  return [start, centre(by), end];
}

/** How far into the way each of its points lies, 0 .. 1. A way of no length is at its end at once. */
export function offsetsOf(route: readonly Point[]): readonly number[] {
  let length = 0;
  const reached = route.map((point, index) => {
    const before = route[index - 1];
    if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
    return length;
  });
  return reached.map((each) => (length === 0 ? 1 : each / length));
}

export function lengthOf(route: readonly Point[]): number {
  return route.reduce((sum, point, index) => {
    const before = route[index - 1];
    return before === undefined ? 0 : sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);
}
