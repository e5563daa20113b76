'use client';

import { useTranslations } from 'next-intl';
import { useOwnCourse } from '@/components/reader/own-context';
import { ButtonLink } from '@/components/ui/button';
import type { MeasuredLesson } from './course-topic';

interface PathStartProps {
  /** The written lessons of the path, in order; at least one. */
  readonly lessons: readonly (MeasuredLesson & { readonly href: string })[];
}

/** Leads to the first lesson of the path that the reader has not read to its end. */
export function PathStart({ lessons }: PathStartProps) {
  const t = useTranslations('paths');
  const own = useOwnCourse();
  const readOf = ({ topicId }: MeasuredLesson) => own?.byTopic[topicId]?.sectionsRead ?? 0;
  const next = lessons.find((lesson) => readOf(lesson) !== lesson.sectionCount) ?? lessons[0];
  if (next === undefined) return null;
  return (
    <ButtonLink href={next.href} size="lg" className="min-w-32">
      {t(lessons.some((lesson) => readOf(lesson) > 0) ? 'goOn' : 'begin')}
    </ButtonLink>
  );
}
