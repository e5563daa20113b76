import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LessonFacts, ShownTopic } from '@/components/topic/course-topic';
import { Badge } from '@/components/ui/badge';
import { CardLink } from '@/components/ui/card';
import type { MasteryLevel } from '@/quiz/mastery';

interface HomeTopicProps {
  readonly topic: Pick<ShownTopic, 'number' | 'title'> & { readonly lesson: LessonFacts };
  /** The reader's own; null while nobody is signed in. */
  readonly mastery: MasteryLevel | null;
  /** A picture of it. */
  readonly children: ReactNode;
}

/** A topic that can be taken now. */
export function HomeTopic({ topic: { number, title, lesson }, mastery, children }: HomeTopicProps) {
  const t = useTranslations();
  return (
    <CardLink
      href={lesson.href}
      title={title}
      eyebrow={
        <span className="flex flex-wrap items-center justify-between gap-2">
          <span>
            <span className="mr-2 text-text-subtle tabular-nums">{number}</span>
            {t('topics.facts', { minutes: lesson.minutes, labs: lesson.labCount })}
          </span>
          {mastery === null || mastery === 'not-started' ? null : <Badge>{t(`mastery.levels.${mastery}`)}</Badge>}
        </span>
      }
    >
      <p className="text-text-muted">{lesson.summary}</p>
      <div className="mt-auto pt-3">{children}</div>
    </CardLink>
  );
}
