import { largestLayout, type StageBox } from '@/components/lab-shell/stage/nodes/fit-view';
import type { ServerStrips, StripRoom } from './stream-strip';

/** Widths of the parts of a strip: an entry, entries that are folded, the name of a group; and of what is around them. */
export const STRIP = { cell: 50, fold: 34, label: 112, frame: 28 } as const;

/** How many cards stand in a row, and what of a stream is drawn: more on a wide stage, less on a phone's. */
export interface Shape extends StripRoom {
  readonly cards: number;
  /** Between the server and the nearest cards: messages are seen here. */
  readonly way: number;
  /** The cards stand to the left and to the right of the server, so many on each other: on a stage that is low. */
  readonly isBeside?: true;
}

const WIDE = { entries: 8, newest: 3, before: 3 } as const;
const SHAPES = [
  { ...WIDE, cards: 4, way: 84 },
  { ...WIDE, cards: 6, way: 64 },
  { ...WIDE, cards: 8, way: 64 },
  { entries: 6, newest: 2, before: 2, cards: 3, way: 64 },
  { entries: 3, newest: 1, before: 1, cards: 2, way: 52 },
  { entries: 5, newest: 2, before: 1, cards: 2, way: 48, isBeside: true },
  { entries: 2, newest: 1, before: 0, cards: 2, way: 40, isBeside: true },
] as const satisfies readonly [Shape, ...Shape[]];

export function serverWidth({ entries }: StripRoom): number {
  const { cell, fold, label, frame } = STRIP;
  return frame + label + entries * cell + 2 * fold;
}

/** A client's card, in units of the flow. */
export const CARD = { width: 141, height: 100 } as const;
export const PRODUCER_HEIGHT = 72;

const GAP = 12;
const ROW_GAP = 20;

/** Heights of the parts of the server's node: the node's own layout uses the same. */
export const SERVER_PARTS = { head: 34, title: 26, ids: 24, group: 31, gap: 10, empty: 44, more: 20, foot: 8 } as const;

/** How high the server's node is with these streams. */
export function serverHeight({ streams, streamsLeftOut }: Pick<ServerStrips, 'streams' | 'streamsLeftOut'>): number {
  const { head, title, ids, group, gap, empty, more, foot } = SERVER_PARTS;
  if (streams.length === 0) return head + empty + foot;
  const blocks = streams.map(
    ({ groups, groupsLeftOut }) => title + ids + groups.length * group + (groupsLeftOut === 0 ? 0 : more) + gap,
  );
  return head + blocks.reduce((sum, block) => sum + block, 0) + (streamsLeftOut === 0 ? 0 : more) + foot;
}

interface Row {
  /** The server's edge that the cards stand before; where they stand beside it, its height. */
  readonly y: number;
  readonly height: number;
  readonly side: 'above' | 'below';
  readonly shape: Shape;
}

/** Where cards stand: in rows, each row centred, the first row next to the server. */
export function cardLayout(count: number, { y, height, side, shape }: Row) {
  const rows = Math.ceil(count / shape.cards);
  // As even as can be: five are three and two.
  const inRow = rows === 0 ? 0 : Math.ceil(count / rows);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / inRow);
    const cards = Math.min(inRow, count - row * inRow);
    const width = cards * CARD.width + (cards - 1) * GAP;
    const distance = shape.way + row * (height + ROW_GAP);
    return {
      x: (serverWidth(shape) - width) / 2 + (at % inRow) * (CARD.width + GAP),
      y: side === 'above' ? y - distance - height : y + distance,
      width: CARD.width,
      height,
    };
  });
}

/** Where cards stand beside the server: in columns as even as can be, each centred on it, the first one next to it. */
export function cardColumns(count: number, { y, height, side, shape }: Row) {
  const { inColumn } = columnsOf(count, shape);
  return Array.from({ length: count }, (_, at) => {
    const column = Math.floor(at / inColumn);
    const cards = Math.min(inColumn, count - column * inColumn);
    const distance = shape.way + column * (CARD.width + GAP);
    return {
      x: side === 'above' ? -distance - CARD.width : serverWidth(shape) + distance,
      y: (y - cards * height - (cards - 1) * GAP) / 2 + (at % inColumn) * (height + GAP),
      width: CARD.width,
      height,
    };
  });
}

function columnsOf(count: number, { cards }: Shape) {
  const columns = Math.ceil(count / cards);
  return { columns, inColumn: columns === 0 ? 0 : Math.ceil(count / columns) };
}

/** What everything takes with the cards beside the server. */
function sizeBeside(
  { above, below, strips }: { readonly above: number; readonly below: number; readonly strips: ServerStrips },
  shape: Shape,
): StageBox {
  const [left, right] = [columnsOf(above, shape), columnsOf(below, shape)];
  const wide = ({ columns }: typeof left) => (columns === 0 ? 0 : shape.way + columns * (CARD.width + GAP) - GAP);
  const high = Math.max(
    left.inColumn * (PRODUCER_HEIGHT + GAP),
    right.inColumn * (CARD.height + GAP),
    serverHeight(strips),
  );
  return { width: wide(left) + serverWidth(shape) + wide(right) + 2 * GAP, height: high + 4 * GAP };
}

/** The shape with which everything comes out largest on a stage of this size. */
export function shapeFor(
  counts: { readonly above: number; readonly below: number; readonly strips: ServerStrips },
  stage: StageBox,
): Shape {
  const { above, below, strips } = counts;
  return largestLayout<Shape>(SHAPES, stage, (shape) => {
    if (shape.isBeside === true) return sizeBeside(counts, shape);
    const rows = (count: number, height: number) =>
      count === 0 ? 0 : shape.way + Math.ceil(count / shape.cards) * (height + ROW_GAP) - ROW_GAP;
    const inRow = Math.min(shape.cards, Math.max(above, below));
    return {
      width: Math.max(serverWidth(shape), inRow * (CARD.width + GAP)) + 2 * GAP,
      height: rows(above, PRODUCER_HEIGHT) + serverHeight(strips) + rows(below, CARD.height) + 4 * GAP,
    };
  });
}
