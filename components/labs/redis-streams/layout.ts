import { largestLayout, type StageBox } from '@/components/lab-shell/stage/nodes/fit-view';
import type { ServerStrips, StripRoom } from './stream-strip';

/** Widths of the parts of a strip: an entry, entries that are folded, the name of a group; and of what is around them. */
export const STRIP = { cell: 50, fold: 34, label: 112, frame: 28 } as const;

/** How many cards stand in a row, and what of a stream is drawn: more on a wide stage, less on a phone's. */
export interface Shape extends StripRoom {
  readonly cards: number;
  /** Between the server and the nearest cards: messages are seen here. */
  readonly way: number;
}

const WIDE = { entries: 8, newest: 3, before: 3 } as const;
const SHAPES = [
  { ...WIDE, cards: 4, way: 84 },
  { ...WIDE, cards: 6, way: 64 },
  { ...WIDE, cards: 8, way: 64 },
  { entries: 6, newest: 2, before: 2, cards: 3, way: 64 },
  { entries: 3, newest: 1, before: 1, cards: 2, way: 52 },
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
  /** The server's edge that the cards stand before. */
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

/** The shape with which everything comes out largest on a stage of this size. */
export function shapeFor(
  { above, below, strips }: { readonly above: number; readonly below: number; readonly strips: ServerStrips },
  stage: StageBox,
): Shape {
  return largestLayout<Shape>(SHAPES, stage, (shape) => {
    const rows = (count: number, height: number) =>
      count === 0 ? 0 : shape.way + Math.ceil(count / shape.cards) * (height + ROW_GAP) - ROW_GAP;
    const inRow = Math.min(shape.cards, Math.max(above, below));
    return {
      width: Math.max(serverWidth(shape), inRow * (CARD.width + GAP)) + 2 * GAP,
      height: rows(above, PRODUCER_HEIGHT) + serverHeight(strips) + rows(below, CARD.height) + 4 * GAP,
    };
  });
}
