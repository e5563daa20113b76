import type { NodeProps } from '@xyflow/react';
import { Hourglass, SquareTerminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import type { ConsoleNode as ConsoleFlowNode } from './node-data';

/** The console on the server's own machine, with the latest command. */
export const ConsoleNode = memo(function ConsoleNode({ data, selected }: NodeProps<ConsoleFlowNode>) {
  const t = useTranslations('labs.redis-streams.node');
  const { line, isBlocked, count, isMore } = data;
  return (
    <NodeFrame
      label={[t('roles.console'), line ?? t('nothingTyped'), ...(isBlocked ? [t('conditions.blocked')] : [])].join(
        ', ',
      )}
      selected={selected}
      isActor={data.isActor === true}
      color="var(--color-text-muted)"
      className="justify-between px-2 py-[5px] zoomed-out:justify-center"
    >
      <span className="flex items-center gap-1.5">
        <SquareTerminal
          aria-hidden="true"
          className="size-[14px] shrink-0 text-text-muted zoomed-out:size-[calc(11px/var(--zoom))]"
          strokeWidth={2.25}
        />
        <span className="truncate font-semibold text-[14.5px] leading-[17px] zoomed-out:hidden">redis-cli</span>
        <ZoomedOutLabel name="redis-cli" lines={1} />
        {isBlocked ? (
          <Hourglass aria-hidden="true" className="ml-auto size-[14px] shrink-0 text-text-muted zoomed-out:hidden" />
        ) : null}
      </span>
      <span className="truncate font-mono text-[12px] leading-[15px] zoomed-out:hidden">
        {line ?? t('nothingTyped')}
      </span>
      <span className="truncate text-[12px] zoomed-out:hidden text-text-muted leading-[14px] tabular-nums">
        {t('typed', { count, more: isMore ? 'yes' : 'no' })}
      </span>
    </NodeFrame>
  );
});
