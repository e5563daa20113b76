import { type ReactNode, useMemo } from 'react';
import { cx } from '../cx';
import { DataTable } from '../data-table';
import { Disclosure } from '../disclosure';
import {
  CHART_SIZE,
  type ChartAxis,
  type ChartPoint,
  type ChartScale,
  type ChartShape,
  chartScale,
  seriesPath,
} from './chart-layout';

/** How a line is drawn: told apart by its dashes as well as by its colour. */
export interface ChartLook {
  readonly color: string;
  /** SVG stroke-dasharray; null is solid. */
  readonly dash: string | null;
}

export const chartLooks = {
  strong: { color: 'var(--color-state-ok)', dash: null },
  dashed: { color: 'var(--color-state-pending)', dash: '6 3' },
  dotted: { color: 'var(--color-state-success)', dash: '2 3' },
} satisfies Record<string, ChartLook>;

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly shape: ChartShape;
  readonly look: ChartLook;
}

/** Something at a place of the chart: what the learner did, a percentile, a number that somebody published. */
export interface ChartMarker {
  readonly x: number;
  /** Without it, the marker is a line from top to bottom. */
  readonly y?: number | undefined;
  readonly label: string;
  readonly color: string;
}

export interface LabelledAxis extends ChartAxis {
  readonly label?: string | undefined;
  readonly format?: ((value: number) => string) | undefined;
}

/** The numbers of a chart, one row for each x. */
export interface ChartTable {
  /** What opens it. */
  readonly summary: string;
  readonly caption: string;
  readonly xHeader: string;
}

interface ChartProps {
  /** For screen readers: what it shows. */
  readonly label: string;
  readonly x: LabelledAxis;
  readonly y: LabelledAxis;
  readonly series: readonly ChartSeries[];
  readonly markers?: readonly ChartMarker[] | undefined;
  /** Height of the plot, as a utility class. */
  readonly heightClass?: string | undefined;
  /** Null where its numbers stand in a table beside it. */
  readonly table: ChartTable | null;
  /** Said below, beside the names of the lines. */
  readonly note?: ReactNode;
}

/**
 * Lines, steps or bars over two axes. Texts keep their size whatever the chart's; the plot is stretched between them.
 * @example <Chart label="Lag" x={{ min: 0, max: 10 }} y={{ min: 0, max: 5 }} series={[…]} table={null} />
 */
