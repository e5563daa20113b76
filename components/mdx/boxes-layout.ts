import { type ArrowPath, arrowBetween, type Point, type Rectangle } from './arrow-path';
import { textWidth, wrapText } from './diagram-text';
import { FONT_PX, LINE_PX } from './sequence-layout';

/** A box of a diagram: `x` is the column, `y` the row, from 0. */
export interface DiagramBox {
  readonly id: string;
  readonly text: string;
  readonly note?: string;
  readonly x: number;
  readonly y: number;
  readonly tone?: 'accent' | 'success' | 'warning' | 'danger' | 'muted';
}

export interface DiagramArrow {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
  readonly dashed?: boolean;
}

interface PlacedText {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** Where everything stands, in pixels. */
export interface BoxesLayout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of what is drawn. */
  readonly origin: Point;
  readonly boxes: readonly {
    readonly box: DiagramBox;
    readonly frame: Rectangle;
    readonly text: PlacedText;
    readonly note: PlacedText | null;
  }[];
  readonly arrows: readonly {
    readonly key: string;
    readonly isDashed: boolean;
    readonly path: ArrowPath;
    readonly label: PlacedText | null;
  }[];
}

const BOX_MIN_PX = 80;
const BOX_MAX_PX = 190;
const GAP_PX = 40;
const GAP_LABELLED_MAX_PX = 124;
const NOTE_LINE_PX = 18;
const PADDING_PX = 10;
/** In less width than this, arrows are shorter and boxes fuller. */
const NARROW_PX = 420;
const NARROW_GAP_PX = 24;
const NARROW_PADDING_PX = 6;
const LABEL_WIDTH_PX = 118;

/** Lays boxes out in a width. One that has no room for all columns is turned, so that what ran to the right runs down. */
export function layOutBoxes(
  boxes: readonly DiagramBox[],
  arrows: readonly DiagramArrow[],
  widthPx: number,
): BoxesLayout {
  const turned = boxes.map((box) => ({ ...box, x: box.y, y: box.x }));
  const isTooWide = columnsOf(boxes) * BOX_MIN_PX + sum(gapsBeside(boxes, arrows, widthPx)) > widthPx;
  const shown = isTooWide && columnsOf(turned) < columnsOf(boxes) ? turned : boxes;
  const frames = placeFrames(shown, arrows, widthPx);
  const placedArrows = placeArrows(frames, arrows);
  const edges = [...frames.values()].map(({ frame }) => frame);
  const reach = [...edges, ...placedArrows.map(({ path, label }) => around(path, label))];
  const left = Math.min(...reach.map(({ x }) => x)) - 2;
  const top = Math.min(...reach.map(({ y }) => y)) - 2;
  return {
    origin: { x: left, y: top },
    width: Math.max(...reach.map(({ x, width }) => x + width)) + 2 - left,
    height: Math.max(...reach.map(({ y, height }) => y + height)) + 2 - top,
    boxes: [...frames.values()],
    arrows: placedArrows,
  };
}

function columnsOf(boxes: readonly DiagramBox[]): number {
  return Math.max(...boxes.map(({ x }) => x)) + 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, next) => so + next, 0);
}

/** The room after each column but the last: enough for the longest word on an arrow between neighbours there. */
function gapsBeside(boxes: readonly DiagramBox[], arrows: readonly DiagramArrow[], widthPx: number): readonly number[] {
  const at = new Map(boxes.map((box) => [box.id, box]));
  const least = widthPx < NARROW_PX ? NARROW_GAP_PX : GAP_PX;
  return Array.from({ length: columnsOf(boxes) - 1 }, (_, column) => {
    const words = arrows.flatMap(({ from, to, text = '' }) => {
      const [start, end] = [at.get(from), at.get(to)];
      if (start === undefined || end === undefined || start.y !== end.y) return [];
      const isHere = Math.min(start.x, end.x) === column && Math.abs(start.x - end.x) === 1;
      return isHere ? text.split(/\s+/u) : [];
    });
    const widest = Math.max(0, ...words.map((word) => textWidth(word, FONT_PX - 1) + 8));
    return Math.min(Math.max(least, widest), GAP_LABELLED_MAX_PX);
  });
}

function gapBelow(boxes: readonly DiagramBox[], arrows: readonly DiagramArrow[]): number {
  const at = new Map(boxes.map((box) => [box.id, box]));
  const isSteep = ({ from, to }: DiagramArrow) => at.get(from)?.y !== at.get(to)?.y;
  const labels = arrows.filter((arrow) => isSteep(arrow) && arrow.text !== undefined);
  const lines = labels.map(({ text }) => wrapText(text ?? '', FONT_PX - 1, LABEL_WIDTH_PX).length);
  return GAP_PX + Math.max(0, ...lines) * NOTE_LINE_PX;
}

