'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FiguresOverTime } from '@/components/lab-shell/panels/figures-over-time';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { chartLooks } from '@/components/ui/chart/chart';
import type { AutoscalingCommand } from '@/sim/autoscaling/config';
import { type AutoscalingTypes, autoscalingFigures } from './figures';

const CHARTS = [
  ['messages', ['ready', 'unacked', 'metric']],
  ['rates', ['in', 'out']],
  ['replicas', ['raw', 'stabilised', 'wanted']],
  ['pods', ['wanted', 'pods']],
  ['latency', ['p50', 'p99']],
  ['cost', ['podMinutes']],
] as const;

const LOOKS = [chartLooks.strong, chartLooks.dashed, chartLooks.dotted] as const;

/** Everything that is measured, over the run. */
export function FiguresPanel({ store }: { readonly store: LabStore<AutoscalingTypes> }) {
  const t = useTranslations('labs.autoscaling');
  const [parts] = useState(autoscalingFigures);
  const tick = useRun(store, (_, now) => now);
  const { run, snapshot } = store.getState();
  return (
    <div className="@container h-full overflow-y-auto px-4 py-3">
      <FiguresOverTime<AutoscalingTypes>
        steps={run}
        step={snapshot.step}
        tick={tick}
        ticksPerSecond={1_000}
        parts={parts}
        hasTables
        charts={CHARTS.map(([chart, names]) => ({
          label: t(`charts.${chart}`),
          lines: names.map((name, at) => ({
            name,
            label: t(`charts.lines.${name}`),
            look: LOOKS[at] ?? chartLooks.strong,
          })),
        }))}
        texts={{
          seconds: t('charts.seconds'),
          table: t('charts.table'),
          command: (type) => t(`actions.${type as AutoscalingCommand['type']}`),
        }}
      />
    </div>
  );
}
