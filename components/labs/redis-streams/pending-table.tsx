import { Check, Hand } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LabMotion } from '@/components/lab-shell/motion/lab-motion';
import { MovingRow } from '@/components/lab-shell/motion/moving-row';
import { type Column, DataTable } from '@/components/ui/data-table';
import { IconButton } from '@/components/ui/icon-button';
import type { PendingRow } from '@/sim/redis-streams/figures';
import type { GroupName } from './group-picker';
import { type PanelProps, runTyped } from './store';

interface PendingTableProps extends PanelProps {
  readonly chosen: GroupName;
  readonly rows: readonly PendingRow[];
  /** The consumer for whom entries are claimed; null: there is none. */
  readonly claimsFor: string | null;
}

/** A group's pending entries, each with the commands that take it off the list or give it to somebody else. */
export function PendingTable({ store, chosen: { key, group }, rows, claimsFor }: PendingTableProps) {
  const t = useTranslations('labs.redis-streams.pending');
  const columns: readonly Column<PendingRow>[] = [
    {
      key: 'id',
      header: t('entry'),
      cell: ({ id, consumer }) => (
        <span className="flex flex-col whitespace-nowrap leading-snug">
          <span className="font-mono text-[0.8125rem]">{id}</span>
          <span className="font-normal text-text-muted">{consumer}</span>
        </span>
      ),
    },
    {
      key: 'idle',
      header: t('idle'),
      numeric: true,
      cell: ({ idleMs }) => <span className="whitespace-nowrap">{(idleMs / 1000).toFixed(1)} s</span>,
    },
    { key: 'deliveries', header: t('deliveries'), numeric: true, cell: ({ deliveries }) => String(deliveries) },
    {
      key: 'actions',
      header: t('actions'),
      cell: ({ id, consumer }) => (
        <span className="-my-1.5 flex">
          <IconButton
            size="sm"
            icon={<Check aria-hidden="true" />}
            label={t('ackOne', { id })}
            onClick={() => runTyped(store, ['XACK', key, group, id])}
          />
          <IconButton
            size="sm"
            icon={<Hand aria-hidden="true" />}
            disabled={claimsFor === null || claimsFor === consumer}
            label={t('claimOne', { id, consumer: claimsFor ?? '' })}
            onClick={() => runTyped(store, ['XCLAIM', key, group, claimsFor ?? consumer, '0', id])}
          />
        </span>
      ),
    },
  ];
  return (
    <LabMotion>
      <DataTable
        caption={t('caption', { key, group })}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        RowElement={MovingRow}
      />
    </LabMotion>
  );
}
