'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FiguresOverTime } from '@/components/lab-shell/panels/figures-over-time';
import type { Figures, FiguresParts } from '@/components/lab-shell/run/figures-index';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { chartLooks } from '@/components/ui/chart/chart';
import { percentile } from '@/components/ui/chart/histogram';
import { TICKS_PER_SECOND, type WorkerPoolsCommand } from '@/sim/worker-pools/config';
import type { WorkerPoolsTrace } from '@/sim/worker-pools/state';
import type { WorkerPoolsTypes } from './pipeline';

/** Over so long rates and percentiles are taken, in seconds. */
const RATE_S = 5;

const CHARTS = [
  ['depth', ['waiting', 'running']],
  ['rates', ['in', 'out']],
  ['latency', ['p50', 'p99']],
] as const;

const LOOKS = [chartLooks.strong, chartLooks.dashed] as const;

interface Timed {
  readonly tick: number;
  readonly value: number;
}

/** What waits, what runs, what comes and goes in a second, and how long it took: from what steps write. */
function workerPoolsFigures(): FiguresParts<WorkerPoolsTypes> {
  let came: Timed[] = [];
  let ended: Timed[] = [];
  const recent = (all: Timed[], tick: number) => all.filter((each) => each.tick > tick - RATE_S * TICKS_PER_SECOND);
  return {
    read({ step, tick, trace }, before) {
      if (step === 0) [came, ended] = [[], []];
      let { waiting = 0, running = 0 } = before;
      let isChanged = step === 0;
      for (const entry of trace) {
        const change = changeOf(entry);
        if (change === null) continue;
        isChanged = true;
        waiting = Math.max(0, waiting + change.waiting);
        running = Math.max(0, running + change.running);
        if (change.came > 0) came.push({ tick, value: change.came });
        if (change.ms !== null) ended.push({ tick, value: change.ms / TICKS_PER_SECOND });
      }
      if (!isChanged) return null;
      came = recent(came, tick);
      ended = recent(ended, tick);
      return { waiting, running, ...ratesOf(came, ended) };
    },
  };
}

function ratesOf(came: readonly Timed[], ended: readonly Timed[]): Figures {
  const seconds = ended.map(({ value }) => value);
  const [p50, p99] = [percentile(seconds, 50), percentile(seconds, 99)];
  return {
    in: came.reduce((sum, { value }) => sum + value, 0) / RATE_S,
    out: ended.length / RATE_S,
    ...(p50 === null || p99 === null ? {} : { p50, p99 }),
  };
}

function changeOf(entry: WorkerPoolsTrace) {
  const none = { waiting: 0, running: 0, came: 0, ms: null };
  switch (entry.kind) {
    case 'published':
    case 'sent':
      return { ...none, waiting: entry.data.count, came: entry.data.count };
    case 'start':
    case 'accepted':
      return { ...none, waiting: -1, running: 1 };
    case 'end':
    case 'answered':
    case 'failed':
      return { ...none, running: -1, ms: entry.data.ms };
    // Cut off with its worker, a task waits again, unless it is lost.
    case 'cut':
      return { ...none, running: -1, waiting: 1 };
    case 'childKilled':
      return { ...none, running: -1 };
    case 'rejected':
      return { ...none, waiting: 1 };
    case 'visible':
      return { ...none, waiting: entry.data.count };
    default:
      return null;
  }
}

/** Depth, rates, p50 and p99 over the run, with what the learner did. */
export function FiguresPanel({ store }: { readonly store: LabStore<WorkerPoolsTypes> }) {
  const t = useTranslations('labs.worker-pools');
  const [parts] = useState(workerPoolsFigures);
  const tick = useRun(store, (_, now) => now);
  const { run, snapshot } = store.getState();
  return (
    <div className="@container h-full overflow-y-auto px-4 py-3">
      <FiguresOverTime<WorkerPoolsTypes>
        steps={run}
        step={snapshot.step}
        tick={tick}
        ticksPerSecond={TICKS_PER_SECOND}
        parts={parts}
        hasTables
        charts={CHARTS.map(([chart, names]) => ({
          label: t(`figures.${chart}`),
          lines: names.map((name, at) => ({
            name,
            label: t(`figures.lines.${name}`),
            look: LOOKS[at] ?? chartLooks.strong,
          })),
        }))}
        texts={{
          seconds: t('latency.seconds'),
          table: t('latency.table'),
          command: (type) => t(`actions.${type as WorkerPoolsCommand['type']}`),
        }}
      />
    </div>
  );
}
