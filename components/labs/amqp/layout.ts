import type { Place } from '@/sim/amqp/options';
import { type AmqpNodeType, drawnSize, nodeSizes } from './node-data';

/** Something to be placed, and where lines from it lead. */
export interface Placeable {
  readonly id: string;
  readonly type: AmqpNodeType;
}

export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Room between columns, for keys on lines, and between rows. */
const COLUMN_GAP = 120;
const ROW_GAP = 26;
/** Rows of one column before the next column of the same kind begins. */
const ROWS_MAX = 14;
const SWEEPS = 4;

type Column = readonly Placeable[];

/**
 * Places for a whole topology: publishers, exchanges (each to the right of those that lead to it), queues and consumers in
 * columns from left to right, each column ordered so that lines cross little; machines in a row beneath. Whole numbers, no
 * two nodes on each other. The same topology gets the same places.
 */
export function layOut(items: readonly Placeable[], links: readonly Link[]): ReadonlyMap<string, Place> {
  const of = (type: AmqpNodeType) => items.filter((item) => item.type === type);
  const columns = untangle(
    [of('publisher'), ...exchangeColumns(of('exchange'), links), of('queue'), of('consumer')].filter(
      (column) => column.length > 0,
    ),
    links,
  ).flatMap(split);
  const heights = columns.map(heightOf);
  const tallest = Math.max(0, ...heights);
  const places = new Map<string, Place>();
  let x = 0;
  columns.forEach((column, index) => {
    let y = Math.round((tallest - (heights[index] ?? 0)) / 2);
    for (const { id, type } of column) {
      places.set(id, { x, y });
      y += nodeSizes[type].height + ROW_GAP;
    }
    const isSplit = column[0]?.type === columns[index + 1]?.[0]?.type && column.length === ROWS_MAX;
    x += widthOf(column) + (isSplit ? ROW_GAP : COLUMN_GAP);
  });
  of('broker').forEach(({ id, type }, index) => {
    places.set(id, { x: COLUMN_GAP + (index + 1) * (nodeSizes[type].width + COLUMN_GAP), y: tallest + 2 * ROW_GAP });
  });
  return places;
}

/** Between two kinds, for messages on their way, and between nodes of one kind; in units of the flow. */
const WAY = 40;
const NEXT = 12;

/**
 * Places for a narrow stage, in units of the flow: the same columns as rows from top to bottom, each in as many lines as it takes in
 * this width, centred.
 */
export function layInRows(
  items: readonly Placeable[],
  links: readonly Link[],
  width: number,
): ReadonlyMap<string, Place> {
  const of = (type: AmqpNodeType) => items.filter((item) => item.type === type);
  const kinds = untangle(
    [of('publisher'), ...exchangeColumns(of('exchange'), links), of('queue'), of('consumer')],
    links,
  );
  const places = new Map<string, Place>();
  let y = 0;
  for (const kind of [...kinds, of('broker')]) {
    const size = drawnSize(kind[0]?.type ?? 'queue');
    const most = Math.max(1, Math.floor((width + NEXT) / (size.width + NEXT)));
    const lines = Math.ceil(kind.length / most);
    const inLine = Math.ceil(kind.length / Math.max(1, lines));
    for (const [at, { id }] of kind.entries()) {
      const line = Math.floor(at / inLine);
      const count = Math.min(inLine, kind.length - line * inLine);
      const left = (width - count * size.width - (count - 1) * NEXT) / 2;
      places.set(id, { x: left + (at % inLine) * (size.width + NEXT), y: y + line * (size.height + NEXT) });
    }
    if (lines > 0) y += lines * (size.height + NEXT) - NEXT + WAY;
  }
  return places;
}

function widthOf(column: Column): number {
  return Math.max(0, ...column.map(({ type }) => nodeSizes[type].width));
}

function heightOf(column: Column): number {
  return column.reduce((sum, { type }) => sum + nodeSizes[type].height + ROW_GAP, -ROW_GAP);
}

function split(column: Column): Column[] {
  const parts: Column[] = [];
  for (let start = 0; start < column.length; start += ROWS_MAX) parts.push(column.slice(start, start + ROWS_MAX));
  return parts;
}

/** Exchanges that others lead to stand to the right of them; a circle of exchanges is cut where it closes. */
function exchangeColumns(exchanges: readonly Placeable[], links: readonly Link[]): Column[] {
  const ids = new Set(exchanges.map(({ id }) => id));
  const isEntered = (id: string) => links.some(({ from, to }) => to === id && !ids.has(from));
  const targets = new Map(
    exchanges.map(({ id }) => [id, links.filter(({ from, to }) => from === id && ids.has(to)).map(({ to }) => to)]),
  );
  const depths = new Map<string, number>();
  const push = (id: string, depth: number, path: ReadonlySet<string>) => {
    if (path.has(id) || (depths.get(id) ?? -1) >= depth) return;
    depths.set(id, depth);
    const longer = new Set([...path, id]);
    for (const target of targets.get(id) ?? []) push(target, depth + 1, longer);
  };
  // Where messages come in first, so that a circle is entered where they enter it.
  for (const { id } of exchanges) if (isEntered(id)) push(id, 0, new Set());
  for (const { id } of exchanges) if (!depths.has(id)) push(id, 0, new Set());
  const columns: Placeable[][] = [];
  for (const exchange of exchanges) {
    const depth = depths.get(exchange.id) ?? 0;
    const column = columns[depth] ?? [];
    column.push(exchange);
    columns[depth] = column;
  }
  return columns.filter((column) => column !== undefined);
}

