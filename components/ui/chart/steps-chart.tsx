import type { ReactNode } from 'react';
import { Chart, type ChartSeries } from './chart';

interface StepsChartProps {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Omit<ChartSeries, 'shape'>[];
  readonly heightClass?: string | undefined;
  readonly note?: ReactNode;
}

/** Counts that keep their value until it changes, on an axis that begins at zero. Their numbers stand in a table beside it. */
export function StepsChart({ from, to, lines, ...chart }: StepsChartProps) {
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  return (
    <Chart
      {...chart}
      x={{ min: from, max: to, ticks: [] }}
      y={{ min: 0, max: most, ticks: [0, most] }}
      series={lines.map((line) => ({ ...line, shape: 'steps' }))}
      table={null}
    />
  );
}
