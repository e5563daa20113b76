'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { configQuery } from '@/components/lab-shell/share/run-link';
import { buttonClass } from '@/components/ui/button';
import { percentile } from '@/components/ui/chart/histogram';
import { cx } from '@/components/ui/cx';
import { Link } from '@/lib/i18n/navigation';
import type { TypesOf } from '@/sim/core/lab';
import type { workerPoolsLab } from '@/sim/worker-pools/lab';
import { prefetchOf, type WebProcess, type Worker, type WorkerPoolsState } from '@/sim/worker-pools/state';

export type WorkerPoolsTypes = TypesOf<typeof workerPoolsLab>;

/** Tokens and messages that are drawn one by one; more than these are a number. */
const CELLS_MAX = 100;
const ROW_LENGTH = 20;
const NAMES_MAX = 8;

interface PipelineProps {
  readonly store: LabStore<WorkerPoolsTypes>;
}

/** Below the lanes: how far messages have come, or which tokens are borrowed; and how long it all took. */
export function Pipeline({ store }: PipelineProps) {
  const t = useTranslations('labs.worker-pools.pipeline');
  const shown = useRun(store, (state) => state);
  return (
    <section
      aria-label={t('label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
      tabIndex={0}
      className="max-h-32 overflow-y-auto @min-[34rem]:max-h-56 border-border border-t px-3 py-2 text-xs"
    >
      {shown.config.stack === 'fastapi' ? <Processes state={shown} /> : <Broker state={shown} />}
      <Percentiles state={shown} />
      {shown.config.stack === 'celery' ? <ScalingLink state={shown} /> : null}
    </section>
  );
}

/** The same worker as pods that KEDA scales. */
function ScalingLink({ state }: { readonly state: WorkerPoolsState }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  return (
    <Link
      href={`/labs/autoscaling?${configQuery(carriedConfig(state))}`}
      className={cx(buttonClass('secondary', 'sm'), 'mt-2')}
    >
      {t('scaling')}
    </Link>
  );
}

/** How long tasks take where none is there to be looked at, in milliseconds. */
const TASK_MS = 30_000;

/** What another lab takes over of this one: the newest worker's settings, and what its tasks take. */
export function carriedConfig({ config, workers, ready }: WorkerPoolsState) {
  const newest = workers.at(-1);
  const { pool, c, mult, late, reject } = newest?.settings ?? config;
  const running = newest?.slots.find(({ task }) => task !== null)?.task ?? null;
  const taskMs = running?.message.ms ?? newest?.reserved[0]?.message.ms ?? ready[0]?.ms ?? TASK_MS;
  return { pool, c, mult, late, reject, taskMs };
}

function Broker({ state }: { readonly state: WorkerPoolsState }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  return (
    <ol className="flex flex-wrap items-stretch gap-x-3 gap-y-2">
      <Part title={t('queue')}>
        <Figure text={t('ready', { count: state.readyCount })} />
        <Cells filled={Math.min(state.readyCount, CELLS_MAX)} of={Math.min(state.readyCount, CELLS_MAX)} />
      </Part>
      {state.workers.map((worker) => (
        <WorkerPart key={worker.id} worker={worker} />
      ))}
    </ol>
  );
}

function WorkerPart({ worker }: { readonly worker: Worker }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  const prefetch = prefetchOf(worker);
  const { hub, reserved, eta, unacked } = worker;
  const waiting = hub === null ? reserved : [...(hub.blocked === null ? [] : [hub.blocked]), ...hub.inbox];
  return (
    <Part title={worker.id}>
      <Figure text={prefetch === 0 ? t('window-open', { unacked }) : t('window', { unacked, prefetch })} />
      <Cells filled={Math.min(unacked, CELLS_MAX)} of={Math.min(Math.max(prefetch, unacked), CELLS_MAX)} />
      <Figure text={t('reserved', { count: waiting.length, names: namesOf(waiting) })} />
      {eta.length === 0 ? null : <Figure text={t('eta', { count: eta.length, names: namesOf(eta) })} />}
      {hub === null || hub.pendingAcks.length === 0 ? null : (
        <Figure text={t('pending', { count: hub.pendingAcks.length })} />
      )}
    </Part>
  );
}

function namesOf(held: readonly { readonly message: { readonly name: string } }[]): string {
  const names = held.slice(0, NAMES_MAX).map(({ message }) => message.name);
  return `${names.join(' ')}${held.length > NAMES_MAX ? ' …' : ''}`;
}

function Processes({ state }: { readonly state: WorkerPoolsState }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  return (
    <ol className="flex flex-wrap items-stretch gap-x-3 gap-y-2">
      <Part title={t('socket')}>
        <Figure text={t('backlog', { count: state.backlog.length })} />
      </Part>
      {state.processes.map((process) => (
        <ProcessPart key={process.id} process={process} dbPool={state.config.dbPool} />
      ))}
    </ol>
  );
}

function ProcessPart({ process, dbPool }: { readonly process: WebProcess; readonly dbPool: number }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  const { limiter, connections } = process;
  const borrowed = limiter.borrowers.length;
  return (
    <Part title={process.id}>
      <Figure text={t('tokens', { borrowed, tokens: limiter.tokens })} />
      <Cells filled={Math.min(borrowed, CELLS_MAX)} of={Math.min(Math.max(limiter.tokens, borrowed), CELLS_MAX)} />
      <Figure text={t('token-queue', { count: limiter.queue.length })} />
      {connections.used === 0 && connections.waiting.length === 0 ? null : (
        <Figure
          text={t('connections', { used: connections.used, pool: dbPool, waiting: connections.waiting.length })}
        />
      )}
    </Part>
  );
}

function Percentiles({ state }: { readonly state: WorkerPoolsState }) {
  const t = useTranslations('labs.worker-pools.pipeline');
  const format = useFormatter();
  const { latenciesMs, done, lost, repeated, failed } = state.stats;
  const seconds = (percent: number) => {
    const value = percentile(latenciesMs, percent);
    return value === null ? '–' : `${format.number(value / 1_000, { maximumFractionDigits: 1 })} s`;
  };
  const isWeb = state.config.stack === 'fastapi';
  return (
    <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
      <Term term="p50" value={seconds(50)} />
      <Term term="p99" value={seconds(99)} />
      <Term term={t('done')} value={done} />
      {isWeb ? <Term term={t('failed')} value={failed} /> : null}
      {isWeb ? null : <Term term={t('lost')} value={lost} />}
      {isWeb ? null : <Term term={t('repeated')} value={repeated} />}
    </dl>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="min-w-20 rounded-sm border border-border px-2 py-1">
      <p className="font-semibold">{title}</p>
      {children}
    </li>
  );
}

function Figure({ text }: { readonly text: string }) {
  return <p className="tabular-nums">{text}</p>;
}

function Term({ term, value }: { readonly term: string; readonly value: string | number }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-text-muted">{term}</dt>
      <dd className="font-mono tabular-nums">{value}</dd>
    </div>
  );
}

/** Places, of which the first are taken. The figure beside them says the same. */
function Cells({ filled, of }: { readonly filled: number; readonly of: number }) {
  if (of === 0) return null;
  return (
    <ul
      aria-hidden="true"
      className="my-1 grid w-fit gap-0.5"
      style={{ gridTemplateColumns: `repeat(${ROW_LENGTH}, 0.5rem)` }}
    >
      {Array.from({ length: of }, (_, index) => index).map((index) => (
        <li
          key={index}
          className={cx(
            'size-2 rounded-[2px] border',
            index < filled ? 'border-accent bg-accent' : 'border-border-strong',
          )}
        />
      ))}
    </ul>
  );
}
