import type { NodeProps } from '@xyflow/react';
import { ArrowRight, Asterisk, ChartPie, Dices, type LucideIcon, Network, Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import type { ExchangeType } from '@/sim/amqp/broker/types';
import { useReached } from './lit';
import { Marks } from './marks';
import type { ExchangeNode as ExchangeFlowNode } from './node-data';
import { NodeFrame } from './node-frame';

/** One key, every queue, words of the key, headers, a share of all: what each type looks at. */
export const exchangeIcons: Readonly<Record<ExchangeType, LucideIcon>> = {
  direct: ArrowRight,
  fanout: Network,
  topic: Asterisk,
  headers: Tags,
  'x-consistent-hash': ChartPie,
  'x-local-random': Dices,
};

/** An exchange: a pill with its type as icon and word, and what it was declared with. */
export const ExchangeNode = memo(function ExchangeNode(props: NodeProps<ExchangeFlowNode>) {
  const { id, data, selected, isConnectable } = props;
  const { name, type, marks } = data;
  const t = useTranslations('labs.amqp.node');
  const shownName = name === '' ? t('defaultExchange') : name;
  const Icon = exchangeIcons[type];
  return (
    <NodeFrame
      label={[t('exchangeLabel', { name: shownName, type }), ...marks].join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      isConnectable={isConnectable}
      ends={{ source: name !== '', target: name !== '' }}
      isReached={useReached(id)}
      color="var(--color-state-paused)"
      icon={Icon}
      className="flex items-center gap-1.5 rounded-full border-2 border-(--color-state-paused) bg-[color-mix(in_srgb,var(--color-state-paused)_10%,var(--color-surface))] px-2 zoomed-out:px-2"
    >
      <ZoomedOutLabel name={name === '' ? t('defaultExchangeShort') : name} lines={1} className="w-full text-center" />
      <Icon
        aria-hidden="true"
        className="size-[15px] shrink-0 zoomed-out:hidden text-(--color-state-paused)"
        strokeWidth={2.25}
      />
      <span className="flex min-w-0 zoomed-out:hidden flex-col">
        <span className="truncate font-semibold text-[13px] leading-[16px]">
          {name === '' ? t('defaultExchangeShort') : name}
        </span>
        <span className="flex items-center gap-1 whitespace-nowrap text-[12px] text-text-muted leading-[14px]">
          {type.startsWith('x-') ? (type === 'x-consistent-hash' ? 'hash' : 'local random') : type}
          <Marks marks={marks} />
        </span>
      </span>
    </NodeFrame>
  );
});
