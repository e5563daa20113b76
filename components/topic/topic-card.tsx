import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { CardLink } from '@/components/ui/card';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { MasteryLevel } from '@/quiz/mastery';

interface TopicCardProps {
  readonly href: string;
  readonly number: string;
  readonly title: string;
  /** Level of the title in the page's outline. */
  readonly level: 2 | 3;
  readonly summary: string;
  readonly minutes: number;
  readonly labCount: number;
  /** The reader's own; none while nobody is signed in. */
  readonly mastery?: MasteryLevel | undefined;
  readonly progress?: { readonly sectionsRead: number; readonly sectionCount: number } | undefined;
}

/** A topic that can be opened. */
export function TopicCard(props: TopicCardProps) {
  const { href, number, title, level, summary, minutes, labCount, mastery, progress } = props;
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
          {mastery === undefined || mastery === 'not-started' ? null : <Badge>{t(`mastery.levels.${mastery}`)}</Badge>}
        </span>
      }
      className="h-full"
    >
      <p className="text-text-muted">{summary}</p>
      {progress ? (
        <div className="mt-auto pt-3">
          <ProgressBar
            label={t('topics.progress')}
            labelHidden
            value={progress.sectionsRead}
            max={progress.sectionCount}
            valueText={t('topics.sectionsRead', { read: progress.sectionsRead, count: progress.sectionCount })}
          />
        </div>
      ) : null}
    </CardLink>
  );
}
