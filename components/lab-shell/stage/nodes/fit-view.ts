import type { Viewport } from '@xyflow/react';
import { NARROW } from './canvas-zoom';

/** The stage in pixels of the screen. */
export interface StageBox {
  readonly width: number;
  readonly height: number;
  /** Nothing can be moved on it: what stands there may be placed as it is read best. */
  readonly isPicture?: boolean;
}

/** No text of a stage is smaller than this on the screen when it opens, in pixels. */
export const TEXT_FLOOR = 11;

export const FITTED_ZOOM = { min: 0.22, max: 1.3 } as const;

/** For the tools, and for the legend where it stands in rows. */
const ROOM_BELOW = 72;

/** Room on the screen around what is drawn, for the notices and the buttons. */
const PADDING = {
  page: { top: 30, right: 14, bottom: 12, left: 14 },
  lesson: { top: 26, right: 10, bottom: ROOM_BELOW, left: 10 },
} as const;
type Padding = Readonly<Record<keyof (typeof PADDING)['page'], number>>;

/** A phone's canvas needs its width, and the lab's tools stand above or below the nodes. */
const NARROW_SIDE = 4;
const TOOLS_ROOM = 58;

/** In pixels: from this width on a page's legend stands beside what is drawn (`CanvasLegend`). */
const LEGEND_BESIDE = 736;

/** In pixels: a canvas lower than this has no legend. */
const LEGEND_HEIGHT = 320;

/** What stands on a canvas besides its nodes. */
export interface CanvasUse {
  readonly isLesson: boolean;
  /** Where the tools stand on a phone; null: there are none. */
  readonly tools: 'above' | 'below' | null;
  readonly hasLegend: boolean;
}

/** What a lab says of its nodes: the smallest text that they show, in units of the flow, and how far they draw outside themselves. */
export interface NodeLooks {
  /** Null: the canvas shows all nodes, however small they come out. */
  readonly smallestText: number | null;
  readonly nodeMargin: { readonly x: number; readonly y: number };
}

export interface Rect extends StageBox {
  readonly x: number;
  readonly y: number;
}

/** The rectangle that holds all of these nodes. */
export function boundsOf(
  nodes: readonly {
    readonly position: { readonly x: number; readonly y: number };
    readonly width?: number | undefined;
    readonly height?: number | undefined;
  }[],
): Rect {
  if (nodes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position, width = 0 }) => position.x + width));
  const bottom = Math.max(...nodes.map(({ position, height = 0 }) => position.y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * How a canvas opens: all nodes in sight, or, where their text would be too small for that, as many of them as can be read, from the
 * side on which the flow begins.
 */
export function openingView(bounds: Rect, { width, height }: StageBox, use: CanvasUse, looks: NodeLooks): Viewport {
  const { x: marginX, y: marginY } = looks.nodeMargin;
  const all = {
    x: bounds.x - marginX,
    y: bounds.y - marginY,
    width: bounds.width + 2 * marginX,
    height: bounds.height + 2 * marginY,
  };
  const viewportIn = (room: Padding) => fittedView(all, { width, height }, room);
  const padding = paddingFor(width, height, use);
  // Nothing is drawn behind the tools while that leaves texts their full size.
  const raised = use.tools === null ? null : viewportIn({ ...padding, bottom: ROOM_BELOW });
  const whole = raised !== null && raised.zoom >= 1 ? raised : viewportIn(padding);
  const floor = looks.smallestText === null ? 0 : TEXT_FLOOR / looks.smallestText;
  if (whole.zoom >= floor) return whole;
  const startOf = (before: number, after: number, room: number, start: number, size: number) => {
    const free = room - before - after - size * floor;
    return before + Math.max(0, free / 2) - start * floor;
  };
  return {
    zoom: floor,
    x: startOf(padding.left, padding.right, width, all.x, all.width),
    y: startOf(padding.top, padding.bottom, height, all.y, all.height),
  };
}

/** All of a rectangle in the middle of the stage, moved where one side has more beside it than the other. As React Flow does it. */
function fittedView(all: Rect, { width, height }: StageBox, room: Padding): Viewport {
  const wanted = Math.min((width - room.left - room.right) / all.width, (height - room.top - room.bottom) / all.height);
  const zoom = Math.min(Math.max(wanted, FITTED_ZOOM.min), FITTED_ZOOM.max);
  const sideX = (width - all.width * zoom) / 2;
  const sideY = (height - all.height * zoom) / 2;
  const lack = (side: number, wantedSide: number) => Math.min(Math.floor(side) - wantedSide, 0);
  return {
    zoom,
    x: sideX - all.x * zoom - lack(sideX, room.left) + lack(sideX, room.right),
    y: sideY - all.y * zoom - lack(sideY, room.top) + lack(sideY, room.bottom),
  };
}

/** Whether any of the nodes, with what they draw around them, lies on a rectangle of the stage, in pixels, seen through this viewport. */
export function isOverNode(
  rect: Rect,
  nodes: Parameters<typeof boundsOf>[0],
  { x, y, zoom }: Viewport,
  margin: NodeLooks['nodeMargin'],
): boolean {
  return nodes.some(({ position, width = 0, height = 0 }) => {
    const [left, top] = [x + (position.x - margin.x) * zoom, y + (position.y - margin.y) * zoom];
    const isApart =
      left >= rect.x + rect.width ||
      top >= rect.y + rect.height ||
      left + (width + 2 * margin.x) * zoom <= rect.x ||
      top + (height + 2 * margin.y) * zoom <= rect.y;
    return !isApart;
  });
}

/** On a phone's canvas what can be dragged to anywhere has its tools below it, what the lab places above it. */
function paddingFor(width: number, height: number, { isLesson, tools, hasLegend }: CanvasUse): Padding {
  const wide = isLesson && hasLegend && height > LEGEND_HEIGHT ? PADDING.lesson : PADDING.page;
  if (width >= LEGEND_BESIDE) return wide;
  if (width >= NARROW) return hasLegend && height > LEGEND_HEIGHT ? { ...wide, bottom: ROOM_BELOW } : wide;
  const narrow = { ...wide, bottom: PADDING.page.bottom, left: NARROW_SIDE, right: NARROW_SIDE } as const;
  if (isLesson || tools === null) return narrow;
  return tools === 'above' ? { ...narrow, top: TOOLS_ROOM } : { ...narrow, bottom: TOOLS_ROOM };
}

/** The first of several layouts with which text has its full size, else the one whose text comes out largest. `sizeOf`: in units of the flow. */
export function largestLayout<Option>(
  options: readonly [Option, ...Option[]],
  stage: StageBox,
  sizeOf: (option: Option) => StageBox,
): Option {
  const zoomOf = (option: Option) => {
    const { width, height } = sizeOf(option);
    return Math.min(stage.width / width, stage.height / height);
  };
  let best = options[0];
  for (const option of options) {
    if (zoomOf(best) >= 1) break;
    if (zoomOf(option) > zoomOf(best)) best = option;
  }
  return best;
}
