import type { Tick } from '@/sim/core/simulation';

interface ScaleOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly nodeIds: readonly string[];
  readonly nowTick: Tick;
  /** How much time is shown. */
  readonly spanTicks: Tick;
}

/** Where a space-time diagram draws what, in pixels. */
export interface SpaceTimeScale {
  readonly width: number;
  readonly nowTick: Tick;
  readonly fromTick: Tick;
  readonly toTick: Tick;
  /** The middle of a node's lane; the diagram's left edge for a node without one. */
  x(nodeId: string): number;
  y(tick: Tick): number;
}

/** Room for the names above the lanes. */
const HEAD_HEIGHT = 24;

/** The share of the time shown that lies before now: what has been is looked at more often than what is known to come. */
const PAST_SHARE = 0.8;

/** Lanes side by side, equally wide; time downwards, now at four fifths of the height, or higher while the run is young. */
export function scaleOf({ width, height, nodeIds, nowTick, spanTicks }: ScaleOptions): SpaceTimeScale {
  const fromTick = Math.max(0, Math.round(nowTick - spanTicks * PAST_SHARE));
  const laneWidth = width / Math.max(1, nodeIds.length);
  const pixelsPerTick = Math.max(1, height - HEAD_HEIGHT - 8) / spanTicks;
  return {
    width,
    nowTick,
    fromTick,
    toTick: fromTick + Math.round(spanTicks),
    x: (nodeId) => (nodeIds.indexOf(nodeId) + 0.5) * laneWidth,
    y: (tick) => HEAD_HEIGHT + (tick - fromTick) * pixelsPerTick,
  };
}
