import type { NodeProps } from '@xyflow/react';
import { Cog, Hand, type LucideIcon, MessageSquareReply, Send, Snowflake, Unplug, ZapOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Moved, useRises } from '@/components/lab-shell/motion/moved';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { WorkBar } from '@/components/lab-shell/stage/work-bar';
import { cx } from '@/components/ui/cx';
import type {
  ClientCondition,
  ConsumerData,
  ConsumerNode as ConsumerFlowNode,
  PublisherNode as PublisherFlowNode,
} from './node-data';
import { NodeFrame } from './node-frame';

const conditionLooks = {
  running: { color: 'var(--color-state-success)', border: 'border-solid', icon: null },
  paused: { color: 'var(--color-state-paused)', border: 'border-double border-[4px]!', icon: Snowflake },
  crashed: { color: 'var(--color-state-neutral)', border: 'border-dotted bg-sunken!', icon: Unplug },
  'channel-closed': { color: 'var(--color-state-failure)', border: 'border-dashed', icon: ZapOff },
} as const satisfies Record<ClientCondition, { color: string; border: string; icon: LucideIcon | null }>;

const box =
  'flex flex-col justify-between rounded-[4px] border-2 bg-surface px-1.5 py-[3px] zoomed-out:justify-center zoomed-out:px-1.5 zoomed-out:py-0';

/** Someone who publishes: how much, and what it still waits for. */
export const PublisherNode = memo(function PublisherNode(props: NodeProps<PublisherFlowNode>) {
  const { data, selected, isConnectable } = props;
  const { name, condition, isManual, isBlocked, perSecond, published, unconfirmed, returned, isRpc } = data;
  const t = useTranslations('labs.amqp.node');
  const look = conditionLooks[condition];
  const Icon = look.icon ?? (isManual ? Hand : isRpc ? MessageSquareReply : Send);
  const line =
    condition !== 'running'
      ? t(`condition.${condition}`)
      : isManual
        ? t('byHand')
        : isBlocked
          ? t('blocked')
          : t('rate', { rate: perSecond });
  const facts = [
    t('published', { count: published }),
    ...(unconfirmed === null ? [] : [t('unconfirmed', { count: unconfirmed })]),
    ...(returned === 0 ? [] : [t('returned', { count: returned })]),
  ];
  return (
    <NodeFrame
      label={[t('publisherLabel', { name }), line, ...facts].join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      isConnectable={isConnectable}
      ends={{ source: true, target: false }}
      isReached={null}
      color={look.color}
      icon={Icon}
      className={cx(box, look.border, 'border-text-muted')}
    >
      <ZoomedOutLabel name={name} lines={2} isStruck={condition === 'crashed'} />
      <Head name={name} icon={Icon} color={look.color} isCrashed={condition === 'crashed'} />
      <span className="truncate text-[12px] leading-[15px] tabular-nums zoomed-out:hidden">
        {condition === 'running' && !isBlocked && facts.length > 1 ? facts.at(-1) : line}
      </span>
    </NodeFrame>
  );
});

interface HeadProps {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly color: string;
  readonly isCrashed: boolean;
}

function Head({ name, icon: Icon, color, isCrashed }: HeadProps) {
  return (
    <span className="flex items-center gap-1 zoomed-out:hidden">
      <Icon aria-hidden="true" className="size-[13px] shrink-0" style={{ color }} strokeWidth={2.25} />
      <span className={cx('truncate font-semibold text-[13px] leading-[16px]', isCrashed && 'line-through')}>
        {name}
      </span>
    </span>
  );
}

/** More places than these are a number only. */
const PLACES_SHOWN = 9;

/** Someone who consumes: what it holds of what it may hold, and how far its work is. */
export const ConsumerNode = memo(function ConsumerNode(props: NodeProps<ConsumerFlowNode>) {
  const { data, selected, isConnectable } = props;
  const { name, condition, held, prefetchCount, isAutomatic, handled, isActive, isRpc } = data;
  const t = useTranslations('labs.amqp.node');
  const look = conditionLooks[condition];
  const Icon = look.icon ?? (isRpc ? MessageSquareReply : Cog);
  const holds = isAutomatic
    ? t('automatic', { held })
    : prefetchCount === 0
      ? t('heldUnlimited', { held })
      : t('held', { held, limit: prefetchCount });
  const words = [t('consumerLabel', { name })];
  if (condition !== 'running') words.push(t(`condition.${condition}`));
  if (isActive !== null) words.push(t(isActive ? 'active' : 'standby'));
  words.push(holds, t('handled', { count: handled }));
  return (
    <NodeFrame
      label={words.join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      isConnectable={isConnectable}
      ends={{ source: false, target: true }}
      isReached={null}
      color={look.color}
      icon={Icon}
      className={cx(box, look.border, 'border-text-muted', isActive === false && 'opacity-60')}
    >
      <ZoomedOutLabel name={name} lines={2} isStruck={condition === 'crashed'} />
      <Head name={name} icon={Icon} color={look.color} isCrashed={condition === 'crashed'} />
      <Places {...data} />
      <span className="truncate text-[12px] zoomed-out:hidden text-text-muted leading-[14px] tabular-nums">
        {condition === 'running' ? (isActive === false ? t('standby') : holds) : t(`condition.${condition}`)}
      </span>
      <WorkBar work={data.work} />
    </NodeFrame>
  );
});

const FROM_THE_QUEUE = { x: -24, y: 0 };

/** A place for each delivery it may hold, filled where it holds one: the last one has come from the queue. */
function Places({ held, prefetchCount, isAutomatic }: ConsumerData) {
  const limit = isAutomatic || prefetchCount === 0 ? Math.max(held, 1) : prefetchCount;
  const shown = Math.min(limit, PLACES_SHOWN);
  const rises = useRises(held);
  return (
    <span aria-hidden="true" className="flex h-[11px] items-center gap-[2px] zoomed-out:hidden">
      {Array.from({ length: shown }, (_, place) => place).map((place) => (
        <Moved
          key={place === held - 1 ? `${place} ${rises}` : place}
          isNew={place === held - 1 && rises > 0}
          from={FROM_THE_QUEUE}
          className={cx(
            'h-[10px] w-[8px] rounded-[2px] border',
            place < held
              ? 'border-(--color-state-pending) bg-(--color-state-pending)'
              : 'border-border-strong border-dashed',
          )}
        />
      ))}
      {limit > shown ? <span className="pl-0.5 text-[12px] text-text-muted leading-none">…</span> : null}
    </span>
  );
}
