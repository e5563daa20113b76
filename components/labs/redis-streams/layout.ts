import type { ServerStrips } from './stream-strip';

/** The server's node is as wide as four cards in a row. */
export const SERVER_WIDTH = 600;

/** A client's card, in units of the flow. */
export const CARD = { width: 141, height: 100 } as const;
export const PRODUCER_HEIGHT = 72;

const CARDS_IN_ROW = 4;
const GAP = 12;
/** Between the server and the nearest cards: messages are seen here. */
const WAY = 96;
const ROW_GAP = 30;

/** Heights of the parts of the server's node: the node's own layout uses the same. */
export const SERVER_PARTS = { head: 34, title: 26, ids: 24, group: 26, gap: 10, empty: 44, more: 20, foot: 8 } as const;

/** How high the server's node is with these streams. */
export function serverHeight({ streams, streamsLeftOut }: ServerStrips): number {
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
}

/** Where cards stand: in rows of four, each row centred, the first row next to the server. */
export function cardLayout(count: number, { y, height, side }: Row) {
  const rows = Math.ceil(count / CARDS_IN_ROW);
  // As even as can be: five are three and two.
  const inRow = rows === 0 ? 0 : Math.ceil(count / rows);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / inRow);
    const cards = Math.min(inRow, count - row * inRow);
    const width = cards * CARD.width + (cards - 1) * GAP;
    const distance = WAY + row * (height + ROW_GAP);
    return {
      x: (SERVER_WIDTH - width) / 2 + (at % inRow) * (CARD.width + GAP),
      y: side === 'above' ? y - distance - height : y + distance,
      width: CARD.width,
      height,
    };
  });
}
