'use client';

import { useTranslations } from 'next-intl';
import type { OwnCourse } from '@/components/reader/own';
import { useOwnCourse } from '@/components/reader/own-context';
import { ProgressBar } from '@/components/ui/progress-bar';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import type { MeasuredLesson } from './course-topic';
import { TopicMark } from './topic-mark';

function isRead(own: OwnCourse | null | undefined, lesson: MeasuredLesson | null): boolean {
  return lesson !== null && own?.byTopic[lesson.topicId]?.sectionsRead === lesson.sectionCount;
}

/** A topic's state as an icon, with the words for a lesson that the reader has read. */
export function OwnTopicMark({ lesson }: { readonly lesson: MeasuredLesson | null }) {
  const t = useTranslations('paths.topic');
  const own = useOwnCourse();
  const done = isRead(own, lesson);
  return (
    <>
      <TopicMark isWritten={lesson !== null} isRead={done} />
      {done ? <VisuallyHidden>{t('read')}, </VisuallyHidden> : null}
    </>
  );
}

/** How many of a path's lessons the reader has read. Its place is kept free until that is known, so that nothing moves. */
export function OwnPathProgress({ lessons }: { readonly lessons: readonly (MeasuredLesson | null)[] }) {
  const t = useTranslations('paths');
  const own = useOwnCourse();
  const done = lessons.filter((lesson) => isRead(own, lesson)).length;
  const count = lessons.length;
  return (
    <div className="min-h-11 w-full">
      {own ? (
        <ProgressBar
          label={t('progress')}
          labelHidden
          value={done}
          max={count}
          valueText={t('done', { done, count })}
        />
      ) : null}
    </div>
  );
}
