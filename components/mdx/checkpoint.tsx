'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CheckpointPanel } from '@/components/quiz/checkpoint-panel';
import { useLesson } from './lesson-context';

/** A question inside a lesson: `<Checkpoint item="split-vote" />`, an item of the topic's `quiz.yaml`. */
export function Checkpoint({ item }: { readonly item: string }) {
  const t = useTranslations('quiz.checkpoint');
  const { topicId, sources, sitting } = useLesson();
  return (
    <fieldset
      aria-label={t('title')}
      className="not-prose min-w-0 rounded-lg border border-border-strong bg-surface p-5 text-base print:hidden"
    >
      <p className="mb-4 flex items-center gap-2 font-semibold text-sm">
        <CircleQuestionMark aria-hidden="true" className="size-5 shrink-0 text-accent" />
        {t('title')}
      </p>
      {sitting === null ? (
        <p className="text-text-muted">{t('signedOut')}</p>
      ) : (
        <CheckpointPanel topicId={topicId} itemId={item} sources={sources} actions={sitting} />
      )}
    </fieldset>
  );
}
