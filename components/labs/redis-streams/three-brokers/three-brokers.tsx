'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Slider } from '@/components/ui/slider';
import type { BrokerRun } from '@/sim/three-brokers/broker-run';
import { type Workload, workloadSchema } from '@/sim/three-brokers/workload';
import { Controls } from './controls';
import { Lane } from './lane';
import { Promises } from './promises';
import { useComparison } from './use-comparison';

/** One workload and one crash on each broker, side by side. */
export function ThreeBrokers() {
  const t = useTranslations('labs.redis-streams.experiment');
  const [workload, setWorkload] = useState<Workload>(() => workloadSchema.parse({}));
  const { runs, hasFailed } = useComparison(workload);
  const endMs = Math.max(1000, ...runs.map((run) => run.endMs));
  const { atMs, isPlaying, toggle, seek } = useScrub(endMs);
  return (
    <div className="flex flex-col gap-8">
      <Controls workload={workload} onChange={setWorkload} />
      <div className="flex flex-col gap-3">
        <div className="flex items-center gap-4">
          <Button
            icon={
              isPlaying ? (
                <Pause aria-hidden="true" className="size-4" />
              ) : (
                <Play aria-hidden="true" className="size-4" />
              )
            }
            onClick={toggle}
          >
            {t(isPlaying ? 'pause' : 'play')}
          </Button>
          <div className="min-w-0 flex-1">
            <Slider
              label={t('moment')}
              value={Math.min(atMs, endMs)}
              min={0}
              max={endMs}
              step={50}
              onValueChange={seek}
              formatValue={(ms) => t('seconds', { seconds: (ms / 1000).toFixed(1) })}
            />
          </div>
        </div>
        {hasFailed ? <p className="text-danger text-sm">{t('failed')}</p> : null}
        <div className="grid min-h-96 gap-4 md:grid-cols-2 xl:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          {runs.map((run) => (
            <Lane key={run.broker} run={run} atMs={Math.min(atMs, endMs)} endMs={endMs} />
          ))}
        </div>
        <p className="max-w-prose text-sm text-text-muted">{t('legend')}</p>
      </div>
      <Outcome runs={runs} />
      <Promises />
    </div>
  );
}

/** Virtual milliseconds that pass in one real one. */
const PACE = 1.5;

/** The moment that is looked at: the end, until it is moved or played. */
function useScrub(endMs: number) {
  const [chosenMs, setChosenMs] = useState<number | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const atMs = chosenMs ?? endMs;
  useEffect(() => {
    if (!isPlaying) return;
    let frame = 0;
    let before = performance.now();
    const pass = (time: number) => {
      const elapsed = Math.min(100, time - before) * PACE;
      before = time;
      setChosenMs((known) => Math.min(endMs, (known ?? 0) + elapsed));
      frame = requestAnimationFrame(pass);
    };
    frame = requestAnimationFrame(pass);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, endMs]);
  useEffect(() => {
    if (isPlaying && chosenMs !== null && chosenMs >= endMs) setIsPlaying(false);
  }, [isPlaying, chosenMs, endMs]);
  return {
    atMs,
    isPlaying,
    toggle() {
      if (!isPlaying && atMs >= endMs) setChosenMs(0);
      setIsPlaying(!isPlaying);
    },
    seek(ms: number) {
      setIsPlaying(false);
      setChosenMs(ms);
    },
  };
}

const FIGURES = [
  'once',
  'duplicated',
  'lost',
  'stuck',
  'redelivered',
  'overtaken',
  'overtakenInKey',
  'waitMedianMs',
  'waitMaxMs',
] as const;
type Figure = (typeof FIGURES)[number];

/** What came of it, counted. */
function Outcome({ runs }: { readonly runs: readonly BrokerRun[] }) {
  const t = useTranslations('labs.redis-streams.experiment');
  const columns: readonly Column<Figure>[] = [
    { key: 'figure', header: t('outcome.figure'), cell: (figure) => t(`outcome.${figure}`) },
    ...runs.map((run) => ({
      key: run.broker,
      header: t(`brokers.${run.broker}`),
      numeric: true,
      cell: (figure: Figure) => valueOfFigure(run, figure),
    })),
  ];
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{t('outcome.title')}</h2>
      <DataTable caption={t('outcome.title')} rows={FIGURES} rowKey={(figure) => figure} columns={columns} />
    </section>
  );
}

function valueOfFigure({ totals }: BrokerRun, figure: Figure): string {
  switch (figure) {
    case 'once':
    case 'duplicated':
    case 'lost':
    case 'stuck':
      return String(totals.fates[figure]);
    default: {
      const value = totals[figure];
      return value === null ? '–' : String(Math.round(value));
    }
  }
}
