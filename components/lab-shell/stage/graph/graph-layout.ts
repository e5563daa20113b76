/** A place in the graph's own square: 0 .. 1 to the right and downwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A box in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A part of the stage, in pixels from its left upper corner. */
export interface Region extends Box {
  readonly left: number;
  readonly top: number;
}

const TOP = -Math.PI / 2;

/** A place at `turn` (0 .. 1, clockwise from the top) of a circle of this radius, whose centre is the square's. */
export function onCircle(turn: number, radius: number): Place {
  const angle = TOP + 2 * Math.PI * turn;
  return { x: 0.5 + radius * Math.cos(angle), y: 0.5 + radius * Math.sin(angle) };
}

/** `count` places at even distances round a circle, the first at the top. */
export function circleLayout(count: number, radius: number): readonly Place[] {
  return Array.from({ length: count }, (_, index) => onCircle(index / count, radius));
}

/** Where a line between two places meets the box that is drawn at the second one, so that an arrow's head is seen; pixels. */
export function lineEnd(from: Place, to: Place, { width, height }: Box): Place {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const inside = Math.min(width / 2 / Math.abs(dx || 1e-9), height / 2 / Math.abs(dy || 1e-9));
  return inside >= 1 ? from : { x: to.x - dx * inside, y: to.y - dy * inside };
}

/** Room that a box and a dot need, with the gap to the next one. Below `NARROW` boxes are smaller, their text is not. */
const NARROW = 520;
const BOX = { wide: { width: 156, height: 46 }, narrow: { width: 112, height: 46 } } as const;
/** Name only, where not every box fits with its text. Targets stay 24 pixels high. */
const LOW_BOX = 28;
const DOT: Box = { width: 66, height: 28 };
const SMALL_DOT: Box = { width: 28, height: 28 };
/** More dots than these have no room for names. */
const NAMED_DOTS = 12;
const GAP = 6;

interface Node extends Place {
  readonly id: string;
  readonly shape: 'box' | 'dot';
}

/** Where everything is drawn: nodes by their middles, in pixels. */
export interface GraphLayout<N extends Node> {
  readonly nodes: readonly N[];
  /** What the places 0 .. 1 are spread over. */
  readonly region: Region;
  readonly box: Box;
  readonly dot: Box;
  readonly isNarrow: boolean;
  /** Boxes stand at the edges of the stage, not at their places. */
  readonly isDocked: boolean;
  /** Boxes show their names only. */
  readonly isLow: boolean;
  readonly hasDotNames: boolean;
}

export interface LayoutOptions {
  /** A circle must stay one: places are spread over a square. */
  readonly isSquare: boolean;
  /** The part of the square's side that is used by what is not a box, so that more of the stage can be given to it. */
  readonly core: number;
}

/**
 * Lays a graph out for a stage of this size: boxes at their places, or, where they would lie on one another there, at the edges of the
 * stage in the order of their places; dots at theirs, moved apart.
 */
export function layOutGraph<N extends Node>(
  nodes: readonly N[],
  area: Box,
  { isSquare, core }: LayoutOptions,
): GraphLayout<N> {
  const isNarrow = area.width < NARROW;
  const box = isNarrow ? BOX.narrow : BOX.wide;
  const boxes = nodes.filter(({ shape }) => shape === 'box');
  const dots = nodes.filter(({ shape }) => shape === 'dot');
  const hasDotNames = dots.length <= NAMED_DOTS;
  const dot = hasDotNames ? DOT : SMALL_DOT;
  const asPlaced = inner({ left: 0, top: 0, ...area }, box, isSquare ? 1 : null);
  const ideal = boxes.map((node) => placedIn(node, asPlaced));
  const overlap = ideal.some((one, index) => ideal.slice(index + 1).some((other) => areOver(one, other, box)));
  const docked = overlap && isSquare ? dock(boxes, area, box) : null;
  const region = docked === null ? asPlaced : squareOver(docked.rest, core, dot);
  // Dots of a circle stay between its boxes, where they have room there.
  const between = inner(region, box, null);
  const isBetween = isSquare && boxes.length > 0 && roomFor(dot, between) >= dots.length;
  const bounds = docked?.rest ?? (isBetween ? between : { left: 0, top: 0, ...area });
  return {
    nodes: [
      ...(docked?.nodes ?? apart(ideal, box, { left: 0, top: 0, ...area })),
      ...apart(
        dots.map((node) => placedIn(node, region)),
        dot,
        bounds,
      ),
    ],
    region,
    box: { width: box.width, height: docked?.isLow === true ? LOW_BOX : box.height },
    dot,
    isNarrow,
    isDocked: docked !== null,
    isLow: docked?.isLow ?? false,
    hasDotNames,
  };
}

function placedIn<N extends Place>(node: N, { left, top, width, height }: Region): N {
  return { ...node, x: left + node.x * width, y: top + node.y * height };
}

/** A region less half a box at every side; a square in its middle where a ratio is given. */
function inner({ left, top, width, height }: Region, box: Box, ratio: number | null): Region {
  const room = { width: Math.max(0, width - box.width - GAP), height: Math.max(0, height - box.height - GAP) };
  const side = Math.min(room.width, room.height);
  const size = ratio === null ? room : { width: side, height: side };
  return { left: left + (width - size.width) / 2, top: top + (height - size.height) / 2, ...size };
}

/** The square of which the middle part, `core`, fits into a region with half a dot to spare. */
function squareOver({ left, top, width, height }: Region, core: number, dot: Box): Region {
  const side = Math.max(0, Math.min(width - dot.width / 2, height - dot.height / 2)) / core;
  return { left: left + (width - side) / 2, top: top + (height - side) / 2, width: side, height: side };
}

