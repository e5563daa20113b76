import type { NodeProps } from '@xyflow/react';
import { CircleSlash, Hourglass, type LucideIcon, Send, Snowflake, Turtle, Unplug, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { WorkBar } from '@/components/lab-shell/stage/work-bar';
import { cx } from '@/components/ui/cx';
import type {
  ConsumerNode as ConsumerFlowNode,
  ConsumerNodeData,
  ConsumerStatus,
  ProducerNode as ProducerFlowNode,
} from './node-data';
import { partitionsText } from './trace-text';

interface Look {
  readonly color: string;
  readonly className: string;
  readonly icon: LucideIcon | null;
}

const atWork: Look = { color: 'var(--color-text-muted)', className: '', icon: null };
const between: Look = { color: 'var(--color-state-pending)', className: 'border-dashed', icon: Hourglass };

const looks: Readonly<Record<ConsumerStatus, Look>> = {
  down: { color: 'var(--color-state-failure)', className: 'border-dotted bg-sunken!', icon: Unplug },
  paused: { color: 'var(--color-state-neutral)', className: 'border-double border-[4px]!', icon: Snowflake },
  closing: between,
  thrownOut: { color: 'var(--color-state-failure)', className: 'border-dashed', icon: CircleSlash },
  outside: { ...between, icon: CircleSlash },
  joining: between,
  syncing: between,
  mustRejoin: between,
  working: atWork,
  committing: atWork,
  polling: atWork,
};

/** A member of the group, or one that was: its state in words, what it owns, and what it has in its hands. */
export const ConsumerNode = memo(function ConsumerNode({ data, selected }: NodeProps<ConsumerFlowNode>) {
  const t = useTranslations('labs.kafka-group.node');
  const items = useTranslations('labs.kafka-group.items');
  const { name, status, owned, serviceMs, work } = data;
  const look = looks[status];
  const State = look.icon;
  const owns = owned.length === 0 ? t('ownsNothing') : partitionsText(owned);
  const facts = useFacts(data);
  const words = [
    items('consumer'),
    name,
    t(`statuses.${status}`),
    owned.length === 0 ? owns : t('owns', { partitions: owns }),
    ...(serviceMs === null ? [] : [t('slowed', { ms: serviceMs })]),
    ...facts,
  ];
  return (
    <NodeFrame
      label={words.join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color={look.color}
      className={cx('justify-between px-2 py-[5px]', look.className)}
    >
      <span className="flex items-center gap-1.5">
        <Wrench aria-hidden="true" className="size-[14px] shrink-0 text-text-muted" strokeWidth={2.25} />
        <span className={cx('font-semibold text-[14.5px] leading-[17px]', status === 'down' && 'line-through')}>
          {name}
        </span>
        {serviceMs === null ? null : <Turtle aria-hidden="true" className="size-[14px] shrink-0" />}
        {State === null ? null : (
          <State aria-hidden="true" className="ml-auto size-[14px] shrink-0" style={{ color: look.color }} />
        )}
      </span>
      <span className="truncate text-[12.5px] leading-[15px]">{t(`statuses.${status}`)}</span>
      <span
        className={cx(
          'truncate leading-[16px]',
          owned.length === 0 ? 'text-[12px] text-text-muted' : 'font-semibold text-[13px]',
        )}
      >
        {owns}
      </span>
      <span className="truncate text-[12px] text-text-muted leading-[14px] tabular-nums">{facts.join(' · ')}</span>
      <WorkBar work={work} />
    </NodeFrame>
  );
});

/** What else matters: its generation or that the coordinator no longer counts it, and its batch. */
function useFacts({ status, generation, isKnown, working, waiting }: ConsumerNodeData): readonly string[] {
  const t = useTranslations('labs.kafka-group.node');
  if (status === 'down') return [];
  return [
    ...(isKnown ? (generation < 0 ? [] : [t('generation', { generation })]) : [t('notCounted')]),
    ...(working === null ? [] : [t('hands', { partition: working.partition, offset: working.offset, waiting })]),
  ];
}

/** A process that appends records. */
export const ProducerNode = memo(function ProducerNode({ data, selected }: NodeProps<ProducerFlowNode>) {
  const t = useTranslations('labs.kafka-group');
  const { name, recordsPerSecond } = data;
  const rate = recordsPerSecond === 0 ? t('node.onDemand') : t('node.rate', { count: recordsPerSecond });
  return (
    <NodeFrame
      label={[t('items.producer'), name, rate].join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color="var(--color-text-muted)"
      className="justify-center gap-0.5 px-2"
    >
      <span className="flex items-center gap-1.5">
        <Send aria-hidden="true" className="size-[14px] shrink-0 text-text-muted" strokeWidth={2.25} />
        <span className="font-semibold text-[14.5px] leading-[17px]">{name}</span>
      </span>
      <span className="truncate text-[12px] text-text-muted leading-[14px]">{rate}</span>
    </NodeFrame>
  );
});
