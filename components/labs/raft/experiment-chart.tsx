'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ElectionSeries, PublishedPoint } from '@/sim/raft/experiment';
import { curvePath, type LogScale, place, type Sample, ticksOf } from './experiment-curve';
import { type LineLook, lineLook } from './experiment-looks';

const WIDTH = 640;
const HEIGHT = 380;
const MARGIN = { top: 14, right: 40, bottom: 62, left: 62 };
const PLOT = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
const SHARES = [0, 0.25, 0.5, 0.75, 1];

interface ElectionChartProps {
  /** For screen readers; the numbers themselves are in the table. */
  readonly label: string;
  readonly lines: readonly ElectionSeries[];
  readonly samples: ReadonlyMap<string, Sample>;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Cumulative distributions on a logarithmic axis, with the paper's numbers where it states any. */
export function ElectionChart({ label, lines, samples, minMs, maxMs }: ElectionChartProps) {
  const t = useTranslations('raft.experiment');
  const scale: LogScale = { minMs, maxMs, length: PLOT.width };
  return (
    <figure className="m-0 max-w-[48rem]">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="block h-auto w-full">
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <Axes scale={scale} />
          {lines.map((line, index) => {
            const sample = samples.get(line.id);
            const look = lineLook(index);
            return (
              <g key={line.id}>
                {sample === undefined ? null : (
                  <path
                    d={curvePath(sample, scale, PLOT.height)}
                    fill="none"
                    stroke={look.color}
                    strokeWidth={2}
                    strokeDasharray={look.dash ?? undefined}
                  />
                )}
                {line.published.map((point) => (
                  <PublishedMark key={point.what} point={point} look={look} scale={scale} />
                ))}
              </g>
            );
          })}
        </g>
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {lines.map((line, index) => {
          const look = lineLook(index);
          return (
            <span key={line.id} className="flex items-center gap-2 tabular-nums">
              <svg aria-hidden="true" viewBox="0 0 36 8" className="h-2 w-9">
                <path d="M0 4H36" stroke={look.color} strokeWidth={2.5} strokeDasharray={look.dash ?? undefined} />
              </svg>
              {t('range', { min: line.timeoutMinMs, max: line.timeoutMaxMs })}
            </span>
          );
        })}
        <span className="flex items-center gap-2 text-text-muted">
          <svg aria-hidden="true" viewBox="-6 -6 12 12" className="size-3">
            <path d={DIAMOND} fill="none" stroke="currentColor" strokeWidth={1.5} />
          </svg>
          {t('publishedMark')}
        </span>
      </figcaption>
    </figure>
  );
}

function Axes({ scale }: { readonly scale: LogScale }) {
  const t = useTranslations('raft.experiment');
  const format = useFormatter();
  return (
    <g className="fill-text-muted text-[22px] sm:text-[13px]">
      {SHARES.map((share) => {
        const y = PLOT.height * (1 - share);
        return (
          <g key={share}>
            <path d={`M0 ${y}H${PLOT.width}`} className="stroke-border" />
            <text x={-8} y={y} textAnchor="end" dominantBaseline="middle">
              {format.number(share, { style: 'percent' })}
            </text>
          </g>
        );
      })}
      {ticksOf(scale).map((tick) => {
        const x = place(scale, tick);
        return (
          <g key={tick}>
            <path d={`M${x} 0V${PLOT.height + 4}`} className="stroke-border" />
            {/* On a phone there is room for the powers of ten only. */}
            <text
              x={x}
              y={PLOT.height + 22}
              textAnchor="middle"
              className={Number.isInteger(Math.log10(tick)) ? '' : 'max-sm:hidden'}
            >
              {format.number(tick)}
            </text>
          </g>
        );
      })}
      <text x={PLOT.width / 2} y={PLOT.height + 50} textAnchor="middle">
        {t('axis')}
      </text>
    </g>
  );
}

const DIAMOND = 'M0 -5L5 0L0 5L-5 0Z';

interface PublishedMarkProps {
  readonly point: PublishedPoint;
  readonly look: LineLook;
  readonly scale: LogScale;
}

/** Where on the curve the number belongs: a median half-way up, the longest at the top. A mean has no height and stands on the axis. */
const heights: Record<PublishedPoint['what'], number> = { median: 0.5, longest: 1, mean: 0, 'all-above': 0 };

function PublishedMark({ point, look, scale }: PublishedMarkProps) {
  const x = place(scale, point.milliseconds);
  const y = PLOT.height * (1 - heights[point.what]);
  return (
    <path d={DIAMOND} transform={`translate(${x} ${y})`} className="fill-surface" stroke={look.color} strokeWidth={2} />
  );
}
