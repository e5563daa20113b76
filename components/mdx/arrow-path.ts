export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** An arrow from border to border: straight where `control` is null, else a curve towards it. */
export interface ArrowPath {
  readonly start: Point;
  readonly end: Point;
  readonly control: Point | null;
  /** The middle of what is drawn: where a text may stand. */
  readonly middle: Point;
  /** Where the tip points, in radians. */
  readonly angle: number;
}

const TWIN_OFFSET_PX = 9;
const BEND_PX = 34;
const BORDER_GAP_PX = 3;

/** The arrow between two boxes: beside its twin that runs the other way, and round boxes that stand between. */
export function arrowBetween(
  from: Rectangle,
  to: Rectangle,
  others: readonly Rectangle[],
  hasTwin: boolean,
): ArrowPath {
  const [a, b] = [centre(from), centre(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const side = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  if (others.some((other) => crosses(a, b, other))) return bend(from, to, side, others);
  const shift = hasTwin ? TWIN_OFFSET_PX : 0;
  // Right of its own direction is seen from the other end as left: twins never fall on one line.
  const moved = (point: Point) => ({ x: point.x - side.x * shift, y: point.y - side.y * shift });
  const start = borderPoint(from, moved(a), moved(b));
  const end = borderPoint(to, moved(b), moved(a));
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  return { start, end, control: null, middle: toQuarters(middle), angle: Math.atan2(end.y - start.y, end.x - start.x) };
}

function bend(from: Rectangle, to: Rectangle, side: Point, others: readonly Rectangle[]): ArrowPath {
  const [a, b] = [centre(from), centre(to)];
  const isLevel = Math.abs(side.y) > Math.abs(side.x);
  const clear = others.filter((other) => crosses(a, b, other));
  const half = Math.max(...[from, to, ...clear].map(({ width, height }) => (isLevel ? height : width))) / 2;
  // Level arrows pass above, steep ones to the right.
  const sign = isLevel ? -Math.sign(side.y) : Math.sign(side.x);
  const reach = (half + BEND_PX) * 1.6;
  const control = toQuarters({
    x: (a.x + b.x) / 2 + side.x * sign * reach,
    y: (a.y + b.y) / 2 + side.y * sign * reach,
  });
  const start = borderPoint(from, a, control);
  const end = borderPoint(to, b, control);
  const middle = toQuarters({
    x: (start.x + 2 * control.x + end.x) / 4,
    y: (start.y + 2 * control.y + end.y) / 4,
  });
  return { start, end, control, middle, angle: Math.atan2(end.y - control.y, end.x - control.x) };
}

function centre({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** To a quarter of a pixel, which stays exact in sums: long fractions would be sent with the page. */
function toQuarters({ x, y }: Point): Point {
  return { x: Math.round(x * 4) / 4, y: Math.round(y * 4) / 4 };
}

/** Where the way from `inside` to `towards` leaves the box, a little beyond its border. */
function borderPoint(box: Rectangle, inside: Point, towards: Point): Point {
  const [dx, dy] = [towards.x - inside.x, towards.y - inside.y];
  const toX = dx > 0 ? box.x + box.width - inside.x : inside.x - box.x;
  const toY = dy > 0 ? box.y + box.height - inside.y : inside.y - box.y;
  const share = Math.min(dx === 0 ? Infinity : toX / Math.abs(dx), dy === 0 ? Infinity : toY / Math.abs(dy));
  const length = Math.hypot(dx, dy) || 1;
  const beyond = Number.isFinite(share) ? share + BORDER_GAP_PX / length : 0;
  return toQuarters({ x: inside.x + dx * beyond, y: inside.y + dy * beyond });
}

/** Whether the straight way passes through a box. */
function crosses(a: Point, b: Point, { x, y, width, height }: Rectangle): boolean {
  let [enter, leave] = [0, 1];
  for (const [start, delta, low, high] of [
    [a.x, b.x - a.x, x, x + width],
    [a.y, b.y - a.y, y, y + height],
  ] as const) {
    if (delta === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const [near, far] = [(low - start) / delta, (high - start) / delta].toSorted((p, q) => p - q);
    enter = Math.max(enter, near ?? 0);
    leave = Math.min(leave, far ?? 1);
  }
  return enter < leave;
}
