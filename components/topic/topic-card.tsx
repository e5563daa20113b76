import { useTranslations } from 'next-intl';
import { CardLink } from '@/components/ui/card';
import type { MeasuredLesson } from './course-topic';
import { OwnLessonProgress, OwnMastery } from './own-lesson';

interface TopicCardProps {
  readonly href: string;
  readonly number: string;
  readonly title: string;
  /** Level of the title in the page's outline. */
  readonly level: 2 | 3;
  readonly summary: string;
  readonly minutes: number;
  readonly labCount: number;
  /** To show what the reader has done in it. */
  readonly own: MeasuredLesson;
}

/** A topic that can be opened. */
export function TopicCard(props: TopicCardProps) {
  const { href, number, title, level, summary, minutes, labCount, own } = props;
  const t = useTranslations();
  return (
    <CardLink
      href={href}
      title={title}
      level={level}
      eyebrow={
        <span className="flex flex-wrap items-center justify-between gap-2">
          <span>
            <span className="mr-2 text-text-subtle tabular-nums">{number}</span>
            {t('topics.facts', { minutes, labs: labCount })}
          </span>
          <OwnMastery topicId={own.topicId} />
        </span>
      }
      className="h-full"
    >
      <p className="text-text-muted">{summary}</p>
      <OwnLessonProgress {...own} />
    </CardLink>
  );
}
