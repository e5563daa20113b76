'use client';

import { useTranslations } from 'next-intl';
import { useRun } from '@/components/lab-shell/run/use-run';
import { chartLooks } from '@/components/ui/chart/chart';
import type { ChartPoint } from '@/components/ui/chart/chart-layout';
import { StepsChart } from '@/components/ui/chart/steps-chart';
import { DataTable } from '@/components/ui/data-table';
import { SAMPLE_MS, SAMPLES_MAX, ticksFromMs } from '@/sim/redis-streams/config';
import { groupAt } from '@/sim/redis-streams/figures';
import { ratesPerSecond, seriesKey } from '@/sim/redis-streams/series';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { type GroupName, GroupPicker, useChosenGroup } from './group-picker';
import { PanelScroll } from './panel-scroll';
import type { PanelProps } from './store';

/** Charts show at most this much of the past: as much as the series keeps. */
const SHOWN_TICKS = ticksFromMs(SAMPLE_MS * SAMPLES_MAX);
const SHOWN_AT_LEAST_TICKS = ticksFromMs(5000);
const STEP_TICKS = ticksFromMs(SAMPLE_MS);
const SAMPLES_A_SECOND = 1000 / SAMPLE_MS;

/** A group's lag and pending entries over time, and entries per second; the numbers of now as a table. */
export function FiguresPanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.figures');
  const panels = useTranslations('labs.redis-streams.panels');
  const { groups, chosen, choose } = useChosenGroup(store);
  const figures = useRun(store, (state, tick) => figuresOf(state, tick, chosen));
  const range = { from: figures.fromTick, to: figures.toTick };
  return (
    <PanelScroll label={panels('figures')}>
      <GroupPicker groups={groups} chosen={chosen} onChoose={choose} />
      {chosen === null ? (
        <p className="text-sm text-text-muted">{t('noGroup')}</p>
      ) : (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold text-sm">{t('lagTitle', { group: chosen.group })}</h2>
          <StepsChart
            {...range}
            label={t('lagChart', { group: chosen.group, lag: figures.lag ?? '?', pending: figures.pending })}
            lines={[
              { name: t('lag'), points: figures.lags, look: chartLooks.strong },
              { name: t('pending'), points: figures.pendings, look: chartLooks.dashed },
            ]}
          />
        </section>
      )}
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-sm">{t('ratesTitle')}</h2>
        <StepsChart
          {...range}
          label={t('ratesChart')}
          lines={[
            { name: t('added'), points: figures.added, look: chartLooks.strong },
            { name: t('delivered'), points: figures.delivered, look: chartLooks.dashed },
            { name: t('acked'), points: figures.acked, look: chartLooks.dotted },
          ]}
        />
      </section>
      <DataTable
        caption={t('table')}
        rows={[
          ...(chosen === null
            ? []
            : [
                { name: t('lag'), value: figures.lag ?? '(nil)' },
                { name: t('pending'), value: String(figures.pending) },
              ]),
          { name: t('addedPerSecond'), value: String(figures.now.added) },
          { name: t('deliveredPerSecond'), value: String(figures.now.delivered) },
          { name: t('ackedPerSecond'), value: String(figures.now.acked) },
          { name: t('claimedPerSecond'), value: String(figures.now.claimed) },
        ]}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: t('figure'), cell: ({ name }) => name },
          { key: 'value', header: t('now'), numeric: true, cell: ({ value }) => value },
        ]}
      />
    </PanelScroll>
  );
}

function figuresOf(state: RedisStreamsState, tick: number, chosen: GroupName | null) {
  const toTick = Math.max(SHOWN_AT_LEAST_TICKS, tick - (tick % STEP_TICKS) + STEP_TICKS);
  const fromTick = Math.max(0, toTick - SHOWN_TICKS);
  const group = chosen === null ? null : groupAt(state, chosen.key, chosen.group);
  const samples = chosen === null ? [] : (state.series.groups[seriesKey(chosen.key, chosen.group)] ?? []);
  const drawnTo = Math.min(toTick, tick + 1);
  return {
    fromTick,
    toTick,
    lag: group?.lag === null || group?.lag === undefined ? null : String(group.lag),
    pending: group?.pendingCount ?? 0,
    lags: closed(
      samples.flatMap((sample): ChartPoint[] =>
        sample.lag === null ? [] : [{ x: sample.tick, y: Number(sample.lag) }],
      ),
      drawnTo,
    ),
    pendings: closed(
      samples.map((sample) => ({ x: sample.tick, y: sample.pending })),
      drawnTo,
    ),
    now: ratesPerSecond(state.series, tick),
    ...ratePoints(state, drawnTo),
  };
}

/** The last value holds until now, not until the end of the axis. */
function closed(points: readonly ChartPoint[], untilTick: number): readonly ChartPoint[] {
  const last = points.at(-1);
  return last === undefined || last.x >= untilTick ? points : [...points, { ...last, x: untilTick }];
}

/** Per second; a sample in which nothing happened is left out of the series and counts as zero. */
function ratePoints({ series: { rates } }: RedisStreamsState, untilTick: number) {
  const points = { added: [] as ChartPoint[], delivered: [] as ChartPoint[], acked: [] as ChartPoint[] };
  for (const what of ['added', 'delivered', 'acked'] as const) {
    let expected = 0;
    const line = points[what];
    for (const sample of rates) {
      if (sample.tick > expected) line.push({ x: expected, y: 0 });
      line.push({ x: sample.tick, y: sample[what] * SAMPLES_A_SECOND });
      expected = sample.tick + STEP_TICKS;
    }
    if (expected < untilTick) line.push({ x: expected, y: 0 }, { x: untilTick, y: 0 });
  }
  return points;
}
