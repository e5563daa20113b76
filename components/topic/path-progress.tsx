import { useTranslations } from 'next-intl';
import { measured, type ShownTopic } from './course-topic';
import { OwnPathProgress } from './own-progress';

/** How many of a path's lessons are written, and for who is signed in how many are read. */
export function PathProgress({ topics }: { readonly topics: readonly ShownTopic[] }) {
  const t = useTranslations('paths');
  const count = topics.length;
  const written = topics.filter(({ lesson }) => lesson !== null).length;
  return (
    <div className="flex w-full flex-col gap-2">
      {written === count ? null : <p className="text-sm text-text-muted">{t('written', { written, count })}</p>}
      {written === 0 ? null : <OwnPathProgress lessons={topics.map(({ lesson }) => lesson && measured(lesson))} />}
    </div>
  );
}
