'use client';

import { useFormatter } from 'next-intl';
import { useState } from 'react';
import { Chart, type ChartLook, type ChartMarker } from '@/components/ui/chart/chart';
import type { ChartPoint } from '@/components/ui/chart/chart-layout';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import { type FigurePoint, FiguresIndex, type FiguresParts, type RecordedSteps } from '../run/figures-index';

/** As far back as a chart goes, in seconds of the run. */
const SECONDS_SHOWN = 600;

/** The shortest stretch that is shown, in seconds. */
const SECONDS_MIN = 30;

/** What a person did last; more marks would hide the lines. */
const MARKS_MAX = 8;

export interface FigureLine {
  /** Of the figures that the lab reads. */
  readonly name: string;
  readonly label: string;
  readonly look: ChartLook;
}

export interface FiguresChart {
  readonly label: string;
  readonly lines: readonly FigureLine[];
}

export interface FiguresTexts {
  readonly seconds: string;
  /** Opens the numbers as a table. */
  readonly table: string;
  /** What a command is called. */
  readonly command: (type: string) => string;
}

interface FiguresOverTimeProps<T extends LabTypes> {
  readonly steps: RecordedSteps<T>;
  readonly step: number;
  readonly tick: Tick;
  readonly ticksPerSecond: number;
  readonly parts: FiguresParts<T>;
  readonly charts: readonly FiguresChart[];
  readonly texts: FiguresTexts;
  /** Height of each plot, as a utility class. */
  readonly heightClass?: string;
  /** Numbers as tables below the charts: where there is room to read them. */
  readonly hasTables?: boolean;
}

/** What a lab measures, over the time of its run up to the moment that is shown, with what the learner did in it. */
export function FiguresOverTime<T extends LabTypes>(props: FiguresOverTimeProps<T>) {
  const { steps, step, tick, ticksPerSecond, parts, charts, texts, heightClass = 'h-20', hasTables = false } = props;
  const format = useFormatter();
  const [index] = useState(() => new FiguresIndex(parts));
  const known = index.upTo(steps, step);
  const nowS = tick / ticksPerSecond;
  const fromS = Math.max(0, nowS - SECONDS_SHOWN);
  const axis = { min: fromS, max: Math.max(nowS, fromS + SECONDS_MIN), ticks: 4 };
  const numbers = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const acts = known.marks
    .filter((mark) => mark.tick / ticksPerSecond >= fromS)
    .slice(-MARKS_MAX)
    .map((mark, at) => ({ ...mark, number: at + 1 }));
  const markers = acts.map(
    (mark): ChartMarker => ({
      x: mark.tick / ticksPerSecond,
      label: String(mark.number),
      color: 'var(--color-accent)',
    }),
  );
  return (
    <div>
      <div className="grid @min-[40rem]:grid-cols-2 gap-x-6 gap-y-3">
        {charts.map(({ label, lines }) => {
          const series = lines.map(({ name, label: title, look }) => ({
            ...{ name: title, look, shape: 'steps' as const },
            points: pointsFrom(known.pointsOf(name), ticksPerSecond, fromS, nowS),
          }));
          const most = Math.max(1, ...series.flatMap(({ points }) => points.map(({ y }) => y)));
          return (
            <div key={label} className="min-w-0">
              {/* A screen reader is told by the chart itself. */}
              <p aria-hidden="true" className="mb-1 font-semibold text-xs">
                {label}
              </p>
              <Chart
                label={label}
                x={{ ...axis, format: numbers, label: texts.seconds }}
                y={{ min: 0, max: most, ticks: [0, most], format: numbers }}
                series={series}
                markers={markers}
                heightClass={heightClass}
                table={hasTables ? { summary: texts.table, caption: label, xHeader: texts.seconds } : null}
              />
            </div>
          );
        })}
      </div>
      {acts.length === 0 ? null : (
        <ol className="mt-1 flex flex-wrap gap-x-3 text-text-muted text-xs">
          {acts.map((mark) => (
            <li key={`${mark.number} ${mark.tick}`}>
              {mark.number} {texts.command(mark.command)}, {numbers(mark.tick / ticksPerSecond)} s
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** What of a line is within the chart, with the value that it has at either edge. */
function pointsFrom(points: readonly FigurePoint[], ticksPerSecond: number, fromS: number, nowS: number): ChartPoint[] {
  const all = points.map(({ tick, value }) => ({ x: tick / ticksPerSecond, y: value }));
  const before = all.filter(({ x }) => x < fromS).at(-1);
  const shown = all.filter(({ x }) => x >= fromS && x <= nowS);
  const last = shown.at(-1) ?? before;
  return [
    ...(before === undefined ? [] : [{ x: fromS, y: before.y }]),
    ...shown,
    ...(last === undefined || last.x === nowS ? [] : [{ x: nowS, y: last.y }]),
  ];
}
