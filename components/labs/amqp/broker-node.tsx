import type { NodeProps } from '@xyflow/react';
import { Server, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { cx } from '@/components/ui/cx';
import type { BrokerNode as BrokerFlowNode } from './node-data';
import { NodeFrame } from './node-frame';

/** A machine of the RabbitMQ cluster. */
export const BrokerNode = memo(function BrokerNode({ data, selected }: NodeProps<BrokerFlowNode>) {
  const { name, isUp, led, followed, isAlone, version } = data;
  const t = useTranslations('labs.amqp.node');
  const color = isUp ? 'var(--color-state-active)' : 'var(--color-state-neutral)';
  const Icon = isUp ? Server : Unplug;
  const words = isAlone ? t('brokerAlone', { count: led + followed }) : t('brokerFacts', { led, followed });
  const facts = isUp ? words : t('brokerDown');
  return (
    <NodeFrame
      label={`${t('brokerLabel', { name })}, RabbitMQ ${version}, ${facts}`}
      selected={selected}
      isActor={data.isActor === true}
      isConnectable={false}
      ends={{ source: false, target: false }}
      isReached={null}
      color={color}
      icon={Icon}
      className={cx(
        'flex flex-col justify-center rounded-[8px] border-2 px-1.5 zoomed-out:px-1.5',
        isUp ? 'border-(--color-state-active) bg-surface' : 'border-(--color-state-neutral) border-dotted bg-sunken',
      )}
    >
      <ZoomedOutLabel name={name} lines={1} isStruck={!isUp} />
      <span className="flex items-center gap-1 zoomed-out:hidden">
        <Icon aria-hidden="true" className="size-[13px] shrink-0" style={{ color }} strokeWidth={2.25} />
        <span className={cx('truncate font-semibold text-[13px] leading-[16px]', !isUp && 'line-through')}>{name}</span>
        <span className="ml-auto shrink-0 rounded-full bg-sunken px-1 font-medium text-[12px] text-text-muted leading-[15px]">
          {version}
        </span>
      </span>
      <span className="truncate text-[12px] zoomed-out:hidden text-text-muted leading-[15px]">{facts}</span>
    </NodeFrame>
  );
});
