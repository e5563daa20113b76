'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { LabForm, type LessonForm, useMilestone } from '@/components/labs/lesson-milestones';
import { RichText } from '@/components/quiz/rich-text';
import { cx } from '@/components/ui/cx';
import { SHOWN, useKeptAnswer } from './kept-answers';
import { AnswerForm } from './later-parts';

interface DecideProps {
  /** Unique in the topic. */
  readonly id: string;
  /** A milestone of the lab around this whose run gives an answer. */
  readonly until: string;
  /** What the reader is to do there, as a request: plain text with `code`, as the question. */
  readonly act: string;
  /** What of the lab that cannot be done without. */
  readonly form?: LessonForm;
  /** What is asked about the run. */
  readonly question: string;
  /** What can be chosen; without it a number is asked for. */
  readonly options?: readonly string[];
  /** What is said once it is answered. */
  readonly children: ReactNode;
}

interface KeptDecision {
  readonly expected: string;
  readonly given: string | null;
}

function parse(kept: string | null): KeptDecision | null {
  if (kept === null) return null;
  const [expected = '', given] = kept.split('\n');
  return { expected, given: given ?? null };
}

/**
 * Something to bring about in the lab above, and a question that only that run answers: `expected` is what the reader's own run gave.
 * On paper, in a reader and without JavaScript the text is simply there.
 */
export function Decide({ id, until, act, form, question, options, children }: DecideProps) {
  const t = useTranslations('lesson.decide');
  const { answer } = useMilestone(until);
  const [kept, keep] = useKeptAnswer(`decide/${id}`);
  const decision = parse(kept);
  useEffect(() => {
    if (answer !== null && decision === null) keep(String(answer));
  }, [answer, decision, keep]);
  const isOver = decision !== null && (decision.given === decision.expected || decision.given === SHOWN);
  return (
    <div data-width="wide" data-decide={id} className="prose-interleave">
      <fieldset
        aria-label={t('title')}
        className="flex min-w-0 flex-col gap-3 rounded-lg border border-border-strong bg-surface p-5 text-base"
      >
        <div className="not-prose flex flex-col gap-3">
          <p className="flex items-center gap-2 font-semibold text-accent text-sm">
            <FlaskConical aria-hidden="true" className="size-5 shrink-0" />
            {t('title')}
          </p>
          <p>
            <RichText text={act} />
          </p>
          {form === undefined ? null : <LabForm form={form} />}
          {decision === null ? (
            <p className="lesson-holding text-sm text-text-muted print:hidden">{t('waiting')}</p>
          ) : (
            <AnswerForm
              question={<RichText text={question} />}
              options={options}
              expected={decision.expected}
              given={decision.given}
              onGiven={(value) => keep(`${decision.expected}\n${value}`)}
            />
          )}
        </div>
        {/* Outside of .not-prose: running text, with its marks of code and emphasis. */}
        <div className={cx('prose-interleave text-base', !isOver && 'lesson-held')}>{children}</div>
      </fieldset>
    </div>
  );
}
