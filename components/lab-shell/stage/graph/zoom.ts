import type { Box, Place, Region } from './graph-layout';

/** What was at `p` is drawn at `p * factor + (x, y)`. */
export interface Zoom extends Place {
  readonly factor: number;
}

export const WHOLE: Zoom = { factor: 1, x: 0, y: 0 };
const FACTOR_MAX = 8;

/** Nearer for factors above 1; what is at `anchor` stays there, and the drawing never leaves the stage. */
export function zoomedAt(zoom: Zoom, by: number, anchor: Place, box: Box): Zoom {
  const factor = Math.min(FACTOR_MAX, Math.max(1, zoom.factor * by));
  const ratio = factor / zoom.factor;
  return kept({ factor, x: anchor.x - (anchor.x - zoom.x) * ratio, y: anchor.y - (anchor.y - zoom.y) * ratio }, box);
}

export function moved(zoom: Zoom, dx: number, dy: number, box: Box): Zoom {
  return kept({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, box);
}

function kept({ factor, x, y }: Zoom, { width, height }: Box): Zoom {
  return {
    factor,
    x: Math.min(0, Math.max(width * (1 - factor), x)),
    y: Math.min(0, Math.max(height * (1 - factor), y)),
  };
}

export function zoomedRegion({ left, top, width, height }: Region, { factor, x, y }: Zoom): Region {
  return { left: left * factor + x, top: top * factor + y, width: width * factor, height: height * factor };
}
