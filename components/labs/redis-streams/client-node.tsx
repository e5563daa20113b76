import type { NodeProps } from '@xyflow/react';
import { Hand, Hourglass, type LucideIcon, Radio, Send, Snowflake, Turtle, Unplug, User, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useCallback, useRef, useState } from 'react';
import { Moved } from '@/components/lab-shell/motion/moved';
import { useClock } from '@/components/lab-shell/run/use-clock';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { ZoomedOutLabel } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { WorkBar } from '@/components/lab-shell/stage/work-bar';
import { cx } from '@/components/ui/cx';
import { ticksFromMs } from '@/sim/redis-streams/config';
import type {
  ClientNode as ClientFlowNode,
  ClientNodeData,
  Condition,
  ConsumerNode as ConsumerFlowNode,
  HeldEntries,
} from './node-data';
import { shortId } from './stream-strip';

const roleIcons = { producer: Send, consumer: Wrench, claimer: Hand, reader: Radio } as const;

const conditionLooks: Readonly<
  Record<Condition, { readonly color: string; readonly className: string; readonly icon: LucideIcon | null }>
> = {
  running: { color: 'var(--color-text-muted)', className: '', icon: null },
  blocked: { color: 'var(--color-text-muted)', className: '', icon: Hourglass },
  paused: { color: 'var(--color-state-paused)', className: 'border-double border-[4px]!', icon: Snowflake },
  crashed: { color: 'var(--color-state-neutral)', className: 'border-dotted bg-sunken!', icon: Unplug },
};

/** As high as the name beside it. */
const FAR_ICON = 'zoomed-out:size-[calc(11px/var(--zoom))]';

