'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useIsNear } from '@/components/ui/use-is-near';
import { useLesson } from './lesson-context';
import { ReportMistake } from './own-parts';

const CheckpointPanel = lazyPart(
  () => import('@/components/quiz/checkpoint-panel').then((module) => module.CheckpointPanel),
  <p className="min-h-6" />,
);

/** A question inside a lesson: `<Checkpoint item="split-vote" />`, an item of the topic's `quiz.yaml`. Its code is loaded when the reader comes near. */
export function Checkpoint({ item }: { readonly item: string }) {
  const t = useTranslations('quiz.checkpoint');
  const { topicId, sources, attempt } = useLesson();
  const account = useAccount();
  const place = useRef<HTMLFieldSetElement>(null);
  const isNear = useIsNear(place);
  return (
    <fieldset
      ref={place}
      aria-label={t('title')}
      className="not-prose min-w-0 rounded-lg border border-border-strong bg-surface p-5 text-base print:hidden"
    >
      <p className="mb-4 flex items-center gap-2 font-semibold text-sm">
        <CircleQuestionMark aria-hidden="true" className="size-5 shrink-0 text-accent" />
        {t('title')}
      </p>
      {account === undefined || (account !== null && !isNear) ? (
        <p className="min-h-6" />
      ) : account === null ? (
        <p className="text-text-muted">{t('signedOut')}</p>
      ) : (
        <PartBoundary>
          <CheckpointPanel topicId={topicId} itemId={item} sources={sources} actions={attempt} />
          <ReportMistake place={{ topicId, kind: 'item', ref: item }} />
        </PartBoundary>
      )}
    </fieldset>
  );
}
