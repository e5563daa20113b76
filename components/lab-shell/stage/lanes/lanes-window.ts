import { scaleLinear } from 'd3-scale';
import type { Tick } from '@/sim/core/simulation';
import type { LaneBar } from './lanes-index';

/** The stretch of time that is in view; `follows`: it moves on with the clock. */
export interface LanesWindow {
  readonly fromTick: number;
  readonly toTick: number;
  readonly follows: boolean;
}

/** Where the clock stands in a window that follows it, as a share of its width. */
const NOW_AT = 0.86;

/** The shortest stretch that can be looked at, in ticks. */
const SPAN_MIN = 4;

/** A stretch of so many ticks with the clock in it. */
export function windowAt(spanTicks: number, nowTick: number): LanesWindow {
  const fromTick = Math.max(0, nowTick - spanTicks * NOW_AT);
  return { fromTick, toTick: fromTick + spanTicks, follows: true };
}

/** The window for this moment: one that follows keeps its span. */
export function followed(window: LanesWindow, nowTick: number): LanesWindow {
  return window.follows ? windowAt(window.toTick - window.fromTick, nowTick) : window;
}

/** `factor` above 1 shows less time. What is at `anchor` (0 left .. 1 right) stays there. */
export function zoomed(window: LanesWindow, factor: number, anchor: number, endTick: number): LanesWindow {
  const span = window.toTick - window.fromTick;
  // Out to all of the run; a run that has hardly begun is not zoomed in on by it.
  const next = Math.max(SPAN_MIN, Math.min(span / factor, Math.max(endTick * 1.25, span)));
  if (window.follows) return { ...window, toTick: window.fromTick + next };
  const fromTick = Math.max(0, window.fromTick + (span - next) * anchor);
  return { ...window, fromTick, toTick: fromTick + next };
}

/** Moved by a share of its width, to later for positive ones; from then on it stands still. */
export function panned(window: LanesWindow, share: number, endTick: number): LanesWindow {
  const span = window.toTick - window.fromTick;
  const latest = Math.max(0, endTick - span * 0.1);
  const fromTick = Math.min(Math.max(0, window.fromTick + span * share), latest);
  return { fromTick, toTick: fromTick + span, follows: false };
}

/** All of the run. */
export function whole(endTick: number): LanesWindow {
  return { fromTick: 0, toTick: Math.max(SPAN_MIN, endTick * 1.03), follows: false };
}

/** A bar on the screen, in pixels. */
export interface PlacedBar {
  readonly x: number;
  readonly width: number;
  readonly bar: LaneBar;
}

/**
 * The bars of a lane that are in view, up to now. Of several within one pixel only the first is kept, so that the work grows with the
 * width, not with the run.
 */
export function placedBars(
  bars: readonly LaneBar[],
  { fromTick, toTick }: LanesWindow,
  nowTick: number,
  width: number,
): readonly PlacedBar[] {
  const scale = width / (toTick - fromTick);
  const placed: PlacedBar[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (let index = firstEndingAfter(bars, fromTick); index < bars.length; index += 1) {
    const bar = bars[index];
    if (bar === undefined || bar.fromTick >= toTick || bar.fromTick > nowTick) break;
    const left = Math.max(0, (bar.fromTick - fromTick) * scale);
    const right = Math.min(width, (Math.min(bar.toTick ?? nowTick, nowTick) - fromTick) * scale);
    if (Math.floor(right) <= taken && right - left < 1) continue;
    placed.push({ x: left, width: Math.max(1, right - left), bar });
    taken = Math.floor(right);
  }
  return placed;
}

/** The bar at a moment; null between bars. */
export function barAt(bars: readonly LaneBar[], tick: number): LaneBar | null {
  const bar = bars[firstEndingAfter(bars, tick)];
  return bar !== undefined && bar.fromTick <= tick ? bar : null;
}

function firstEndingAfter(bars: readonly LaneBar[], tick: number): number {
  let from = 0;
  let to = bars.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const end = bars[middle]?.toTick ?? Number.POSITIVE_INFINITY;
    if (end <= tick) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Room that one label of the time axis needs, in pixels. */
const LABEL_WIDTH = 84;

/** Round moments in view, as far apart as their labels need. */
export function timeTicks({ fromTick, toTick }: LanesWindow, width: number): readonly { tick: Tick; x: number }[] {
  const scale = scaleLinear([fromTick, toTick], [0, width]);
  return scale.ticks(Math.max(1, Math.floor(width / LABEL_WIDTH))).map((tick) => ({ tick, x: scale(tick) }));
}