/** How many of one size stand in a region side by side. */
function roomFor(size: Box, region: Box): number {
  return Math.floor(region.width / size.width) * Math.floor(region.height / size.height);
}

function areOver(one: Place, other: Place, { width, height }: Box): boolean {
  return Math.abs(one.x - other.x) < width && Math.abs(one.y - other.y) < height;
}

/** Boxes in columns at both sides of a wide stage, in rows above and below on a high one. */
function dock<N extends Node>(boxes: readonly N[], { width, height }: Box, box: Box) {
  const isWide = width >= height * 1.2;
  const first = boxes.filter((node) => (isWide ? node.x < 0.499 : node.y < 0.499));
  const last = boxes.filter((node) => !first.includes(node));
  if (isWide) {
    const most = Math.max(first.length, last.length);
    const isLow = most * box.height > height;
    const pitch = isLow ? Math.max(LOW_BOX, Math.min(box.height, height / most)) : box.height;
    const column = (nodes: readonly N[], x: number) => {
      const spread = Math.min(pitch * 1.6, height / Math.max(1, nodes.length));
      const start = (height - spread * nodes.length) / 2;
      const sorted = [...nodes].sort((one, other) => one.y - other.y);
      return sorted.map((node, row) => ({ ...node, x, y: start + (row + 0.5) * Math.max(pitch, spread) }));
    };
    const side = box.width + GAP;
    const nodes = [...column(first, side / 2), ...column(last, width - side / 2)];
    return { nodes, isLow, rest: { left: side, top: 0, width: Math.max(0, width - 2 * side), height } };
  }
  const perRow = Math.max(1, Math.floor(width / box.width));
  const rowsOf = (nodes: readonly N[]) => Math.ceil(nodes.length / perRow);
  const isLow = (rowsOf(first) + rowsOf(last)) * box.height > height * 0.5;
  const pitch = isLow ? LOW_BOX : box.height;
  const rows = (nodes: readonly N[], top: number) => {
    const count = rowsOf(nodes);
    const sorted = [...nodes].sort((one, other) => one.x - other.x);
    const columns = Math.ceil(nodes.length / Math.max(1, count));
    return sorted.map((node, index) => ({
      ...node,
      x: ((Math.floor(index / count) + 0.5) * width) / columns,
      y: top + ((index % count) + 0.5) * pitch,
    }));
  };
  const [above, below] = [rowsOf(first) * pitch, rowsOf(last) * pitch];
  const nodes = [...rows(first, 0), ...rows(last, height - below)];
  return { nodes, isLow, rest: { left: 0, top: above, width, height: Math.max(0, height - above - below) } };
}

/** Rounds in which those that lie on one another push each other away. */
const ROUNDS = 60;

/**
 * Moves what would lie on one another apart, each as little as it can, within a region; x and y are middles. Where that does not come out,
 * all stand in rows, in the order of their places.
 */
export function apart<N extends Place>(nodes: readonly N[], size: Box, region: Region): readonly N[] {
  const at = nodes.map(({ x, y }) => ({ x, y }));
  for (const one of at) clamp(one, size, region);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pushApart(at, size, region)) return nodes.map((node, index) => ({ ...node, ...at[index] }));
  }
  return inRows(nodes, size, region);
}

interface Moving {
  x: number;
  y: number;
}

/** Whether any lay on another. */
function pushApart(at: readonly Moving[], size: Box, region: Region): boolean {
  let wasAny = false;
  for (let first = 0; first < at.length; first += 1) {
    for (let second = first + 1; second < at.length; second += 1) {
      const [one, other] = [at[first], at[second]];
      if (one === undefined || other === undefined || !areOver(one, other, size)) continue;
      wasAny = true;
      const [dx, dy] = [other.x - one.x, other.y - one.y];
      const [wide, high] = [size.width - Math.abs(dx), size.height - Math.abs(dy)];
      // Along the shorter way out, a little farther, so that it ends.
      const axis = wide < high ? 'x' : 'y';
      const by = ((axis === 'x' ? dx : dy) < 0 ? -1 : 1) * (Math.min(wide, high) / 2 + 0.25);
      one[axis] -= by;
      other[axis] += by;
      clamp(one, size, region);
      clamp(other, size, region);
    }
  }
  return wasAny;
}

function clamp(one: Moving, { width, height }: Box, region: Region): void {
  one.x = Math.max(region.left + width / 2, Math.min(region.left + region.width - width / 2, one.x));
  one.y = Math.max(region.top + height / 2, Math.min(region.top + region.height - height / 2, one.y));
}

function inRows<N extends Place>(nodes: readonly N[], size: Box, { left, top, width, height }: Region): readonly N[] {
  const columns = Math.max(1, Math.floor(width / size.width));
  const rows = Math.ceil(nodes.length / columns);
  const perRow = Math.ceil(nodes.length / rows);
  const sorted = [...nodes].sort((one, other) => one.y - other.y);
  const pitch = Math.max(size.height, Math.min(size.height * 1.5, height / rows));
  return Array.from({ length: rows }, (_, row) =>
    sorted
      .slice(row * perRow, (row + 1) * perRow)
      .sort((one, other) => one.x - other.x)
      .map((node, column) => ({
        ...node,
        x: left + ((column + 0.5) * width) / perRow,
        y: top + (height - rows * pitch) / 2 + (row + 0.5) * pitch,
      })),
  ).flat();
}
