import { scaleLinear, scaleLog } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartAxis {
  readonly min: number;
  readonly max: number;
  /** Default: linear. A logarithmic axis begins above zero. */
  readonly kind?: 'linear' | 'log' | undefined;
  /** Where it is labelled; without, at round numbers, about so many. */
  readonly ticks?: number | readonly number[] | undefined;
}

/** `line`: from point to point; `steps`: each value holds until the next one; `bars`: from zero, each as wide as the way to the next x. */
export type ChartShape = 'line' | 'steps' | 'bars';

/** The chart's own coordinates: shares of its width and height in thousandths, x to the right, y downwards. */
export const CHART_SIZE = 1000;

export interface PlacedTick {
  readonly value: number;
  /** 0 .. CHART_SIZE from the left, or from the top. */
  readonly at: number;
}

export interface ChartScale {
  /** Where a value stands, 0 .. CHART_SIZE; beyond the ends, at the end. */
  at(value: number): number;
  readonly ticks: readonly PlacedTick[];
}

const TICKS_ABOUT = 5;

/** The axis to the right, or downwards where larger values stand higher. */
export function chartScale(axis: ChartAxis, direction: 'right' | 'up'): ChartScale {
  const { min, max, kind = 'linear', ticks = TICKS_ABOUT } = axis;
  // A span of nothing has no scale: everything stands at its beginning.
  const domain = [min, max > min ? max : min + 1];
  const range = direction === 'right' ? [0, CHART_SIZE] : [CHART_SIZE, 0];
  const scale = kind === 'log' ? scaleLog(domain, range).clamp(true) : scaleLinear(domain, range).clamp(true);
  const at = (value: number) => round(scale(value));
  const values = typeof ticks === 'number' ? scale.ticks(ticks) : ticks;
  return { at, ticks: values.map((value) => ({ value, at: at(value) })) };
}

/** A series as an SVG path in the chart's coordinates; empty without points. */
export function seriesPath(points: readonly ChartPoint[], shape: ChartShape, x: ChartScale, y: ChartScale): string {
  if (shape === 'bars') return barsPath(points, x, y);
  return (
    line<ChartPoint>()
      .x((point) => x.at(point.x))
      .y((point) => y.at(point.y))
      .curve(shape === 'steps' ? curveStepAfter : curveLinear)(points) ?? ''
  );
}

/** Each bar from zero; the last one as wide as the one before. */
function barsPath(points: readonly ChartPoint[], x: ChartScale, y: ChartScale): string {
  const foot = y.at(0);
  return points
    .map((point, index) => {
      const next = points[index + 1];
      const before = points[index - 1];
      const width = next === undefined ? point.x - (before?.x ?? point.x - 1) : next.x - point.x;
      const left = x.at(point.x);
      return `M${left} ${foot}V${y.at(point.y)}H${x.at(point.x + width)}V${foot}Z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
