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

function isSameStop(one: Stop, other: Stop): boolean {
  const isSameBox = one.box?.halfWidth === other.box?.halfWidth && one.box?.halfHeight === other.box?.halfHeight;
  return one.x === other.x && one.y === other.y && one.radius === other.radius && isSameBox;
}

/** The ways between nodes that stand still: each is worked out when it is first asked for. */
export class Ways {
  private readonly known = new Map<string, Map<string, MessagePath | null>>();

  constructor(readonly stops: ReadonlyMap<string, Stop>) {}

  /** Null for nodes that touch and for those that do not exist. */
  between(from: string, to: string): MessagePath | null {
    const known = this.known.get(from) ?? new Map<string, MessagePath | null>();
    const way = known.get(to);
    if (way !== undefined) return way;
    const start = this.stops.get(from);
    const end = this.stops.get(to);
    const found = start === undefined || end === undefined ? null : messagePath(start, end);
    this.known.set(from, known.set(to, found));
    return found;
  }

  /** Whether these are the ways between `stops` too. */
  fit(stops: ReadonlyMap<string, Stop>): boolean {
    if (stops.size !== this.stops.size) return false;
    for (const [id, stop] of stops) {
      const mine = this.stops.get(id);
      if (mine === undefined || !isSameStop(mine, stop)) return false;
    }
    return true;
  }
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
