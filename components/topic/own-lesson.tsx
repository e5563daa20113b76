'use client';

import { useTranslations } from 'next-intl';
import { useOwnCourse } from '@/components/reader/own-context';
import { Badge } from '@/components/ui/badge';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { MeasuredLesson } from './course-topic';

/** How well the reader knows a topic; nothing for one that was not begun. */
export function OwnMastery({ topicId }: { readonly topicId: string }) {
  const t = useTranslations('mastery.levels');
  const level = useOwnCourse()?.byTopic[topicId]?.mastery ?? 'not-started';
  return level === 'not-started' ? null : <Badge>{t(level)}</Badge>;
}

/** How many sections of a lesson the reader has read. Its place is kept free until that is known. */
export function OwnLessonProgress({ topicId, sectionCount }: MeasuredLesson) {
  const t = useTranslations('topics');
  const own = useOwnCourse()?.byTopic[topicId];
  return (
    <div className="mt-auto min-h-14 pt-3">
      {own ? (
        <ProgressBar
          label={t('progress')}
          labelHidden
          value={own.sectionsRead}
          max={sectionCount}
          valueText={t('sectionsRead', { read: own.sectionsRead, count: sectionCount })}
        />
      ) : null}
    </div>
  );
}
