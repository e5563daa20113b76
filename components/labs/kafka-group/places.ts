/** The broker's node: a head, the group's line, and the partitions in rows of six. Its own layout uses the same numbers. */
export const BROKER = { width: 628, head: 32, group: 26, cell: 54, gap: 4, foot: 8 } as const;

export const CELLS_IN_ROW = 6;

/** A consumer's card, in units of the flow. */
export const CARD = { width: 148, height: 90 } as const;
export const PRODUCER = { width: 148, height: 46 } as const;

const CARDS_IN_ROW = 4;
const GAP = 12;
/** Between the broker and the nearest cards: messages are seen here. */
const WAY = 74;
const ROW_GAP = 26;

export function brokerHeight(partitions: number): number {
  const rows = Math.ceil(partitions / CELLS_IN_ROW);
  return BROKER.head + BROKER.group + rows * BROKER.cell + (rows - 1) * BROKER.gap + BROKER.foot;
}

interface Row {
  /** The broker's edge that the cards stand before. */
  readonly y: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly side: 'above' | 'below';
}

/** Where cards stand: in rows of at most four, as even as can be, each row centred, the first one next to the broker. */
export function cardPlaces(count: number, { y, size: { width, height }, side }: Row) {
  const rows = Math.ceil(count / CARDS_IN_ROW);
  const inRow = rows === 0 ? 0 : Math.ceil(count / rows);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / inRow);
    const cards = Math.min(inRow, count - row * inRow);
    const distance = WAY + row * (height + ROW_GAP);
    return {
      x: (BROKER.width - cards * width - (cards - 1) * GAP) / 2 + (at % inRow) * (width + GAP),
      y: side === 'above' ? y - distance - height : y + distance,
      width,
      height,
    };
  });
}
