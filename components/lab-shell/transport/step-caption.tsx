'use client';

import { useLocale, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { StateIcon } from '@/components/ui/state-badge';
import { formatTime } from '../run/format-tick';
import { setKeepsPlaying } from '../run/key-event-memory';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import { silenceTicks } from '../run/pace';
import { useClockText } from '../run/use-clock-text';

/**
 * What happened, in words, under the canvas: while time runs, the last step that is told; of a run that stands still, the step itself.
 * Where a first run has stopped by itself, why.
 */
export function StepCaption() {
  const t = useTranslations();
  const clockText = useClockText();
  const session = useLabSession();
  const shownStep = useLab(({ player, told, isHousekeeping }) => {
    const { isPlaying, stoppedAt, step } = player.getState();
    return isPlaying || stoppedAt !== null || isHousekeeping(step) ? told(step).step : step;
  });
  // Another branch may tell another story of the same step.
  usePlayer((player) => player.branchId);
  const stoppedAt = usePlayer((player) => player.stoppedAt);
  const isAtMoment = usePlayer((player) => !player.isPlaying && player.tick === session.opensAtTick);
  // A key event is at the moment at which the run has stopped, whatever was told last.
  const stoppedTick = usePlayer((player) => (player.stoppedAt === null ? null : player.tick));
  const { tick, summary, details, state, icon } = session.describe(shownStep, t);
  return (
    <div
      data-lab="caption"
      className="min-h-[4.75rem] border-border border-t px-4 py-2 @min-[40rem]:min-h-16 low:flex low:min-h-9 low:items-center low:gap-4 low:py-1"
    >
      <p className="flex items-baseline gap-2.5 text-sm leading-snug">
        <span className="shrink-0 text-text-muted tabular-nums">{clockText(stoppedTick ?? tick)}</span>
        <span className={cx('min-w-0 font-medium', stoppedAt === null && 'line-clamp-2 @min-[40rem]:line-clamp-1')}>
          <Silence step={shownStep} />
          {state === null ? null : (
            <StateIcon state={state} icon={icon} className="mr-1.5 inline size-4 align-[-0.2em]" />
          )}
          {stoppedAt === null ? summary : (session.keyEvents?.text(stoppedAt, t) ?? summary)}
        </span>
      </p>
      {stoppedAt !== null ? (
        <GoOn />
      ) : isAtMoment ? (
        <FromTheStart />
      ) : (
        <p className="mt-0.5 line-clamp-1 text-text-muted text-xs low:hidden">{details.join(' · ')}</p>
      )}
    </div>
  );
}

/** How long nothing happened before a step. */
function Silence({ step }: { readonly step: number }) {
  const t = useTranslations('lab.caption.later');
  const locale = useLocale();
  const { told, ticksPerSecond, ticksPerRealSecond } = useLabSession();
  // What is being passed in silence comes after this step: the next sentence says it.
  const isSkipping = usePlayer((player) => player.skippedTicks !== null);
  const ticks = isSkipping ? 0 : told(step).silenceTicks;
  if (ticks <= silenceTicks(ticksPerRealSecond)) return null;
  const { unit, time } = formatTime(ticks, ticksPerSecond, locale);
  return <span className="mr-2 font-normal text-text-muted">{t(unit, { time })}</span>;
}

const buttonClass = 'min-h-6 rounded-sm text-accent underline underline-offset-4';

/** The scenario stands at its moment; what led to it can be played too. */
function FromTheStart() {
  const t = useTranslations('lab.caption');
  const { player } = useLabSession();
  return (
    <p className="flex shrink-0 gap-4 text-sm">
      <span className="text-text-muted">{t('atMoment')}</span>
      <button
        type="button"
        className={buttonClass}
        onClick={() => {
          player.getState().toStart();
          player.getState().play();
        }}
      >
        {t('fromTheStart')}
      </button>
    </p>
  );
}

/** A first run has stopped by itself. */
function GoOn() {
  const t = useTranslations('lab.caption');
  const { player } = useLabSession();
  return (
    <p className="flex shrink-0 gap-4 text-sm">
      <button type="button" className={buttonClass} onClick={() => player.getState().play()}>
        {t('goOn')}
      </button>
      <button
        type="button"
        className={buttonClass}
        onClick={() => {
          setKeepsPlaying(true);
          player.getState().stopAt([]);
          player.getState().play();
        }}
      >
        {t('keepPlaying')}
      </button>
    </p>
  );
}
