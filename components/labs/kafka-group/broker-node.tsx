import type { NodeProps } from '@xyflow/react';
import { Crown, Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { cx } from '@/components/ui/cx';
import { TOPIC } from '@/sim/kafka-group/config';
import { BROKER as BROKER_ID } from '@/sim/kafka-group/network';
import { BROKER } from './flow';
import type { BrokerNode as BrokerFlowNode, PartitionCell } from './node-data';

/** The broker: the group as its coordinator knows it, and the topic's partitions with their offsets and their readers. */
export const BrokerNode = memo(function BrokerNode({ data, selected }: NodeProps<BrokerFlowNode>) {
  const t = useTranslations('labs.kafka-group.node');
  const { strategy, phase, generation, members, leader, cells, cellsInRow } = data;
  const group = [t(`phases.${phase}`), t('generation', { generation })];
  const label = [
    t('brokerLabel', { topic: TOPIC, count: cells.length, strategy }),
    ...group,
    t('members', { count: members.length, names: members.length === 0 ? '∅' : members.join(' ') }),
    ...(leader === null ? [] : [t('leader', { name: leader })]),
    ...cells.map((cell) => cellLabel(cell, t)),
  ];
  return (
    <NodeFrame
      label={label.join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color="var(--color-border-strong)"
      className="px-2"
    >
      <span className="flex items-center gap-1.5" style={{ height: BROKER.head }}>
        <Server aria-hidden="true" className="size-[15px] shrink-0 text-text-muted" strokeWidth={2.25} />
        <span className="font-semibold text-[15px] leading-none">{BROKER_ID}</span>
        <span className="text-[13px] text-text-muted leading-none">{t('topic', { topic: TOPIC })}</span>
        <span className="ml-auto font-mono text-[12.5px] leading-none">{strategy}</span>
      </span>
      <span
        className="flex items-center gap-2 border-border border-t text-[12.5px] leading-none tabular-nums"
        style={{ height: BROKER.group }}
      >
        <span className={cx('font-semibold', phase !== 'Stable' && 'italic')}>{t(`phases.${phase}`)}</span>
        <span className="text-text-muted">{t('generation', { generation })}</span>
        <span className="ml-auto flex items-center gap-2 text-text-muted">
          {members.map((name) => (
            <span key={name} className="flex items-center gap-0.5 text-text">
              {name === leader ? <Crown aria-hidden="true" className="size-[12px]" /> : null}
              {name}
            </span>
          ))}
          {members.length === 0 ? '∅' : null}
        </span>
      </span>
      <span className="grid" style={{ gridTemplateColumns: `repeat(${cellsInRow}, minmax(0, 1fr))`, gap: BROKER.gap }}>
        {cells.map((cell) => (
          <Cell key={cell.partition} cell={cell} />
        ))}
      </span>
    </NodeFrame>
  );
});

type NodeTranslate = ReturnType<typeof useTranslations<'labs.kafka-group.node'>>;

function cellLabel({ partition, endOffset, committedOffset, readers }: PartitionCell, t: NodeTranslate): string {
  const words = { partition, end: endOffset, committed: committedOffset };
  return readers.length === 0 ? t('unreadLabel', words) : t('cellLabel', { ...words, readers: readers.join(', ') });
}

/** A partition. Solid and named while somebody reads it, dashed while nobody does; below, committed of end as figures and as a bar. */
function Cell({ cell: { partition, endOffset, committedOffset, readers } }: { readonly cell: PartitionCell }) {
  const isRead = readers.length > 0;
  const isShared = readers.length > 1;
  return (
    <span
      aria-hidden="true"
      className={cx(
        'flex min-w-0 flex-col justify-between overflow-hidden rounded-[4px] border px-1.5 py-1',
        isRead ? 'border-border-strong bg-sunken' : 'border-border-strong border-dashed bg-surface',
        isShared && 'border-(--color-state-failure)!',
      )}
      style={{ height: BROKER.cell }}
    >
      <span className="flex items-baseline justify-between gap-1 leading-[16px]">
        <span className="text-[12.5px] text-text-muted">P{partition}</span>
        <span className="truncate font-semibold text-[14px]">{isRead ? readers.join(' ') : '—'}</span>
      </span>
      <span className="text-right text-[12px] text-text-muted leading-[13px] tabular-nums">
        {committedOffset} / {endOffset}
      </span>
      <span className="h-[5px] overflow-hidden rounded-full border border-border bg-surface">
        <span
          className="block h-full bg-(--color-state-success)"
          style={{ width: `${endOffset === 0 ? 0 : (committedOffset / endOffset) * 100}%` }}
        />
      </span>
    </span>
  );
}
