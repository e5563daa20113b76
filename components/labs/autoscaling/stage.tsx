'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { FiguresOverTime } from '@/components/lab-shell/panels/figures-over-time';
import type { StageProps } from '@/components/lab-shell/stage/stage';
import { chartLooks } from '@/components/ui/chart/chart';
import { cx } from '@/components/ui/cx';
import type { AutoscalingCommand } from '@/sim/autoscaling/config';
import { type AutoscalingState, type Pod, podCounts, unackedCount } from '@/sim/autoscaling/state';
import { type AutoscalingTypes, autoscalingFigures, type FigureName } from './figures';

export const QUEUE = 'queue';
export const KEDA = 'keda';
export const HPA = 'hpa';
export const GIT = 'git';

/** Pods that are drawn with what they hold; with more of them, each is a name and a number. */
const DRAWN_MAX = 8;
const CELLS_MAX = 40;

type Props = StageProps<AutoscalingTypes>;
type Select = Pick<Props, 'selectedId' | 'onSelect'>;

/** The queue, the pods with what each has taken, the loops that set their number, and how it all went. */
export function AutoscalingStage({ run, selectedId, onSelect, size }: Props) {
  const { state, step, tick } = run.moment;
  const select = { selectedId, onSelect };
  return (
    <div className="@container h-full overflow-auto p-3 text-xs">
      <div className="grid @min-[44rem]:grid-cols-[minmax(0,3fr)_minmax(0,4fr)] gap-3">
        <Loops state={state} tick={tick} {...select} />
        <Pods state={state} {...select} />
      </div>
      {/* In a lesson only where there is room below. */}
      <div className={cx('mt-3 border-border border-t pt-2', size === 'lesson' && 'hidden @min-[44rem]:block')}>
        <Charts run={run} step={step} tick={tick} />
      </div>
    </div>
  );
}

function Charts({ run, step, tick }: Pick<Props, 'run'> & { readonly step: number; readonly tick: number }) {
  const t = useTranslations('labs.autoscaling');
  const [parts] = useState(autoscalingFigures);
  const line = (name: FigureName, look: keyof typeof chartLooks) => ({
    name,
    label: t(`charts.lines.${name}`),
    look: chartLooks[look],
  });
  return (
    <FiguresOverTime<AutoscalingTypes>
      steps={run}
      step={step}
      tick={tick}
      ticksPerSecond={run.ticksPerSecond}
      parts={parts}
      heightClass="h-16"
      charts={[
        {
          label: t('charts.messages'),
          lines: [line('ready', 'strong'), line('unacked', 'dashed'), line('metric', 'dotted')],
        },
        {
          label: t('charts.replicas'),
          lines: [line('raw', 'dotted'), line('wanted', 'dashed'), line('pods', 'strong')],
        },
      ]}
      texts={{
        seconds: t('charts.seconds'),
        table: t('charts.table'),
        command: (type) => t(`actions.${type as AutoscalingCommand['type']}`),
      }}
    />
  );
}

function Loops({ state, tick, ...select }: Select & { readonly state: AutoscalingState; readonly tick: number }) {
  const t = useTranslations('labs.autoscaling.stage');
  const { statistics, keda, hpa, trigger, config } = state;
  const seconds = (since: number) => Math.round((tick - since) / 1_000);
  const isCpu = config.scaler === 'hpa-cpu';
  const target = isCpu ? `${config.cpuTarget} %` : trigger.value;
  const metric = hpa?.metricMilli == null ? '?' : `${hpa.metricMilli / 1_000}${isCpu ? ' %' : ''}`;
  return (
    <div className="grid min-w-0 @min-[44rem]:grid-cols-1 grid-cols-2 content-start gap-2">
      <Box
        id={QUEUE}
        title={t('queue')}
        isWide
        beside={
          <p className="flex flex-wrap items-baseline gap-x-4">
            <Big value={state.readyCount} unit="ready" />
            <Big value={unackedCount(state)} unit="unacked" />
          </p>
        }
        {...select}
      >
        <p className="text-text-muted">
          {t('statistics', { ready: statistics.ready, unacked: statistics.unacked, seconds: seconds(statistics.tick) })}
        </p>
      </Box>
      {config.scaler === 'keda' ? (
        <Box
          id={KEDA}
          title={t('keda', { seconds: trigger.pollingS })}
          tone={keda?.active === true ? 'on' : 'off'}
          {...select}
        >
          <p>
            <span className="font-mono font-semibold">{keda?.reason ?? '–'}</span>
            {keda === null ? null : (
              <span className="text-text-muted"> {t('ago', { seconds: seconds(keda.tick) })}</span>
            )}
          </p>
          <p className="text-text-muted">
            {t('trigger', { protocol: trigger.protocol, mode: trigger.mode, min: trigger.min, max: trigger.max })}
          </p>
        </Box>
      ) : null}
      {config.scaler === 'none' ? null : (
        <Box
          id={HPA}
          title={t('hpa', { seconds: config.syncS })}
          tone={hpa === null ? 'off' : 'on'}
          isWide={isCpu}
          {...select}
        >
          <p className="font-mono tabular-nums">
            <span className="font-semibold text-base">
              {metric} / {target}
            </span>
            {hpa === null ? null : (
              <>
                {' '}
                <span className="whitespace-nowrap">
                  {hpa.raw ?? '?'} → {hpa.stabilised} → <strong>{hpa.replicas}</strong>
                </span>
              </>
            )}
          </p>
          <p className="text-text-muted">
            {hpa === null ? t('hpa-off') : `${hpa.limit} · ${t('ago', { seconds: seconds(hpa.tick) })}`}
          </p>
        </Box>
      )}
      {state.gitSync ? (
        <Box id={GIT} title={t('git')} tone={config.rules.gitKeepsOff ? 'off' : 'on'} isWide {...select}>
          <p className={config.rules.gitKeepsOff ? 'text-text-muted' : ''}>
            {t(config.rules.gitKeepsOff ? 'git-ignores' : 'git-holds', { replicas: config.gitReplicas })}
          </p>
        </Box>
      ) : null}
    </div>
  );
}

