import { useTranslations } from 'next-intl';
import { CardLink } from '@/components/ui/card';
import { ProgressBar } from '@/components/ui/progress-bar';

interface TopicCardProps {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly labCount: number;
  /** The reader's own; none while nobody is signed in. */
  readonly progress?: { readonly sectionsRead: number; readonly sectionCount: number } | undefined;
}

/** A topic in the catalogue. */
export function TopicCard({ id, title, summary, minutes, labCount, progress }: TopicCardProps) {
  const t = useTranslations('topics');
  return (
    <CardLink href={`/topics/${id}`} title={title} eyebrow={t('facts', { minutes, labs: labCount })} className="h-full">
      <p className="text-text-muted">{summary}</p>
      {progress ? (
        <div className="mt-auto pt-3">
          <ProgressBar
            label={t('progress')}
            labelHidden
            value={progress.sectionsRead}
            max={progress.sectionCount}
            valueText={t('sectionsRead', { read: progress.sectionsRead, count: progress.sectionCount })}
          />
        </div>
      ) : null}
    </CardLink>
  );
}
