import type { NodeProps } from '@xyflow/react';
import { Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useCallback, useRef } from 'react';
import { useClock } from '@/components/lab-shell/run/use-clock';
import { CanvasHandle } from '@/components/lab-shell/stage/nodes/canvas-store';
import { SIDE } from '@/components/lab-shell/stage/nodes/position';
import { cx } from '@/components/ui/cx';
import { LogStrip } from './log-strip';
import { looks, serverColors } from './looks';
import { membershipWords, ServerChips } from './server-chips';
import type { Ballot, ServerNodeData } from './server-data';
import { SERVER_SIZE, type ServerNode as ServerFlowNode } from './to-flow';

const RING_GAP = 9;
/** Lines run from centre to centre; React Flow looks for where they begin. */
const HANDLE = 'pointer-events-none! top-1/2! left-1/2! size-0! min-h-0! min-w-0! border-0! opacity-0';
const RING_RADIUS = SERVER_SIZE / 2 + RING_GAP;

/** A server: role by colour, icon, outline and word; its term; around it the election timer running out; beside it its log. */
export const ServerNode = memo(function ServerNode({ data, selected }: NodeProps<ServerFlowNode>) {
  const { name, state, role, electionTimer, ballots, membership, log, logSide } = data;
  // A paused server still is what it was: only its colour and icon say that it stands still.
  const color = serverColors[state];
  const { icon: Icon } = looks[state];
  const isCrashed = state === 'crashed';
  const isOutside = membership === 'outside';
  const t = useTranslations('labs.raft.node');
  const roleWords = useRoleWords(data);
  const label = useLabel(data, roleWords);
  return (
    <div className="relative size-full">
      <CanvasHandle type="source" position={SIDE.top} isConnectable={false} className={HANDLE} />
      <CanvasHandle type="target" position={SIDE.top} isConnectable={false} className={HANDLE} />
      {electionTimer === null ? null : <TimerRing color={color} {...electionTimer} />}
      <button
        type="button"
        aria-pressed={selected}
        aria-label={label}
        className={cx(
          'nopan absolute inset-0 flex flex-col items-center justify-center gap-1 rounded-full text-text transition-[background-color,border-color,box-shadow] duration-slow focus-visible:outline-[3px] focus-visible:outline-offset-[14px]',
          role === 'leader' ? 'border-[4px]' : 'border-[2px]',
          (isCrashed || isOutside) && 'text-text-muted',
        )}
        style={{
          borderColor: color,
          borderStyle: borderStyle(data),
          backgroundColor:
            isCrashed || isOutside ? 'var(--color-sunken)' : `color-mix(in srgb, ${color} 14%, var(--color-surface))`,
          boxShadow: shadow(selected, data.isActor === true, color),
        }}
      >
        <span className="flex items-center gap-1.5 font-semibold text-[23px] leading-none">
          <Icon aria-hidden="true" strokeWidth={2.25} style={{ color }} className="size-[20px]" />
          <span className={cx(isCrashed && 'line-through')}>{name}</span>
        </span>
        <span
          className={cx(
            'max-w-[100px] text-center font-medium leading-tight',
            state === 'paused' ? 'text-[15px]' : 'whitespace-nowrap text-[15.5px]',
          )}
        >
          {roleWords}
        </span>
        <span className="text-[15px] text-text-muted leading-none tabular-nums">
          {t('term', { term: data.currentTerm })}
        </span>
        {ballots.length === 0 ? null : (
          <span className="mt-0.5 flex max-w-[92px] flex-wrap items-center justify-center gap-x-2 gap-y-1">
            {ballots.map((ballot, index) => (
              // The halves of a joint configuration keep their order.
              <VotePips key={index === 0 ? 'old' : 'new'} {...ballot} />
            ))}
          </span>
        )}
      </button>
      <LogStrip log={log} side={logSide} isShort={data.isCrowded} color={color} />
      <ServerChips {...data} />
    </div>
  );
});

function borderStyle({ state, role, isPreVote }: ServerNodeData): 'solid' | 'dashed' | 'dotted' | 'double' {
  if (state === 'crashed' || isPreVote) return 'dotted';
  if (state === 'paused') return 'double';
  return role === 'candidate' ? 'dashed' : 'solid';
}

