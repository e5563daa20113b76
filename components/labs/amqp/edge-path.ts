export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A straight line between two boxes, and where its label stands. */
export interface EdgeLine {
  readonly start: Point;
  readonly end: Point;
  readonly label: Point;
  readonly length: number;
  /** Degrees, for the arrow's head. */
  readonly angle: number;
}

/** Lines keep to the right of the line between centres, as messages do, so that the two directions are two lines. */
const SIDE_OFFSET = 7;
/** Lines that share both ends lie side by side. */
const LANE_WIDTH = 15;
const LABEL_SHARE = 0.5;
/** In units of the flow: the width of a label's letter, and what of the line is to be seen beside it. */
export const LABEL = { letter: 7.2, line: 14, charactersMax: 26 } as const;

/** How long a line has to be for its label to be shown whole, in units of the flow. */
export function lengthForLabel(label: string): number {
  return Math.min(LABEL.charactersMax, label.length) * LABEL.letter + LABEL.line + 1;
}

/** The line from the edge of one box to that of another, both given by their centres; null for boxes that touch. */
export function edgeLine(from: Point & Box, to: Point & Box, lane: number): EdgeLine | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.hypot(dx, dy);
  if (distance === 0) return null;
  const ux = dx / distance;
  const uy = dy / distance;
  const startReach = reachOf(from, ux, uy);
  const endReach = reachOf(to, ux, uy) + 3;
  if (distance <= startReach + endReach) return null;
  const aside = SIDE_OFFSET + lane * LANE_WIDTH;
  const at = (along: number): Point => ({ x: from.x + ux * along - uy * aside, y: from.y + uy * along + ux * aside });
  const length = distance - startReach - endReach;
  return {
    start: at(startReach),
    end: at(distance - endReach),
    label: at(startReach + length * LABEL_SHARE),
    length,
    angle: (Math.atan2(dy, dx) * 180) / Math.PI,
  };
}

function reachOf({ width, height }: Box, ux: number, uy: number): number {
  return Math.min(width / 2 / Math.abs(ux), height / 2 / Math.abs(uy));
}
