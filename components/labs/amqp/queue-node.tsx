import type { NodeProps } from '@xyflow/react';
import { Boxes, Crown, Rows3, ScrollText, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useCallback, useRef } from 'react';
import { Moved, useRises } from '@/components/lab-shell/motion/moved';
import { useLabSession } from '@/components/lab-shell/run/lab-context';
import { useClock } from '@/components/lab-shell/run/use-clock';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { cx } from '@/components/ui/cx';
import { useReached } from './lit';
import { Marks } from './marks';
import type { MemberData, QueueData, QueueNode as QueueFlowNode } from './node-data';
import { NodeFrame } from './node-frame';

/** A queue: its ready messages as cells with the head at the right, where consumers take; below, its figures. */
export const QueueNode = memo(function QueueNode({ id, data, selected, isConnectable }: NodeProps<QueueFlowNode>) {
  const { name, type, marks, readyCount, unackedCount, isAvailable, members } = data;
  const t = useTranslations('labs.amqp.node');
  const Icon = !isAvailable ? Unplug : type === 'quorum' ? Boxes : type === 'stream' ? ScrollText : Rows3;
  const color = isAvailable ? 'var(--color-state-ok)' : 'var(--color-state-neutral)';
  return (
    <NodeFrame
      label={useLabel(data)}
      selected={selected}
      isActor={data.isActor === true}
      isConnectable={isConnectable}
      ends={{ source: true, target: true }}
      isReached={useReached(id)}
      color={color}
      icon={Icon}
      className={cx(
        'flex flex-col justify-between rounded-[8px] border-2 bg-surface px-1.5 py-[3px] zoomed-out:justify-center zoomed-out:px-1.5 zoomed-out:py-0',
        isAvailable ? 'border-(--color-state-ok)' : 'border-(--color-state-neutral) border-dotted bg-sunken',
        type === 'quorum' && isAvailable && 'border-[4px] border-double px-1 py-px zoomed-out:px-1.5 zoomed-out:py-0',
      )}
    >
      <ZoomedOutLabel name={name} lines={1} />
      <ZoomedOutLabel name={`${t('ready')} ${readyCount}`} lines={1} isName={false} />
      <span className="flex items-center gap-1 zoomed-out:hidden">
        <Icon aria-hidden="true" className="size-[13px] shrink-0" style={{ color }} strokeWidth={2.25} />
        {/* Before what it was declared with, which the panel says too. */}
        <span
          className={cx(
            'truncate font-semibold text-[13px] leading-[17px]',
            members.length === 0 && 'max-w-[calc(100%-17px)] shrink-0',
          )}
        >
          {name}
        </span>
        {members.length === 0 ? (
          <span className="ml-auto min-w-0">
            <Marks marks={marks} />
          </span>
        ) : (
          <span className="ml-auto shrink-0 text-[12px] text-text-muted tabular-nums">
            {t('termShort', { term: data.term })}
          </span>
        )}
      </span>
      <Cells {...data} />
      <span className="flex items-center zoomed-out:hidden gap-1.5 overflow-x-clip whitespace-nowrap text-[12px] text-text-muted leading-[15px] tabular-nums">
        <span>
          {t('ready')} <b className="font-semibold text-text">{readyCount}</b>
        </span>
        <span>
          {t('unacked')} <Unacked count={unackedCount} />
        </span>
      </span>
    </NodeFrame>
  );
});

/** The end of the row of ready messages, seen from the figure. */
const FROM_THE_HEAD = { x: 36, y: -18 };

/** Where a delivery takes a message that was ready. */
function Unacked({ count }: { readonly count: number }) {
  const rises = useRises(count);
  return (
    <Moved key={rises} isNew={rises > 0} from={FROM_THE_HEAD} className="inline-block font-semibold text-text">
      {count}
    </Moved>
  );
}

function useLabel(data: QueueData): string {
  const t = useTranslations('labs.amqp.node');
  const { name, type, marks, readyCount, unackedCount, isAvailable, members, term } = data;
  const words = [t('queueLabel', { name, type, ready: readyCount, unacked: unackedCount }), ...marks];
  if (!isAvailable) words.push(t('unavailable'));
  if (members.length > 0) words.push(t('term', { term }));
  for (const { node, role } of members) words.push(t(`member.${role}`, { node }));
  return words.join(', ');
}

/** Of a queue whose members stand beside its messages. */
const CELLS_BESIDE_MEMBERS = 3;

/** A cell per ready message, one that was delivered before with a corner cut off; what does not fit is a number. */
function Cells({ cells: ready, readyCount, headSinceTick, members }: QueueData) {
  const cells = members.length === 0 ? ready : ready.slice(0, CELLS_BESIDE_MEMBERS);
  const hidden = readyCount - cells.length;
  return (
    <span
      aria-hidden="true"
      className="flex h-[18px] zoomed-out:hidden items-center justify-end gap-[2px] overflow-hidden rounded-[4px] bg-sunken px-[3px]"
    >
      <span className="mr-auto flex min-w-0 items-center gap-1 overflow-hidden whitespace-nowrap text-[12px] text-text-muted leading-none tabular-nums">
        {members.length === 0 ? null : <Members members={members} />}
        {hidden > 0 ? <span>+{hidden}</span> : null}
        {members.length === 0 ? <HeadAge sinceTick={headSinceTick} /> : null}
      </span>
      {cells.toReversed().map(({ number, isRedelivered }) => (
        <span
          key={number}
          className={cx(
            'h-[13px] w-[7px] shrink-0 rounded-[2px]',
            isRedelivered
              ? 'border-2 border-(--color-state-pending) border-dashed bg-surface'
              : 'bg-(--color-state-ok)',
          )}
        />
      ))}
    </span>
  );
}

/** How long the message at the head has waited, drawn by the clock without rendering. */
function HeadAge({ sinceTick }: { readonly sinceTick: number | null }) {
  const t = useTranslations('labs.amqp.node');
  const { ticksPerSecond } = useLabSession();
  const text = useRef<HTMLSpanElement>(null);
  useClock(
    useCallback(
      (tick: number) => {
        if (text.current === null) return;
        const seconds = sinceTick === null ? 0 : Math.max(0, (tick - sinceTick) / ticksPerSecond);
        const shown = sinceTick === null ? '' : t('headAge', { seconds: seconds.toFixed(1) });
        if (text.current.textContent !== shown) text.current.textContent = shown;
      },
      [sinceTick, ticksPerSecond, t],
    ),
  );
  return <span ref={text} aria-hidden="true" />;
}

/** The replicas of a quorum queue, the leader with a crown, a line through what is down. */
function Members({ members }: Pick<QueueData, 'members'>) {
  return (
    <span aria-hidden="true" className="flex shrink-0 items-center gap-[2px]">
      {members.map((member) => (
        <Member key={member.node} {...member} />
      ))}
    </span>
  );
}

function Member({ node, role }: MemberData) {
  return (
    <span
      className={cx(
        'flex h-[15px] items-center rounded-[3px] border px-px text-[12px] leading-none',
        role === 'leader' && 'border-(--color-state-success) font-bold text-text',
        role === 'follower' && 'border-(--color-state-ok)',
        role === 'candidate' && 'border-(--color-state-pending) border-dashed',
        role === 'down' && 'border-(--color-state-neutral) border-dotted line-through',
      )}
    >
      {role === 'leader' ? (
        <Crown className="mr-px size-[10px] text-(--color-state-success)" strokeWidth={2.5} />
      ) : null}
      {node}
    </span>
  );
}
