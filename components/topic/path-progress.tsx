import { useTranslations } from 'next-intl';
import { ProgressBar } from '@/components/ui/progress-bar';
import { isRead, type ShownTopic } from './course-topic';

/** How many of a path's lessons are written, and for who is signed in how many are read. */
export function PathProgress({ topics }: { readonly topics: readonly ShownTopic[] }) {
  const t = useTranslations('paths');
  const count = topics.length;
  const written = topics.filter(({ lesson }) => lesson !== null).length;
  const isOwn = topics.some(({ own }) => own !== null);
  const done = topics.filter(isRead).length;
  return (
    <div className="flex w-full flex-col gap-2">
      {isOwn ? (
        <ProgressBar
          label={t('progress')}
          labelHidden
          value={done}
          max={count}
          valueText={t('done', { done, count })}
        />
      ) : null}
      {written === count ? null : <p className="text-sm text-text-muted">{t('written', { written, count })}</p>}
    </div>
  );
}
