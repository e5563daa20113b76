'use client';

import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { LabForm, type LessonForm, useMilestone } from '@/components/labs/lesson-milestones';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import { useKeptAnswer } from './kept-answers';

interface WhenProps {
  /** A milestone of the lab around this. */
  readonly seen: string;
  /** What the reader may do to bring it about, as a request: "Elect a leader". */
  readonly hint: string;
  /** What of the lab that cannot be done without. */
  readonly form?: LessonForm;
  readonly children: ReactNode;
}

/**
 * Text that speaks of something that has come about in the lab above, and stays away until it has. On paper, in a reader and
 * without JavaScript it is simply there; whoever cannot or will not run the lab can ask for it.
 */
export function When({ seen, hint, form, children }: WhenProps) {
  const t = useTranslations('lesson.when');
  const { hasCome, place } = useMilestone(seen);
  const [kept, keep] = useKeptAnswer(`when/${place}/${seen}`);
  useEffect(() => {
    if (hasCome && kept === null) keep('seen');
  }, [hasCome, kept, keep]);
  const isShown = hasCome || kept !== null;
  return (
    <div data-width="wide" data-when={seen} className="prose-interleave">
      {form === undefined ? null : <LabForm form={form} />}
      <div className={cx('prose-interleave', !isShown && 'lesson-held')} data-width="wide">
        {children}
      </div>
      <div
        role="status"
        className={cx('lesson-holding not-prose text-base print:hidden', isShown && 'visually-hidden')}
      >
        {isShown ? (
          t('shown', { hint: hint.replaceAll('`', '') })
        ) : (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-text-muted">
            <span className="flex min-w-0 items-start gap-2">
              <Hourglass aria-hidden="true" className="mt-[0.15em] size-4 shrink-0 text-text-subtle" />
              <span className="min-w-0">
                <RichText text={t('continues', { hint })} />
              </span>
            </span>
            <button
              type="button"
              onClick={() => keep('asked for')}
              className="min-h-control-sm text-text-subtle underline underline-offset-4 hover:text-accent"
            >
              {t('showAnyway')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
