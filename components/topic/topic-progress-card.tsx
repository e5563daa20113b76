import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Meter } from '@/components/ui/meter';
import { ProgressBar } from '@/components/ui/progress-bar';
import { TextLink } from '@/components/ui/text-link';

/** A learner's progress in one topic. */
export interface TopicProgress {
  readonly topicId: string;
  readonly sectionsRead: number;
  readonly sectionCount: number;
  readonly bestQuiz: { readonly earned: number; readonly total: number } | null;
  readonly openAnswers: number | null;
  readonly labRuns: number;
  readonly challenges: number;
  readonly predictions: { readonly right: number; readonly answered: number };
}

interface TopicProgressCardProps {
  readonly title: string;
  readonly progress: TopicProgress;
  /** How well the topic is known. */
  readonly mastery: ReactNode;
}

/** What the reader has done in one topic, and the way on. */
export function TopicProgressCard({ title, progress, mastery }: TopicProgressCardProps) {
  const t = useTranslations('progress');
  const { topicId, sectionsRead, sectionCount, bestQuiz, openAnswers, labRuns, challenges, predictions } = progress;
  const lessonDone = sectionsRead === sectionCount;
  return (
    <Card className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 className="text-xl">
          <TextLink href={`/topics/${topicId}`} tone="quiet" className="no-underline hover:underline">
            {title}
          </TextLink>
        </h2>
        <ButtonLink href={lessonDone ? `/topics/${topicId}/quiz` : `/topics/${topicId}`} variant="secondary">
          {t(lessonDone ? 'toQuiz' : 'toLesson')}
        </ButtonLink>
      </div>
      <div className="grid gap-6 md:grid-cols-3">
        <ProgressBar
          label={t('lesson')}
          value={sectionsRead}
          max={sectionCount}
          valueText={t('sections', { read: sectionsRead, count: sectionCount })}
        />
        {bestQuiz ? (
          <Meter label={t('quiz')} value={bestQuiz.earned} max={bestQuiz.total} valueText={t('points', bestQuiz)} />
        ) : (
          <Fact
            label={t('quiz')}
            value={openAnswers === null ? t('quizNotBegun') : t('quizOpen', { count: openAnswers })}
          />
        )}
        <div className="flex flex-col gap-2">
          <Fact label={t('labRuns')} value={t('labRunsKept', { count: labRuns })} />
          <Fact label={t('challenges')} value={t('challengesMet', { count: challenges })} />
          <Fact
            label={t('predictions')}
            value={predictions.answered === 0 ? t('predictionsNone') : t('predictionsRight', predictions)}
          />
        </div>
      </div>
      {mastery}
    </Card>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3 text-sm">
      <span className="font-medium">{label}</span>
      <span className="text-text-muted">{value}</span>
    </div>
  );
}