export function Chart({ label, x, y, series, markers = [], heightClass = 'h-24', table, note }: ChartProps) {
  const xScale = useMemo(() => chartScale(x, 'right'), [x]);
  const yScale = useMemo(() => chartScale(y, 'up'), [y]);
  const isLabelled = x.label !== undefined || x.format !== undefined;
  return (
    <figure className="m-0 min-w-0">
      <div className="flex gap-2">
        <YLabels axis={y} scale={yScale} />
        <div className={cx('relative min-w-0 flex-1', heightClass)}>
          <svg
            viewBox={`0 0 ${CHART_SIZE} ${CHART_SIZE}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={label}
            className="absolute inset-0 block size-full overflow-visible"
          >
            <path
              d={gridOf(xScale, yScale)}
              stroke="var(--color-border)"
              fill="none"
              vectorEffect="non-scaling-stroke"
            />
            {series.map(({ name, points, shape, look }) => (
              <path
                key={name}
                d={seriesPath(points, shape, xScale, yScale)}
                fill={shape === 'bars' ? look.color : 'none'}
                fillOpacity={shape === 'bars' ? 0.35 : undefined}
                stroke={look.color}
                strokeWidth={shape === 'bars' ? 1 : 2}
                strokeDasharray={look.dash ?? undefined}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          {markers.map((marker) => (
            <Marker key={`${marker.label} ${marker.x} ${marker.y}`} marker={marker} x={xScale} y={yScale} />
          ))}
        </div>
      </div>
      {isLabelled ? <XLabels axis={x} scale={xScale} /> : null}
      <figcaption className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-text-muted text-xs">
        {series.map(({ name, look, shape }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <svg viewBox="0 0 22 4" className="h-1 w-5.5" aria-hidden="true">
              <path
                d="M0 2H22"
                stroke={look.color}
                strokeWidth={shape === 'bars' ? 4 : 2.5}
                strokeDasharray={look.dash ?? undefined}
              />
            </svg>
            {name}
          </span>
        ))}
        {note}
      </figcaption>
      {table === null ? null : <Numbers table={table} series={series} xFormat={x.format} yFormat={y.format} />}
    </figure>
  );
}

function gridOf(x: ChartScale, y: ChartScale): string {
  const across = [0, CHART_SIZE, ...y.ticks.map(({ at }) => at)].map((at) => `M0 ${at}H${CHART_SIZE}`);
  return [...across, ...x.ticks.map(({ at }) => `M${at} ${CHART_SIZE}v-12`)].join('');
}

function YLabels({ axis, scale }: { readonly axis: LabelledAxis; readonly scale: ChartScale }) {
  const texts = scale.ticks.map(({ value, at }) => ({ at, text: axis.format?.(value) ?? String(value) }));
  return (
    <div aria-hidden="true" className="relative text-right text-[0.6875rem] text-text-muted leading-none tabular-nums">
      {/* As wide as its widest label. */}
      <div className="invisible flex h-0 flex-col">
        {texts.map(({ text }) => (
          <span key={text}>{text}</span>
        ))}
      </div>
      {texts.map(({ text, at }) => (
        <span key={text} className="absolute right-0 -translate-y-1/2" style={{ top: `${at / 10}%` }}>
          {text}
        </span>
      ))}
    </div>
  );
}

function XLabels({ axis, scale }: { readonly axis: LabelledAxis; readonly scale: ChartScale }) {
  return (
    <div aria-hidden="true" className="ml-8 text-[0.6875rem] text-text-muted tabular-nums">
      <div className="relative h-4">
        {scale.ticks.map(({ value, at }) => (
          <span
            key={value}
            className="absolute top-0.5 -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${at / 10}%` }}
          >
            {axis.format?.(value) ?? value}
          </span>
        ))}
      </div>
      {axis.label === undefined ? null : <p className="text-center">{axis.label}</p>}
    </div>
  );
}

interface MarkerProps {
  readonly marker: ChartMarker;
  readonly x: ChartScale;
  readonly y: ChartScale;
}

function Marker({ marker: { x, y, label, color }, x: xScale, y: yScale }: MarkerProps) {
  const left = `${xScale.at(x) / 10}%`;
  if (y === undefined) {
    return (
      <span
        className="pointer-events-none absolute inset-y-0 border-l-2 border-dashed"
        style={{ left, borderColor: color }}
      >
        <span className="absolute top-0 left-1 whitespace-nowrap rounded-sm bg-surface/85 px-0.5 text-[0.6875rem] leading-tight">
          {label}
        </span>
      </span>
    );
  }
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="absolute size-2.5 -translate-1/2 rotate-45 border-2 bg-surface"
      style={{ left, top: `${yScale.at(y) / 10}%`, borderColor: color }}
    />
  );
}

interface NumbersProps {
  readonly table: ChartTable;
  readonly series: readonly ChartSeries[];
  readonly xFormat: ((value: number) => string) | undefined;
  readonly yFormat: ((value: number) => string) | undefined;
}

function Numbers({ table, series, xFormat = String, yFormat = String }: NumbersProps) {
  const rows = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
    (left, right) => left - right,
  );
  return (
    <Disclosure summary={<span className="font-normal text-text-muted text-xs">{table.summary}</span>}>
      <DataTable
        caption={table.caption}
        rows={rows}
        rowKey={String}
        columns={[
          { key: 'x', header: table.xHeader, cell: (x) => xFormat(x) },
          ...series.map(({ name, points }) => ({
            key: name,
            header: name,
            numeric: true,
            cell: (x: number) => {
              const point = points.findLast((each) => each.x === x);
              return point === undefined ? '' : yFormat(point.y);
            },
          })),
        ]}
      />
    </Disclosure>
  );
}
