'use client';

import { Play, Square } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { ProgressBar } from '@/components/ui/progress-bar';
import { type ElectionSeries, FIGURE_16_SOURCE, randomnessSeries, scaleSeries } from '@/sim/raft/experiment';
import { ElectionChart } from './experiment-chart';
import { emptySample, meanMs, quantileMs, type Sample, trialsIn } from './experiment-curve';
import { allSeries } from './experiment-measure';
import { type RunningExperiment, useExperiment } from './use-experiment';

/** Figure 16 of the paper, measured anew on this page. */
export function RaftExperiment() {
  const t = useTranslations('labs.raft.experiment');
  const experiment = useExperiment();
  return (
    <div className="flex flex-col gap-10">
      <Controls experiment={experiment} />
      <Graph
        title={t('randomness.title')}
        lead={t('randomness.lead')}
        lines={randomnessSeries}
        samples={experiment.samples}
        minMs={50}
        maxMs={10_000}
      />
      <Graph
        title={t('scale.title')}
        lead={t('scale.lead')}
        lines={scaleSeries}
        samples={experiment.samples}
        minMs={10}
        maxMs={1000}
      />
      <section className="max-w-prose text-sm text-text-muted">
        <h2 className="mb-1.5 text-base text-text">{t('setting.title')}</h2>
        <p>{t('setting.text')}</p>
        <p className="mt-2">
          {t('source')}: <span lang="en">{FIGURE_16_SOURCE}</span>
        </p>
      </section>
    </div>
  );
}

function Controls({ experiment: { status, samples, start, stop } }: { readonly experiment: RunningExperiment }) {
  const t = useTranslations('labs.raft.experiment');
  const max = allSeries.reduce((sum, { trials }) => sum + trials, 0);
  const done = allSeries.reduce((sum, { id }) => sum + trialsIn(samples.get(id) ?? emptySample), 0);
  const isRunning = status === 'running';
  return (
    <div className="flex flex-col gap-3 sm:max-w-lg">
      <div>
        <Button
          icon={
            isRunning ? (
              <Square aria-hidden="true" className="size-4" />
            ) : (
              <Play aria-hidden="true" className="size-4" />
            )
          }
          onClick={isRunning ? stop : start}
        >
          {isRunning ? t('stop') : status === 'idle' ? t('start') : t('again')}
        </Button>
      </div>
      <ProgressBar label={t('elections')} value={done} max={max} valueText={t('progress', { done, max })} />
      <p role="status" className="min-h-[1lh] text-sm text-text-muted">
        {t(`status.${status}`)}
      </p>
    </div>
  );
}

interface GraphProps {
  readonly title: string;
  readonly lead: string;
  readonly lines: readonly ElectionSeries[];
  readonly samples: ReadonlyMap<string, Sample>;
  readonly minMs: number;
  readonly maxMs: number;
}

function Graph({ title, lead, lines, samples, minMs, maxMs }: GraphProps) {
  const t = useTranslations('labs.raft.experiment');
  const columns = useColumns(samples);
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h2 className="text-xl">{title}</h2>
        <p className="mt-1 max-w-prose text-text-muted">{lead}</p>
      </div>
      <div className="rounded-lg border border-border bg-surface p-3 md:p-5">
        <ElectionChart label={t('chart', { title })} lines={lines} samples={samples} minMs={minMs} maxMs={maxMs} />
      </div>
      <DataTable caption={t('table', { title })} columns={columns} rows={lines} rowKey={({ id }) => id} />
    </section>
  );
}

function useColumns(samples: ReadonlyMap<string, Sample>): readonly Column<ElectionSeries>[] {
  const t = useTranslations('labs.raft.experiment');
  const format = useFormatter();
  const sampleOf = ({ id }: ElectionSeries) => samples.get(id) ?? emptySample;
  const milliseconds = (ms: number | null) => (ms === null ? '–' : format.number(ms, { maximumFractionDigits: 0 }));
  const number = (key: 'median' | 'mean' | 'longest', read: (sample: Sample) => number | null) => ({
    key,
    header: t(`columns.${key}`),
    numeric: true,
    cell: (line: ElectionSeries) => milliseconds(read(sampleOf(line))),
  });
  return [
    {
      key: 'range',
      header: t('columns.range'),
      cell: (line) => t('range', { min: line.timeoutMinMs, max: line.timeoutMaxMs }),
    },
    {
      key: 'trials',
      header: t('columns.trials'),
      numeric: true,
      cell: (line) => format.number(trialsIn(sampleOf(line))),
    },
    number('median', (sample) => quantileMs(sample, 0.5)),
    number('mean', meanMs),
    number('longest', (sample) => quantileMs(sample, 1)),
    {
      key: 'givenUp',
      header: t('columns.givenUp'),
      numeric: true,
      cell: (line) => format.number(sampleOf(line).givenUp),
    },
    {
      key: 'published',
      header: t('columns.published'),
      cell: (line) => (
        <span className="whitespace-nowrap">
          {line.published.map(({ what, milliseconds: ms }) => t(`published.${what}`, { ms })).join(', ') || '–'}
        </span>
      ),
    },
  ];
}