/** Orders each column by the mean place of its neighbours in the others, forwards and backwards. */
function untangle(columns: readonly Column[], links: readonly Link[]): Column[] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const ordered = columns.map((column) => [...column]);
  const heights = new Map<string, number>();
  const note = (column: Column) => {
    column.forEach(({ id }, index) => {
      heights.set(id, (index + 0.5) / column.length);
    });
  };
  ordered.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? ordered : ordered.toReversed()) {
      const wish = new Map(column.map(({ id }) => [id, meanHeight(neighbours.get(id) ?? [], heights, id)]));
      column.sort((one, other) => (wish.get(one.id) ?? 0) - (wish.get(other.id) ?? 0));
      note(column);
    }
  }
  return ordered;
}

function meanHeight(ids: readonly string[], heights: ReadonlyMap<string, number>, self: string): number {
  const known = ids.flatMap((id) => heights.get(id) ?? []);
  return known.length === 0 ? (heights.get(self) ?? 0) : known.reduce((sum, height) => sum + height, 0) / known.length;
}

/** Columns for what is added one at a time. */
const columnOf: Readonly<Record<AmqpNodeType, number>> = {
  publisher: 0,
  exchange: 1,
  queue: 2,
  consumer: 3,
  broker: 1,
};

/** A free place for one more node, clear of all others: near the wish, else below the last of its kind or in its kind's column. */
export function freePlace(type: AmqpNodeType, taken: readonly (Placeable & Place)[], wish?: Place): Place {
  const same = taken.filter((item) => item.type === type);
  const lowest = same.toSorted((one, other) => one.y - other.y).at(-1);
  const size = nodeSizes[type];
  const step = size.height + ROW_GAP;
  const place =
    wish ??
    (lowest === undefined
      ? { x: columnOf[type] * (nodeSizes.queue.width + COLUMN_GAP), y: 0 }
      : { x: lowest.x, y: lowest.y + step });
  const isFree = ({ x, y }: Place) =>
    taken.every((item) => {
      const other = nodeSizes[item.type];
      const isApart =
        x >= item.x + other.width + 12 ||
        item.x >= x + size.width + 12 ||
        y >= item.y + other.height + 12 ||
        item.y >= y + size.height + 12;
      return isApart;
    });
  for (let y = place.y; ; y += 20) if (isFree({ x: place.x, y })) return { x: place.x, y };
}

let last: { readonly key: string; readonly places: ReadonlyMap<string, Place> } = { key: '', places: new Map() };

/**
 * Where everything stands: where it was put; a topology in which nothing was put anywhere as `layOut` has it; a single thing
 * without a place near what it is linked to, clear of all others.
 */
export function layoutOf(
  items: readonly Placeable[],
  links: readonly Link[],
  given: Readonly<Record<string, Place>>,
): ReadonlyMap<string, Place> {
  if (items.every(({ id }) => given[id] === undefined)) return laidOut(items, links);
  const places = new Map<string, Place>();
  for (const { id } of items) {
    const place = given[id];
    if (place !== undefined) places.set(id, place);
  }
  if (places.size === items.length) return places;
  const types = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    if (places.has(item.id)) continue;
    const taken = [...places].flatMap(([id, place]) => {
      const placed = types.get(id);
      return placed === undefined ? [] : [{ ...placed, ...place }];
    });
    places.set(item.id, freePlace(item.type, taken, wishFor(item, links, taken)));
  }
  return places;
}

/** The same question is asked in every frame of a run whose topology rests. */
function laidOut(items: readonly Placeable[], links: readonly Link[]): ReadonlyMap<string, Place> {
  const key = JSON.stringify([items, links]);
  if (last.key !== key) last = { key, places: layOut(items, links) };
  return last.places;
}

type Placed = Placeable & Place;

/** Room for a line and its key. */
const LINE_ROOM = 150;
const LOWER = 84;

/** To the right of what leads to it, or to the left of what it leads to; machines beneath everything. */
function wishFor({ id, type }: Placeable, links: readonly Link[], taken: readonly Placed[]): Place | undefined {
  const size = nodeSizes[type];
  if (type === 'broker') {
    const machines = taken.filter((item) => item.type === 'broker');
    const right = Math.max(...machines.map(({ x }) => x + size.width));
    const first = machines[0];
    // Every other one is lower, so that what two of them say to each other does not pass behind the one between.
    if (first !== undefined) return { x: right + LINE_ROOM, y: first.y + (machines.length % 2) * LOWER };
    const others = taken.filter((item) => item.type !== 'broker');
    // Beside the legend, which stands in the lower left corner.
    const left = Math.min(...others.map(({ x }) => x)) + nodeSizes.publisher.width + LINE_ROOM;
    return { x: left, y: Math.max(...others.map((item) => item.y + nodeSizes[item.type].height)) + 64 };
  }
  const before = taken.find((item) => links.some(({ from, to }) => to === id && from === item.id));
  const after = taken.find((item) => links.some(({ from, to }) => from === id && to === item.id));
  const next = type === 'queue' ? (after ?? before) : (before ?? after);
  if (next === undefined) return undefined;
  const y = Math.round(next.y + (nodeSizes[next.type].height - size.height) / 2);
  if (next === before) return { x: next.x + nodeSizes[next.type].width + LINE_ROOM, y };
  return { x: next.x - size.width - LINE_ROOM, y };
}
