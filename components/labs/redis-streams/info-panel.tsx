'use client';

import { Scissors } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { streamAt } from '@/sim/redis-streams/figures';
import { seriesKey } from '@/sim/redis-streams/series';
import type { RedisStreamsState } from '@/sim/redis-streams/state';
import { StreamPicker, useChosenStream } from './group-picker';
import { PanelScroll } from './panel-scroll';
import { type PanelProps, runTyped } from './store';

/** What XINFO tells of a stream, its groups and their consumers, and what trimming took from groups that lagged. */
export function InfoPanel({ store }: PanelProps) {
  const t = useTranslations('labs.redis-streams.info');
  const panels = useTranslations('labs.redis-streams.panels');
  const { keys, chosen, choose } = useChosenStream(store);
  const info = useRun(store, (state) => (chosen === null ? null : infoOf(state, chosen)));
  if (chosen === null || info === null) return <p className="px-4 py-3 text-sm text-text-muted">{t('noStream')}</p>;
  return (
    <PanelScroll label={panels('info')}>
      <StreamPicker keys={keys} chosen={chosen} onChoose={choose} />
      <Section title={`XINFO STREAM ${chosen}`}>
        <DataTable
          caption={`XINFO STREAM ${chosen}`}
          rows={info.stream}
          rowKey={({ name }) => name}
          columns={[
            {
              key: 'name',
              header: t('field'),
              cell: ({ name }) => <span className="font-mono text-[0.8125rem]">{name}</span>,
            },
            { key: 'value', header: t('value'), numeric: true, cell: ({ value }) => value },
          ]}
        />
        <TrimButtons
          length={info.length}
          onTrim={(length) => runTyped(store, ['XTRIM', chosen, 'MAXLEN', String(length)])}
        />
      </Section>
      {info.groups.length === 0 ? null : (
        <Section title={`XINFO GROUPS ${chosen}`}>
          <DataTable
            caption={`XINFO GROUPS ${chosen}`}
            rows={GROUP_FIELDS}
            rowKey={(field) => field}
            columns={[
              {
                key: 'field',
                header: t('field'),
                cell: (field) => (
                  <span className="font-mono text-[0.8125rem]">
                    {field === 'unreadTrimmed' ? <span className="font-sans">{t('unreadTrimmed')}</span> : field}
                  </span>
                ),
              },
              ...info.groups.map((group) => ({
                key: group.name,
                header: group.name,
                numeric: true,
                cell: (field: GroupField) =>
                  field === 'unreadTrimmed' ? <Lost count={group.unreadTrimmed} /> : group[field],
              })),
            ]}
          />
        </Section>
      )}
      {info.consumers.length === 0 ? null : (
        <Section title="XINFO CONSUMERS">
          <DataTable
            caption={`XINFO CONSUMERS ${chosen}`}
            rows={info.consumers}
            rowKey={({ group, name }) => `${group} ${name}`}
            columns={[
              { key: 'name', header: 'name', cell: ({ name }) => name },
              { key: 'group', header: t('group'), cell: ({ group }) => group },
              { key: 'pending', header: 'pending', numeric: true, cell: ({ pending }) => pending },
            ]}
          />
        </Section>
      )}
    </PanelScroll>
  );
}

/** A group's fields, as XINFO GROUPS names them, and what the lab counts beside them. */
const GROUP_FIELDS = ['consumers', 'pending', 'last-delivered-id', 'entries-read', 'lag', 'unreadTrimmed'] as const;
type GroupField = (typeof GROUP_FIELDS)[number];

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-1">
      <h2 className="font-mono font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}

function Lost({ count }: { readonly count: number }) {
  if (count === 0) return '0';
  return (
    <span className="inline-flex items-center gap-1 font-semibold text-danger">
      <Scissors aria-hidden="true" className="size-3.5" />
      {count}
    </span>
  );
}

interface TrimButtonsProps {
  readonly length: number;
  readonly onTrim: (length: number) => void;
}

/** XTRIM to half and to nothing: what it takes from groups that lag is counted above. */
function TrimButtons({ length, onTrim }: TrimButtonsProps) {
  const half = Math.floor(length / 2);
  return (
    <span className="flex flex-wrap gap-1.5 pt-1">
      {[...new Set([half, 0])].map((kept) => (
        <Button
          key={kept}
          variant="secondary"
          size="sm"
          disabled={length === 0}
          icon={<Scissors aria-hidden="true" className="size-4" />}
          onClick={() => onTrim(kept)}
        >
          XTRIM MAXLEN {kept}
        </Button>
      ))}
    </span>
  );
}

function infoOf(state: RedisStreamsState, key: string) {
  const view = streamAt(state, key);
  if (view === null) return null;
  return {
    length: view.length,
    stream: [
      { name: 'length', value: String(view.length) },
      { name: 'radix-tree nodes', value: String(view.nodes) },
      { name: 'first entry', value: view.length === 0 ? '(nil)' : view.firstId },
      { name: 'last-generated-id', value: view.lastId },
      { name: 'max-deleted-entry-id', value: view.maxDeletedId },
      { name: 'entries-added', value: String(view.entriesAdded) },
    ],
    groups: view.groups.map(({ name, consumers, pendingCount, lag, entriesRead, lastDeliveredId }) => ({
      name,
      consumers: consumers.length,
      pending: pendingCount,
      'last-delivered-id': lastDeliveredId,
      'entries-read': entriesRead === null ? '(nil)' : String(entriesRead),
      lag: lag === null ? '(nil)' : String(lag),
      unreadTrimmed: state.series.unreadTrimmed[seriesKey(key, name)] ?? 0,
    })),
    consumers: view.groups.flatMap(({ name: group, consumers }) =>
      consumers.map(({ name, pending }) => ({ group, name, pending })),
    ),
  };
}