function Pods({ state, ...select }: Select & { readonly state: AutoscalingState }) {
  const t = useTranslations('labs.autoscaling.stage');
  const { pods, wanted } = state;
  const { ready, starting, pending, stopping } = podCounts(state);
  const isDrawn = pods.length <= DRAWN_MAX;
  return (
    <section aria-label={t('pods')} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <p className="font-semibold">{t('pods')}</p>
        <p className="text-text-muted">{t('counts', { wanted, ready, starting, pending, stopping })}</p>
      </div>
      {pods.length === 0 ? <p>{t('no-pods')}</p> : null}
      <ul
        className={cx(
          'grid gap-2',
          !isDrawn && 'grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))]',
          isDrawn && (pods.length > 1 ? 'grid-cols-2' : '@min-[30rem]:grid-cols-2'),
        )}
      >
        {pods.map((pod) => (
          <li key={pod.id}>
            <PodBox pod={pod} isDrawn={isDrawn} {...select} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const phaseLook: Readonly<Record<Pod['phase'], string>> = {
  pending: 'border-dashed border-state-failure',
  starting: 'border-dashed border-state-pending',
  ready: 'border-border-strong',
  stopping: 'border-state-pending',
};

function PodBox({ pod, isDrawn, selectedId, onSelect }: Select & { readonly pod: Pod; readonly isDrawn: boolean }) {
  const t = useTranslations('labs.autoscaling.stage');
  const { id, phase, template, unacked, runningCount } = pod;
  const isSelected = selectedId === id;
  const isIdle = phase === 'ready' && unacked + runningCount === 0;
  const most = template.prefetch === 0 ? Math.max(unacked, 1) : template.prefetch;
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={() => onSelect(isSelected ? null : id)}
      className={cx(
        'block w-full rounded-sm border-2 px-2 py-1 text-left',
        phaseLook[phase],
        isSelected && 'outline outline-2 outline-accent',
        isIdle && 'bg-sunken',
      )}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-mono font-semibold">{id}</span>
        <span className="text-text-muted">{isIdle ? t('idle') : t(`phases.${phase}`)}</span>
      </span>
      {isDrawn && phase !== 'pending' && phase !== 'starting' ? (
        <>
          <Cells filled={unacked} running={runningCount} of={most} />
          <span className="block tabular-nums">
            {template.prefetch === 0
              ? t('held-open', { unacked, running: runningCount })
              : t('held', { unacked, prefetch: template.prefetch, running: runningCount })}
          </span>
        </>
      ) : null}
      {isDrawn ? null : <span className="block tabular-nums">{t('held-short', { unacked })}</span>}
    </button>
  );
}

/** A window of a consumer: what runs, what waits for its turn, what is free. The line below says the same. */
function Cells({ filled, running, of }: { readonly filled: number; readonly running: number; readonly of: number }) {
  const scale = of > CELLS_MAX ? of / CELLS_MAX : 1;
  const cells = Array.from({ length: Math.min(of, CELLS_MAX) }, (_, index) => (index + 0.5) * scale);
  return (
    <span aria-hidden="true" className="my-1 grid grid-cols-20 gap-0.5">
      {cells.map((at) => (
        <span
          key={at}
          className={cx(
            'block h-1.5 rounded-[1px] border',
            at < running ? 'border-accent bg-accent' : at < filled ? 'border-accent bg-accent-soft' : 'border-border',
          )}
        />
      ))}
    </span>
  );
}

function Big({ value, unit }: { readonly value: number; readonly unit: string }) {
  return (
    <span className="tabular-nums">
      <strong className="text-xl">{value}</strong> {unit}
    </span>
  );
}

interface BoxProps extends Select {
  readonly id: string;
  readonly title: string;
  readonly tone?: 'on' | 'off';
  /** Takes the whole row where loops stand side by side. */
  readonly isWide?: boolean;
  /** On the line of the title. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the picture that can be selected. */
function Box({ id, title, tone = 'off', isWide = false, beside, selectedId, onSelect, children }: BoxProps) {
  const isSelected = selectedId === id;
  return (
    <section
      className={cx(
        'min-w-0 rounded-sm border px-2 py-1',
        tone === 'on' ? 'border-state-ok' : 'border-border',
        isWide && 'col-span-full',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className={beside === undefined ? 'w-full' : undefined}>
          <button
            type="button"
            aria-pressed={isSelected}
            onClick={() => onSelect(isSelected ? null : id)}
            className={cx('min-h-6 w-full text-left font-semibold', isSelected && 'outline outline-2 outline-accent')}
          >
            {title}
          </button>
        </p>
        {beside}
      </div>
      {children}
    </section>
  );
}
