'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Chart, type ChartMarker, type ChartSeries, chartLooks } from '@/components/ui/chart/chart';
import { histogramOf, percentile } from '@/components/ui/chart/histogram';
import { msFromTicks } from '@/sim/gil/config';
import type { GilTypes } from './program';

const BINS = 12;
const PERCENTILES = [50, 99];
const looks = [chartLooks.strong, chartLooks.dashed, chartLooks.dotted];

/** How long threads waited for the GIL: over time, with what the interval was set to, and how often. */
export function WaitsPanel({ store }: { readonly store: LabStore<GilTypes> }) {
  const t = useTranslations('labs.gil.waits');
  const format = useFormatter();
  const { waits, intervals, nowMs } = useRun(store, ({ waits: kept, intervals: set, threads }, tick) => ({
    waits: kept.map((each) => ({
      thread: threads[each.thread]?.id ?? '',
      atMs: msFromTicks(each.tick),
      waitedMs: msFromTicks(each.waitedTicks),
    })),
    intervals: set.map(({ tick: at, ms }) => ({ atMs: msFromTicks(at), ms })),
    nowMs: msFromTicks(tick),
  }));
  if (waits.length === 0) return <p className="p-4 text-sm text-text-muted">{t('none')}</p>;
  const from = waits[0]?.atMs ?? 0;
  const most = Math.max(1, ...waits.map(({ waitedMs }) => waitedMs));
  const ms = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const series = [...new Set(waits.map(({ thread }) => thread))].slice(0, looks.length).map(
    (thread, index): ChartSeries => ({
      name: thread,
      shape: 'line',
      look: looks[index] ?? chartLooks.strong,
      points: waits.filter((each) => each.thread === thread).map(({ atMs, waitedMs }) => ({ x: atMs, y: waitedMs })),
    }),
  );
  const done = intervals
    .filter(({ atMs }) => atMs >= from)
    .map(
      (each): ChartMarker => ({
        x: each.atMs,
        label: t('interval', { ms: ms(each.ms) }),
        color: 'var(--color-accent)',
      }),
    );
  const all = waits.map(({ waitedMs }) => waitedMs);
  const { bins, max } = histogramOf(all, BINS);
  const marks = PERCENTILES.flatMap((percent): ChartMarker[] => {
    const value = percentile(all, percent);
    return value === null ? [] : [{ x: value, label: `p${percent} ${ms(value)} ms`, color: 'var(--color-accent)' }];
  });
  const top = Math.max(1, ...bins.map(({ y }) => y));
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3">
      <h2 className="font-semibold text-sm">{t('overTime')}</h2>
      <Chart
        label={t('overTime')}
        x={{ min: from, max: Math.max(nowMs, from + 1), ticks: 3, format: ms, label: t('time') }}
        y={{ min: 0, max: most, ticks: 3, format: ms }}
        series={series}
        markers={done}
        table={{ summary: t('table'), caption: t('overTime'), xHeader: t('time') }}
      />
      <h2 className="font-semibold text-sm">{t('howOften')}</h2>
      <Chart
        label={t('howOften')}
        x={{ min: bins[0]?.x ?? 0, max, ticks: 3, format: ms, label: t('waited') }}
        y={{ min: 0, max: top, ticks: [0, top] }}
        series={[{ name: t('count'), shape: 'bars', look: chartLooks.strong, points: bins }]}
        markers={marks}
        table={{ summary: t('table'), caption: t('howOften'), xHeader: t('waited') }}
      />
    </div>
  );
}
