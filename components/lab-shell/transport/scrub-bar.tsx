'use client';

import { OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useRef } from 'react';
import { statePalette } from '@/components/ui/state-palette';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import { type MergedMark, mergeMarks } from '../run/mark-index';
import { scaleEnd } from '../run/play-clock';
import { useCalmClock } from '../run/use-clock';
import { useClockText } from '../run/use-clock-text';
import { useStageBox } from '../stage/nodes/use-stage-box';

/** Of one mark with its count: marks nearer to each other are one. In pixels. */
const MARK_ROOM = 24;

/**
 * The run as a line: what is known of it, where one stands, what happened when, where other branches leave. Beyond the known
 * end it runs on. The arrow keys take single steps here as everywhere in the lab.
 */
export function ScrubBar() {
  const t = useTranslations('lab');
  const clockText = useClockText();
  const { timeSpanTicks, player } = useLabSession();
  const endTick = usePlayer((state) => scaleEnd(state.knownEnd.tick, timeSpanTicks));
  const input = useRef<HTMLInputElement>(null);
  useCalmClock(
    useCallback(() => {
      const { tick, step } = player.getState();
      if (input.current === null) return;
      input.current.value = String(tick);
      const value = { time: clockText(tick), end: clockText(endTick), step };
      input.current.setAttribute('aria-valuetext', t('scrub.value', value));
    }, [player, clockText, endTick, t]),
  );
  return (
    <div className="relative h-11 px-4 low:h-7">
      <div className="relative h-full">
        <Line endTick={endTick} />
        <Marks endTick={endTick} />
        <input
          ref={input}
          type="range"
          aria-label={t('scrub.label')}
          min={0}
          max={endTick}
          step={1}
          defaultValue={0}
          onChange={(event) => player.getState().seekTick(event.currentTarget.valueAsNumber)}
          className="absolute inset-x-[-10px] inset-y-0 w-[calc(100%+20px)] cursor-pointer opacity-0 [&:focus-visible+span]:outline-2"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-[-10px] inset-y-1 rounded-sm outline-focus"
        />
      </div>
    </div>
  );
}

/** The known part, the passed part and the place of the clock, which moves them without rendering and without layout. */
function Line({ endTick }: { readonly endTick: number }) {
  const { player } = useLabSession();
  const known = useRef<HTMLDivElement>(null);
  const passed = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  useCalmClock(
    useCallback(() => {
      const { clockTick, knownEnd } = player.getState();
      const percent = (tick: number) => `${Math.min(1, tick / endTick) * 100}%`;
      const move = (element: HTMLElement | null, to: string) => element?.style.setProperty('translate', to);
      move(known.current, percent(knownEnd.tick));
      move(passed.current, percent(clockTick));
      move(thumb.current, percent(clockTick));
    }, [player, endTick]),
  );
  return (
    <div aria-hidden="true" className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2">
      <div className="absolute inset-0 overflow-hidden rounded-full bg-border forced-colors:border forced-colors:border-[CanvasText]">
        <div
          ref={known}
          className="absolute inset-y-0 right-full w-full bg-border-strong forced-colors:bg-[GrayText] forced-color-adjust-none"
        />
        <div
          ref={passed}
          className="absolute inset-y-0 right-full w-full bg-accent forced-colors:bg-[Highlight] forced-color-adjust-none"
        />
      </div>
      <div ref={thumb} className="absolute inset-0">
        <div className="absolute top-1/2 left-0 size-4 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-accent bg-surface shadow-sm" />
      </div>
    </div>
  );
}

/** Marks above the line, what a person did below it, and forks where branches part. */
function Marks({ endTick }: { readonly endTick: number }) {
  const marks = useLab((session) => session.marks());
  const session = useLabSession();
  const area = useRef<HTMLDivElement>(null);
  const { width } = useStageBox(area);
  const branchId = usePlayer((state) => state.branchId);
  usePlayer((state) => state.branchCount);
  const forks = session.branches().filter((branch) => branch.id === branchId || branch.parentId === branchId);
  return (
    <div ref={area} aria-hidden="true" className="pointer-events-none absolute inset-0">
      {mergeMarks(marks, endTick, Math.max(1, Math.floor(width / MARK_ROOM))).map((mark) => (
        <Mark key={mark.step} mark={mark} endTick={endTick} />
      ))}
      {forks.map((fork) =>
        fork.parentId === null || fork.forkTick > endTick ? null : (
          <span
            key={fork.id}
            className="absolute top-1/2 h-5 w-0 -translate-y-1/2 border-accent border-l-2 border-dotted"
            style={{ left: `${(fork.forkTick / endTick) * 100}%` }}
          />
        ),
      )}
    </div>
  );
}

function Mark({ mark, endTick }: { readonly mark: MergedMark; readonly endTick: number }) {
  const { icon, color } = statePalette[mark.state];
  const Icon = mark.isViolation ? OctagonAlert : icon;
  return (
    <span
      className="absolute top-0 bottom-0 w-3 -translate-x-1/2"
      style={{ left: `${Math.min(1, mark.tick / endTick) * 100}%`, color }}
    >
      <Icon strokeWidth={2.75} className="absolute top-0 left-0 size-3" />
      {mark.count > 1 ? (
        <span className="absolute top-[-3px] left-[11px] text-[0.6875rem] text-text-muted leading-none tabular-nums">
          {mark.count > 9 ? '9+' : mark.count}
        </span>
      ) : null}
      {mark.isCommand ? <span className="absolute bottom-[3px] left-[3px] size-1.5 rotate-45 bg-text-muted" /> : null}
    </span>
  );
}
