'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useCallback, useEffect, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Callout } from '@/components/ui/callout';
import { ErrorState } from '@/components/ui/error-state';
import { Loading } from '@/components/ui/loading';
import { useOwnDate } from '@/components/ui/own-date';
import { SkeletonText } from '@/components/ui/skeleton';
import { isUnknown } from '@/quiz/unknown';
import type { ConfidenceDegree } from './confidence';
import { QuestionForm, type Sent } from './question-form';
import type { AskedQuestion, DueCard, ReviewActions, ReviewedAnswer, ReviewTopic } from './review-types';
import { Verdict } from './verdict';

interface ReviewItemProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly card: DueCard;
  readonly topic: ReviewTopic | undefined;
  readonly open: ReviewActions['open'];
  /** The answer is given, saved or kept in this browser. */
  readonly onDone: (reviewId: string) => void;
}

type Question = AskedQuestion | 'loading' | 'failed' | 'withheld';

/** A card with a question: fetched when its turn comes, so that it is a variant of today. */
export function ReviewItem({ ref, card, topic, open, onDone }: ReviewItemProps) {
  const t = useTranslations('review');
  const [question, setQuestion] = useState<Question>('loading');
  const load = useCallback(async () => {
    setQuestion('loading');
    const asked = await open(card.id).catch(() => undefined);
    setQuestion(asked?.ok ? asked : asked?.reason === 'withheld' ? 'withheld' : 'failed');
  }, [open, card.id]);
  useEffect(() => {
    void load();
  }, [load]);
  if (question === 'loading')
    return (
      <Loading>
        <SkeletonText lines={4} />
      </Loading>
    );
  if (question === 'failed') {
    return <ErrorState title={t('failedTitle')} description={t('failed')} onRetry={load} />;
  }
  if (question === 'withheld') return <Callout live title={t('withheld')} />;
  return <AskedItem ref={ref} card={card} topic={topic} question={question} onDone={onDone} />;
}

interface AskedItemProps extends Omit<ReviewItemProps, 'open'> {
  readonly question: AskedQuestion;
}

function AskedItem({ ref, card, topic, question, onDone }: AskedItemProps) {
  const t = useTranslations();
  const outbox = useOutbox();
  const [given, setGiven] = useState<{ response: unknown; result: ReviewedAnswer | null } | null>(null);
  const { item, variant, code } = question;

  const submit = async (response: unknown, confidence: ConfidenceDegree): Promise<Sent> => {
    if (outbox === null) return 'refused';
    const reviewId = crypto.randomUUID();
    const body = { reviewId, cardId: card.id, variant, response, confidence };
    const delivery = await outbox.send<ReviewedAnswer>({ id: reviewId, kind: 'review', body });
    if (delivery.status === 'refused') return delivery.reason === 'invalid' ? 'invalid' : 'refused';
    setGiven({ response, result: delivery.status === 'saved' ? delivery.result : null });
    onDone(reviewId);
    return delivery.status;
  };

  const result = given?.result ?? null;
  const told = result?.told ? { ...result.told, credit: result.told.score.earned } : null;
  return (
    <QuestionForm
      ref={ref}
      kicker={topic === undefined ? '' : `${topic.title} · `}
      headingLevel={2}
      item={item}
      code={code ?? undefined}
      answered={given}
      told={told}
      draft={undefined}
      submitLabel={t('quiz.check')}
      onSubmit={submit}
      outcome={
        result === null ? (
          <Callout live tone="warn" title={t('quiz.waitingTitle')}>
            {t('quiz.waiting')}
          </Callout>
        ) : told === null ? (
          <Callout live title={t('quiz.savedTitle')}>
            {t('quiz.withheld.saved')}
          </Callout>
        ) : (
          <div className="flex flex-col gap-3">
            <Verdict
              item={item}
              told={told}
              given={isUnknown(given?.response) ? 'unknown' : 'answer'}
              sources={topic?.sources ?? []}
            />
            <p className="text-sm text-text-muted">
              <DueAgain dueMs={told.dueMs} />
            </p>
          </div>
        )
      }
    />
  );
}

const MINUTE_MS = 60_000;

/** When the card comes up again: a day by its date, which is never today's; what is nearer by how long it is until then. */
function DueAgain({ dueMs }: { readonly dueMs: number }) {
  const t = useTranslations('review');
  const ownDate = useOwnDate();
  const [nowMs] = useState(() => Date.now());
  const date = (ms: number) => ownDate(ms, { dateStyle: 'long' });
  if (date(dueMs) !== date(nowMs) && dueMs > nowMs) return t('dueAgain', { date: date(dueMs) });
  const minutes = Math.max(1, Math.round((dueMs - nowMs) / MINUTE_MS));
  return minutes < 60 ? t('dueAgainSoon', { minutes }) : t('dueAgainLater', { hours: Math.round(minutes / 60) });
}
