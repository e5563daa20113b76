'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Chart, type ChartMarker, type ChartSeries } from '@/components/ui/chart/chart';
import type { ElectionSeries, PublishedPoint } from '@/sim/raft/experiment';
import { curvePoints, type Sample } from './experiment-curve';
import { lineLook } from './experiment-looks';

interface ElectionChartProps {
  /** For screen readers; the numbers themselves are in the table. */
  readonly label: string;
  readonly lines: readonly ElectionSeries[];
  readonly samples: ReadonlyMap<string, Sample>;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Where on the curve the number belongs: a median half-way up, the longest at the top. A mean has no height and stands on the axis. */
const heights: Record<PublishedPoint['what'], number> = { median: 0.5, longest: 1, mean: 0, 'all-above': 0 };

/** Cumulative distributions on a logarithmic axis, with the paper's numbers where it states any. */
export function ElectionChart({ label, lines, samples, minMs, maxMs }: ElectionChartProps) {
  const t = useTranslations('labs.raft.experiment');
  const format = useFormatter();
  const nameOf = (line: ElectionSeries) => t('range', { min: line.timeoutMinMs, max: line.timeoutMaxMs });
  const series = lines.flatMap((line, index): ChartSeries[] => {
    const sample = samples.get(line.id);
    const points = sample === undefined ? [] : curvePoints(sample);
    return [{ name: nameOf(line), shape: 'line', look: lineLook(index), points }];
  });
  const markers = lines.flatMap((line, index) =>
    line.published.map(
      ({ what, milliseconds }): ChartMarker => ({
        x: milliseconds,
        y: heights[what],
        label: `${nameOf(line)}: ${t('publishedMark')}, ${format.number(milliseconds)} ms`,
        color: lineLook(index).color,
      }),
    ),
  );
  return (
    <Chart
      label={label}
      x={{
        min: minMs,
        max: maxMs,
        kind: 'log',
        ticks: powersOfTen(minMs, maxMs),
        label: t('axis'),
        format: (ms) => format.number(ms),
      }}
      y={{
        min: 0,
        max: 1,
        ticks: [0, 0.25, 0.5, 0.75, 1],
        format: (share) => format.number(share, { style: 'percent' }),
      }}
      series={series}
      markers={markers}
      heightClass="h-64 sm:h-80"
      table={null}
      note={
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2 rotate-45 border-2 border-current" />
          {t('publishedMark')}
        </span>
      }
    />
  );
}

function powersOfTen(min: number, max: number): number[] {
  const first = Math.ceil(Math.log10(min));
  return Array.from({ length: Math.floor(Math.log10(max)) - first + 1 }, (_, index) => 10 ** (first + index));
}
