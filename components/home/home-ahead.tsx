import { useTranslations } from 'next-intl';
import type { ShownTopic } from '@/components/topic/course-topic';
import { cx } from '@/components/ui/cx';
import { TextLink } from '@/components/ui/text-link';
import { HomeSection } from './home-section';

const turns = ['now', 'next', 'later'] as const;

/** The topics that have no lesson yet, by when it comes. Small: nobody can take them now. */
export function HomeAhead({ topics }: { readonly topics: readonly ShownTopic[] }) {
  const t = useTranslations('home.ahead');
  const tTopic = useTranslations('paths.topic');
  return (
    <HomeSection id="ahead" title={t('title')} lead={t('lead')}>
      <div className="grid items-start gap-x-8 gap-y-5 text-sm text-text-muted sm:grid-cols-2 lg:grid-cols-4">
        {turns.map((turn) => {
          const coming = topics.filter((topic) => topic.turn === turn);
          return coming.length === 0 ? null : (
            <div key={turn} className={turn === 'later' ? 'sm:col-span-2' : undefined}>
              <h3 className="mb-1.5 text-sm">{tTopic(`turns.${turn}`)}</h3>
              <ol className={cx('flex flex-col gap-1.5', turn === 'later' && 'sm:grid sm:grid-cols-2 sm:gap-x-8')}>
                {coming.map(({ number, title, labs }) => (
                  <li key={number}>
                    <span className="mr-2 text-text-subtle tabular-nums">{number}</span>
                    {title}
                    {labs.map(({ id, name }) => (
                      <TextLink key={id} href={`/labs/${id}`} className="ml-2">
                        {tTopic('openLab', { lab: name })}
                      </TextLink>
                    ))}
                  </li>
                ))}
              </ol>
            </div>
          );
        })}
      </div>
    </HomeSection>
  );
}
