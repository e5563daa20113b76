'use client';

import { useLocale, useTranslations } from 'next-intl';
import { StateIcon } from '@/components/ui/state-badge';
import { formatMs } from '../run/format-tick';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import type { PlacedMark } from '../run/mark-index';

/**
 * What happened, in words, under the canvas. While time runs steps come too fast to be read: then it is the last one that
 * has a mark.
 */
export function StepCaption() {
  const t = useTranslations();
  const locale = useLocale();
  const session = useLabSession();
  const shownStep = useLab(({ player, marks }) => {
    const { isPlaying, step } = player.getState();
    return isPlaying ? lastMarkedStep(marks(), step) : step;
  });
  // Another branch may tell another story of the same step.
  usePlayer((player) => player.branchId);
  const { tick, summary, details, state, icon } = session.describe(shownStep, t);
  return (
    <div className="h-[4.75rem] border-border border-t px-4 py-2.5 @min-[40rem]:h-16">
      <p className="flex items-baseline gap-2.5 text-sm leading-snug">
        <span className="shrink-0 text-text-muted tabular-nums">
          {t('lab.ms', { ms: formatMs(tick, session.ticksPerSecond, locale) })}
        </span>
        <span className="line-clamp-2 min-w-0 font-medium @min-[40rem]:line-clamp-1">
          {state === null ? null : (
            <StateIcon state={state} icon={icon} className="mr-1.5 inline size-4 align-[-0.2em]" />
          )}
          {summary}
        </span>
      </p>
      <p className="mt-0.5 line-clamp-1 text-text-muted text-xs">{details.join(' · ')}</p>
    </div>
  );
}

function lastMarkedStep(marks: readonly PlacedMark[], step: number): number {
  return marks.findLast((mark) => mark.step <= step)?.step ?? 0;
}