/** The role in a word or two, with what qualifies it. */
function useRoleWords({ state, role, isPreVote }: ServerNodeData): string {
  const t = useTranslations('labs.raft.node');
  const roles = useTranslations('labs.raft.roles');
  if (role === null) return roles('crashed');
  const word = isPreVote ? t('preCandidate') : roles(role);
  return state === 'paused' ? t('pausedAs', { role: word }) : word;
}

/** Everything that is drawn, in words. */
function useLabel(data: ServerNodeData, roleWords: string): string {
  const t = useTranslations('labs.raft.node');
  const { name, currentTerm, ballots, log, membership, group, timerRatePerMille } = data;
  const words: (string | null)[] = [name, roleWords, t('term', { term: currentTerm })];
  for (const ballot of ballots) words.push(t('votes', { granted: ballot.granted, needed: ballot.needed }));
  words.push(
    log.indexes === null ? t('logOnDisk', { last: log.lastIndex }) : t('log', { last: log.lastIndex, ...log.indexes }),
  );
  if (log.snapshotIndex !== null) words.push(t('snapshot', { index: log.snapshotIndex }));
  words.push(membershipWords(membership, t));
  if (group !== null) words.push(group === 0 ? t('alone') : t('group', { group }));
  if (data.electionTimer?.isNext === true) words.push(t('nextLabel'));
  if (timerRatePerMille !== 1000) words.push(t('clockLabel', { rate: timerRatePerMille / 1000 }));
  return words.filter((each) => each !== null).join(', ');
}

/** A firm ring around the selected server, a wide pale one around those that the last step happened at. */
function shadow(isSelected: boolean, isActor: boolean, color: string): string {
  const halo = `0 0 0 20px color-mix(in srgb, ${color} ${isActor ? 13 : 0}%, transparent)`;
  return isSelected ? `0 0 0 3px var(--color-surface), 0 0 0 6px var(--color-accent), ${halo}` : halo;
}

/** Votes as filled dots, up to the number that is needed. */
function VotePips({ granted, needed }: Ballot) {
  return (
    <span className="flex items-center gap-1">
      {Array.from({ length: needed }, (_, index) => index).map((index) => (
        <span
          key={index}
          className={cx(
            'size-[10px] rounded-full border-2 border-(--color-state-pending)',
            index < granted && 'bg-(--color-state-pending)',
          )}
        />
      ))}
    </span>
  );
}

interface TimerRingProps extends NonNullable<ServerNodeData['electionTimer']> {
  readonly color: string;
}

/** What is left of the election timeout, drawn by the clock without rendering: on one scale with all others. */
function TimerRing({ color, dueTick, scaleTicks, isNext }: TimerRingProps) {
  const t = useTranslations('labs.raft.node');
  const circle = useRef<SVGCircleElement>(null);
  useClock(
    useCallback(
      (tick: number) => {
        const left = Math.min(1, Math.max(0, (dueTick - tick) / scaleTicks));
        circle.current?.setAttribute('stroke-dashoffset', String(1 - left));
      },
      [dueTick, scaleTicks],
    ),
  );
  const size = 2 * (RING_RADIUS + 4);
  const shared = { cx: size / 2, cy: size / 2, r: RING_RADIUS, fill: 'none' };
  return (
    <>
      {isNext ? <NextMark>{t('next')}</NextMark> : null}
      <svg
        aria-hidden="true"
        width={size}
        height={size}
        className="absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2 -rotate-90 overflow-visible"
      >
        <circle {...shared} stroke="var(--color-border)" strokeWidth={2} />
        <circle
          {...shared}
          ref={circle}
          stroke={isNext ? 'var(--color-state-pending)' : `color-mix(in srgb, ${color} 75%, var(--color-surface))`}
          strokeWidth={isNext ? 7 : 4.5}
          strokeLinecap="butt"
          pathLength={1}
          strokeDasharray="1 1"
        />
      </svg>
    </>
  );
}

/** Beside the timer that runs out first. */
function NextMark({ children }: { readonly children: string }) {
  return (
    <span
      aria-hidden="true"
      className="absolute -top-4 left-[calc(100%-16px)] z-10 flex items-center gap-1 whitespace-nowrap rounded-full border border-(--color-state-pending) bg-surface px-2 py-0.5 text-[15px] leading-none"
    >
      <Timer className="size-[14px]" />
      {children}
    </span>
  );
}
