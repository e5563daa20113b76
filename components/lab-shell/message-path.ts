export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node as messages see it: they leave and arrive at its edge. */
export interface Stop extends Point {
  readonly radius: number;
  /** Of a node that is no circle: how far it reaches to each side, in place of the radius. */
  readonly box?: { readonly halfWidth: number; readonly halfHeight: number };
}

export interface MessagePath {
  readonly start: Point;
  readonly end: Point;
}

/** How far to the right of the straight line a message travels, so that the two directions do not meet. */
const SIDE_OFFSET = 7;

/** The way from the edge of one node to the edge of another; null for nodes that touch. */
export function messagePath(from: Stop, to: Stop): MessagePath | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.hypot(dx, dy);
  const ux = dx / distance;
  const uy = dy / distance;
  const fromReach = reachOf(from, ux, uy);
  const toReach = reachOf(to, ux, uy);
  if (distance === 0 || distance <= fromReach + toReach) return null;
  const side = { x: -uy * SIDE_OFFSET, y: ux * SIDE_OFFSET };
  return {
    start: { x: from.x + ux * fromReach + side.x, y: from.y + uy * fromReach + side.y },
    end: { x: to.x - ux * toReach + side.x, y: to.y - uy * toReach + side.y },
  };
}

/** How far a stop reaches in the direction of a unit vector. */
function reachOf({ radius, box }: Stop, ux: number, uy: number): number {
  if (box === undefined) return radius;
  return Math.min(box.halfWidth / Math.abs(ux), box.halfHeight / Math.abs(uy));
}

/** The point a share of the way along; 0 the start, 1 the end. */
export function pointOn({ start, end }: MessagePath, share: number): Point {
  return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
}

/** How much of its way a message has come at `clockTick`. */
export function shareTravelled(
  { sentTick, dueTick, reach }: { readonly sentTick: number; readonly dueTick: number; readonly reach: number },
  clockTick: number,
): number {
  if (dueTick <= sentTick) return reach;
  return reach * Math.min(1, Math.max(0, (clockTick - sentTick) / (dueTick - sentTick)));
}
