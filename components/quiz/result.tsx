'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode, Ref } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Meter } from '@/components/ui/meter';
import { PASS_PERCENT } from '@/quiz/behaviour';
import type { PublicItem } from '@/quiz/score';
import { isUnknown } from '@/quiz/unknown';
import { HandInButton } from './confirmed-button';
import { ObjectiveResults } from './objective-results';
import { RichText } from './rich-text';
import { stemHead } from './stem';
import type { AnsweredItem, AttemptResult, QuizObjective } from './types';

interface ResultProps {
  readonly ref: Ref<HTMLHeadingElement>;
  /** Leads on to what comes after the topic. */
  readonly next: ReactNode;
  readonly topicId: string;
  readonly behaviour: 'quiz' | 'practice';
  readonly objectives: readonly QuizObjective[];
  readonly items: readonly PublicItem[];
  readonly answered: ReadonlyMap<string, AnsweredItem>;
  readonly waiting: ReadonlyMap<string, unknown>;
  /** Null while something is open. */
  readonly finished: AttemptResult | null;
  readonly isBusy: boolean;
  /** Goes back to the item at that position. */
  readonly onReview: (position: number) => void;
  readonly onAgain: () => void;
  /** Ends a quiz with what is unanswered in it. */
  readonly onHandIn: () => Promise<boolean>;
}

/** The end of an attempt: whether it is passed, points in all and by question, and the way to each with its reasons. */
export function Result(props: ResultProps) {
  const { ref, topicId, behaviour, items, answered, waiting, finished, onReview, onAgain } = props;
  const t = useTranslations('quiz');
  const locale = useLocale();
  const openCount = items.filter(({ id }) => !answered.has(id) && !waiting.has(id)).length;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <h2 ref={ref} tabIndex={-1} className="text-2xl">
          {t(finished !== null ? 'resultTitle' : 'resultOpenTitle')}
        </h2>
        <p className="text-text-muted">
          {finished !== null
            ? t('resultLead')
            : openCount > 0
              ? t('resultOpen', { count: openCount })
              : t(waiting.size > 0 || behaviour === 'quiz' ? 'resultWaiting' : 'resultTries')}
        </p>
      </div>
      {finished === null ? null : (
        <div className="flex flex-col gap-4">
          <Meter
            label={t('resultPoints')}
            value={finished.earned}
            max={finished.total}
            valueText={t('points', { earned: finished.earned, total: finished.total })}
          />
          {behaviour === 'quiz' ? (
            <Callout
              live
              tone={finished.isPassed ? 'success' : 'warn'}
              title={t(finished.isPassed ? 'passed' : 'notPassed', { percent: PASS_PERCENT })}
            >
              {finished.isPassed ? null : t('notPassedHow')}
            </Callout>
          ) : null}
        </div>
      )}
      {finished === null ? null : (
        <ObjectiveResults topicId={topicId} objectives={props.objectives} items={items} answered={answered} />
      )}
      <ol aria-label={t('resultQuestions')} className="flex flex-col divide-y divide-border border-y border-border">
        {items.map((item, position) => (
          <li key={item.id} className="flex flex-col items-start gap-2 py-4 sm:flex-row sm:items-center sm:gap-4">
            <span className="min-w-0 flex-1">
              <RichText text={stemHead(item.stem[locale])} />
            </span>
            <ItemScore answered={answered.get(item.id)} isWaiting={waiting.has(item.id)} />
            <Button
              variant="ghost"
              size="sm"
              onClick={() => onReview(position)}
              aria-label={t('reviewItem', { number: position + 1 })}
            >
              {t(answered.has(item.id) ? 'review' : 'answer')}
            </Button>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        {behaviour === 'quiz' && finished === null && openCount > 0 && waiting.size === 0 ? (
          <HandInButton variant="secondary" onConfirm={props.onHandIn} />
        ) : null}
        {finished === null ? null : behaviour === 'practice' || finished.isPassed ? (
          props.next
        ) : (
          <ButtonLink href={`/topics/${topicId}/practice`}>{t('toPractice')}</ButtonLink>
        )}
        <ButtonLink href="/progress" variant="secondary">
          {t('toProgress')}
        </ButtonLink>
        {finished === null ? null : (
          <Button variant="ghost" loading={props.isBusy} onClick={onAgain}>
            {t('again')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ItemScoreProps {
  readonly answered: AnsweredItem | undefined;
  readonly isWaiting: boolean;
}

function ItemScore({ answered, isWaiting }: ItemScoreProps) {
  const t = useTranslations('quiz');
  if (isWaiting) return <Badge tone="warn">{t('waitingTitle')}</Badge>;
  if (!answered) return <Badge>{t('open')}</Badge>;
  if (isUnknown(answered.response)) return <Badge>{t('unknown')}</Badge>;
  if (!answered.told) return <Badge>{t('savedTitle')}</Badge>;
  const { credit, score } = answered.told;
  if (answered.tries === 0) return <Badge tone="danger">{t('verdict.none')}</Badge>;
  const tone = credit === score.total ? 'success' : credit === 0 ? 'danger' : 'warn';
  return <Badge tone={tone}>{t('points', { earned: credit, total: score.total })}</Badge>;
}
