'use client';

import { useTranslations } from 'next-intl';
import { useRun } from '@/components/lab-shell/run/use-run';
import { type ChartLook, chartLooks } from '@/components/ui/chart/chart';
import { StepsChart } from '@/components/ui/chart/steps-chart';
import { Disclosure } from '@/components/ui/disclosure';
import { queueFigures } from '@/sim/amqp/figures';
import type { AmqpStore } from './edits';
import { seconds } from './words';

/** As far back as the charts go. */
const SECONDS_SHOWN = 30;

interface QueueShown {
  readonly name: string;
  readonly ready: number;
  readonly unacked: number;
  readonly inPerSecond: number;
  readonly outPerSecond: number;
  readonly headAgeMs: number | null;
  readonly history: readonly { second: number; in: number; out: number; ready: number; unacked: number }[];
}

/** Every queue with how full it is and what comes and goes, over the last half minute. */
export function FiguresPanel({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.figures');
  const queues = useRun(store, (state, tick) =>
    state.broker.queues.flatMap(({ name }): QueueShown[] => {
      const figures = queueFigures(state, name, tick, SECONDS_SHOWN);
      if (figures === null) return [];
      const { ready, unacked, inPerSecond, outPerSecond, headAgeMs } = figures;
      const history = figures.seconds.map((each) => ({
        second: each.second,
        in: each.in,
        out: each.out,
        ready: each.ready,
        unacked: each.unacked,
      }));
      return [{ name, ready, unacked, inPerSecond, outPerSecond, headAgeMs, history }];
    }),
  );
  return (
    <div className="flex h-full flex-col overflow-y-auto px-4 py-3 text-sm">
      {queues.length === 0 ? <p className="text-text-muted">{t('none')}</p> : null}
      {queues.map((queue) => (
        <QueueFigures key={queue.name} queue={queue} />
      ))}
    </div>
  );
}

function QueueFigures({ queue }: { readonly queue: QueueShown }) {
  const t = useTranslations('labs.amqp.figures');
  const { name, ready, unacked, inPerSecond, outPerSecond, headAgeMs, history } = queue;
  const span = t('span', { from: history[0]?.second ?? 0, to: (history.at(-1)?.second ?? 0) + 1 });
  return (
    <section className="border-border border-b py-3 first:pt-0 last:border-b-0">
      <h2 className="truncate font-semibold">{name}</h2>
      <dl className="mt-1 grid grid-cols-[repeat(5,auto)] justify-between gap-x-2 text-xs tabular-nums">
        <Figure label="ready" value={String(ready)} />
        <Figure label="unacked" value={String(unacked)} />
        <Figure label={t('in')} value={t('perSecond', { rate: inPerSecond })} />
        <Figure label={t('out')} value={t('perSecond', { rate: outPerSecond })} />
        <Figure label={t('headAge')} value={headAgeMs === null ? '–' : t('seconds', { seconds: seconds(headAgeMs) })} />
      </dl>
      <div className="mt-2 grid grid-cols-2 gap-3">
        <SecondsChart
          label={t('depthChart', { name })}
          span={span}
          history={history}
          lines={[
            { name: 'ready', read: (each) => each.ready, look: chartLooks.strong },
            { name: 'unacked', read: (each) => each.unacked, look: chartLooks.dashed },
          ]}
        />
        <SecondsChart
          label={t('rateChart', { name })}
          span={span}
          history={history}
          lines={[
            { name: t('in'), read: (each) => each.in, look: chartLooks.strong },
            { name: t('out'), read: (each) => each.out, look: chartLooks.dashed },
          ]}
        />
      </div>
      <Disclosure summary={<span className="font-normal text-text-muted text-xs">{t('table')}</span>}>
        <table className="w-full text-right text-xs tabular-nums">
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr className="text-text-muted *:font-medium">
              <th scope="col" className="text-left">
                {t('second')}
              </th>
              <th scope="col">ready</th>
              <th scope="col">unacked</th>
              <th scope="col">{t('in')}</th>
              <th scope="col">{t('out')}</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((each) => (
              <tr key={each.second} className="border-border border-t">
                <th scope="row" className="text-left font-normal">
                  {each.second}
                </th>
                <td>{each.ready}</td>
                <td>{each.unacked}</td>
                <td>{each.in}</td>
                <td>{each.out}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </section>
  );
}

interface SecondsChartProps {
  readonly label: string;
  /** Which seconds are shown, in words. */
  readonly span: string;
  readonly history: QueueShown['history'];
  readonly lines: readonly {
    readonly name: string;
    readonly look: ChartLook;
    read(second: QueueShown['history'][number]): number;
  }[];
}

/** Two counts over the last seconds, each held for all of its second; their numbers are in the table below. */
function SecondsChart({ label, span, history, lines }: SecondsChartProps) {
  const from = history[0]?.second ?? 0;
  const to = (history.at(-1)?.second ?? from) + 1;
  return (
    <StepsChart
      label={label}
      from={from}
      to={Math.max(to, from + 2)}
      lines={lines.map(({ read, ...line }) => {
        const points = history.map((each) => ({ x: each.second, y: read(each) }));
        return { ...line, points: points.concat(points.slice(-1).map(({ y }) => ({ x: to, y }))) };
      })}
      heightClass="h-12"
      note={<span className="ml-auto tabular-nums">{span}</span>}
    />
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-text-muted">{label}</dt>
      <dd className="font-semibold text-sm">{value}</dd>
    </div>
  );
}
