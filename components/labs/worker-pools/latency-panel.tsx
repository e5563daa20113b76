'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Chart, type ChartMarker, chartLooks } from '@/components/ui/chart/chart';
import { histogramOf, percentile } from '@/components/ui/chart/histogram';
import type { WorkerPoolsTypes } from './pipeline';

const BINS = 12;
const PERCENTILES = [50, 99];

/** How long tasks took from publishing, or requests from sending, to their end. */
export function LatencyPanel({ store }: { readonly store: LabStore<WorkerPoolsTypes> }) {
  const t = useTranslations('labs.worker-pools.latency');
  const format = useFormatter();
  const latencies = useRun(store, ({ stats }) => stats.latenciesMs);
  if (latencies.length === 0) return <p className="p-4 text-sm text-text-muted">{t('none')}</p>;
  const seconds = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const values = latencies.map((ms) => ms / 1_000);
  const { bins, max } = histogramOf(values, BINS);
  const top = Math.max(1, ...bins.map(({ y }) => y));
  const markers = PERCENTILES.flatMap((percent): ChartMarker[] => {
    const value = percentile(values, percent);
    return value === null ? [] : [{ x: value, label: `p${percent} ${seconds(value)} s`, color: 'var(--color-accent)' }];
  });
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3">
      <h2 className="font-semibold text-sm">{t('title')}</h2>
      <Chart
        label={t('title')}
        x={{ min: bins[0]?.x ?? 0, max, ticks: 3, format: seconds, label: t('seconds') }}
        y={{ min: 0, max: top, ticks: [0, top] }}
        series={[{ name: t('count'), shape: 'bars', look: chartLooks.strong, points: bins }]}
        markers={markers}
        table={{ summary: t('table'), caption: t('title'), xHeader: t('seconds') }}
      />
    </div>
  );
}
