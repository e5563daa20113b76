import type { CanvasPalette } from '../use-palette';
import type { LaneLook } from './lanes';
import type { PlacedBar } from './lanes-window';

export interface LanesSurface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly palette: CanvasPalette;
}

/** Height of the axis above the lanes, in pixels. */
export const AXIS_HEIGHT = 22;

const FONT = '500 11px "Pretendard Variable", sans-serif';

/** Pixels at both sides of a label on a bar. */
const LABEL_ROOM = 8;

/** No letter is narrower: measuring the label of each of thousands of bars would take most of a frame. */
const LETTER_WIDTH_MIN = 3;

/** The axis: round moments with their labels, and a line down each. */
export function drawAxis(
  { context, height, palette }: LanesSurface,
  ticks: readonly { x: number; label: string }[],
): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  context.strokeStyle = palette.neutral;
  context.fillStyle = palette.neutral;
  context.lineWidth = 1;
  for (const { x, label } of ticks) {
    context.globalAlpha = 0.3;
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, AXIS_HEIGHT - 4);
    context.lineTo(Math.round(x) + 0.5, height);
    context.stroke();
    context.globalAlpha = 1;
    context.fillText(label, x + 3, AXIS_HEIGHT / 2);
  }
}

/** The bars of one lane. */
export function drawLane(
  { context, palette }: LanesSurface,
  placed: readonly PlacedBar[],
  looks: Readonly<Record<string, LaneLook>>,
  { top, height }: { readonly top: number; readonly height: number },
): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  for (const { x, width, bar } of placed) {
    const { status, fill } = looks[bar.look] ?? { status: 'neutral', fill: 'solid' };
    const barHeight = fill === 'thin' ? Math.max(3, height * 0.16) : height * 0.66;
    const y = top + (height - barHeight) / 2;
    context.fillStyle = palette[status];
    context.strokeStyle = palette[status];
    if (fill === 'solid' || fill === 'thin') context.fillRect(x, y, width, barHeight);
    else drawOpen(context, { x, y, width, height: barHeight }, fill);
    if (bar.label !== '')
      drawLabel(
        context,
        bar.label,
        { x, width, middle: top + height / 2 },
        fill === 'solid' ? palette.surface : palette[status],
      );
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An outline, for `hatched` with slanting lines inside. */
function drawOpen(context: CanvasRenderingContext2D, { x, y, width, height }: Box, fill: 'hatched' | 'hollow'): void {
  context.lineWidth = 1.5;
  if (width > 3) context.strokeRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5);
  else context.fillRect(x, y, width, height);
  if (fill === 'hollow' || width <= 6) return;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let at = x - height; at < x + width; at += 6) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

function drawLabel(
  context: CanvasRenderingContext2D,
  label: string,
  { x, width, middle }: { readonly x: number; readonly width: number; readonly middle: number },
  color: string,
): void {
  if (LETTER_WIDTH_MIN * label.length + LABEL_ROOM > width) return;
  if (context.measureText(label).width + LABEL_ROOM > width) return;
  context.fillStyle = color;
  context.fillText(label, x + LABEL_ROOM / 2, middle);
}

/** Where the clock stands. */
export function drawNow({ context, height, palette }: LanesSurface, x: number): void {
  context.strokeStyle = palette.active;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
}