/** A process that speaks to the server: what it does, and what is pending with it. */
export const ClientNode = memo(function ClientNode({ data, selected }: NodeProps<ClientFlowNode>) {
  const t = useTranslations('labs.redis-streams.node');
  const { name, role, condition, held, target, work, slowPerMille } = data;
  const look = conditionLooks[condition];
  const doing = useDoing(data);
  const facts = useFacts(data);
  const Icon = roleIcons[role];
  const State = look.icon;
  const words = [
    t(`roles.${role}`),
    name,
    target,
    doing,
    ...facts,
    ...(held === null ? [] : [t('pendingCount', { count: held.count })]),
  ];
  return (
    <NodeFrame
      label={words.join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color={look.color}
      className={cx('justify-between px-2 py-[5px] zoomed-out:justify-evenly', look.className)}
    >
      <span className="flex items-center gap-1.5">
        <Icon
          aria-hidden="true"
          className={cx('size-[14px] shrink-0 text-text-muted', State === null ? FAR_ICON : 'zoomed-out:hidden')}
          strokeWidth={2.25}
        />
        <span
          className={cx(
            'truncate font-semibold text-[14.5px] leading-[17px] zoomed-out:hidden',
            condition === 'crashed' && 'line-through',
          )}
        >
          {name}
        </span>
        <ZoomedOutLabel name={name} lines={2} isStruck={condition === 'crashed'} />
        {slowPerMille > 1000 ? <Turtle aria-hidden="true" className="size-[14px] shrink-0 zoomed-out:hidden" /> : null}
        {State === null ? null : (
          // Far away there is room for one icon.
          <State
            aria-hidden="true"
            className={cx('ml-auto size-[14px] shrink-0 zoomed-out:order-first zoomed-out:ml-0', FAR_ICON)}
            style={{ color: look.color }}
          />
        )}
      </span>
      <span className="truncate text-[12.5px] leading-[15px] zoomed-out:hidden">{doing}</span>
      {role === 'reader' ? <ZoomedOutLabel name={doing} lines={1} isName={false} /> : null}
      {held === null ? null : <Held held={held} />}
      <span className="truncate text-[12px] zoomed-out:hidden text-text-muted leading-[14px] tabular-nums">
        {facts.join(' · ')}
      </span>
      {role === 'consumer' || role === 'claimer' ? <WorkBar work={work} /> : null}
    </NodeFrame>
  );
});

/** A consumer that only the server knows: entries may be pending with it, and nobody works them. */
export const ConsumerNode = memo(function ConsumerNode({ data, selected }: NodeProps<ConsumerFlowNode>) {
  const t = useTranslations('labs.redis-streams.node');
  const { name, target, held } = data;
  return (
    <NodeFrame
      label={[t('roles.stranger'), name, target, t('pendingCount', { count: held.count })].join(', ')}
      selected={selected}
      isActor={data.isActor === true}
      color="var(--color-border-strong)"
      className="justify-between border-dashed px-2 py-[5px] zoomed-out:justify-evenly"
    >
      <span className="flex items-center gap-1.5">
        <User
          aria-hidden="true"
          className="size-[14px] shrink-0 text-text-muted zoomed-out:size-[calc(11px/var(--zoom))]"
          strokeWidth={2.25}
        />
        <span className="truncate font-semibold text-[14.5px] leading-[17px] zoomed-out:hidden">{name}</span>
        <ZoomedOutLabel name={name} lines={2} />
      </span>
      <span className="truncate text-[12.5px] zoomed-out:hidden text-text-muted leading-[15px]">{t('noProcess')}</span>
      <Held held={held} />
      <span className="truncate text-[12px] zoomed-out:hidden text-text-muted leading-[14px]">{target}</span>
    </NodeFrame>
  );
});

function useDoing({ condition, activity, role, ratePerSecond, lastError }: ClientNodeData): string {
  const t = useTranslations('labs.redis-streams.node');
  if (condition !== 'running') return t(`conditions.${condition}`);
  if (activity === 'waiting' && lastError !== null) return lastError;
  if (role === 'producer') return ratePerSecond === null ? t('byHand') : t('rate', { count: ratePerSecond });
  return t(`activities.${activity ?? 'idle'}`);
}

function useFacts({ role, done, failed, duplicates, lastId }: ClientNodeData): readonly string[] {
  const t = useTranslations('labs.redis-streams.node');
  if (role === 'producer') return [t('added', { count: done })];
  if (role === 'reader') {
    return [t('got', { count: done }), ...(lastId === null ? [] : [t('lastId', { id: shortId(lastId) })])];
  }
  return [
    t('worked', { count: done }),
    ...(failed === 0 ? [] : [t('failed', { count: failed })]),
    ...(duplicates === 0 ? [] : [t('duplicates', { count: duplicates })]),
  ];
}

/** The entries that are pending with a consumer, and how long the oldest has been. */
function Held({ held }: { readonly held: HeldEntries }) {
  const t = useTranslations('labs.redis-streams.node');
  const [idAtFirst] = useState(held.chips[0]?.id);
  return (
    <>
      {held.count === 0 ? (
        <span className="h-[17px] text-[12px] text-text-subtle leading-[17px] zoomed-out:hidden">
          {t('nothingPending')}
        </span>
      ) : (
        <Chips held={held} idAtFirst={idAtFirst} />
      )}
      <ZoomedOutLabel name={t('pendingCount', { count: held.count })} lines={1} isName={false} />
    </>
  );
}

const FROM_THE_LOG = { x: -36, y: 0 };

interface ChipsProps {
  readonly held: HeldEntries;
  /** The entry that was here when the node was first drawn: it has not come from anywhere. */
  readonly idAtFirst: string | undefined;
}

/** The first entry, and how many more there are. */
function Chips({ held: { count, chips, oldestTick }, idAtFirst }: ChipsProps) {
  // There is room for one.
  const shown = chips.slice(0, 1);
  return (
    <span aria-hidden="true" className="flex h-[17px] items-center gap-1 overflow-hidden zoomed-out:hidden">
      {shown.map(({ id, deliveries }) => (
        <Moved
          key={id}
          isNew={id !== idAtFirst}
          from={FROM_THE_LOG}
          className="flex h-[17px] shrink-0 items-center whitespace-nowrap rounded-[3px] border-(--color-state-pending) border-[1.5px] bg-[color-mix(in_srgb,var(--color-state-pending)_18%,var(--color-surface))] px-[3px] font-mono text-[12px] leading-none"
        >
          {shortId(id)}
          {deliveries > 1 ? <b className="pl-[3px]">×{deliveries}</b> : null}
        </Moved>
      ))}
      {count > shown.length ? (
        <span className="font-semibold text-[12px] leading-none tabular-nums">+{count - shown.length}</span>
      ) : null}
      <Idle sinceTick={oldestTick} />
    </span>
  );
}

/** Seconds since the oldest was delivered, written by the clock without rendering. */
function Idle({ sinceTick }: { readonly sinceTick: number | null }) {
  const text = useRef<HTMLSpanElement>(null);
  useClock(
    useCallback(
      (tick: number) => {
        if (text.current === null || sinceTick === null) return;
        const words = `${Math.max(0, (tick - sinceTick) / ticksFromMs(1000)).toFixed(1)}s`;
        if (text.current.textContent !== words) text.current.textContent = words;
      },
      [sinceTick],
    ),
  );
  return <span ref={text} className="ml-auto text-[12px] text-text-muted leading-none tabular-nums" />;
}
