'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { DataTable } from '@/components/ui/data-table';
import { Slider } from '@/components/ui/slider';
import type { Operation } from '@/sim/concurrency-models/config';
import { MODELS } from '@/sim/concurrency-models/costs';
import { runWorkload } from '@/sim/concurrency-models/workload';
import { bytesText } from './figures';
import type { BelowProps } from './program-view';

const JOBS_MAX = 1_000;

/** The same jobs under all four models, computed anew while a slider moves. */
export function WhatIfPanel({ store }: BelowProps) {
  const t = useTranslations('labs.concurrency-models');
  const format = useFormatter();
  const { cores, gil, costs } = useRun(store, (state) => ({
    cores: state.cores,
    gil: state.config.gil,
    costs: state.config.costs,
  }));
  const [jobs, setJobs] = useState(100);
  const [cpuMs, setCpuMs] = useState(1);
  const [waitMs, setWaitMs] = useState(100);
  const rows = useMemo(() => {
    const job: Operation[] = [
      { type: 'cpu', ms: cpuMs / 2 },
      { type: 'wait', ms: waitMs },
      { type: 'cpu', ms: cpuMs / 2 },
    ];
    const all = Array.from({ length: jobs }, () => job);
    return MODELS.map((model) => ({ model, ...runWorkload(model, all, { cores, gil, costs }) }));
  }, [jobs, cpuMs, waitMs, cores, gil, costs]);
  const ms = (value: number) => t('whatIf.ms', { ms: value });
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3">
      <p className="text-sm text-text-muted">{t('whatIf.about', { cores })}</p>
      <Slider
        label={t('whatIf.jobs')}
        value={jobs}
        onValueChange={setJobs}
        min={1}
        max={JOBS_MAX}
        formatValue={String}
      />
      <Slider label={t('whatIf.cpu')} value={cpuMs} onValueChange={setCpuMs} min={0} max={100} formatValue={ms} />
      <Slider
        label={t('whatIf.wait')}
        value={waitMs}
        onValueChange={setWaitMs}
        min={0}
        max={1_000}
        step={10}
        formatValue={ms}
      />
      <DataTable
        caption={t('whatIf.caption')}
        rows={rows}
        rowKey={({ model }) => model}
        columns={[
          { key: 'model', header: t('whatIf.model'), cell: ({ model }) => t(`models.${model}`) },
          {
            key: 'makespan',
            header: t('whatIf.makespan'),
            numeric: true,
            cell: ({ makespanMs }) => format.number(makespanMs, { maximumFractionDigits: makespanMs < 100 ? 1 : 0 }),
          },
          { key: 'memory', header: t('whatIf.memory'), numeric: true, cell: ({ peakBytes }) => bytesText(peakBytes) },
          {
            key: 'switches',
            header: t('whatIf.switches'),
            numeric: true,
            cell: ({ switches }) => format.number(switches),
          },
        ]}
      />
    </div>
  );
}
