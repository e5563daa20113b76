import { textWidth, wrapText } from './diagram-text';

export interface SequenceActor {
  readonly id: string;
  readonly name: string;
}

/** A message from one actor to another, `lost` on its way or not, or something that one of them does. */
export type SequenceStep =
  | { readonly from: string; readonly to: string; readonly text: string; readonly lost?: boolean }
  | { readonly at: string; readonly text: string };

interface PlacedText {
  readonly lines: readonly string[];
  /** The middle of the lines, and the baseline of the first. */
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type PlacedStep =
  | {
      readonly type: 'message';
      readonly key: string;
      readonly fromX: number;
      readonly toX: number;
      readonly y: number;
      readonly isLost: boolean;
      readonly label: PlacedText;
    }
  | { readonly type: 'note'; readonly key: string; readonly box: Box; readonly label: PlacedText };

/** Where everything in a sequence diagram stands, in pixels. */
export interface SequenceLayout {
  readonly width: number;
  readonly height: number;
  readonly actors: readonly {
    readonly id: string;
    readonly x: number;
    readonly box: Box;
    readonly label: PlacedText;
  }[];
  readonly steps: readonly PlacedStep[];
}

export const FONT_PX = 14;
export const LINE_PX = 19;
const COLUMN_MIN_PX = 84;
const LABEL_MIN_PX = 104;
const MARGIN_PX = 3;
const ARROW_GAP_PX = 7;
const STEP_GAP_PX = 17;
/** How far of its way a lost message comes. */
const LOST_REACH = 0.62;

/** Lays a sequence diagram out in a width; in more, when its actors need it. */
export function layOutSequence(
  actors: readonly SequenceActor[],
  steps: readonly SequenceStep[],
  widthPx: number,
): SequenceLayout {
  const width = Math.max(widthPx, actors.length * COLUMN_MIN_PX);
  const column = width / actors.length;
  const middle = (id: string) => Math.round(column * (actors.findIndex((actor) => actor.id === id) + 0.5));
  const names = actors.map(({ name }) => wrapText(name, FONT_PX, column - 18));
  const headHeight = Math.max(...names.map((lines) => lines.length)) * LINE_PX + 14;
  const placed: PlacedStep[] = [];
  let y = headHeight + STEP_GAP_PX;
  for (const [index, step] of steps.entries()) {
    const key = `${index} ${step.text}`;
    const next =
      'at' in step || step.from === step.to
        ? placeNote(key, step.text, middle('at' in step ? step.at : step.from), y, width, column)
        : placeMessage(key, step, middle(step.from), middle(step.to), y, width);
    placed.push(next.step);
    y = next.bottom + STEP_GAP_PX;
  }
  return {
    width,
    height: y,
    actors: actors.map(({ id }, index) => {
      const lines = names[index] ?? [];
      const x = middle(id);
      const boxWidth = Math.min(Math.floor(column) - 6, widest(lines) + 24);
      const textHeight = lines.length * LINE_PX;
      return {
        id,
        x,
        box: { x: x - boxWidth / 2, y: 1, width: boxWidth, height: headHeight - 1 },
        label: { lines, x, y: (headHeight - textHeight) / 2 + FONT_PX },
      };
    }),
    steps: placed,
  };
}

function placeMessage(
  key: string,
  { text, lost = false }: Extract<SequenceStep, { from: string }>,
  from: number,
  to: number,
  top: number,
  width: number,
): { readonly step: PlacedStep; readonly bottom: number } {
  const room = Math.max(Math.abs(to - from) - 20, LABEL_MIN_PX);
  const lines = wrapText(text, FONT_PX, room);
  const x = within((from + to) / 2, widest(lines) / 2, width);
  const y = top + lines.length * LINE_PX + ARROW_GAP_PX - 4;
  const toX = lost ? Math.round(from + (to - from) * LOST_REACH) : to;
  const label = { lines, x, y: top + FONT_PX };
  return { step: { type: 'message', key, fromX: from, toX, y, isLost: lost, label }, bottom: y };
}

function placeNote(
  key: string,
  text: string,
  x: number,
  top: number,
  width: number,
  column: number,
): { readonly step: PlacedStep; readonly bottom: number } {
  const lines = wrapText(text, FONT_PX, Math.max(column + 16, LABEL_MIN_PX));
  const boxWidth = widest(lines) + 20;
  const middle = within(x, boxWidth / 2, width);
  const height = lines.length * LINE_PX + 10;
  const box = { x: middle - boxWidth / 2, y: top, width: boxWidth, height };
  return { step: { type: 'note', key, box, label: { lines, x: middle, y: top + 5 + FONT_PX } }, bottom: top + height };
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, FONT_PX)));
}

/** `middle` moved so that something `half` as wide on each side stays inside. */
function within(middle: number, half: number, width: number): number {
  return Math.min(Math.max(middle, half + MARGIN_PX), width - half - MARGIN_PX);
}
