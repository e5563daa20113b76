'use client';

import { Keyboard, Minus, Pause, Play, Plus, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { lazyPart } from '@/components/ui/lazy-part';
import { useLabSession, usePlayer } from '../run/lab-context';
import { SPEEDS, speedAt, speedLabel } from '../run/play-clock';
import { useCalmClock } from '../run/use-clock';
import { useClockText } from '../run/use-clock-text';

// A run has one branch until somebody changes its past.
const BranchMenu = lazyPart(() => import('./branch-menu').then((module) => module.BranchMenu), null);

interface TransportBarProps {
  readonly onHelp: () => void;
  readonly besidePlay: ReactNode;
  /** The lab's other buttons, at the end. */
  readonly children: ReactNode;
}

/** Moving through the run: one line where there is room, else two. */
export function TransportBar({ onHelp, besidePlay, children }: TransportBarProps) {
  const t = useTranslations('lab');
  const branchCount = usePlayer((state) => state.branchCount);
  return (
    <div className="flex flex-wrap items-center gap-y-0.5 px-2.5 pb-2.5 low:pb-1">
      <Steps />
      <div className="order-1 ml-1">{besidePlay}</div>
      <span aria-hidden="true" className="order-2 w-full @min-[48rem]:hidden" />
      <Speed />
      <Clock />
      <div className="order-4 ml-auto flex items-center">
        {branchCount < 2 ? null : <BranchMenu />}
        {/* A canvas this narrow is a phone's, which has no keys; `?` works everywhere. */}
        <span className="hidden @min-[26rem]:block">
          <IconButton
            label={t('shortcuts.title')}
            shortcut="?"
            icon={<Keyboard aria-hidden="true" />}
            onClick={onHelp}
          />
        </span>
        {children}
      </div>
      <LengthNotice />
    </div>
  );
}

/** Tells in time that the run becomes too long to be kept or graded. */
function LengthNotice() {
  const t = useTranslations('lab.transport');
  const length = usePlayer((state) => state.gradedLength);
  return (
    <p role="status" className="order-5 w-full px-1.5 text-sm text-text-muted empty:hidden">
      {length === 'short' ? null : t(length === 'near' ? 'nearlyTooLong' : 'tooLong')}
    </p>
  );
}

/** Playing and stepping; the short form leaves out the two great leaps. */
export function Steps({ isShort = false }: { readonly isShort?: boolean }) {
  const t = useTranslations('lab.transport');
  const { player } = useLabSession();
  const isPlaying = usePlayer((state) => state.isPlaying);
  const isAtStart = usePlayer((state) => state.step === 0 && state.tick === 0);
  const isQuiet = usePlayer((state) => state.isQuiet);
  const now = () => player.getState();
  return (
    <fieldset aria-label={t('group')} className="order-1 flex min-w-0 items-center">
      {isShort ? null : (
        <IconButton
          label={t('start')}
          shortcut="Home"
          disabled={isAtStart}
          icon={<SkipBack aria-hidden="true" />}
          onClick={() => now().toStart()}
        />
      )}
      <IconButton
        label={t('back')}
        shortcut="←"
        disabled={isAtStart}
        icon={<StepBack aria-hidden="true" />}
        onClick={() => now().stepBack()}
      />
      <IconButton
        label={isPlaying ? t('pause') : t('play')}
        shortcut="Space"
        variant="primary"
        className="mx-1 rounded-full"
        icon={isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" className="translate-x-px" />}
        onClick={() => (isPlaying ? now().pause() : now().play())}
      />
      <IconButton
        label={t('forward')}
        shortcut="→"
        disabled={isQuiet}
        icon={<StepForward aria-hidden="true" />}
        onClick={() => now().stepForward()}
      />
      {isShort ? null : (
        <IconButton
          label={t('nextMark')}
          shortcut="Shift+→"
          disabled={isQuiet}
          icon={<SkipForward aria-hidden="true" />}
          onClick={() => now().toNextMark()}
        />
      )}
    </fieldset>
  );
}

function Speed() {
  const t = useTranslations('lab.transport');
  const session = useLabSession();
  const index = usePlayer((state) => state.speedIndex);
  const speed = speedAt(index);
  const simulated = useClockText()(session.ticksPerRealSecond * speed);
  const change = (by: number) => session.player.getState().setSpeedIndex(index + by);
  return (
    <fieldset aria-label={t('speed')} className="order-3 flex min-w-0 items-center @min-[48rem]:ml-4">
      <IconButton
        label={t('slower')}
        shortcut="["
        size="sm"
        disabled={index === 0}
        icon={<Minus aria-hidden="true" />}
        onClick={() => change(-1)}
      />
      <output
        aria-live="off"
        title={t('speedMeaning', { time: simulated })}
        className="w-11 text-center font-medium text-sm tabular-nums"
      >
        {speedLabel(speed)}
      </output>
      <IconButton
        label={t('faster')}
        shortcut="]"
        size="sm"
        disabled={index === SPEEDS.length - 1}
        icon={<Plus aria-hidden="true" />}
        onClick={() => change(1)}
      />
    </fieldset>
  );
}

/** Written by the clock without rendering. */
function Clock() {
  const t = useTranslations('lab');
  const clockText = useClockText();
  const { player } = useLabSession();
  const time = useRef<HTMLSpanElement>(null);
  const steps = useRef<HTMLSpanElement>(null);
  useCalmClock(
    useCallback(() => {
      const { tick, step } = player.getState();
      if (time.current !== null) time.current.textContent = clockText(tick);
      if (steps.current !== null) steps.current.textContent = t('step', { step });
    }, [player, t, clockText]),
  );
  return (
    <p className="order-3 ml-2 flex gap-2 text-sm text-text-muted tabular-nums @min-[48rem]:ml-4">
      <span ref={time} className="min-w-[5.5em] text-text" />
      <span ref={steps} className="hidden @min-[56rem]:inline" />
    </p>
  );
}