type PlacedBox = BoxesLayout['boxes'][number];

function placeFrames(
  boxes: readonly DiagramBox[],
  arrows: readonly DiagramArrow[],
  widthPx: number,
): ReadonlyMap<string, PlacedBox> {
  const gaps = gapsBeside(boxes, arrows, widthPx);
  const width = Math.min(Math.max(Math.floor((widthPx - 4 - sum(gaps)) / columnsOf(boxes)), BOX_MIN_PX), BOX_MAX_PX);
  const padding = widthPx < NARROW_PX ? NARROW_PADDING_PX : PADDING_PX;
  const texts = boxes.map((box) => {
    const room = width - padding * 2;
    const lines = wrapText(box.text, FONT_PX, room);
    const noteLines = box.note === undefined ? [] : wrapText(box.note, FONT_PX - 1, room);
    return { box, lines, noteLines, height: lines.length * LINE_PX + noteLines.length * NOTE_LINE_PX + PADDING_PX * 2 };
  });
  const rowCount = Math.max(...boxes.map(({ y }) => y)) + 1;
  const below = gapBelow(boxes, arrows);
  const tops: number[] = [];
  const heights: number[] = [];
  let top = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const height = Math.max(0, ...texts.filter(({ box }) => box.y === row).map((each) => each.height));
    tops.push(top);
    heights.push(height);
    top += height === 0 ? 0 : height + below;
  }
  return new Map(
    texts.map(({ box, lines, noteLines, height }) => {
      const rowHeight = heights[box.y] ?? height;
      const frame = { x: box.x * width + sum(gaps.slice(0, box.x)), y: tops[box.y] ?? 0, width, height: rowHeight };
      const middle = frame.x + width / 2;
      const first = frame.y + (rowHeight - height) / 2 + PADDING_PX;
      const text = { lines, x: middle, y: first + FONT_PX };
      const noteTop = first + lines.length * LINE_PX;
      const note = noteLines.length === 0 ? null : { lines: noteLines, x: middle, y: noteTop + FONT_PX - 1 };
      return [box.id, { box, frame, text, note }];
    }),
  );
}

function placeArrows(frames: ReadonlyMap<string, PlacedBox>, arrows: readonly DiagramArrow[]): BoxesLayout['arrows'] {
  return arrows.flatMap(({ from, to, text, dashed = false }, index) => {
    const [start, end] = [frames.get(from)?.frame, frames.get(to)?.frame];
    if (start === undefined || end === undefined) return [];
    const others = [...frames.values()].flatMap(({ box, frame }) => (box.id === from || box.id === to ? [] : [frame]));
    const hasTwin = arrows.some((other) => other.from === to && other.to === from);
    const path = arrowBetween(start, end, others, hasTwin);
    return [{ key: `${index} ${from} ${to}`, isDashed: dashed, path, label: placeLabel(text, path) }];
  });
}

/** A level arrow carries its text above (its twin, which runs the other way, below); any other in its middle. */
function placeLabel(text: string | undefined, { start, end, middle }: ArrowPath): PlacedText | null {
  if (text === undefined) return null;
  const isLevel = Math.abs(start.y - end.y) < 1 && Math.abs(middle.y - start.y) < 1;
  const room = isLevel ? Math.max(Math.abs(end.x - start.x) + 4, 30) : LABEL_WIDTH_PX;
  const lines = wrapText(text, FONT_PX - 1, room);
  const height = lines.length * NOTE_LINE_PX;
  if (!isLevel) return { lines, x: middle.x, y: middle.y - height / 2 + FONT_PX - 1 };
  const y = end.x >= start.x ? middle.y - height + FONT_PX - 8 : middle.y + FONT_PX + 5;
  return { lines, x: middle.x, y };
}

function around({ start, end, middle }: ArrowPath, label: PlacedText | null): Rectangle {
  const half = label === null ? 0 : Math.max(...label.lines.map((line) => textWidth(line, FONT_PX - 1))) / 2;
  const points = [
    start,
    end,
    middle,
    ...(label === null
      ? []
      : [
          { x: label.x - half, y: label.y - FONT_PX },
          { x: label.x + half, y: label.y + (label.lines.length - 1) * NOTE_LINE_PX + 5 },
        ]),
  ];
  const x = Math.min(...points.map((point) => point.x));
  const y = Math.min(...points.map((point) => point.y));
  return {
    x,
    y,
    width: Math.max(...points.map((point) => point.x)) - x,
    height: Math.max(...points.map((point) => point.y)) - y,
  };
}
