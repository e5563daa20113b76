'use client';

import { CalendarCheck, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useRefreshAccount } from '@/components/reader/account-provider';
import { ReportMistake } from '@/components/report/report-mistake';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { ProgressBar } from '@/components/ui/progress-bar';
import { TextLink } from '@/components/ui/text-link';
import { ReviewItem } from './review-item';
import type { DueCard, ReviewActions, ReviewTopic } from './review-types';
import type { WithheldQuiz } from './types';
import { WithheldNote } from './withheld-note';

const ReviewChallenge = lazyPart(
  () => import('./review-challenge').then((module) => module.ReviewChallenge),
  <div className="min-h-40" />,
);

interface ReviewPanelProps {
  /** Today's, in the order they should come. */
  readonly cards: readonly DueCard[];
  /** The open quizzes that keep back cards that are due, too. */
  readonly withheld: readonly WithheldQuiz[];
  readonly topics: readonly ReviewTopic[];
  /** Leads on once every card is done. */
  readonly next: ReactNode;
  readonly actions: ReviewActions;
}

/** Today's cards, one after the other; the last answer can be taken back. */
export function ReviewPanel({ cards, withheld, topics, next: leadsOn, actions }: ReviewPanelProps) {
  const router = useRouter();
  const t = useTranslations('review');
  const [queue, setQueue] = useState(cards);
  const [position, setPosition] = useState(0);
  /** Grows when a card is asked once more: then it is another question. */
  const [asking, setAsking] = useState(0);
  const [isDone, setIsDone] = useState(false);
  /** Reviews of this page, the newest last. */
  const [given, setGiven] = useState<readonly string[]>([]);
  const [undo, setUndo] = useState<'ready' | 'busy' | 'failed'>('ready');
  const heading = useRef<HTMLHeadingElement>(null);
  const next = useRef<HTMLDivElement>(null);
  const refreshAccount = useRefreshAccount();
  const card = queue[position];
  const reviewed = position + (isDone ? 1 : 0);

  // After an answer the keyboard goes on with the next card.
  useEffect(() => {
    if (isDone) next.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [isDone]);

  const goOn = () => {
    setPosition(position + 1);
    setIsDone(false);
    requestAnimationFrame(() => heading.current?.focus());
  };
  const noteDone = (reviewId: string) => {
    setGiven((so) => [...so, reviewId]);
    setIsDone(true);
    void refreshAccount();
  };
  const takeBack = async () => {
    const last = given.at(-1);
    if (last === undefined) return;
    setUndo('busy');
    const result = await actions.takeBack(last).catch(() => undefined);
    setUndo(result?.ok ? 'ready' : 'failed');
    if (!result?.ok) return;
    setGiven((so) => so.filter((each) => each !== last));
    const place = queue.findIndex(({ id }) => id === result.card.id);
    // A card of an earlier day is not in this queue: it comes next.
    if (place === -1) setQueue([...queue.slice(0, reviewed), result.card, ...queue.slice(reviewed)]);
    setPosition(place === -1 ? reviewed : place);
    setIsDone(false);
    setAsking(asking + 1);
  };

  const undoButton = (
    <Button
      variant="ghost"
      loading={undo === 'busy'}
      icon={<Undo2 aria-hidden="true" className="size-4" />}
      onClick={takeBack}
    >
      {t('undo')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-8">
      {withheld.map((quiz) => (
        <WithheldNote
          key={quiz.quizId}
          quiz={quiz}
          topic={topics.find(({ id }) => id === quiz.topicId)?.title}
          actions={actions}
          onEnded={() => router.refresh()}
        />
      ))}
      {queue.length === 0 ? null : (
        <ProgressBar
          label={t('progress')}
          labelHidden
          value={reviewed}
          max={queue.length}
          valueText={t('left', { count: queue.length - reviewed })}
        />
      )}
      {card === undefined ? (
        <EmptyState
          icon={CalendarCheck}
          title={t(queue.length === 0 ? 'emptyTitle' : 'doneTitle')}
          description={queue.length === 0 ? t('empty') : `${t('doneCount', { count: queue.length })} ${t('done')}`}
          action={leadsOn}
        />
      ) : card.kind === 'item' ? (
        <ReviewItem
          key={`${card.id} ${asking}`}
          ref={heading}
          card={card}
          topic={topics.find(({ id }) => id === card.topicId)}
          open={actions.open}
          onDone={noteDone}
        />
      ) : (
        <ReviewChallenge key={`${card.id} ${asking}`} ref={heading} card={card} onDone={noteDone} />
      )}
      {card?.kind === 'item' ? (
        <ReportMistake
          key={`report ${card.id} ${asking}`}
          place={{ topicId: card.topicId, kind: 'item', ref: card.ref }}
        />
      ) : null}
      <div ref={next} className="flex flex-wrap items-center gap-3">
        {isDone ? <Button onClick={goOn}>{t('next')}</Button> : null}
        {given.length > 0 ? undoButton : null}
      </div>
      {undo === 'failed' ? (
        <Callout live tone="warn">
          {t('undoFailed')}
        </Callout>
      ) : null}
      <p className="border-border border-t pt-6 text-sm">
        <TextLink href="/settings">{t('settings')}</TextLink>
      </p>
    </div>
  );
}
